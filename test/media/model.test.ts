import assert from "node:assert/strict";
import {
  OPEN_ANSWER,
  NO_FILTER,
  count,
  filterPillars,
  isFiltering,
  practicesOf,
  summariseEvidence,
  talliesById,
  tally,
  type Filter,
} from "../../media/review/model.ts";
import type { PracticeReview } from "../../server/src/protocol.ts";
import { NO_EVIDENCE, SNAPSHOT } from "./snapshot.ts";

const stored = ({ answer }: PracticeReview) => answer;

function shown(filter: Partial<Filter>, answerOf = stored): readonly string[] {
  return practicesOf(filterPillars(SNAPSHOT.pillars, { ...NO_FILTER, ...filter }, answerOf)).map(({ id }) => id);
}

describe("the panel's filter", () => {
  it("shows everything, unchanged, while it is empty", () => {
    assert.equal(filterPillars(SNAPSHOT.pillars, { ...NO_FILTER, text: "  " }, stored), SNAPSHOT.pillars);
    assert.equal(isFiltering(NO_FILTER), false);
  });

  it("finds words in title, id, question, pillar and rules, in any case and order", () => {
    assert.deepEqual(shown({ text: "LEAST" }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ text: "gensec04-bp01" }), ["GENSEC04-BP01"]);
    assert.deepEqual(shown({ text: "endpoints private" }), ["GENSEC01-BP02"]);
    assert.deepEqual(shown({ text: "reliability" }), ["GENREL02-BP01"]);
    assert.deepEqual(shown({ text: "hardcoded-api-key" }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ text: "least private" }), []);
  });

  it("keeps to practices with findings, and to unanswered ones", () => {
    assert.deepEqual(shown({ hasFindings: true }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ isUnanswered: true }), ["GENSEC01-BP01", "GENREL02-BP01"]);
    assert.deepEqual(shown({ isUnanswered: true, text: "security" }), ["GENSEC01-BP01"]);
  });

  it("goes by what was just answered, not by what is stored", () => {
    assert.deepEqual(
      shown({ isUnanswered: true }, () => ({ ...OPEN_ANSWER, status: "done", note: "" })),
      [],
    );
  });

  it("leaves out pillars and questions without a match", () => {
    const pillars = filterPillars(SNAPSHOT.pillars, { ...NO_FILTER, hasFindings: true }, stored);
    assert.deepEqual(
      pillars.map(({ id, questions }) => [id, questions.map((question) => question.id)]),
      [["security", ["GENSEC01"]]],
    );
  });
});

describe("the panel's numbers", () => {
  it("count answers and practices with findings", () => {
    assert.deepEqual(tally(practicesOf(SNAPSHOT.pillars), stored), {
      total: 4,
      answered: 2,
      byStatus: { open: 2, done: 1, "not done": 1, "not applicable": 0 },
      withFindings: 1,
    });
  });

  it("are there for every pillar and question", () => {
    const tallies = talliesById(SNAPSHOT.pillars, stored);
    assert.deepEqual(
      [...tallies].map(([id, { answered, total }]) => [id, answered, total]),
      [
        ["security", 2, 3],
        ["GENSEC01", 1, 2],
        ["GENSEC04", 1, 1],
        ["reliability", 0, 1],
        ["GENREL02", 0, 1],
      ],
    );
  });

  it("say what the code shows", () => {
    const rules = ["hardcoded-api-key"];
    const cases: [Parameters<typeof summariseEvidence>[0], string, string][] = [
      [{ ...NO_EVIDENCE, rules, againstCount: 3 }, "against", "3 findings"],
      [{ ...NO_EVIDENCE, rules, againstCount: 1, proofCount: 41 }, "against", "1 finding, 41 proofs"],
      [{ ...NO_EVIDENCE, rules, proofCount: 1 }, "proofs", "1 proof"],
      [{ ...NO_EVIDENCE, rules }, "nothing", "Nothing seen in code"],
      [NO_EVIDENCE, "people", "People decide"],
    ];
    for (const [evidence, kind, text] of cases) {
      assert.deepEqual(summariseEvidence(evidence), { kind, text });
    }
  });

  it("go with their noun", () => {
    assert.equal(count(1, "file"), "1 file");
    assert.equal(count(0, "file"), "0 files");
    assert.equal(count(1234, "file"), "1,234 files");
  });
});
