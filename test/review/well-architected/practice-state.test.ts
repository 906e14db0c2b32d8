import assert from "node:assert/strict";
import fc from "fast-check";
import type { PracticeAnswer } from "../../../server/src/protocol.ts";
import { ANSWER_STATUSES, OPEN_ANSWER, problemWithAnswer } from "../../../server/src/review/answers.ts";
import { cutText } from "../../../server/src/review/well-architected/limits.ts";
import {
  answerWithState,
  isSameState,
  type PracticeState,
  stateHere,
  stateThere,
} from "../../../server/src/review/well-architected/practice-state.ts";
import { joinReason, splitReason, TOOL_REASONS } from "../../../server/src/review/well-architected/tool-words.ts";
import { madeAnswer } from "./made-answer.ts";
import { shownText } from "../shown-text.ts";

describe("what both sides say about a practice", () => {
  it("cuts a text at its limit, between characters", () => {
    assert.equal(cutText(" as it is ", 8), "as it is");
    assert.equal(cutText("123456789", 8), "1234567…");
    assert.equal(cutText("123 56789", 5), "123…");
    assert.equal(cutText("12345😀789", 7), "12345…");
    fc.assert(
      fc.property(shownText(), fc.integer({ min: 2, max: 20 }), (text, longest) => {
        const cut = cutText(text, longest);
        assert.ok(cut.length <= longest);
        assert.equal(cutText(cut, longest), cut);
      }),
    );
  });

  it("reads and writes the tool's reasons in our words", () => {
    assert.deepEqual(splitReason("out of scope: no agents"), { reason: "OUT_OF_SCOPE", notes: "no agents" });
    assert.deepEqual(splitReason("Business priorities"), { reason: "BUSINESS_PRIORITIES", notes: "" });
    assert.deepEqual(splitReason("Out of scopes"), { reason: "OTHER", notes: "Out of scopes" });
    for (const reason of TOOL_REASONS) {
      for (const notes of ["", "why not"]) assert.deepEqual(splitReason(joinReason(reason, notes)), { reason, notes });
    }
  });

  it("tells what is not selected from what nobody answered", () => {
    const status = (parts: Parameters<typeof madeAnswer>[0]) => stateThere(madeAnswer(parts), "gensec1_2").status;
    assert.equal(status({}), "UNANSWERED");
    assert.equal(status({ selected: ["gensec1_1"] }), "UNSELECTED");
    assert.equal(status({ selected: ["gensec1_no"] }), "UNSELECTED");
    assert.equal(status({ selected: ["gensec1_2"] }), "SELECTED");
    assert.equal(status({ isApplicable: false }), "NOT_APPLICABLE");
    assert.equal(status({ openChoices: new Set(["gensec1_2"]), selected: ["gensec1_1"] }), "UNANSWERED");
    assert.equal(status({ openChoices: new Set() }), "UNSELECTED");
  });

  it("gives an answer that says what it was given, and can be stored", () => {
    const states = fc.record<PracticeState>({
      status: fc.constantFrom("SELECTED", "UNSELECTED"),
      reason: fc.constant("OTHER"),
      notes: fc.constantFrom("", "a", "b"),
    });
    const notApplicable = fc.record<PracticeState>({
      status: fc.constant("NOT_APPLICABLE"),
      reason: fc.constantFrom(...TOOL_REASONS),
      notes: fc.constantFrom("", "a", "b"),
    });
    const answers = fc.record<PracticeAnswer>({
      status: fc.constantFrom(...ANSWER_STATUSES),
      note: fc.constantFrom("", "a", "x".repeat(300)),
      reason: fc.constantFrom("why", "Out of scope: a"),
      owner: fc.constant("Ann"),
      due: fc.constant(""),
      links: fc.constant([]),
    });
    fc.assert(
      fc.property(answers, fc.oneof(states, notApplicable), (before, state) => {
        const after = answerWithState(before, state);
        assert.equal(problemWithAnswer("P", after, before), undefined);
        assert.equal(after.owner, "Ann");
        const said = stateHere(after);
        const isNoteKept = before.status === "not applicable" && state.notes === "";
        if (isNoteKept && state.status !== "NOT_APPLICABLE") assert.equal(said.status, state.status);
        else assert.ok(isSameState(said, state), JSON.stringify([before, state, after]));
      }),
    );
  });

  it("keeps a long note that the tool has cut", () => {
    const answer = { ...OPEN_ANSWER, status: "done" as const, note: "x".repeat(300) };
    const cut = stateHere(answer);
    assert.equal(cut.notes.length, 250);
    assert.equal(answerWithState(answer, cut), answer);
    assert.equal(answerWithState({ ...answer, status: "not done" }, cut).note, answer.note);
  });
});
