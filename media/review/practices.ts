import type {
  AnswerStatus,
  PillarReview,
  PracticeAnswer,
  PracticeProposal,
  PracticeReview,
  QuestionReview,
} from "../../server/src/protocol.ts";

/** Gives the answer that counts for a practice: what was typed last, else what is stored. */
export type AnswerOf = (practice: PracticeReview) => PracticeAnswer;

/** A practice with where it stands in its lens. */
export interface PlacedPractice {
  readonly pillar: PillarReview;
  readonly question: QuestionReview;
  readonly practice: PracticeReview;
}

/** How many of some practices have which answer, and what the code shows for them. */
export interface Tally {
  readonly total: number;
  readonly answered: number;
  readonly byStatus: Readonly<Record<AnswerStatus, number>>;
  /** Practices that findings stand against. One finding can stand against several practices, so findings are not added up. */
  readonly withFindings: number;
}

/** All practices, in the lens's order. */
export function placedPractices(pillars: readonly PillarReview[]): readonly PlacedPractice[] {
  return pillars.flatMap((pillar) =>
    pillar.questions.flatMap((question) => question.practices.map((practice) => ({ pillar, question, practice }))),
  );
}

/** All practices, in the lens's order. */
export function practicesOf(pillars: readonly PillarReview[]): readonly PracticeReview[] {
  return placedPractices(pillars).map(({ practice }) => practice);
}

/** Counts practices by answer. */
export function tally(practices: readonly PracticeReview[], answerOf: AnswerOf): Tally {
  const byStatus: Record<AnswerStatus, number> = { open: 0, done: 0, "not done": 0, "not applicable": 0 };
  let withFindings = 0;
  for (const practice of practices) {
    byStatus[answerOf(practice).status]++;
    withFindings += practice.evidence.againstCount > 0 ? 1 : 0;
  }
  return { total: practices.length, answered: practices.length - byStatus.open, byStatus, withFindings };
}

/** The proposal that waits for a person to take it over; `null` where there is none, or the practice is answered. */
export function openProposal(practice: PracticeReview, answerOf: AnswerOf): PracticeProposal | null {
  return answerOf(practice).status === "open" ? practice.proposal : null;
}

/**
 * The practice to look at next: the first one after `current` that is still open, going round at the end.
 * `undefined` where none is open but the current one.
 */
export function nextOpen(
  practices: readonly PracticeReview[],
  current: string | undefined,
  answerOf: AnswerOf,
): PracticeReview | undefined {
  const index = practices.findIndex(({ id }) => id === current);
  return [...practices.slice(index + 1), ...practices.slice(0, Math.max(0, index))].find(
    (practice) => answerOf(practice).status === "open",
  );
}

/** The practice of a question that a person should look at first: one that is not done, else an open one, else the first. */
export function firstToMend(question: QuestionReview, answerOf: AnswerOf): PracticeReview | undefined {
  const withStatus = (status: AnswerStatus): PracticeReview | undefined =>
    question.practices.find((practice) => answerOf(practice).status === status);
  return (
    question.practices.find((practice) => practice.contradiction !== null) ??
    withStatus("not done") ??
    withStatus("open") ??
    question.practices[0]
  );
}
