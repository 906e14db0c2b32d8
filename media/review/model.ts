import type {
  AnswerStatus,
  PillarReview,
  PracticeAnswer,
  PracticeEvidence,
  PracticeReview,
  QuestionReview,
} from "../../server/src/protocol.ts";

/** Which practices are shown. */
export interface Filter {
  /** Words that must all occur in the practice, its question or its pillar. */
  readonly text: string;
  readonly hasFindings: boolean;
  readonly isUnanswered: boolean;
}

export const NO_FILTER: Filter = { text: "", hasFindings: false, isUnanswered: false };

/** Gives the answer that counts for a practice: what was typed last, else what is stored. */
export type AnswerOf = (practice: PracticeReview) => PracticeAnswer;

/** How many of some practices have which answer, and what the code shows for them. */
export interface Tally {
  readonly total: number;
  readonly answered: number;
  readonly byStatus: Readonly<Record<AnswerStatus, number>>;
  /** Practices that findings stand against. One finding can stand against several practices, so findings are not added up. */
  readonly withFindings: number;
}

export function isFiltering(filter: Filter): boolean {
  return filter.text.trim() !== "" || filter.hasFindings || filter.isUnanswered;
}

/** The pillars with only the practices that the filter lets through; questions and pillars without any are left out. */
export function filterPillars(
  pillars: readonly PillarReview[],
  filter: Filter,
  answerOf: AnswerOf,
): readonly PillarReview[] {
  if (!isFiltering(filter)) {
    return pillars;
  }
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return pillars.flatMap((pillar) => {
    const questions = pillar.questions.flatMap((question) => {
      const practices = question.practices.filter(
        (practice) =>
          (!filter.hasFindings || practice.evidence.againstCount > 0) &&
          (!filter.isUnanswered || answerOf(practice).status === "open") &&
          hasWords(words, pillar, question, practice),
      );
      return practices.length === 0 ? [] : [{ ...question, practices }];
    });
    return questions.length === 0 ? [] : [{ ...pillar, questions }];
  });
}

function hasWords(
  words: readonly string[],
  pillar: PillarReview,
  question: QuestionReview,
  practice: PracticeReview,
): boolean {
  const text = [
    pillar.title,
    question.id,
    question.title,
    practice.id,
    practice.title,
    practice.summary,
    ...practice.evidence.rules,
  ]
    .join("\n")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

export function practicesOf(pillars: readonly PillarReview[]): readonly PracticeReview[] {
  return pillars.flatMap((pillar) => pillar.questions.flatMap((question) => question.practices));
}

export function tally(practices: readonly PracticeReview[], answerOf: AnswerOf): Tally {
  const byStatus: Record<AnswerStatus, number> = { open: 0, done: 0, "not done": 0, "not applicable": 0 };
  let withFindings = 0;
  for (const practice of practices) {
    byStatus[answerOf(practice).status]++;
    withFindings += practice.evidence.againstCount > 0 ? 1 : 0;
  }
  return { total: practices.length, answered: practices.length - byStatus.open, byStatus, withFindings };
}

/** The numbers of every pillar and question, by id. */
export function talliesById(pillars: readonly PillarReview[], answerOf: AnswerOf): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const pillar of pillars) {
    tallies.set(pillar.id, tally(practicesOf([pillar]), answerOf));
    for (const question of pillar.questions) {
      tallies.set(question.id, tally(question.practices, answerOf));
    }
  }
  return tallies;
}

/** What the code shows for a practice, in a few words. */
export interface EvidenceSummary {
  readonly kind: "against" | "proofs" | "nothing" | "people";
  readonly text: string;
}

export function summariseEvidence(evidence: PracticeEvidence): EvidenceSummary {
  const { rules, againstCount, proofCount } = evidence;
  if (againstCount > 0) {
    const findings = count(againstCount, "finding");
    return { kind: "against", text: proofCount > 0 ? `${findings}, ${count(proofCount, "proof")}` : findings };
  }
  if (proofCount > 0) {
    return { kind: "proofs", text: count(proofCount, "proof") };
  }
  return rules.length > 0
    ? { kind: "nothing", text: "Nothing seen in code" }
    : { kind: "people", text: "People decide" };
}

/** A number with its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** The answer of a practice that nobody answered. */
export const OPEN_ANSWER: PracticeAnswer = { status: "open", note: "", reason: "", owner: "", due: "", links: [] };

export const STATUSES: readonly AnswerStatus[] = ["open", "done", "not done", "not applicable"];

export function statusLabel(status: AnswerStatus): string {
  return status.charAt(0).toUpperCase() + status.slice(1);
}

export function riskLabel(risk: PracticeReview["risk"]): string {
  return `${risk.charAt(0).toUpperCase()}${risk.slice(1)} risk`;
}
