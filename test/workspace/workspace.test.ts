import assert from "node:assert/strict";
import { Cancelled } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import type { WorkspaceOptions } from "../../server/src/workspace/workspace-options.ts";
import { MemoryDisk } from "./memory-disk.ts";

const CALL = `import { client } from "./client.js";
export const answer = (question: string) =>
  client.chat.completions.create({ model: "gpt-5.2", messages: [{ role: "user", content: question }] });
`;
const CLIENT = 'import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 1000 });\n';

function project(files: Readonly<Record<string, string | Buffer>> = {}): MemoryDisk {
  return new MemoryDisk({
    "/app/package.json": '{"dependencies":{"openai":"^6.0.0"}}',
    "/app/src/client.ts": CLIENT,
    "/app/src/answer.ts": CALL,
    "/app/src/unrelated.ts": "export const one = 1;\n",
    ...files,
  });
}

function open(disk: MemoryDisk, options: WorkspaceOptions = {}): Workspace {
  return new Workspace("/app", { disk, today: "2026-11-22", ...options });
}

function ruleIds(workspace: Workspace, file: string): readonly string[] {
  return (
    workspace
      .reports()
      .find((report) => report.file === file)
      ?.findings.map((finding) => finding.ruleId) ?? []
  );
}

/** An analyser that tells of every file that it is asked about. */
function watching(tell: (file: string) => void): NonNullable<WorkspaceOptions["createAnalyser"]> {
  return (host) => {
    const project = new Project(host);
    return {
      analyse(file, token) {
        tell(file);
        return project.analyse(file, token);
      },
      wrapperSources: (file) => project.wrapperSources(file),
      changed: (file) => project.changed(file),
      deleted: (file) => project.deleted(file),
    };
  };
}

