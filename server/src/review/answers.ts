import type { AnswerStatus, PracticeAnswer } from "../protocol.ts";

/** Every status, in the order in which people are asked. */
export const ANSWER_STATUSES: readonly AnswerStatus[] = ["open", "done", "not done", "not applicable"];

/** The answer of a practice that nobody answered. */
export const OPEN_ANSWER: PracticeAnswer = { status: "open", note: "", reason: "", owner: "", due: "", links: [] };
