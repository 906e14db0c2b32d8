import type { AnswerStatus, QuestionRisk, RiskCounts } from "../protocol.ts";
import type { QuestionState } from "./lens-state.ts";

/** Counts questions by risk, and their practices by status. */
export function countRisks(questions: readonly QuestionState[]): RiskCounts {
  const byRisk: Record<QuestionRisk, number> = { high: 0, medium: 0, none: 0, unanswered: 0, "not applicable": 0 };
  const byStatus: Record<AnswerStatus, number> = { open: 0, done: 0, "not done": 0, "not applicable": 0 };
  let contradicted = 0;
  for (const { risk, practices } of questions) {
    byRisk[risk]++;
    for (const { answer, evidence } of practices) {
      byStatus[answer.status]++;
      if (answer.status === "done" && evidence.againstCount > 0) contradicted++;
    }
  }
  return { questions: byRisk, practices: byStatus, contradicted };
}
