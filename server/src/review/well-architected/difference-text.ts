import { counted, oneLine } from "../../reports/check-result.ts";
import type { Difference, PracticeDifference, QuestionDifference } from "./difference.ts";
import { isNoneChoiceId } from "../lens-file/format.ts";
import type { PracticeState } from "./practice-state.ts";
import { joinReason } from "./tool-words.ts";
import { updateOf } from "./update.ts";

const IN_TOOL: Readonly<Record<PracticeState["status"], string>> = {
  SELECTED: "selected",
  UNSELECTED: "not selected",
  NOT_APPLICABLE: "not applicable",
  UNANSWERED: "not answered",
};

const IN_REVIEW: Readonly<Record<PracticeState["status"], string>> = {
  SELECTED: "done",
  UNSELECTED: "not done",
  NOT_APPLICABLE: "not applicable",
  UNANSWERED: "open",
};

/**
 * The difference for people, as lines that also read as a `diff`: what stands there now with `-`, what would stand
 * there with `+`, all of both. Practices with `!` are answered differently on both sides.
 */
export function differenceText(difference: Difference): string {
  return difference.questions.map((question) => questionText(difference, question)).join("\n");
}

function questionText({ direction }: Difference, question: QuestionDifference): string {
  const { answer, practices, notes } = question;
  const words = direction === "push" ? IN_TOOL : IN_REVIEW;
  const lines = [`  ${answer.questionId}  ${oneLine(answer.title)}`];
  for (const practice of practices) lines.push(...practiceLines(practice, words));
  if (direction === "push") {
    const update = updateOf(question);
    if (update.IsApplicable === false) lines.push("  the whole question", "-   applies", "+   does not apply");
    if (update.IsApplicable === true) lines.push("  the whole question", "-   does not apply", "+   applies");
    const none = answer.choices.find(({ id }) => isNoneChoiceId(id) && answer.selected.includes(id));
    if (none !== undefined && update.SelectedChoices !== undefined) {
      lines.push(`  ${none.id}  ${oneLine(none.title)}`, "-   selected", "+   not selected");
    }
  }
  if (notes !== undefined) {
    lines.push("  notes of the question", ...textLines("-", notes.before), ...textLines("+", notes.after));
  }
  return `${lines.join("\n")}\n`;
}

function practiceLines(difference: PracticeDifference, words: typeof IN_TOOL): readonly string[] {
  const { position, relation, before, after } = difference;
  const { id, title } = position.practice;
  const isConflict = relation === "conflict";
  return [
    `${isConflict ? "!" : " "} ${id}  ${oneLine(title)}${isConflict ? " (both sides answered differently)" : ""}`,
    `-   ${stateText(before, words)}`,
    `+   ${stateText(after, words)}`,
  ];
}

function stateText(state: PracticeState, words: typeof IN_TOOL): string {
  const { status, reason, notes } = state;
  const isReasonKnown = status === "NOT_APPLICABLE" && (notes !== "" || reason !== "OTHER");
  const text = isReasonKnown ? joinReason(reason, notes) : notes;
  return text === "" ? words[status] : `${words[status]}: ${oneLine(text)}`;
}

function textLines(sign: "-" | "+", text: string): readonly string[] {
  return text === "" ? [] : text.split(/\r\n|[\r\n]/u).map((line) => `${sign}   ${oneLine(line)}`.trimEnd());
}

/** What a person should know beside the difference, one line each. */
export function differenceRemarks({
  direction,
  lens,
  join,
  newerThere,
  questions,
  unplaced,
}: Difference): readonly string[] {
  const remarks: string[] = [];
  if (newerThere.length > 0) {
    const ids = listed(newerThere.map(({ practice }) => practice.id));
    remarks.push(
      direction === "push"
        ? `Changed only in the tool since the last sync, so left as it is there; pull takes it over: ${ids}`
        : `Changed only here since the last sync, so left as it is here; push sends it: ${ids}`,
    );
  }
  if (unplaced.length > 0) {
    const ids = listed(unplaced.map(({ practice }) => practice.id));
    remarks.push(
      `No choice in the tool stands for ${counted(unplaced.length, "practice")} of ${lens.title}, so it cannot be sent: ${ids}`,
    );
  }
  if (join.unknown.length > 0) {
    const ids = listed(join.unknown.map(({ id }) => id));
    remarks.push(
      `${counted(join.unknown.length, "choice")} in the tool of no practice that is known here, left alone: ${ids}`,
    );
  }
  const shortened = questions.filter(({ notes }) => notes?.after.includes("…\n[/GenAI Lens]"));
  if (shortened.length > 0) {
    remarks.push(`Notes too long for the tool are cut: ${listed(shortened.map(({ answer }) => answer.questionId))}`);
  }
  return remarks;
}

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 10).join(", ");
  return ids.length > 10 ? `${shown} and ${ids.length - 10} more` : shown;
}
