import type { AnswerStatus, PracticeAnswer } from "../protocol.ts";

/** Every status, in the order in which people are asked. */
export const ANSWER_STATUSES: readonly AnswerStatus[] = ["open", "done", "not done", "not applicable"];

/** The answer of a practice that nobody answered. */
export const OPEN_ANSWER: PracticeAnswer = { status: "open", note: "", reason: "", owner: "", due: "", links: [] };

/** Answers by lens, then by practice. A practice that is not in it is open. */
export type AnswersByLens = ReadonlyMap<string, ReadonlyMap<string, StoredAnswer>>;

/** An answer as it is kept. */
export interface StoredAnswer extends PracticeAnswer {
  /** How many findings stood against the practice when it was answered "done"; `undefined` where that was not noted. */
  readonly findings?: number;
}

/** UTF-16 code units. */
const LONGEST_TEXT = 20_000;
const MOST_LINKS = 100;

/** Whether there is nothing in it that would have to be kept. */
export function isOpen(answer: PracticeAnswer): boolean {
  const { status, note, reason, owner, due, links } = answer;
  return status === "open" && note === "" && reason === "" && owner === "" && due === "" && links.length === 0;
}

/**
 * What keeps a person's answer from being stored, as one line with what to do; `undefined` where nothing does. What
 * was in the answer before is not held against it.
 */
export function problemWithAnswer(
  practice: string,
  answer: PracticeAnswer,
  before: PracticeAnswer,
): string | undefined {
  const { status, note, reason, owner, due, links } = answer;
  if (status === "not applicable" && reason.trim() === "") {
    return `Say why ${practice} does not apply: it needs a reason.`;
  }
  if (due !== before.due && due !== "" && !isDate(due)) {
    return `${practice} cannot be due on "${due.slice(0, 40)}". Write the date as ${new Date().getFullYear() + 1}-01-31.`;
  }
  const link = links.find((candidate) => !isWebAddress(candidate) && !before.links.includes(candidate));
  if (link !== undefined) {
    return `${practice} cannot have the link "${link.slice(0, 80)}". Write an address that begins with https:// or http://.`;
  }
  if ([note, reason, owner, ...links].some((text) => text.length > LONGEST_TEXT) || links.length > MOST_LINKS) {
    return `The answer for ${practice} is too long. Keep texts below ${LONGEST_TEXT} characters and give at most ${MOST_LINKS} links.`;
  }
  return undefined;
}

/** Whether a text is a day of the calendar, written as `2027-01-31`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether a text is an address that a browser may be sent to. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}

/**
 * The answer that keeps what two people changed: fields that differ between `before` and `mine` are taken from `mine`,
 * all others from `theirs`. Of links, those that were added or removed are.
 */
export function mergeAnswers(before: PracticeAnswer, mine: PracticeAnswer, theirs: PracticeAnswer): PracticeAnswer {
  const pick = <Name extends "status" | "note" | "reason" | "owner" | "due">(name: Name): PracticeAnswer[Name] =>
    mine[name] === before[name] ? theirs[name] : mine[name];
  return {
    status: pick("status"),
    note: pick("note"),
    reason: pick("reason"),
    owner: pick("owner"),
    due: pick("due"),
    links: mergeLinks(before.links, mine.links, theirs.links),
  };
}

function mergeLinks(before: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const isSame = mine.length === before.length && mine.every((link, index) => link === before[index]);
  if (isSame) return theirs;
  const removed = new Set(before.filter((link) => !mine.includes(link)));
  const kept = theirs.filter((link) => !removed.has(link) && !mine.includes(link));
  return [...new Set([...mine.filter((link) => theirs.includes(link) || !before.includes(link)), ...kept])];
}
