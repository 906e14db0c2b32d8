import assert from "node:assert/strict";
import type { PracticeAnswer, PracticeEvidence, ReviewSnapshot } from "../../server/src/protocol.ts";
import { reviewCsv } from "../../server/src/reports/review-csv.ts";
import { reviewJson } from "../../server/src/reports/review-json.ts";
import { reviewMarkdown, reviewSummary } from "../../server/src/reports/review-markdown.ts";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import { BUILT_IN } from "../../server/src/review/offered-lenses.ts";
import { buildReview } from "../../server/src/review/review.ts";

const item = (fix: "safe" | null) => ({
  id: "e",
  ruleId: "r",
  label: "Too `much` | here",
  location: "src/a.ts:3",
  fix,
});

function review(answers: Readonly<Record<string, Partial<PracticeAnswer>>>): ReviewSnapshot {
  const evidence: Readonly<Record<string, Partial<PracticeEvidence>>> = {
    "GENSEC01-BP01": { against: [item("safe")], againstCount: 1 },
    "GENSEC01-BP02": { against: [item(null)], againstCount: 1 },
  };
  const nothing: PracticeEvidence = {
    rules: [],
    against: [],
    againstCount: 0,
    proofs: [],
    proofCount: 0,
    unknownCount: 0,
    signals: [],
    signalCount: 0,
    tallies: [],
  };
  return buildReview({
    folder: { uri: "file:///app", name: "app_*" },
    revision: 1,
    scan: { state: "scanned", files: 1, modelCalls: 1 },
    evidence: {
      of: (practice) => ({ ...nothing, ...evidence[practice] }),
      proofOf: () => ({ fails: 0, passes: 0, unknowns: 0 }),
    },
    answers: new Map([
      ["generative-ai", new Map(Object.entries(answers).map(([id, answer]) => [id, { ...OPEN_ANSWER, ...answer }]))],
    ]),
    problems: ["one | problem"],
    lenses: BUILT_IN,
    milestones: [],
  });
}

const ANSWERS: Parameters<typeof review>[0] = {
  "GENSEC01-BP02": { status: "done" },
  "GENOPS01-BP01": { status: "not done", owner: '=HYPERLINK("x")', note: 'two\nlines, "quoted"' },
  "GENPERF02-BP02": { status: "not applicable", reason: "No tuning." },
};

describe("the improvement plan as CSV", () => {
  it("has a line for each step, by risk and effort", () => {
    const lines = reviewCsv(review(ANSWERS)).split("\r\n");
    assert.deepEqual(
      lines.slice(1, 4).map((line) => line.split(",")[0]),
      ["GENSEC01-BP01", "GENSEC01-BP02", "GENOPS01-BP01"],
    );
    assert.ok(lines[1]?.includes(",high,small,open,1,src/a.ts:3,"), lines[1]);
    assert.ok(lines[2]?.includes(",medium,done,1,"), lines[2]);
  });

  it("quotes what needs it, and starts no formula", () => {
    const csv = reviewCsv(review(ANSWERS));
    assert.ok(csv.includes(`"'=HYPERLINK(""x"")"`));
    assert.ok(csv.includes('"two\nlines, ""quoted"""'));
  });

  it("has its headings alone where there is nothing to do", () => {
    const clean = review({
      "GENSEC01-BP01": { status: "not applicable", reason: "x" },
      "GENSEC01-BP02": { status: "not applicable", reason: "x" },
    });
    assert.equal(reviewCsv(clean).split("\r\n").length, 2);
  });
});

describe("a review as Markdown", () => {
  it("shows every pillar, the plan, and what stands in the way", () => {
    const text = reviewMarkdown(review(ANSWERS));
    assert.match(text, /^# Review of app\\_\\\*\n/);
    assert.match(text, /\| Security \| 1 \| 0 \| 0 \| 5 \| 1 of 10 \| 1 \|/);
    assert.match(
      text,
      /\| \[GENSEC01-BP02 [^\]]+\]\(<https:[^>]+>\) \| \w+ \| medium \| done \| Answered done, but 1 finding/,
    );
    assert.match(text, /- one \\\| problem/);
    assert.match(text, /independent of AWS\.\n$/);
    for (const row of text.split("\n").filter((line) => line.startsWith("| "))) {
      assert.ok(row.endsWith(" |"), row);
    }
  });

  it("fits on a page as a summary", () => {
    const text = reviewSummary(review(ANSWERS));
    assert.match(text, /## Most valuable steps\n\n1\. \[GENSEC01-BP01/);
    assert.ok(text.split("\n").length < 40);
  });
});

describe("a review as JSON", () => {
  it("holds the whole review, and says in which version", () => {
    const snapshot = review(ANSWERS);
    const json = JSON.parse(reviewJson(snapshot)) as Record<string, unknown>;
    assert.equal(json["schemaVersion"], 1);
    assert.deepEqual(json["pillars"], JSON.parse(JSON.stringify(snapshot.pillars)));
    assert.deepEqual(json["lens"], JSON.parse(JSON.stringify(snapshot.lens)));
  });
});
