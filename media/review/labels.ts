import type { AnswerStatus, PracticeEvidence, QuestionRisk, Risk } from "../../server/src/protocol.ts";

export const STATUSES: readonly AnswerStatus[] = ["open", "done", "not done", "not applicable"];
export const RISKS: readonly Risk[] = ["high", "medium", "low"];
export const QUESTION_RISKS: readonly QuestionRisk[] = ["high", "medium", "unanswered", "none", "not applicable"];

export function statusLabel(status: AnswerStatus): string {
  return status.charAt(0).toUpperCase() + status.slice(1);
}

export function riskLabel(risk: Risk): string {
  return `${risk.charAt(0).toUpperCase()}${risk.slice(1)} risk`;
}

/** A question's risk in words. */
export function questionRiskLabel(risk: QuestionRisk): string {
  switch (risk) {
    case "high":
    case "medium":
      return riskLabel(risk);
    case "none":
      return "No risk";
    case "unanswered":
      return "Unanswered";
    case "not applicable":
      return "Not applicable";
  }
}

/** A number with its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** What the code shows for a practice, in a few words. */
export interface EvidenceSummary {
  readonly kind: "against" | "proofs" | "nothing" | "people";
  readonly text: string;
}

/** Sums up what the code shows. */
export function summariseEvidence(evidence: PracticeEvidence): EvidenceSummary {
  const { rules, againstCount, proofCount, signalCount, unknownCount } = evidence;
  const good = [
    ...(proofCount > 0 ? [count(proofCount, "proof")] : []),
    ...(signalCount > 0 ? [count(signalCount, "signal")] : []),
  ];
  if (againstCount > 0) {
    return { kind: "against", text: [count(againstCount, "finding"), ...good].join(", ") };
  }
  if (good.length > 0) {
    return { kind: "proofs", text: good.join(", ") };
  }
  if (unknownCount > 0) {
    return { kind: "nothing", text: "Unclear in code" };
  }
  return rules.length > 0
    ? { kind: "nothing", text: "Nothing seen in code" }
    : { kind: "people", text: "People decide" };
}

/** A date for people, such as `22 Nov 2026`; the text itself where it is no ISO date. */
export function dateLabel(date: string): string {
  const time = /^\d{4}-\d{2}-\d{2}/.test(date) ? Date.parse(date.slice(0, 10)) : Number.NaN;
  return Number.isNaN(time)
    ? date
    : new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}
