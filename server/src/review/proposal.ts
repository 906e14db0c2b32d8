import type { Practice } from "../../../lens/practices/practices.ts";
import type { EvidenceItem, PracticeEvidence, PracticeProposal } from "../protocol.ts";
import type { StoredAnswer } from "./answers.ts";
import { count } from "./words.ts";

/** What of the evidence is enough to propose "done". */
export interface PracticeProof {
  /** How many places follow the practice, by rules whose pass shows that; one place counts once. */
  readonly places: number;
  /** How often such a rule could not tell. */
  readonly unknowns: number;
  /** Signs that are enough. */
  readonly signals: readonly EvidenceItem[];
}

/**
 * What the code proposes as the answer; `null` where it does not show enough. "Done" needs a sign that is enough, or
 * places that follow the practice and none where that is not known, and no finding against it.
 */
export function propose(practice: Practice, evidence: PracticeEvidence, proof: PracticeProof): PracticeProposal | null {
  const { againstCount, signalCount, signals } = evidence;
  if (againstCount > 0) {
    const passes =
      proof.places === 0 ? "" : `; ${count(proof.places, "place")} ${proof.places === 1 ? "is" : "are"} as it asks`;
    const all = signsOf(signals, signalCount);
    const sign = all === undefined ? "" : ` For it: ${all}.`;
    const findings = `${count(againstCount, "finding")} ${stand(againstCount)} against it`;
    return { status: "not done", because: `${findings}${passes}.${sign}` };
  }
  const rest = practice.codeObservable === "yes" ? "" : " Code shows only a part of it.";
  const signs = signsOf(proof.signals, proof.signals.length);
  if (signs !== undefined) return { status: "done", because: `${signs}; no finding stands against it.${rest}` };
  const { places: followed, unknowns } = proof;
  if (followed === 0 || unknowns > 0) return null;
  const places =
    followed === 1
      ? "The only place that was looked at follows it"
      : `All ${followed} places that were looked at follow it`;
  return { status: "done", because: `${places}.${rest}` };
}

/** The first sign, and how many more there are; `undefined` where there is none. */
function signsOf([first]: readonly EvidenceItem[], total: number): string | undefined {
  if (first === undefined) return undefined;
  const others = total > 1 ? ` and ${count(total - 1, "more sign")}` : "";
  return `${first.label} (${first.location})${others}`;
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
