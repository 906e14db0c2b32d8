import type { PracticeAnswer } from "../../protocol.ts";
import { oneLine } from "../../reports/check-result.ts";
import { cutText, TOOL_LIMITS } from "./limits.ts";

const FIRST_LINE = "[GenAI Lens]";
const LAST_LINE = "[/GenAI Lens]";

/** Fewer code units than this hold nothing worth keeping. */
const SMALLEST_ROOM = 80;

/** An answer, with the id of its practice. */
export interface NamedAnswer {
  readonly practice: string;
  readonly answer: PracticeAnswer;
}

/**
 * The notes of a question with our own part of them brought up to date: what the notes of its choices have no room
 * for, one line per practice. Everything else in the notes stays as people wrote it, whole; our part takes the room
 * that is left, and is left out where there is hardly any.
 */
export function questionNotes(before: string, answers: readonly NamedAnswer[]): string {
  const others = withoutOwnPart(before);
  const lines = answers.flatMap(({ practice, answer }) => lineOf(practice, answer) ?? []);
  if (lines.length === 0) return others;
  const separator = others === "" ? "" : `${others}\n\n`;
  const frame = `${separator}${FIRST_LINE}\n\n${LAST_LINE}`.length;
  const room = TOOL_LIMITS.questionNotes - frame;
  if (room < SMALLEST_ROOM) return others;
  return `${separator}${FIRST_LINE}\n${cutText(lines.join("\n"), room)}\n${LAST_LINE}`;
}

function withoutOwnPart(notes: string): string {
  const start = notes.indexOf(FIRST_LINE);
  if (start < 0) return notes;
  const end = notes.indexOf(LAST_LINE, start);
  const after = end < 0 ? "" : notes.slice(end + LAST_LINE.length).replace(/^\s+/u, "");
  const parts = [notes.slice(0, start).replace(/\s+$/u, ""), after];
  return parts.filter((part) => part !== "").join("\n\n");
}

function lineOf(practice: string, answer: PracticeAnswer): string | undefined {
  const { status, note, reason, owner, due, links } = answer;
  if (status === "open") return undefined;
  const isNoteElsewhere = status !== "not applicable" && note.trim().length <= TOOL_LIMITS.choiceNotes;
  const isReasonElsewhere = status !== "not applicable" || reason.trim().length <= TOOL_LIMITS.choiceNotes;
  const parts = [
    owner.trim() === "" ? "" : `owner ${owner}`,
    due === "" ? "" : `due ${due}`,
    ...links,
    isReasonElsewhere ? "" : reason,
    isNoteElsewhere ? "" : note,
  ].filter((part) => part.trim() !== "");
  // A line of an answer must not look like the end of our part.
  return parts.length === 0 ? undefined : `${practice}: ${oneLine(parts.join(", ")).replaceAll(LAST_LINE, "")}`;
}
