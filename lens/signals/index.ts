import { documentSignals } from "./documents.ts";
import { evaluationSignals } from "./evaluation.ts";
import { observabilitySignals } from "./observability.ts";
import { operationsSignals } from "./operations.ts";
import { promptSignals } from "./prompts.ts";
import type { SignalKind } from "./signal-kind.ts";

/** All kinds of signals, in the order in which they are shown. */
export const SIGNAL_KINDS: readonly SignalKind[] = [
  ...evaluationSignals,
  ...promptSignals,
  ...observabilitySignals,
  ...operationsSignals,
  ...documentSignals,
];

/** A kind by its id; `undefined` where there is none. */
export function findSignalKind(id: string): SignalKind | undefined {
  return SIGNAL_KINDS.find((kind) => kind.id === id);
}
