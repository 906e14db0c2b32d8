import type { Practice } from "../../../lens/practices/practices.ts";
import type { PracticeEvidence, PracticeProposal } from "../protocol.ts";
import type { StoredAnswer } from "./answers.ts";
import type { RuleTally } from "./tallies.ts";
import { count } from "./words.ts";

/**
 * What the code proposes as the answer; `null` where it does not show enough. `proof` is how the rules came out whose
 * passes show that the practice is followed. "Done" needs a sign of it in the workspace, or such passes and no place
 * where such a rule could not tell, and no finding against it.
 */
export function propose(practice: Practice, evidence: PracticeEvidence, proof: RuleTally): PracticeProposal | null {
  const { againstCount, proofCount, signalCount, signals } = evidence;
  const [signal] = signals;
  const others = signalCount > 1 ? ` and ${count(signalCount - 1, "more sign")}` : "";
  const signs = signal === undefined ? undefined : `${signal.label} (${signal.location})${others}`;
  if (againstCount > 0) {
    const passes =
      proofCount === 0 ? "" : `; ${count(proofCount, "place")} ${proofCount === 1 ? "is" : "are"} as it asks`;
    const sign = signs === undefined ? "" : ` For it: ${signs}.`;
    const findings = `${count(againstCount, "finding")} ${stand(againstCount)} against it`;
    return { status: "not done", because: `${findings}${passes}.${sign}` };
  }
  const rest = practice.codeObservable === "yes" ? "" : " Code shows only a part of it.";
  if (signs !== undefined) return { status: "done", because: `${signs}; no finding stands against it.${rest}` };
  const { passes, unknowns } = proof;
  if (passes === 0 || unknowns > 0) return null;
  const places =
    passes === 1
      ? "The only place that was looked at follows it"
      : `All ${passes} places that were looked at follow it`;
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
