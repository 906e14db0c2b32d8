import type { Question } from "../../../lens/practices/practices.ts";
import type { AnswerStatus, QuestionRisk } from "../protocol.ts";
import { evaluateRisk } from "./lens-file/condition.ts";

/** The last result of each question: an edit asks for all of them again, and conditions take time to read. */
const lastResults = new WeakMap<Question, { readonly selected: string; readonly risk: QuestionRisk }>();

/**
 * The risk of a question by its lens's rules, from the answers of its practices. A practice that does not apply counts
 * as done, since nothing is missing there. Without a rule that holds, the risk is high.
 */
export function questionRisk(question: Question, statusOf: (practice: string) => AnswerStatus): QuestionRisk {
  const statuses = question.practices.map(({ id }) => statusOf(id));
  if (statuses.every((status) => status === "open")) return "unanswered";
  if (statuses.every((status) => status === "not applicable")) return "not applicable";
  const choices = question.practices
    .filter((_practice, index) => statuses[index] === "done" || statuses[index] === "not applicable")
    .map(({ customLensChoiceId }) => customLensChoiceId);
  const selected = choices.join(" ");
  const last = lastResults.get(question);
  if (last?.selected === selected) return last.risk;
  const risk = evaluateRisk(question.riskRules, new Set(choices)) ?? "high";
  lastResults.set(question, { selected, risk });
  return risk;
}
