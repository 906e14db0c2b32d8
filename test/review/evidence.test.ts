import assert from "node:assert/strict";
import type { Place } from "../../lens/facts.ts";
import type { Evidence, FileReport, Finding, TextFix } from "../../server/src/lint/finding.ts";
import { MOST_ITEMS, ReviewEvidence } from "../../server/src/review/evidence.ts";

const FOLDER = "/app";
const RULES = [
  {
    id: "missing-limit",
    title: "Call without a limit",
    practices: ["GENCOST03-BP01", "GENREL01-BP01", "GENCOST03-BP01"],
    proves: ["GENREL01-BP01"],
  },
  { id: "another-rule", title: "Another thing", practices: ["GENCOST03-BP01", "AGENTCOST02-BP01"] },
];

class Source {
  readonly file: string;
  readonly text: string;
  constructor(name: string, text: string) {
    this.file = `${FOLDER}/${name}`;
    this.text = text;
  }
  place(piece: string): Place {
    const start = this.text.indexOf(piece);
    assert.ok(start >= 0, piece);
    return { file: this.file, start, end: start + piece.length };
  }
  finding(ruleId: string, piece: string, fingerprint = `${ruleId} ${piece}`): Finding {
    return {
      ruleId,
      severity: "warning",
      message: `${ruleId} at ${piece}`,
      place: this.place(piece),
      practices: RULES.find((rule) => rule.id === ruleId)?.practices ?? ["GENSEC01-BP01"],
      pillar: "cost-optimization",
      sdk: undefined,
      related: [],
      fixes: [],
      fingerprint,
    };
  }
  proof(ruleId: string, piece: string, outcome: Evidence["outcome"] = "pass"): Evidence {
    return { ruleId, outcome, place: this.place(piece) };
  }
  report(parts: Partial<FileReport>): FileReport {
    return {
      file: this.file,
      version: "1",
      findings: [],
      suppressed: [],
      evidence: [],
      problems: [],
      facts: [],
      ...parts,
    };
  }
  readonly textOf = (file: string): string | undefined => (file === this.file ? this.text : undefined);
}

