import type { PillarReview, PracticeReview, QuestionReview, ReviewSnapshot, Risk } from "../protocol.ts";

/** A practice that is to be done, with where it stands. */
export interface PlanStep {
  readonly pillar: PillarReview;
  readonly question: QuestionReview;
  readonly practice: PracticeReview;
  readonly effort: Effort;
}

/** Our estimate: `small` where every finding that is known has a fix, `medium` where the places are known, else `large`. */
export type Effort = "small" | "medium" | "large";

const RISKS: readonly Risk[] = ["high", "medium", "low"];
const EFFORTS: readonly Effort[] = ["small", "medium", "large"];

/**
 * What is worth doing, most risk first, then least effort: practices that are not done, those that the code says are
 * not, and those that are answered done and contradicted. Nothing that nobody and no code has said anything about.
 */
export function improvementPlan({ pillars }: ReviewSnapshot): readonly PlanStep[] {
  const steps: PlanStep[] = [];
  for (const pillar of pillars) {
    for (const question of pillar.questions) {
      for (const practice of question.practices) {
        if (isStep(practice)) steps.push({ pillar, question, practice, effort: effortOf(practice) });
      }
    }
  }
  return steps.sort(
    (first, second) =>
      RISKS.indexOf(first.practice.risk) - RISKS.indexOf(second.practice.risk) ||
      EFFORTS.indexOf(first.effort) - EFFORTS.indexOf(second.effort),
  );
}

function isStep({ answer, contradiction, proposal }: PracticeReview): boolean {
  if (answer.status === "not done" || contradiction !== null) return true;
  return answer.status === "open" && proposal?.status === "not done";
}

function effortOf({ evidence: { against, againstCount } }: PracticeReview): Effort {
  if (againstCount === 0) return "large";
  return against.length === againstCount && against.every(({ fix }) => fix !== null) ? "small" : "medium";
}
