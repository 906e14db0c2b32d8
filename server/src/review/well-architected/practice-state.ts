import type { PracticeAnswer } from "../../protocol.ts";
import { cutText, TOOL_LIMITS } from "./limits.ts";
import type { ToolAnswer } from "./tool.ts";
import { type ChoiceStatus, joinReason, splitReason, type ToolReason } from "./tool-words.ts";

/** What one side says about one practice, in a form that both can be compared in. */
export interface PracticeState {
  /** `UNANSWERED`: nobody has said anything, which in the tool looks like a choice that is not selected. */
  readonly status: ChoiceStatus | "UNANSWERED";
  /** `OTHER` wherever the status is not `NOT_APPLICABLE`. */
  readonly reason: ToolReason;
  /** Within the tool's limit. */
  readonly notes: string;
}

/** What our review says about a practice. */
export function stateHere({ status, note, reason }: PracticeAnswer): PracticeState {
  const notes = cutText(note, TOOL_LIMITS.choiceNotes);
  switch (status) {
    case "done":
      return { status: "SELECTED", reason: "OTHER", notes };
    case "not done":
      return { status: "UNSELECTED", reason: "OTHER", notes };
    case "not applicable": {
      const split = splitReason(reason);
      return {
        status: "NOT_APPLICABLE",
        reason: split.reason,
        notes: cutText(split.notes, TOOL_LIMITS.choiceNotes),
      };
    }
    default:
      return { status: "UNANSWERED", reason: "OTHER", notes };
  }
}

/** Whether anybody answered a question in the tool. */
export function isAnswered({ isApplicable, selected, choiceAnswers }: ToolAnswer): boolean {
  return (
    !isApplicable ||
    selected.length > 0 ||
    [...choiceAnswers.values()].some(({ status }) => status === "NOT_APPLICABLE")
  );
}

/** What the tool says about a choice. In a question that does not apply, none of its choices does. */
export function stateThere(answer: ToolAnswer, choice: string): PracticeState {
  const own = ownStateThere(answer, choice);
  if (!answer.isApplicable) {
    const reason = own.status === "NOT_APPLICABLE" ? own.reason : answer.reason;
    return { status: "NOT_APPLICABLE", reason, notes: own.notes };
  }
  const isOpen = answer.openChoices === undefined ? !isAnswered(answer) : answer.openChoices.has(choice);
  return own.status === "UNSELECTED" && isOpen ? { ...own, status: "UNANSWERED" } : own;
}

/** The same for the choice alone, whether or not its question applies and is answered. */
export function ownStateThere({ selected, choiceAnswers }: ToolAnswer, choice: string): PracticeState & ToolOwnState {
  const entry = choiceAnswers.get(choice);
  const notes = (entry?.notes ?? "").trim();
  if (entry?.status === "NOT_APPLICABLE") return { status: "NOT_APPLICABLE", reason: entry.reason, notes };
  return { status: selected.includes(choice) ? "SELECTED" : "UNSELECTED", reason: "OTHER", notes };
}

interface ToolOwnState {
  readonly status: ChoiceStatus;
}

/** Whether both say the same. */
export function isSameState(first: PracticeState, second: PracticeState): boolean {
  return first.status === second.status && first.reason === second.reason && first.notes === second.notes;
}

/** Our answer changed so that it says `state`. Texts that say the same already stay, also those that the tool has cut. */
export function answerWithState(answer: PracticeAnswer, state: PracticeState): PracticeAnswer {
  const before = stateHere(answer);
  if (isSameState(before, state)) return answer;
  if (state.status === "NOT_APPLICABLE") {
    return { ...answer, status: "not applicable", reason: joinReason(state.reason, state.notes) };
  }
  const status = state.status === "SELECTED" ? "done" : state.status === "UNSELECTED" ? "not done" : "open";
  const isNoteKept = state.notes === cutText(answer.note, TOOL_LIMITS.choiceNotes);
  // Leaving "not applicable", an empty note says nothing about the note that was there before.
  const isNothingSaid = before.status === "NOT_APPLICABLE" && state.notes === "";
  return { ...answer, status, note: isNoteKept || isNothingSaid ? answer.note : state.notes };
}
