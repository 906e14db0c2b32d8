import assert from "node:assert/strict";
import type { PracticeState } from "../../../server/src/review/well-architected/practice-state.ts";
import type { ToolAnswer } from "../../../server/src/review/well-architected/tool.ts";
import { answerUpdate } from "../../../server/src/review/well-architected/update.ts";
import { madeAnswer } from "./made-answer.ts";

const state = (
  status: PracticeState["status"],
  notes = "",
  reason: PracticeState["reason"] = "OTHER",
): PracticeState => ({
  status,
  reason,
  notes,
});

describe("the change of an answer", () => {
  const update = (answer: Partial<ToolAnswer>, changes: Record<string, PracticeState>, notes?: string) =>
    answerUpdate(madeAnswer(answer), new Map(Object.entries(changes)), notes);

  it("adds to what is selected, in the order of the choices", () => {
    assert.deepEqual(update({ selected: ["gensec1_2"] }, { gensec1_1: state("SELECTED", "IAM") }), {
      QuestionId: "gensec1",
      SelectedChoices: ["gensec1_1", "gensec1_2"],
      ChoiceUpdates: { gensec1_1: { Status: "SELECTED", Notes: "IAM" } },
    });
  });

  it("leaves the selection out where it stays", () => {
    assert.deepEqual(update({}, { gensec1_1: state("UNSELECTED", "later") }), {
      QuestionId: "gensec1",
      ChoiceUpdates: { gensec1_1: { Status: "UNSELECTED", Notes: "later" } },
    });
    assert.deepEqual(update({ selected: ["gensec1_1"] }, {}, "text"), { QuestionId: "gensec1", Notes: "text" });
  });

  it("says again what others said of their choices, where the selection is replaced", () => {
    const choiceAnswers = new Map([
      ["gensec1_2", { status: "NOT_APPLICABLE", reason: "OUT_OF_SCOPE", notes: "x" } as const],
    ]);
    const { ChoiceUpdates } = update({ choiceAnswers }, { gensec1_1: state("SELECTED") });
    assert.deepEqual(ChoiceUpdates, {
      gensec1_1: { Status: "SELECTED" },
      gensec1_2: { Status: "NOT_APPLICABLE", Reason: "OUT_OF_SCOPE", Notes: "x" },
    });
  });

  it("never names a choice for none of them", () => {
    const none = { selected: ["gensec1_no"] };
    assert.deepEqual(update(none, { gensec1_1: state("SELECTED") }).SelectedChoices, ["gensec1_1"]);
    assert.equal(update(none, { gensec1_1: state("UNSELECTED", "later") }).SelectedChoices, undefined);
    const odd = { selected: ["gensec1_1", "gensec1_no"] };
    assert.deepEqual(update(odd, { gensec1_1: state("UNSELECTED") }), {
      QuestionId: "gensec1",
      ChoiceUpdates: { gensec1_1: { Status: "UNSELECTED" } },
    });
  });

  it("says of a question that it does not apply, once no practice does, and the other way", () => {
    const both = { gensec1_1: state("NOT_APPLICABLE", "", "OUT_OF_SCOPE"), gensec1_2: state("NOT_APPLICABLE") };
    const { IsApplicable, Reason } = update({}, both);
    assert.deepEqual([IsApplicable, Reason], [false, "OTHER"]);
    assert.equal(update({}, { gensec1_1: state("NOT_APPLICABLE") }).IsApplicable, undefined);
    const gone = { isApplicable: false };
    assert.equal(update(gone, { gensec1_1: state("SELECTED") }).IsApplicable, true);
    assert.equal(update(gone, { gensec1_1: state("NOT_APPLICABLE", "why") }).IsApplicable, undefined);
  });
});
