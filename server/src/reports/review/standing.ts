import type { AnswerStatus, PillarReview, QuestionRisk, ReviewSnapshot, RiskCounts } from "../../protocol.ts";

/** Risks of questions, the worst first, with the words that reports show. */
export const QUESTION_RISKS: readonly { readonly risk: QuestionRisk; readonly words: string }[] = [
  { risk: "high", words: "High risk" },
  { risk: "medium", words: "Medium risk" },
  { risk: "unanswered", words: "Unanswered" },
  { risk: "none", words: "No risk" },
  { risk: "not applicable", words: "Not applicable" },
];

/** Status of practices with the words that reports show. */
export const STATUS_WORDS: Readonly<Record<AnswerStatus, string>> = {
  open: "Open",
  done: "Done",
  "not done": "Not done",
  "not applicable": "Not applicable",
};

/** Practices that apply, and how many of them are done or answered. */
export function progressOf({ practices }: RiskCounts): {
  readonly applicable: number;
  readonly done: number;
  readonly answered: number;
} {
  const applicable = practices.open + practices.done + practices["not done"];
  return { applicable, done: practices.done, answered: applicable - practices.open };
}

/** Practices of a pillar that findings stand against. */
export function withFindings({ questions }: PillarReview): number {
  return questions.flatMap(({ practices }) => practices).filter(({ evidence }) => evidence.againstCount > 0).length;
}

/** Where a review stands, in two or three sentences. */
export function standingOf({ lens, pillars }: ReviewSnapshot): string {
  const { questions } = lens.counts;
  const { applicable, done, answered } = progressOf(lens.counts);
  const risks = QUESTION_RISKS.filter(({ risk }) => risk !== "none" && risk !== "not applicable")
    .filter(({ risk }) => questions[risk] > 0)
    .map(({ risk, words }) => `${questions[risk]} ${words.toLowerCase()}`);
  const all = Object.values(questions).reduce((sum, number) => sum + number, 0);
  const open = risks.length === 0 ? "none at risk" : risks.join(", ");
  const against = pillars.reduce((sum, pillar) => sum + withFindings(pillar), 0);
  const findings = against === 0 ? "" : ` Findings stand against ${against} practices.`;
  return `${done} of ${applicable} practices that apply are done, ${answered} are answered. Of ${all} questions: ${open}.${findings}`;
}
