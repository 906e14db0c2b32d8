import assert from "node:assert/strict";
import { count, dateLabel, summariseEvidence } from "../../media/review/labels.ts";
import { firstToMend, nextOpen, practicesOf, tally } from "../../media/review/practices.ts";
import type { AnswerStatus, PracticeReview, QuestionReview } from "../../server/src/protocol.ts";
import { NO_EVIDENCE, SNAPSHOT, practice } from "./snapshot.ts";

const stored = ({ answer }: PracticeReview) => answer;
const all = practicesOf(SNAPSHOT.pillars);

describe("the panel's numbers", () => {
  it("count answers and practices with findings", () => {
    assert.deepEqual(tally(all, stored), {
      total: 4,
      answered: 2,
      byStatus: { open: 2, done: 1, "not done": 1, "not applicable": 0 },
      withFindings: 1,
    });
  });

  it("say what the code shows", () => {
    const rules = ["hardcoded-api-key"];
    const cases: [Parameters<typeof summariseEvidence>[0], string, string][] = [
      [{ ...NO_EVIDENCE, rules, againstCount: 3 }, "against", "3 findings"],
      [{ ...NO_EVIDENCE, rules, againstCount: 1, proofCount: 41 }, "against", "1 finding, 41 proofs"],
      [{ ...NO_EVIDENCE, rules, proofCount: 1 }, "proofs", "1 proof"],
      [{ ...NO_EVIDENCE, signalCount: 2 }, "proofs", "2 signals"],
      [{ ...NO_EVIDENCE, rules, unknownCount: 2 }, "nothing", "Unclear in code"],
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

  it("turn dates into words, and leave what is none", () => {
    assert.equal(dateLabel("2026-11-22"), "22 Nov 2026");
    assert.equal(dateLabel("2026-11-22T23:59:00.000Z"), "22 Nov 2026");
    assert.equal(dateLabel("next week"), "next week");
  });
});

describe("the next practice", () => {
  it("is the next open one, going round, and never the current one", () => {
    assert.equal(nextOpen(all, undefined, stored)?.id, "GENSEC01-BP01");
    assert.equal(nextOpen(all, "GENSEC01-BP01", stored)?.id, "GENREL02-BP01");
    assert.equal(nextOpen(all, "GENREL02-BP01", stored)?.id, "GENSEC01-BP01");
    assert.equal(nextOpen(all.slice(0, 1), "GENSEC01-BP01", stored), undefined);
  });

  it("of a question is what its risk comes from", () => {
    const question = (...statuses: AnswerStatus[]): QuestionReview => ({
      ...SNAPSHOT.pillars[0]!.questions[0]!,
      practices: statuses.map((status, index) => practice(`P${index}`, `Practice ${index}`, {}, { status })),
    });
    assert.equal(firstToMend(question("done", "open", "not done"), stored)?.id, "P2");
    assert.equal(firstToMend(question("done", "open"), stored)?.id, "P1");
    assert.equal(firstToMend(question("done", "done"), stored)?.id, "P0");
    const contradicted = question("open", "done");
    const practices = contradicted.practices.map((each) => (each.id === "P1" ? { ...each, contradiction: "x" } : each));
    assert.equal(firstToMend({ ...contradicted, practices }, stored)?.id, "P1");
  });
});
