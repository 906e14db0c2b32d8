import type { PillarReview, PracticeReview, QuestionReview, ReviewSnapshot, Risk } from "../../protocol.ts";

/** How much a step is likely to take; a rough guide to order by, from what the code shows. */
export type Effort = "small" | "medium" | "large";

/** One practice that is left to do. */
export interface PlanStep {
  readonly pillar: PillarReview;
  readonly question: QuestionReview;
  readonly practice: PracticeReview;
  readonly effort: Effort;
  /** What to do first, as one sentence. */
  readonly first: string;
}

const RISKS: readonly Risk[] = ["high", "medium", "low"];
const EFFORTS: readonly Effort[] = ["small", "medium", "large"];

/** Findings that are few enough to be mended in one sitting. */
const FEW_FINDINGS = 10;

/**
 * The practices that are left to do, the most valuable first: by risk, then by effort, then by how many findings stand
 * against them, then in the lens's order. Left to do is what is answered "not done", what code contradicts, and what
 * is open; an open practice that the code already shows only lacks its answer, and comes last among its equals.
 */
export function improvementPlan(snapshot: ReviewSnapshot): readonly PlanStep[] {
  const steps = snapshot.pillars.flatMap((pillar) =>
    pillar.questions.flatMap((question) =>
      question.practices
        .filter(isLeftToDo)
        .map((practice) => ({ pillar, question, practice, effort: effortOf(practice), first: firstStep(practice) })),
    ),
  );
  const weights = new Map(steps.map((step) => [step, weightOf(step)]));
  return steps.toSorted((first, second) => compare(weights.get(first) ?? [], weights.get(second) ?? []));
}

function isLeftToDo({ answer, contradiction }: PracticeReview): boolean {
  return answer.status === "open" || answer.status === "not done" || contradiction !== null;
}

/** Small: few findings, each with a fix, or only the answer is missing. Medium: code has to change. Large: people have to. */
function effortOf({ answer, evidence, proposal }: PracticeReview): Effort {
  if (answer.status === "open" && proposal?.status === "done") return "small";
  if (evidence.againstCount === 0) return evidence.rules.length === 0 ? "large" : "medium";
  const isQuick = evidence.againstCount <= FEW_FINDINGS && evidence.against.every(({ fix }) => fix !== null);
  return isQuick ? "small" : "medium";
}

function firstStep({ answer, evidence, proposal, title }: PracticeReview): string {
  const [finding] = evidence.against;
  if (finding !== undefined) {
    const others = evidence.againstCount - 1;
    const more = others === 0 ? "" : `, and ${others} more`;
    return `${finding.fix === null ? "Mend" : "Look at the fix for"} ${finding.location}${more}: ${finding.label}`;
  }
  if (answer.status === "open" && proposal?.status === "done") return `Confirm that it is done. ${proposal.because}`;
  if (answer.note !== "" && answer.status === "not done") return answer.note;
  return answer.status === "open" ? `Decide whether it is done: ${title}` : title;
}

function weightOf({ practice, effort }: PlanStep): readonly number[] {
  const isOnlyUnanswered = practice.answer.status === "open" && practice.proposal?.status === "done";
  return [
    RISKS.indexOf(practice.risk),
    isOnlyUnanswered ? 1 : 0,
    practice.evidence.againstCount === 0 && practice.answer.status === "open" ? 1 : 0,
    EFFORTS.indexOf(effort),
    -practice.evidence.againstCount,
  ];
}

function compare(first: readonly number[], second: readonly number[]): number {
  for (const [index, value] of first.entries()) {
    const difference = value - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
