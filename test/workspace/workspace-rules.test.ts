import assert from "node:assert/strict";
import { rules as allRules } from "../../lens/rules/index.ts";
import { type Rule, defineWorkspaceRule, oncePerWorkspace } from "../../lens/rules/rule.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import type { WorkspaceOptions } from "../../server/src/workspace/workspace-options.ts";
import { MemoryDisk } from "./memory-disk.ts";

const callOf = (model: string, before = ""): string => `import OpenAI from "openai";
const client = new OpenAI({ timeout: 1000 });
${before}export const answer = () => client.chat.completions.create({ model: "${model}", max_tokens: 10, messages: [] });
`;

/** Fails every call in a workspace whose files make more than one, and tells how many. */
function counting(): { readonly rule: Rule; readonly views: { count: number } } {
  const views = { count: 0 };
  const callsOf = oncePerWorkspace(({ files }) => {
    views.count++;
    return files.flatMap(({ facts }) => facts.filter((fact) => fact.fact === "model call")).length;
  });
  const rule = defineWorkspaceRule({
    meta: {
      id: "too-many-calls",
      title: "Too many calls",
      pillar: "cost-optimization",
      practices: ["GENCOST01-BP01"],
      severity: "warning",
      preset: "recommended",
      fix: "none",
      includesTests: false,
      confidence: "high",
      since: "0.2.0",
    },
    judges: ["model call"],
    judge(call, { workspace }) {
      const count = callsOf(workspace);
      if (count < 2) return { outcome: "pass", place: call.place };
      const marked = workspace.signals.map(({ kind }) => kind).join(", ");
      return {
        outcome: "fail",
        place: call.calleePlace,
        message: `${count} calls${marked === "" ? "" : ` and ${marked}`}`,
      };
    },
  });
  return { rule, views };
}

function open(
  files: Readonly<Record<string, string>>,
  options: WorkspaceOptions = {},
): { readonly disk: MemoryDisk; readonly workspace: Workspace; readonly views: { count: number } } {
  const { rule, views } = counting();
  const disk = new MemoryDisk(files);
  const isAbout = ({ meta }: Rule): boolean => meta.id === "unused-suppression";
  const rules = [rule, ...allRules.filter(isAbout)];
  return { disk, views, workspace: new Workspace("/app", { disk, rules, today: "2026-11-22", ...options }) };
}

const TWO = { "/app/a.ts": callOf("gpt-5.2"), "/app/b.ts": callOf("gpt-5-mini") };

function messages(workspace: Workspace): readonly string[] {
  return workspace
    .reports()
    .flatMap((report) => report.findings.map(({ ruleId, message }) => `${report.file} ${ruleId}: ${message}`));
}

describe("rules that need the whole workspace", () => {
  it("judge after a scan, and have nothing to say before", async () => {
    const { workspace } = open(TWO);
    assert.deepEqual(workspace.report("/app/a.ts").findings, []);
    const { reports } = await workspace.scan();
    assert.deepEqual(messages(workspace), ["/app/a.ts too-many-calls: 2 calls", "/app/b.ts too-many-calls: 2 calls"]);
    assert.deepEqual(workspace.reports(), reports);
    assert.equal(workspace.report("/app/a.ts"), reports[0]);
  });

  it("give evidence where they pass", async () => {
    const { workspace } = open({ "/app/a.ts": callOf("gpt-5.2") });
    const { reports } = await workspace.scan();
    assert.deepEqual(
      reports[0]!.evidence.map(({ ruleId, outcome }) => [ruleId, outcome]),
      [["too-many-calls", "pass"]],
    );
  });

  it("see the signals", async () => {
    const { workspace } = open({ ...TWO, "/app/promptfooconfig.yaml": "prompts: []" });
    await workspace.scan();
    assert.equal(messages(workspace)[0], "/app/a.ts too-many-calls: 2 calls and evaluation-suite");
  });

  it("judge again when another file changes, and say which reports are new", async () => {
    const { disk, workspace } = open(TWO);
    await workspace.scan();
    disk.files.delete("/app/b.ts");
    workspace.deleted("/app/b.ts");
    assert.deepEqual(await workspace.refresh(), ["/app/a.ts"]);
    assert.deepEqual(messages(workspace), []);
    workspace.setOverlay("/app/c.ts", callOf("gpt-5-mini"), 1);
    assert.deepEqual(await workspace.refresh(), ["/app/a.ts", "/app/c.ts"]);
    assert.equal(messages(workspace).length, 2);
  });

  it("leave the reports as they are when a change means nothing to them", async () => {
    const { workspace } = open({ ...TWO, "/app/plain.ts": "export const one = 1;\n" });
    await workspace.scan();
    const before = workspace.reports();
    workspace.setOverlay("/app/plain.ts", "export const one = 2;\n", 1);
    assert.deepEqual(await workspace.refresh(), []);
    assert.deepEqual(
      workspace.reports().map((report, index) => report === before[index]),
      [true, true],
    );
  });

  it("work out what they share once for each view", async () => {
    const { workspace, views } = open(TWO);
    await workspace.scan();
    workspace.reports();
    workspace.report("/app/a.ts");
    assert.equal(views.count, 1);
  });

  it("can be suppressed, and the suppression then has its use", async () => {
    const comment = "// genai-lens-disable-next-line too-many-calls -- both are needed\n";
    const any = "// genai-lens-disable-next-line -- both are needed\n";
    const files = { "/app/a.ts": callOf("gpt-5.2", comment), "/app/b.ts": callOf("gpt-5-mini", any) };
    const { workspace } = open(files);
    const { reports } = await workspace.scan();
    assert.deepEqual(messages(workspace), []);
    assert.deepEqual(
      reports.flatMap(({ suppressed }) => suppressed.map(({ finding, reason }) => [finding.ruleId, reason])),
      [
        ["too-many-calls", "both are needed"],
        ["too-many-calls", "both are needed"],
      ],
    );
  });

  it("are switched off and raised by the configuration as others are", async () => {
    const off = open({ ...TWO, "/app/genai-lens.json": '{"rules":{"too-many-calls":"off"}}' });
    await off.workspace.scan();
    assert.deepEqual(messages(off.workspace), []);
    const raised = open({ ...TWO, "/app/genai-lens.json": '{"rules":{"too-many-calls":"error"}}' });
    const { reports } = await raised.workspace.scan();
    assert.equal(reports[0]!.findings[0]!.severity, "error");
  });

  it("say the same from a cache", async () => {
    let kept: string | undefined;
    const store = { read: () => kept, write: (text: string) => (kept = text) };
    const cache = { store: () => store, key: "test" };
    const first = open(TWO, { cache });
    await first.workspace.scan();
    const second = open(TWO, { cache });
    const { reports } = await second.workspace.scan();
    assert.notEqual(kept, undefined);
    assert.deepEqual(messages(second.workspace), messages(first.workspace));
    assert.deepEqual(
      reports.map(({ findings }) => findings),
      first.workspace.reports().map(({ findings }) => findings),
    );
  });

  it("cost only their own findings when they throw", async () => {
    const { rule } = counting();
    const broken: Rule = {
      ...rule,
      judge: () => {
        throw new Error("no");
      },
    };
    const { workspace } = open(TWO, { rules: [broken] });
    const { reports } = await workspace.scan();
    assert.deepEqual(messages(workspace), []);
    assert.match(reports[0]!.problems[0]!.message, /^Rule too-many-calls failed on this file/);
  });
});