describe("evidence of a folder", () => {
  it("counts findings against, and passes for, each practice of their rule", () => {
    const source = new Source("src/a.ts", "first();\r\nsecond();\nthird();\n");
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(
      source.report({
        findings: [source.finding("missing-limit", "second")],
        evidence: [
          source.proof("missing-limit", "first"),
          source.proof("missing-limit", "second", "fail"),
          source.proof("another-rule", "third", "unknown"),
        ],
      }),
      source.textOf,
    );
    for (const practice of ["GENCOST03-BP01", "GENREL01-BP01"]) {
      const { against, againstCount, proofs, proofCount } = evidence.of(practice);
      assert.equal(againstCount, 1);
      assert.deepEqual(
        against.map(({ ruleId, label, location }) => ({ ruleId, label, location })),
        [{ ruleId: "missing-limit", label: "missing-limit at second", location: "src/a.ts:2" }],
      );
      assert.equal(proofCount, 1);
      assert.deepEqual(
        proofs.map(({ ruleId, label, location }) => ({ ruleId, label, location })),
        [{ ruleId: "missing-limit", label: "first", location: "src/a.ts:1" }],
      );
    }
    assert.deepEqual(evidence.of("GENCOST03-BP01").rules, ["another-rule", "missing-limit"]);
    assert.deepEqual(evidence.of("GENSEC01-BP01"), {
      rules: [],
      against: [],
      againstCount: 0,
      proofs: [],
      proofCount: 0,
      unknownCount: 0,
      signals: [],
      signalCount: 0,
      tallies: [],
    });
  });

  it("does not count a suppressed finding", () => {
    const source = new Source("a.ts", "call();");
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(
      source.report({ suppressed: [{ finding: source.finding("missing-limit", "call"), reason: "known" }] }),
      source.textOf,
    );
    assert.equal(evidence.of("GENCOST03-BP01").againstCount, 0);
  });

  it("keeps an item's id while its line moves, and tells equal items apart", () => {
    const evidence = new ReviewEvidence(FOLDER, RULES);
    const ids = (text: string): string[] => {
      const source = new Source("a.ts", text);
      const second = { file: source.file, start: text.lastIndexOf("call"), end: text.lastIndexOf("call") + 4 };
      evidence.replace(
        source.report({
          findings: [source.finding("missing-limit", "call", "one print")],
          evidence: [
            source.proof("missing-limit", "call"),
            { ruleId: "missing-limit", outcome: "pass", place: second },
          ],
        }),
        source.textOf,
      );
      const { against, proofs } = evidence.of("GENREL01-BP01");
      return [...against, ...proofs].map((item) => item.id);
    };
    const before = ids("call(); call();");
    assert.equal(new Set(before).size, 3);
    assert.deepEqual(ids("\n\n  call(); call();"), before);
  });

  it("tells two files with the same text apart", () => {
    const evidence = new ReviewEvidence(FOLDER, RULES);
    for (const name of ["b.ts", "a.ts"]) {
      const source = new Source(name, "call();");
      evidence.replace(
        source.report({ findings: [source.finding("missing-limit", "call", "one print")] }),
        source.textOf,
      );
    }
    const { against } = evidence.of("GENREL01-BP01");
    assert.deepEqual(
      against.map((item) => item.location),
      ["a.ts:1", "b.ts:1"],
    );
    assert.notEqual(against[0]?.id, against[1]?.id);
  });

  it("leads from an item's id to its place, as long as it is there", () => {
    const source = new Source("a.ts", "x;\n\u{1F600} call();");
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(source.report({ findings: [source.finding("missing-limit", "call")] }), source.textOf);
    const id = evidence.of("GENREL01-BP01").against[0]!.id;
    assert.deepEqual(evidence.locate(id), {
      file: "/app/a.ts",
      range: { start: { line: 1, character: 3 }, end: { line: 1, character: 7 } },
    });
    assert.equal(evidence.remove("/app/a.ts"), true);
    assert.equal(evidence.locate(id), undefined);
    assert.equal(evidence.of("GENREL01-BP01").againstCount, 0);
    assert.equal(evidence.remove("/app/a.ts"), false);
  });

  it("replaces what a file said before, and rebuilds only what it speaks of", () => {
    const evidence = new ReviewEvidence(FOLDER, RULES);
    const one = new Source("a.ts", "call();");
    const other = new Source("b.ts", "call();");
    assert.equal(evidence.replace(one.report({ findings: [one.finding("missing-limit", "call")] }), one.textOf), true);
    evidence.replace(other.report({ findings: [other.finding("another-rule", "call")] }), other.textOf);
    const untouched = evidence.of("GENREL01-BP01");
    const touched = evidence.of("GENCOST03-BP01");
    assert.equal(touched.againstCount, 2);

    assert.equal(
      evidence.replace(other.report({ findings: [other.finding("another-rule", "call")] }), other.textOf),
      false,
      "the same again changes nothing",
    );
    assert.equal(evidence.of("GENCOST03-BP01"), touched);

    assert.equal(evidence.replace(other.report({}), other.textOf), true);
    assert.equal(evidence.of("GENCOST03-BP01").againstCount, 1);
    assert.equal(evidence.of("GENREL01-BP01"), untouched);
  });

  it("follows a place that moves within its line, though nothing shown changes", () => {
    const evidence = new ReviewEvidence(FOLDER, RULES);
    const before = new Source("a.ts", "call();");
    evidence.replace(before.report({ findings: [before.finding("missing-limit", "call")] }), before.textOf);
    const after = new Source("a.ts", "   call();");
    assert.equal(
      evidence.replace(after.report({ findings: [after.finding("missing-limit", "call")] }), after.textOf),
      false,
    );
    assert.equal(evidence.locate(evidence.of("GENREL01-BP01").against[0]!.id)?.range.start.character, 3);
  });

  it("cuts long lists and keeps their counts", () => {
    const text = Array.from({ length: 70 }, (_, index) => `call${String(index).padStart(2, "0")}();`).join("\n");
    const source = new Source("a.ts", text);
    const pieces = text.split("\n").map((line) => line.slice(0, 6));
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(
      source.report({
        findings: pieces.map((piece) => source.finding("missing-limit", piece)).reverse(),
        evidence: pieces.map((piece) => source.proof("missing-limit", piece)),
      }),
      source.textOf,
    );
    const { against, againstCount, proofs, proofCount } = evidence.of("GENREL01-BP01");
    assert.deepEqual([against.length, againstCount, proofs.length, proofCount], [MOST_ITEMS, 70, MOST_ITEMS, 70]);
    assert.equal(against[49]?.location, "a.ts:50");
  });

  it("counts one proof once, and shows it short and on one line", () => {
    const source = new Source("a.ts", `client\n  .create(${"x".repeat(100)});`);
    const proof = source.proof("missing-limit", source.text);
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(source.report({ evidence: [proof, { ...proof }] }), source.textOf);
    const { proofs, proofCount } = evidence.of("GENREL01-BP01");
    assert.equal(proofCount, 1);
    assert.match(proofs[0]!.label, /^client \.create\(x+…$/);
    assert.equal(proofs[0]!.label.length, 80);
  });

  it("does not need the text of a file that is gone", () => {
    const source = new Source("a.ts", "call();");
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(source.report({ evidence: [source.proof("missing-limit", "call")] }), () => undefined);
    assert.deepEqual(
      evidence.of("GENREL01-BP01").proofs.map(({ label, location }) => [label, location]),
      [["missing-limit", "a.ts:1"]],
    );
  });

  it("counts places where a rule could not tell, and sums each rule up in a sentence", () => {
    const source = new Source("a.ts", "first(); second(); third(); fourth();");
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(
      source.report({
        findings: [source.finding("missing-limit", "first")],
        evidence: [
          source.proof("missing-limit", "first", "fail"),
          source.proof("missing-limit", "second"),
          source.proof("missing-limit", "third", "unknown"),
          source.proof("another-rule", "fourth", "unknown"),
        ],
      }),
      source.textOf,
    );
    assert.equal(evidence.of("GENREL01-BP01").unknownCount, 1);
    assert.deepEqual(evidence.of("GENREL01-BP01").tallies, [
      "Call without a limit: 1 of 2 places, not known for 1 more.",
    ]);
    assert.deepEqual(evidence.of("GENCOST03-BP01").tallies, [
      "Another thing: not known for 1 place.",
      "Call without a limit: 1 of 2 places, not known for 1 more.",
    ]);
    assert.deepEqual(evidence.proofOf("GENREL01-BP01"), { places: 1, unknowns: 1, signals: [] });
    assert.deepEqual(evidence.proofOf("GENCOST03-BP01"), { places: 0, unknowns: 0, signals: [] });
    assert.equal(evidence.remove("/app/a.ts"), true);
    assert.deepEqual(evidence.of("GENCOST03-BP01").tallies, []);
  });

  it("counts a place that two rules prove once", () => {
    const source = new Source("a.ts", "first(); second();");
    const twin = { id: "twin", title: "Twin", practices: ["GENREL01-BP01"], proves: ["GENREL01-BP01"] };
    const evidence = new ReviewEvidence(FOLDER, [...RULES, twin]);
    const proofs = [
      source.proof("missing-limit", "first"),
      source.proof("twin", "first"),
      source.proof("twin", "second"),
      source.proof("another-rule", "second"),
    ];
    evidence.replace(source.report({ evidence: proofs }), source.textOf);
    assert.equal(evidence.proofOf("GENREL01-BP01").places, 2);
  });

  it("takes a rule for no evidence of a practice that it only has to do with", () => {
    const source = new Source("a.ts", "first(); second();");
    const rule = { ...RULES[1]!, related: ["GENCOST03-BP01"] };
    const evidence = new ReviewEvidence(FOLDER, [rule]);
    const parts = {
      findings: [source.finding("another-rule", "first")],
      evidence: [source.proof("another-rule", "second")],
    };
    evidence.replace(source.report(parts), source.textOf);
    const { rules, againstCount, proofCount, tallies } = evidence.of("GENCOST03-BP01");
    assert.deepEqual([rules, againstCount, proofCount, tallies], [[], 0, 0, []]);
    assert.equal(evidence.of("AGENTCOST02-BP01").againstCount, 1);
  });

  it("notices that something that was unclear is clear now", () => {
    const source = new Source("a.ts", "first();");
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(source.report({ evidence: [source.proof("missing-limit", "first", "unknown")] }), source.textOf);
    assert.equal(evidence.replace(source.report({}), source.textOf), true);
    assert.equal(evidence.of("GENREL01-BP01").unknownCount, 0);
  });

  it("says which findings a fix mends", () => {
    const source = new Source("a.ts", "first(); second(); third(); fourth();");
    const fix = (safety: "safe" | "review", file = source.file): TextFix => ({
      title: "Mend",
      safety,
      edits: [{ file, start: 0, end: 0, text: "x" }],
    });
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(
      source.report({
        findings: [
          { ...source.finding("missing-limit", "first"), fixes: [fix("review"), fix("safe")] },
          { ...source.finding("missing-limit", "second"), fixes: [fix("review")] },
          { ...source.finding("missing-limit", "third"), fixes: [fix("safe", "/app/other.ts")] },
          source.finding("missing-limit", "fourth"),
        ],
      }),
      source.textOf,
    );
    const { against } = evidence.of("GENREL01-BP01");
    assert.deepEqual(
      against.map((item) => item.fix),
      ["safe", "review", "safe", null],
    );
    assert.equal(evidence.findingOf(against[1]!.id)?.message, "missing-limit at second");
  });

  it("takes signals of the workspace, and only tells of those that changed", () => {
    const evidence = new ReviewEvidence(FOLDER, RULES);
    const signal = {
      kind: "runbook",
      title: "Runbook",
      practices: ["GENOPS02-BP01", "GENOPS02-BP01", "GENOPS02-BP02"],
      proves: ["GENOPS02-BP02"],
      file: "/app/docs/runbook.md",
      line: undefined,
      text: "docs/runbook.md",
    };
    assert.equal(evidence.replaceSignals([signal, { ...signal, line: 3, text: "On call" }]), true);
    const { signals, signalCount } = evidence.of("GENOPS02-BP01");
    assert.equal(signalCount, 2);
    assert.deepEqual(
      signals.map(({ ruleId, label, location, fix }) => [ruleId, label, location, fix]),
      [
        ["runbook", "Runbook", "docs/runbook.md", null],
        ["runbook", "Runbook: On call", "docs/runbook.md:3", null],
      ],
    );
    assert.equal(evidence.locate(signals[1]!.id)?.range.start.line, 2);
    assert.deepEqual(evidence.proofOf("GENOPS02-BP01").signals, []);
    assert.deepEqual(evidence.proofOf("GENOPS02-BP02").signals, signals);
    assert.equal(evidence.replaceSignals([signal, { ...signal, line: 3, text: "On call" }]), false);
    assert.equal(evidence.replaceSignals([]), true);
    assert.equal(evidence.of("GENOPS02-BP01").signalCount, 0);
    assert.equal(evidence.locate(signals[0]!.id), undefined);
  });
});
