import assert from "node:assert/strict";
import type { Credential, Fact, Failure, Place, Tool, Verdict } from "../../lens/facts.ts";
import type { Rule, RuleMeta } from "../../lens/rules/rule.ts";
import type { FileAnalysis } from "../../server/src/analysis/analysis.ts";
import type { FileReport } from "../../server/src/lint/finding.ts";
import type { RuleLevel } from "../../server/src/lint/levels.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/configuration-file.ts";
import { codeContext } from "../rules/facts.ts";

const FILE = "/project/a.ts";

function placeOf(text: string, part: string, from = 0): Place {
  const start = text.indexOf(part, from);
  return { file: FILE, start, end: start + part.length };
}

function tool(place: Place): Tool {
  return {
    fact: "tool",
    sdk: "openai",
    sdkMajor: undefined,
    name: undefined,
    place,
    calleePlace: place,
    options: {},
    isServed: false,
    isInputChecked: false,
    handling: {
      takesInput: undefined,
      isInputOpen: false,
      typedInput: undefined,
      effects: [],
      asksPerson: false,
      revealed: [],
      requests: [],
      hiddenFailures: [],
      failureForm: undefined,
      callId: undefined,
    },
    context: codeContext(),
  };
}

function rule(id: string, judge: (fact: Fact) => Verdict, meta: Partial<RuleMeta> = {}): Rule {
  return {
    meta: {
      id,
      title: id,
      pillar: "security",
      practices: ["GENSEC01-BP01"],
      severity: "warning",
      preset: "recommended",
      fix: "none",
      includesTests: false,
      confidence: "high",
      since: "0.1.0",
      ...meta,
    },
    judges: ["tool", "credential"],
    judge,
  };
}

function fail(place: Place, more: Partial<Failure> = {}): Failure {
  return { outcome: "fail", place, message: "It is wrong", ...more };
}

function report(
  text: string,
  facts: readonly Fact[],
  rules: readonly Rule[],
  levels: Record<string, RuleLevel> = {},
  directives: FileAnalysis["directives"] = [],
): FileReport {
  const analysis: FileAnalysis = {
    file: FILE,
    version: "7",
    facts,
    problems: [],
    dependencies: new Set(),
    exportedNames: new Set(),
    directives,
  };
  return lint(analysis, {
    text,
    rules,
    level: ({ id }) => levels[id] ?? "default",
    today: "2026-11-22",
    options: () => ({}),
    settings: { ...DEFAULT_SETTINGS, defaultMaxOutputTokens: 1000, defaultTimeout: 1000 },
  });
}

