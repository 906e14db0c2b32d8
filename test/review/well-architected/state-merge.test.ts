import assert from "node:assert/strict";
import type { PracticeState } from "../../../server/src/review/well-architected/practice-state.ts";
import { mergeStates } from "../../../server/src/review/well-architected/state-merge.ts";

const state = (
  status: PracticeState["status"],
  notes = "",
  reason: PracticeState["reason"] = "OTHER",
): PracticeState => ({
  status,
  reason,
  notes,
});
const DONE = state("SELECTED");
const NOT_DONE = state("UNSELECTED");
const OPEN = state("UNANSWERED");

describe("taking over what the other side says", () => {
  const relation = (giving: PracticeState, taking: PracticeState, base?: PracticeState): string =>
    mergeStates(giving, taking, base).relation;

  it("compares both sides where nothing else is known", () => {
    assert.equal(relation(DONE, DONE), "same");
    assert.equal(relation(DONE, OPEN), "change");
    assert.equal(relation(OPEN, DONE), "same");
    assert.equal(relation(DONE, NOT_DONE), "conflict");
    assert.equal(relation(state("SELECTED", "a"), DONE), "change");
    assert.equal(relation(DONE, state("SELECTED", "a")), "same");
    assert.equal(relation(state("SELECTED", "a"), state("SELECTED", "b")), "conflict");
    assert.equal(relation(state("NOT_APPLICABLE"), state("NOT_APPLICABLE", "", "OUT_OF_SCOPE")), "conflict");
  });

  it("takes the side that changed since both agreed", () => {
    assert.equal(relation(DONE, NOT_DONE, NOT_DONE), "change");
    assert.equal(relation(DONE, NOT_DONE, DONE), "theirs");
    assert.equal(relation(state("NOT_APPLICABLE"), NOT_DONE, DONE), "conflict");
    assert.equal(relation(state("SELECTED", "b"), state("SELECTED", "a"), state("SELECTED", "a")), "change");
  });

  it("takes both where they changed different things", () => {
    const { relation, merged } = mergeStates(
      state("SELECTED", "a"),
      state("UNSELECTED", "b"),
      state("UNSELECTED", "a"),
    );
    assert.equal(relation, "change");
    assert.deepEqual(merged, state("SELECTED", "b"));
  });

  it("takes no note away for an empty one", () => {
    assert.deepEqual(mergeStates(DONE, state("UNSELECTED", "b"), NOT_DONE).merged, state("SELECTED", "b"));
    assert.deepEqual(mergeStates(DONE, state("SELECTED", "b"), state("SELECTED", "b")).relation, "same");
  });

  it("does not mix notes about a practice with a reason why it does not apply", () => {
    const { relation, merged } = mergeStates(DONE, state("NOT_APPLICABLE", "no agents"), undefined);
    assert.deepEqual([relation, merged], ["conflict", DONE]);
  });
});
