import assert from "node:assert/strict";
import type { Place } from "../../lens/facts.ts";
import type { Evidence, FileReport, Finding } from "../../server/src/lint/finding.ts";
import type { PracticeReview, ReviewSnapshot } from "../../server/src/protocol.ts";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import { MOST_ITEMS, ReviewEvidence } from "../../server/src/review/evidence.ts";
import { LineIndex } from "../../server/src/review/line-index.ts";
import { buildReview } from "../../server/src/review/review.ts";
import type { ReviewInput } from "../../server/src/review/review.ts";

const FOLDER = "/app";
const RULES = [
  { id: "missing-limit", practices: ["GENCOST03-BP01", "GENREL01-BP01", "GENCOST03-BP01"] },
  { id: "another-rule", practices: ["GENCOST03-BP01", "AGENTCOST02-BP01"] },
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

function input(evidence: ReviewInput["evidence"], parts: Partial<ReviewInput> = {}): ReviewInput {
  return {
    folder: { uri: "file:///app", name: "app" },
    revision: 7,
    scan: { state: "not scanned" },
    evidence,
    answers: new Map(),
    problems: [],
    ...parts,
  };
}

function practiceIn(snapshot: ReviewSnapshot, id: string): PracticeReview {
  const practices = snapshot.pillars.flatMap((pillar) => pillar.questions.flatMap((question) => question.practices));
  const found = practices.find((practice) => practice.id === id);
  assert.ok(found);
  return found;
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
});

describe("buildReview", () => {
  const nothing = new ReviewEvidence(FOLDER, RULES);

  it("lists the lens's pillars, questions and practices, open where nobody answered", () => {
    const snapshot = buildReview(input(nothing));
    assert.equal(snapshot.lens.id, "generative-ai");
    assert.equal(snapshot.revision, 7);
    assert.equal(snapshot.pillars.length, 6);
    assert.equal(snapshot.pillars.flatMap((pillar) => pillar.questions).length, 29);
    const practice = practiceIn(snapshot, "GENOPS01-BP02");
    assert.deepEqual(practice.answer, { ...OPEN_ANSWER, status: "open", note: "" });
    assert.equal(practice.risk, "high");
    assert.deepEqual(practice.evidence.rules, []);
    assert.deepEqual(snapshot.problems, []);
  });

  it("joins evidence and answers by practice", () => {
    const source = new Source("a.ts", "call();");
    const evidence = new ReviewEvidence(FOLDER, RULES);
    evidence.replace(source.report({ findings: [source.finding("missing-limit", "call")] }), source.textOf);
    const answer = { ...OPEN_ANSWER, status: "done", note: "Since May." } as const;
    const practice = practiceIn(
      buildReview(input(evidence, { answers: new Map([["GENREL01-BP01", answer]]) })),
      "GENREL01-BP01",
    );
    assert.deepEqual(practice.answer, answer);
    assert.equal(practice.evidence.againstCount, 1);
  });

  it("can be sent as JSON and back", () => {
    const snapshot = buildReview(input(nothing));
    assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
  });

  it("names answers for practices that no lens has, after the problems it was given", () => {
    const answer = { ...OPEN_ANSWER, status: "done", note: "" } as const;
    const answers = new Map([
      ["GENOLD01-BP01", answer],
      ["AGENTOPS01-BP01", answer],
      ["GENSEC01-BP01", answer],
    ]);
    const { problems } = buildReview(input(nothing, { answers, problems: ["first"] }));
    assert.equal(problems.length, 2);
    assert.equal(problems[0], "first");
    assert.match(problems[1]!, /GENOLD01-BP01/);
  });
});

describe("positions in a text", () => {
  it("counts lines as editors do, whatever ends them", () => {
    const lines = new LineIndex("a\r\nb\rc\n\nd");
    assert.deepEqual(
      [0, 1, 3, 5, 7, 8].map((offset) => lines.positionOf(offset)),
      [
        { line: 0, character: 0 },
        { line: 0, character: 1 },
        { line: 1, character: 0 },
        { line: 2, character: 0 },
        { line: 3, character: 0 },
        { line: 4, character: 0 },
      ],
    );
    assert.deepEqual(lines.positionOf(99), { line: 4, character: 1 });
    assert.deepEqual(lines.positionOf(-1), { line: 0, character: 0 });
  });
});
