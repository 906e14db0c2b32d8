import assert from "node:assert/strict";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { MemoryDisk } from "./memory-disk.ts";

const ASK = `import { generateText } from "ai";
const MODEL = "openai/gpt-5.2";
export async function askModel(options: { prompt: string; maxOutputTokens?: number }) {
  return generateText({ model: MODEL, timeout: 5000, ...options });
}
`;

function open(files: Readonly<Record<string, string>>): { workspace: Workspace } {
  const disk = new MemoryDisk({ "/app/package.json": '{"dependencies":{"ai":"^6.0.0"}}', ...files });
  return { workspace: new Workspace("/app", { disk, today: "2026-11-22" }) };
}

function findings(workspace: Workspace): string[] {
  return workspace
    .reports()
    .flatMap(({ file, findings: found }) =>
      found.map((each) => `${file} ${each.ruleId} ${each.message.split(" ")[0]}`),
    );
}

describe("wrappers in a workspace", () => {
  const FILES = {
    "/app/src/ask.ts": ASK,
    "/app/src/bounded.ts": `import { askModel } from "./ask";\naskModel({ prompt: "Hi", maxOutputTokens: 10 });\n`,
    "/app/src/open.ts": `import { askModel } from "./lib";\naskModel({ prompt: "Hi" });\n`,
    "/app/src/lib.ts": `export * from "./ask";\nexport const one = 1;\n`,
    "/app/src/other.ts": `import { one } from "./lib";\nconsole.log(one);\n`,
    "/app/src/type.ts": `import * as everything from "./ask";\nconsole.log(everything);\n`,
  };

  it("are followed to the files that name them, and to no others", async () => {
    const { workspace } = open(FILES);
    const { reports, stats } = await workspace.scan();
    assert.equal(stats.modelCalls, 3);
    const files = reports.filter((report) => report.facts.length > 0).map((report) => report.file);
    assert.deepEqual(files, ["/app/src/ask.ts", "/app/src/bounded.ts", "/app/src/open.ts"]);
  });
  it("are judged once, where it is decided", async () => {
    const { workspace } = open(FILES);
    await workspace.scan();
    assert.deepEqual(findings(workspace), ["/app/src/open.ts missing-max-output-tokens `askModel`"]);
  });
  it("of a file that nobody imports are found once somebody does", async () => {
    const { "/app/src/ask.ts": ask, "/app/src/open.ts": caller } = FILES;
    const disk = new MemoryDisk({ "/app/package.json": '{"dependencies":{"ai":"^6.0.0"}}', "/app/src/ask.ts": ask });
    const workspace = new Workspace("/app", { disk, today: "2026-11-22" });
    assert.equal((await workspace.scan()).stats.modelCalls, 1);
    const file = "/app/src/open.ts";
    disk.files.set(file, caller.replace("./lib", "./ask"));
    workspace.changed(file);
    const alone = workspace.report(file).findings.map((finding) => finding.ruleId);
    assert.deepEqual(alone, ["missing-max-output-tokens"]);
    await workspace.refresh();
    assert.deepEqual(findings(workspace), ["/app/src/open.ts missing-max-output-tokens `askModel`"]);
    workspace.changed("/app/src/ask.ts");
    await workspace.refresh();
    assert.deepEqual(findings(workspace), ["/app/src/open.ts missing-max-output-tokens `askModel`"]);
  });
  it("are found in a file of their own that nobody imports", async () => {
    const { workspace } = open({ "/app/src/ask.ts": `${ASK}\naskModel({ prompt: "Hi" });\n` });
    await workspace.scan();
    assert.deepEqual(findings(workspace), ["/app/src/ask.ts missing-max-output-tokens `askModel`"]);
  });
  it("are looked at again in the files that call them", async () => {
    const { workspace } = open(FILES);
    await workspace.scan();

    const settled = ASK.replace("...options", "maxOutputTokens: 99, prompt: options.prompt");
    workspace.setOverlay("/app/src/ask.ts", settled, 2);
    await workspace.refresh();
    assert.deepEqual(findings(workspace), []);
  });
  it("are found alike in one file and in a scan", async () => {
    const { workspace } = open(FILES);
    const alone = workspace.report("/app/src/open.ts").findings;
    await workspace.scan();
    assert.deepEqual(workspace.report("/app/src/open.ts").findings, alone);
    assert.equal(alone.length, 1);
  });
  it("give every option but what the caller decides to the call inside", async () => {
    const { workspace } = open({
      "/app/src/draw.ts": `import { generateText } from "ai";
        export const draw = (prompt: string, limits: object) =>
          generateText({ model: "google/gemini-2.5-flash-image", prompt, ...limits });
        draw("A boat", {});`,
    });
    await workspace.scan();
    // The model makes pictures, which the wrapper knows and the caller does not say.
    assert.ok(!findings(workspace).some((each) => each.includes("missing-max-output-tokens")));
  });
});