describe("a workspace", () => {
  it("examines files that name an SDK and those that get a client from them", async () => {
    const { reports, stats, problems } = await open(project()).scan();
    assert.deepEqual(
      reports.map((report) => report.file),
      ["/app/src/answer.ts", "/app/src/client.ts"],
    );
    assert.deepEqual(stats, { files: 3, analysedFiles: 2, modelCalls: 1 });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      reports[0]!.findings.map((finding) => finding.ruleId),
      ["missing-max-output-tokens"],
    );
  });

  it("examines files that send requests to a provider without an SDK", async () => {
    const text = `await fetch("https://api.openai.com/v1/responses", { method: "POST", body: "{}" });\n`;
    const disk = project({ "/app/src/raw.ts": text, "/app/src/link.ts": "// https://api.openai.com\n" });
    const { reports, stats } = await open(disk).scan();
    assert.equal(stats.modelCalls, 2);
    assert.deepEqual(
      reports.map((report) => report.file),
      ["/app/src/answer.ts", "/app/src/client.ts", "/app/src/raw.ts"],
    );
  });

  it("follows clients over several files and aliases", async () => {
    const disk = project({
      "/app/tsconfig.json": '{"compilerOptions":{"paths":{"#llm":["./src/index.ts"]}}}',
      "/app/src/index.ts": 'export * from "./client";\n',
      "/app/lib/far.ts": CALL.replace("./client.js", "#llm"),
    });
    const { reports } = await open(disk).scan();
    assert.ok(reports.some((report) => report.file === "/app/lib/far.ts" && report.findings.length > 0));
  });

  it("follows what several files hand on as a whole, and examines only who takes it", async () => {
    const disk = project({
      "/app/src/inner.ts": 'export * from "./client";\n',
      "/app/src/index.ts": 'export * from "./inner";\nexport const helper = 1;\n',
      "/app/lib/far.ts": CALL.replace("./client.js", "../src"),
      "/app/lib/other.ts": 'import { helper } from "../src";\nexport const client = helper;\n',
    });
    const examined: string[] = [];
    const createAnalyser = watching((file) => examined.push(file));
    const { reports } = await open(disk, { createAnalyser }).scan();
    assert.ok(reports.some((report) => report.file === "/app/lib/far.ts" && report.findings.length > 0));
    assert.deepEqual(examined.sort(), ["/app/lib/far.ts", "/app/src/answer.ts", "/app/src/client.ts"]);
  });

  it("follows a class that extends one of an SDK", async () => {
    const disk = project({
      "/app/src/own.ts": 'import OpenAI from "openai";\nexport class Own extends OpenAI {}\n',
      "/app/lib/far.ts": CALL.replace(/^.*$/m, 'import { Own } from "../src/own";\nconst client = new Own();'),
    });
    const { reports } = await open(disk).scan();
    assert.ok(reports.some((report) => report.file === "/app/lib/far.ts" && report.findings.length > 0));
  });

  it("passes over files that take nothing described of an SDK, until another file gives them something", async () => {
    const file = "/app/src/types.ts";
    const text = 'import { SomethingElse } from "openai";\nexport const other: SomethingElse = 1;\n';
    const disk = project({ [file]: text });
    const examined: string[] = [];
    const workspace = open(disk, { createAnalyser: watching((each) => examined.push(each)) });
    const { stats } = await workspace.scan();
    assert.deepEqual(examined.sort(), ["/app/src/answer.ts", "/app/src/client.ts"]);
    assert.deepEqual(stats, { files: 4, analysedFiles: 3, modelCalls: 1 });
    await workspace.refresh();
    assert.ok(!examined.includes(file));

    disk.files.set(file, `${text}${CALL}`);
    workspace.changed(file);
    assert.deepEqual(await workspace.refresh(), [file]);
    assert.deepEqual(ruleIds(workspace, file), ["missing-max-output-tokens"]);
    const scanned = open(disk);
    await scanned.scan();
    assert.deepEqual(ruleIds(scanned, file), ["missing-max-output-tokens"]);
  });

  it("says the same of one file without a scan", async () => {
    const disk = project();
    const scanned = open(disk);
    await scanned.scan();
    for (const report of scanned.reports()) {
      assert.deepEqual(open(disk).report(report.file).findings, report.findings);
    }
  });

  it("says nothing of keys in files that reach no model, with and without a scan", async () => {
    const key = `sk-proj-${"a1B2c3D4e5F6g7H8".repeat(3)}`;
    const disk = project({ "/app/src/key.ts": `export const key = "${key}";\n` });
    const workspace = open(disk);
    assert.deepEqual(workspace.report("/app/src/key.ts").findings, []);
    await workspace.scan();
    assert.deepEqual(ruleIds(workspace, "/app/src/key.ts"), []);
  });

  it("takes an editor's text before the disk's and keeps its version", () => {
    const workspace = open(project());
    const file = "/app/src/answer.ts";
    workspace.setOverlay(file, CALL.replace("messages:", "max_completion_tokens: 100, messages:"), 7);
    assert.deepEqual(workspace.report(file).findings, []);
    assert.equal(workspace.report(file).version, "7");
    workspace.clearOverlay(file);
    assert.equal(workspace.report(file).findings.length, 1);
  });

  it("answers from memory while nothing changed", () => {
    const disk = project();
    const workspace = open(disk);
    const report = workspace.report("/app/src/answer.ts");
    const reads = disk.readCount;
    assert.equal(workspace.report("/app/src/answer.ts"), report);
    assert.equal(disk.readCount, reads);
  });

  it("brings a change up to date in the file and in those that depend on it", async () => {
    const disk = project();
    const workspace = open(disk);
    await workspace.scan();
    disk.files.set("/app/src/client.ts", "export const client = makeClient();\n");
    workspace.changed("/app/src/client.ts");
    assert.deepEqual(await workspace.refresh(), ["/app/src/answer.ts", "/app/src/client.ts"]);
    assert.deepEqual(workspace.reports(), []);
    disk.files.set("/app/src/client.ts", CLIENT);
    workspace.changed("/app/src/client.ts");
    await workspace.refresh();
    assert.deepEqual(ruleIds(workspace, "/app/src/answer.ts"), ["missing-max-output-tokens"]);
    assert.deepEqual(await workspace.refresh(), []);
  });

  it("finds a file that is made, and forgets files and folders that go", async () => {
    const disk = project();
    const workspace = open(disk);
    await workspace.scan();
    disk.files.set("/app/new/b.ts", CALL.replace("./client.js", "../src/client.js"));
    workspace.changed("/app/new/b.ts");
    assert.deepEqual(await workspace.refresh(), ["/app/new/b.ts"]);
    assert.equal(workspace.stats().files, 4);
    disk.files.delete("/app/new/b.ts");
    workspace.deleted("/app/new");
    await workspace.refresh();
    assert.deepEqual(
      workspace.reports().map((report) => report.file),
      ["/app/src/answer.ts", "/app/src/client.ts"],
    );
    assert.equal(workspace.stats().files, 3);
  });

  it("tells what a file gives to others once another file imports it", async () => {
    const disk = project({
      "/app/src/answer.ts": "export {};\n",
      "/app/src/entry.ts": 'export { client } from "./client.js";\n',
    });
    const workspace = open(disk);
    await workspace.scan();
    const file = "/app/src/later.ts";
    disk.files.set(file, CALL.replace("./client.js", "./entry.js"));
    workspace.changed(file);
    await workspace.refresh();
    assert.deepEqual(ruleIds(workspace, file), ["missing-max-output-tokens"]);
    disk.files.set("/app/src/client.ts", "export const client = undefined;\n");
    workspace.changed("/app/src/client.ts");
    await workspace.refresh();
    assert.deepEqual(ruleIds(workspace, file), []);
    disk.files.set("/app/src/client.ts", CLIENT);
    workspace.changed("/app/src/client.ts");
    await workspace.refresh();
    assert.deepEqual(ruleIds(workspace, file), ["missing-max-output-tokens"]);
  });

  it("applies a configuration that is written later, and forgets one that goes", async () => {
    const disk = project();
    const workspace = open(disk);
    await workspace.scan();
    const file = "/app/genai-lens.json";
    disk.files.set(file, '{"rules":{"missing-max-output-tokens":"off"}}');
    workspace.changed(file);
    assert.deepEqual(await workspace.refresh(), ["/app/src/answer.ts", "/app/src/client.ts"]);
    assert.deepEqual(ruleIds(workspace, "/app/src/answer.ts"), []);
    disk.files.set(file, '{"ignore":["src/answer.ts"]}');
    workspace.changed(file);
    await workspace.refresh();
    assert.deepEqual(
      workspace.reports().map((report) => report.file),
      ["/app/src/client.ts"],
    );
    assert.equal(workspace.report("/app/src/answer.ts").findings.length, 0);
    disk.files.delete(file);
    workspace.deleted(file);
    await workspace.refresh();
    assert.deepEqual(ruleIds(workspace, "/app/src/answer.ts"), ["missing-max-output-tokens"]);
  });

  it("takes a new version of the SDK from package.json", async () => {
    const disk = project();
    const workspace = open(disk);
    await workspace.scan();
    disk.files.set("/app/package.json", '{"dependencies":{"openai":"^4.0.0"}}');
    workspace.changed("/app/package.json");
    await workspace.refresh();
    const call = workspace.reports()[0]!.facts.find((fact) => fact.fact === "model call");
    assert.equal(call?.fact === "model call" && call.sdkMajor, 4);
  });

  it("reports files that cannot be checked once each, and only where they matter", async () => {
    const disk = project({
      "/app/src/large.ts": `${CLIENT}//${"x".repeat(3000)}`,
      "/app/src/largeUnrelated.ts": `//${"x".repeat(3000)}`,
      "/app/src/video.ts": Buffer.from([0x47, 0, 1, 2]),
      "/app/src/binary.ts": `${CLIENT}\0`,
      "/app/src/locked.ts": CLIENT,
    });
    disk.forbidden.add("/app/src/locked.ts");
    const { reports } = await open(disk, { maxFileSize: 2000 }).scan();
    const problems = reports.flatMap((report) =>
      report.problems.map((problem) => `${problem.file} ${problem.message}`),
    );
    assert.equal(problems.length, 3, problems.join("\n"));
    assert.match(problems[0]!, /binary\.ts .*no source text/);
    assert.match(problems[1]!, /large\.ts Larger than 2 KB/);
    assert.match(problems[2]!, /locked\.ts Cannot be read \(permission denied\)/);
    assert.ok(reports.some((report) => report.file === "/app/src/answer.ts"));
  });

  it("names broken configuration once, with its place", async () => {
    const disk = project({ "/app/genai-lens.json": '{"rules": {', "/app/tsconfig.json": '{"compilerOptions": }' });
    const { problems } = await open(disk).scan();
    assert.deepEqual(
      problems.map((problem) => problem.file),
      ["/app/genai-lens.json", "/app/tsconfig.json"],
    );
    assert.ok(problems.every((problem) => problem.offset !== undefined));
  });

  it("makes an analysis that breaks into a problem of that file", async () => {
    const disk = project();
    const workspace = open(disk, {
      createAnalyser: () => ({
        analyse() {
          throw new Error("out of order");
        },
        wrapperSources: () => new Set<string>(),
        changed() {},
        deleted() {},
      }),
    });
    const { reports } = await workspace.scan();
    assert.equal(reports.length, 1);
    assert.match(reports[0]!.problems[0]!.message, /out of order/);
  });

  it("changes nothing when a scan is cancelled, and makes up for it later", async () => {
    const disk = project();
    const workspace = open(disk);
    await workspace.scan();
    const before = workspace.reports();
    disk.files.set("/app/src/answer.ts", CALL.replace("messages:", "max_completion_tokens: 9, messages:"));
    workspace.changed("/app/src/answer.ts");
    await assert.rejects(workspace.scan({ isCancellationRequested: true }), Cancelled);
    assert.deepEqual(workspace.reports(), before);
    await workspace.refresh();
    assert.deepEqual(ruleIds(workspace, "/app/src/answer.ts"), []);
  });

  it("tells its progress without ever going back", async () => {
    const seen: number[] = [];
    await open(project()).scan(undefined, ({ done, total }) => {
      assert.ok(done <= total);
      seen.push(done);
    });
    assert.deepEqual(
      seen,
      [...seen].sort((first, second) => first - second),
    );
    assert.equal(seen.at(-1), 3);
  });

  it("leaves out what the editor excludes", async () => {
    const { reports } = await open(project(), { exclude: ["**/answer.ts"] }).scan();
    assert.deepEqual(
      reports.map((report) => report.file),
      ["/app/src/client.ts"],
    );
  });
});
