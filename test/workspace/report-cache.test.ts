import assert from "node:assert/strict";
import { Project } from "../../server/src/analysis/project.ts";
import type { FileReport } from "../../server/src/lint/finding.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { MemoryDisk } from "./memory-disk.ts";

const FILES = {
  "/w/package.json": '{"name":"app","dependencies":{"openai":"^6.0.0"}}',
  "/w/client.ts": 'import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 1000 });\n',
  "/w/settings.ts": 'export const model = "gpt-4-turbo";\n',
  "/w/answer.ts": `import { client } from "./client.js";
import { model } from "./settings.js";
export const answer = () => client.chat.completions.create({ model, messages: [], max_tokens: 100 });
`,
  "/w/alone.ts": `import OpenAI from "openai";
new OpenAI().chat.completions.create({ model: "gpt-6-luna", messages: [], max_tokens: 100 });
`,
  "/w/plain.ts": "export {};\n",
};

describe("results kept between runs", () => {
  let disk: MemoryDisk;
  let kept: string | undefined;
  let writes: number;

  beforeEach(() => {
    disk = new MemoryDisk(FILES);
    kept = undefined;
    writes = 0;
  });

  /** Scans as a new process would. Tells what was examined anew. */
  async function scan({ key = "1", today = "2026-11-22" } = {}): Promise<{
    readonly reports: readonly FileReport[];
    readonly examined: readonly string[];
  }> {
    const examined: string[] = [];
    const store = {
      read: () => kept,
      write: (text: string) => {
        kept = text;
        writes++;
      },
    };
    const workspace = new Workspace("/w", {
      disk,
      today,
      cache: { store: () => store, key },
      createAnalyser: (host) => {
        const project = new Project(host);
        return {
          analyse: (file, token) => {
            examined.push(file.slice("/w/".length));
            return project.analyse(file, token);
          },
          wrapperSources: (file) => project.wrapperSources(file),
          changed: (file) => project.changed(file),
          deleted: (file) => project.deleted(file),
        };
      },
    });
    const { reports } = await workspace.scan();
    return { reports, examined: examined.sort() };
  }

  /** What a scan without any memory says. */
  async function fresh(): Promise<readonly FileReport[]> {
    return (await new Workspace("/w", { disk, today: "2026-11-22" }).scan()).reports;
  }

  /** Findings and facts as text, since what is absent and what is undefined mean the same. */
  const asText = (reports: readonly FileReport[]): string =>
    JSON.stringify(reports, (_name, value: unknown) => (value instanceof Map ? [...value] : value));

  const ALL = ["alone.ts", "answer.ts", "client.ts"];

  it("do not keep a call from being found through a file that nobody imported before", async () => {
    disk.files.set(
      "/w/ask.ts",
      `import OpenAI from "openai";
const client = new OpenAI();
export const ask = (text: string) => client.responses.create({ model: "gpt-5.2", input: text, max_output_tokens: 9 });
`,
    );
    await scan();
    disk.files.set("/w/caller.ts", `import { ask } from "./ask.js";\nask("Hi");\n`);
    const { reports } = await scan();
    const caller = reports.find((report) => report.file === "/w/caller.ts");
    assert.deepEqual(
      caller?.facts.map((fact) => fact.fact),
      ["model call"],
    );
  });

  it("examines nothing again while nothing changed, and says the same", async () => {
    const first = await scan();
    assert.deepEqual(first.examined, ALL);
    const second = await scan();
    assert.deepEqual(second.examined, []);
    assert.equal(asText(second.reports), asText(await fresh()));
    assert.ok(second.reports.some(({ findings }) => findings.length > 0));
    assert.equal(writes, 1);
  });

  it("examines a file that changed, and those that depend on it", async () => {
    await scan();
    disk.files.set("/w/settings.ts", 'export const model = "gpt-6-luna";\n');
    const second = await scan();
    assert.deepEqual(second.examined, ["answer.ts"]);
    assert.equal(asText(second.reports), asText(await fresh()));
    disk.files.set("/w/client.ts", 'import OpenAI from "openai";\nexport const client = new OpenAI();\n');
    const third = await scan();
    assert.deepEqual(third.examined, ["answer.ts", "client.ts"]);
    assert.equal(asText(third.reports), asText(await fresh()));
  });

  it("notices files that come and go", async () => {
    await scan();
    disk.files.delete("/w/settings.ts");
    const without = await scan();
    assert.deepEqual(without.examined, ["answer.ts"]);
    assert.equal(asText(without.reports), asText(await fresh()));
    disk.files.set("/w/settings.tsx", 'export const model = "gpt-4-turbo";\n');
    const other = await scan();
    assert.deepEqual(other.examined, ["answer.ts"]);
    assert.equal(asText(other.reports), asText(await fresh()));
    disk.files.delete("/w/alone.ts");
    assert.equal(asText((await scan()).reports), asText(await fresh()));
  });

  it("notices that a file has come to be, or is gone, which a fix would make", async () => {
    disk.files.set("/w/genai-lens.json", '{ "rules": { "inline-prompt-unmanaged": "warning" } }');
    disk.files.set(
      "/w/letters.ts",
      `import OpenAI from "openai";
import { plain } from "./plain.js";
export const sortLetters = () => new OpenAI().responses.create({ model: "gpt-6-luna", input: "${"Sort. ".repeat(120)}" });
`,
    );
    const madeBy = (reports: readonly FileReport[]): readonly (string | undefined)[] =>
      reports
        .flatMap(({ findings }) => findings.flatMap(({ ruleId, fixes }) => (ruleId.startsWith("inline") ? fixes : [])))
        .map(({ newFiles }) => newFiles?.[0]?.file);
    assert.deepEqual(madeBy((await scan()).reports), ["/w/prompts/sort-letters.ts", undefined]);
    disk.files.set("/w/prompts/sort-letters.ts", "export {};\n");
    assert.deepEqual(madeBy((await scan()).reports), [undefined]);
    disk.files.delete("/w/prompts/sort-letters.ts");
    const { reports } = await scan();
    assert.deepEqual(madeBy(reports), ["/w/prompts/sort-letters.ts", undefined]);
    assert.equal(asText(reports), asText(await fresh()));
  });

  it("notices that what a file calls has become a wrapper", async () => {
    disk.files.set("/w/ask.ts", "export const ask = (text: string) => text;\n");
    disk.files.set("/w/caller.ts", `import OpenAI from "openai";\nimport { pass } from "./pass";\npass("Hi");\n`);
    disk.files.set("/w/pass.ts", `import { ask } from "./ask";\nexport const pass = (text: string) => ask(text);\n`);
    const modelCalls = async (): Promise<number> =>
      (await scan()).reports
        .filter((report) => report.file === "/w/caller.ts")
        .flatMap((report) => report.facts)
        .filter((fact) => fact.fact === "model call").length;
    assert.equal(await modelCalls(), 0);
    disk.files.set(
      "/w/ask.ts",
      `import OpenAI from "openai";
const client = new OpenAI();
export const ask = (input: string) => client.responses.create({ model: "gpt-6-luna", input });
`,
    );
    assert.equal(await modelCalls(), 1);
  });

  it("notices a new importer of a client", async () => {
    await scan();
    disk.files.set("/w/plain.ts", FILES["/w/answer.ts"]);
    const second = await scan();
    assert.deepEqual(second.examined, ["plain.ts"]);
    assert.equal(asText(second.reports), asText(await fresh()));
  });

  it("begins anew under another configuration, version or date, and where packages change", async () => {
    await scan();
    disk.files.set("/w/genai-lens.json", '{ "rules": { "retired-or-deprecated-model": "off" } }');
    const configured = await scan();
    assert.deepEqual(configured.examined, ALL);
    assert.equal(asText(configured.reports), asText(await fresh()));
    disk.files.set("/w/package.json", '{"name":"app","dependencies":{"openai":"^4.0.0"}}');
    assert.deepEqual((await scan()).examined, ALL);
    disk.files.set("/w/tsconfig.json", "{}");
    assert.deepEqual((await scan()).examined, ALL);
    assert.deepEqual((await scan({ key: "2" })).examined, ALL);
    assert.deepEqual((await scan({ key: "2", today: "2026-11-23" })).examined, ALL);
    assert.deepEqual((await scan({ key: "2", today: "2026-11-23" })).examined, []);
  });

  it("passes over what is damaged, and writes it anew", async () => {
    const { reports } = await scan();
    const whole = kept!;
    for (const damaged of ["", "{", whole.slice(0, -10), whole.replace("gpt-4-turbo", "gpt-4-turbO"), `${whole} `]) {
      kept = damaged;
      const again = await scan();
      assert.deepEqual(again.examined, ALL);
      assert.equal(asText(again.reports), asText(reports));
      assert.equal(kept, whole);
    }
  });
});
