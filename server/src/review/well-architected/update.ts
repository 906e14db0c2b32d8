import { isNoneChoiceId } from "../lens-file/format.ts";
import type { QuestionDifference } from "./difference.ts";
import { ownStateThere, type PracticeState } from "./practice-state.ts";
import type { AnswerUpdate, ChoiceUpdate, ToolAnswer } from "./tool.ts";
import type { ToolReason } from "./tool-words.ts";

/** The change of a question's answer that sends a difference. */
export function updateOf({ answer, practices, notes }: QuestionDifference): AnswerUpdate {
  const changes = new Map(practices.map(({ position, after }) => [position.choice.id, after]));
  return answerUpdate(answer, changes, notes?.after);
}

/**
 * The change that gives some choices of a question the states of `changes`, by choice id, and keeps what else stands
 * in the tool. A "None of these" is never named: it is left out of the selection where a practice becomes selected,
 * and stays as it is where none does.
 */
export function answerUpdate(
  answer: ToolAnswer,
  changes: ReadonlyMap<string, PracticeState>,
  notes: string | undefined,
): AnswerUpdate {
  const choices = answer.choices.map(({ id }) => id).filter((id) => !isNoneChoiceId(id));
  const after = new Map(choices.map((id) => [id, changes.get(id) ?? ownStateThere(answer, id)]));
  const selected = choices.filter((id) => after.get(id)?.status === "SELECTED");
  const isSelectionSame = choices.every((id) => answer.selected.includes(id) === selected.includes(id));
  const isNoneKept = selected.length === 0 && answer.selected.some(isNoneChoiceId);
  const isSelectionSent = !isSelectionSame && !isNoneKept;
  return {
    QuestionId: answer.questionId,
    ...(isSelectionSent ? { SelectedChoices: selected } : {}),
    ...(changes.size === 0 ? {} : { ChoiceUpdates: choiceUpdates(answer, after, changes, isSelectionSent) }),
    ...(notes === undefined ? {} : { Notes: notes }),
    ...(changes.size === 0 ? {} : applicability(answer, after, changes)),
  };
}

function choiceUpdates(
  answer: ToolAnswer,
  after: ReadonlyMap<string, PracticeState>,
  changes: ReadonlyMap<string, PracticeState>,
  isSelectionSent: boolean,
): Readonly<Record<string, ChoiceUpdate>> {
  const updates: Record<string, ChoiceUpdate> = {};
  for (const [id, { status, reason, notes }] of after) {
    const before = ownStateThere(answer, id);
    // Whether a new selection takes away what others said of their choices is not documented, so it is said again.
    const isSaidAgain = isSelectionSent && (before.status === "NOT_APPLICABLE" || before.notes !== "");
    if (!changes.has(id) && !isSaidAgain) continue;
    if (status === "UNANSWERED") continue;
    updates[id] = {
      Status: status,
      ...(status === "NOT_APPLICABLE" ? { Reason: reason } : {}),
      ...(notes !== "" || before.notes !== "" ? { Notes: notes } : {}),
    };
  }
  return updates;
}

/** A question does not apply where none of its practices does, and applies again once one of them does. */
function applicability(
  answer: ToolAnswer,
  after: ReadonlyMap<string, PracticeState>,
  changes: ReadonlyMap<string, PracticeState>,
): Pick<AnswerUpdate, "IsApplicable" | "Reason"> {
  if (!answer.isApplicable) {
    return [...changes.values()].some(({ status }) => status !== "NOT_APPLICABLE") ? { IsApplicable: true } : {};
  }
  const states = [...after.values()];
  const isNone = states.length > 0 && states.every(({ status }) => status === "NOT_APPLICABLE");
  return isNone ? { IsApplicable: false, Reason: commonReason(states) } : {};
}

function commonReason(states: readonly PracticeState[]): ToolReason {
  const [first] = states;
  return first !== undefined && states.every(({ reason }) => reason === first.reason) ? first.reason : "OTHER";
}
