import assert from "node:assert/strict";
import { OPEN_ANSWER } from "../../media/review/answers.ts";
import {
  NO_FILTER,
  choiceCount,
  filterOptions,
  filterPillars,
  isFiltering,
  type Filter,
} from "../../media/review/filter.ts";
import { practicesOf } from "../../media/review/practices.ts";
import type { PillarReview, PracticeReview } from "../../server/src/protocol.ts";
import { SNAPSHOT } from "./snapshot.ts";

const stored = ({ answer }: PracticeReview) => answer;

function shown(filter: Partial<Filter>, { answerOf = stored, me = "", pillars = SNAPSHOT.pillars } = {}) {
  return practicesOf(filterPillars(pillars, { ...NO_FILTER, ...filter }, answerOf, me)).map(({ id }) => id);
}

/** The snapshot's pillars with some practices changed. */
function pillarsWith(changes: Readonly<Record<string, Partial<PracticeReview>>>): readonly PillarReview[] {
  return SNAPSHOT.pillars.map((pillar) => ({
    ...pillar,
    questions: pillar.questions.map((question) => ({
      ...question,
      practices: question.practices.map((practice) => ({ ...practice, ...changes[practice.id] })),
    })),
  }));
}

describe("the panel's filter", () => {
  it("shows everything, unchanged, while it is empty", () => {
    assert.equal(filterPillars(SNAPSHOT.pillars, { ...NO_FILTER, text: "  " }, stored, ""), SNAPSHOT.pillars);
    assert.equal(isFiltering(NO_FILTER), false);
  });

  it("finds words in title, id, question, pillar, rules and answer, in any case and order", () => {
    assert.deepEqual(shown({ text: "LEAST" }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ text: "gensec04-bp01" }), ["GENSEC04-BP01"]);
    assert.deepEqual(shown({ text: "endpoints private" }), ["GENSEC01-BP02"]);
    assert.deepEqual(shown({ text: "reliability" }), ["GENREL02-BP01"]);
    assert.deepEqual(shown({ text: "hardcoded-api-key" }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ text: "vpc ENDPOINT" }), ["GENSEC01-BP02"]);
    assert.deepEqual(shown({ text: "least private" }), []);
  });

  it("keeps to a pillar, an answer, and practices with findings", () => {
    assert.deepEqual(shown({ pillar: "reliability" }), ["GENREL02-BP01"]);
    assert.deepEqual(shown({ status: "open" }), ["GENSEC01-BP01", "GENREL02-BP01"]);
    assert.deepEqual(shown({ hasFindings: true }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ status: "open", text: "security" }), ["GENSEC01-BP01"]);
  });

  it("keeps to a risk, a phase, open proposals and contradicted answers", () => {
    const pillars = pillarsWith({
      "GENSEC01-BP01": { risk: "low", phases: ["Deployment"], proposal: { status: "done", because: "All do." } },
      "GENSEC01-BP02": { proposal: { status: "done", because: "All do." }, contradiction: "3 findings" },
    });
    assert.deepEqual(shown({ risk: "low" }, { pillars }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ phase: "Deployment" }, { pillars }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ hasProposal: true }, { pillars }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ isContradicted: true }, { pillars }), ["GENSEC01-BP02"]);
  });

  it("knows whose practices they are, whatever the case of a name", () => {
    const pillars = pillarsWith({
      "GENSEC01-BP01": { answer: { ...OPEN_ANSWER, owner: "Ada" } },
      "GENSEC01-BP02": { answer: { ...OPEN_ANSWER, owner: "grace" } },
    });
    assert.deepEqual(shown({ owner: "me" }, { pillars, me: "ada" }), ["GENSEC01-BP01"]);
    assert.deepEqual(shown({ owner: "me" }, { pillars, me: "" }), []);
    assert.deepEqual(shown({ owner: "of:Grace" }, { pillars }), ["GENSEC01-BP02"]);
    assert.deepEqual(shown({ owner: "nobody" }, { pillars }), ["GENSEC04-BP01", "GENREL02-BP01"]);
    assert.deepEqual(filterOptions(pillars, stored).owners, ["Ada", "grace"]);
  });

  it("goes by what was just answered, not by what is stored", () => {
    assert.deepEqual(shown({ status: "open" }, { answerOf: () => ({ ...OPEN_ANSWER, status: "done" }) }), []);
  });

  it("leaves out pillars and questions without a match", () => {
    const pillars = filterPillars(SNAPSHOT.pillars, { ...NO_FILTER, hasFindings: true }, stored, "");
    assert.deepEqual(
      pillars.map(({ id, questions }) => [id, questions.map((question) => question.id)]),
      [["security", ["GENSEC01"]]],
    );
  });

  it("counts its choices beside the words", () => {
    assert.equal(choiceCount({ ...NO_FILTER, text: "key" }), 0);
    assert.equal(choiceCount({ ...NO_FILTER, risk: "high", hasFindings: true }), 2);
  });
});
