import type { Practice } from "../../../lens/practices/practices.ts";
import type { PracticeEvidence, PracticeProposal } from "../protocol.ts";
import type { StoredAnswer } from "./answers.ts";
import { count } from "./words.ts";

/**
 * What the code proposes as the answer; `null` where it does not show enough. "Done" needs a sign of
 * it in the workspace, or places that pass and none that is unclear. Where code shows the practice in part, every rule
 * of it must have passed somewhere; where code cannot show it, passes propose nothing.
 */
export function propose(practice: Practice, evidence: PracticeEvidence): PracticeProposal | null {
  const { rules, tallies, againstCount, proofCount, unknownCount, signalCount, signals } = evidence;
  if (againstCount > 0) {
    return { status: "not done", because: `${count(againstCount, "finding")} ${stand(againstCount)} against it.` };
  }
  const rest = practice.codeObservable === "yes" ? "" : " Code shows only a part of it.";
  const [signal] = signals;
  if (signal !== undefined) {
    const others = signalCount > 1 ? `, and ${count(signalCount - 1, "more sign")}` : "";
    return {
      status: "done",
      because: `${signal.label} (${signal.location})${others}; no finding stands against it.${rest}`,
    };
  }
  const areAllShown = practice.codeObservable === "yes" || tallies.length === rules.length;
  if (practice.codeObservable === "no" || proofCount === 0 || unknownCount > 0 || !areAllShown) return null;
  const places =
    proofCount === 1
      ? "The only place that was looked at is as it asks"
      : `All ${proofCount} places that were looked at are as it asks`;
  return { status: "done", because: `${places}.${rest}` };
}

/** One line where the code contradicts what was answered; `null` where it does not. */
export function contradictionOf(answer: StoredAnswer, { againstCount }: PracticeEvidence): string | null {
  if (answer.status !== "done" || againstCount === 0) return null;
  const newer = answer.findings === undefined ? 0 : Math.max(0, againstCount - answer.findings);
  const since = newer === 0 ? "" : `, ${newer} of them newer than the answer`;
  return `Answered done, but ${count(againstCount, "finding")} ${stand(againstCount)} against it${since}.`;
}

function stand(number: number): string {
  return number === 1 ? "stands" : "stand";
}