describe("lint", () => {
  const text = "one();\ntwo();\none();\n";
  const [one, two, again] = [placeOf(text, "one()"), placeOf(text, "two()"), placeOf(text, "one()", 5)];

  it("orders findings by place, then by rule, each once", () => {
    const everywhere = (fact: Fact): Verdict => fail(fact.place);
    const facts = [tool(again), tool(two), tool(one), tool(one)];
    const { findings, version } = report(text, facts, [rule("b", everywhere), rule("a", everywhere)]);
    assert.deepEqual(
      findings.map(({ ruleId, place }) => `${place.start}${ruleId}`),
      ["0a", "0b", "7a", "7b", "14a", "14b"],
    );
    assert.equal(version, "7");
  });

  it("takes the severity of the configuration before the verdict's, and that before the rule's", () => {
    const rules = [
      rule("plain", (fact) => fail(fact.place)),
      rule("mild", (fact) => fail(fact.place, { severity: "hint" })),
      rule("raised", (fact) => fail(fact.place, { severity: "hint" })),
      rule("off", (fact) => fail(fact.place)),
    ];
    const { findings, evidence } = report(text, [tool(one)], rules, { raised: "error", off: "off" });
    assert.deepEqual(
      findings.map(({ ruleId, severity }) => [ruleId, severity]),
      [
        ["mild", "hint"],
        ["plain", "warning"],
        ["raised", "error"],
      ],
    );
    assert.ok(evidence.every(({ ruleId }) => ruleId !== "off"));
  });

  it("loses only the rule that throws, and says which", () => {
    const rules = [
      rule("broken", (fact) => {
        if (fact.place.start > 0) throw new TypeError("no such thing");
        return fail(fact.place);
      }),
      rule("sound", (fact) => fail(fact.place)),
    ];
    const { findings, problems } = report(text, [tool(one), tool(two)], rules);
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ["sound", "sound"],
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0]!.message, /Rule broken failed .*no such thing/u);
    assert.equal(problems[0]!.offset, two.start);
  });

  it("keeps what was proved, and what could not be told, as evidence", () => {
    const elsewhere = { file: "/project/b.ts", start: 3, end: 4 };
    const rules = [
      rule("passes", () => ({ outcome: "pass", place: elsewhere })),
      rule("unsure", () => ({ outcome: "unknown", reason: "a parameter" })),
      rule("silent", () => ({ outcome: "not applicable" })),
      rule("fails", (fact) => fail(fact.place)),
    ];
    const { evidence } = report(text, [tool(two)], rules);
    assert.deepEqual(evidence, [
      { ruleId: "fails", outcome: "fail", place: two },
      { ruleId: "passes", outcome: "pass", place: two },
      { ruleId: "unsure", outcome: "unknown", place: two },
    ]);
  });

  it("leaves findings in other files to those files", () => {
    const { findings, evidence } = report(
      text,
      [tool(one)],
      [rule("a", () => fail({ ...one, file: "/project/b.ts" }))],
    );
    assert.deepEqual([findings, evidence], [[], []]);
  });

  it("leaves tests to the rules that include them", () => {
    const context = { isTest: true } as Credential["context"];
    const credential = { fact: "credential", place: one, context } as Credential;
    const always = (fact: Fact): Verdict => fail(fact.place);
    const { findings } = report(text, [credential], [rule("a", always), rule("b", always, { includesTests: true })]);
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ["b"],
    );
  });

  it("sets aside what a comment suppresses, with its reason", () => {
    const marked = "// genai-lens-disable-next-line a -- a mock\none();\n";
    const comment = marked.slice(0, marked.indexOf("\n"));
    const directives = [{ start: 0, end: comment.length, text: comment }];
    const facts = [tool(placeOf(marked, "one()"))];
    const always = (fact: Fact): Verdict => fail(fact.place);
    const { findings, suppressed, evidence } = report(
      marked,
      facts,
      [rule("a", always), rule("b", always)],
      {},
      directives,
    );
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId),
      ["b"],
    );
    assert.deepEqual(
      suppressed.map(({ finding, reason }) => [finding.ruleId, reason]),
      [["a", "a mock"]],
    );
    assert.deepEqual(
      evidence.map(({ ruleId }) => ruleId),
      ["b"],
    );
  });

  it("names findings so that the name stays while lines move", () => {
    const always = rule("a", (fact) => fail(fact.place));
    const names = report(text, [tool(one), tool(two), tool(again)], [always]).findings.map(
      ({ fingerprint }) => fingerprint,
    );
    assert.equal(new Set(names).size, 3);
    const moved = `// new\n\n${text.replaceAll("one();", "  one( ) ;".replace("( ) ", "()"))}`;
    const facts = [placeOf(moved, "one()"), placeOf(moved, "two()"), placeOf(moved, "one()", 20)].map(tool);
    assert.deepEqual(
      report(moved, facts, [always]).findings.map(({ fingerprint }) => fingerprint),
      names,
    );
  });

  it("drops fixes that cannot be written, and keeps the finding", () => {
    const broken = rule("a", (fact) =>
      fail(fact.place, {
        fixes: [{ title: "Fix", safety: "safe", edits: [{ edit: "replace", place: fact.place, code: "((" }] }],
      }),
    );
    const { findings } = report(text, [tool(one)], [broken]);
    assert.deepEqual(findings[0]!.fixes, []);
  });
});
