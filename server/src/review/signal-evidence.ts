import { createHash } from "node:crypto";
import path from "node:path";
import { findSignalKind } from "../../../lens/signals/index.ts";
import type { Signal } from "../../../lens/signals/signal-kind.ts";
import type { FileEvidenceItem } from "./file-evidence.ts";

/** A signal with what its kind says of it. */
export interface ReviewSignal extends Signal {
  /** What it is, as a heading. */
  readonly title: string;
  /** Ids of the practices that it speaks for. */
  readonly practices: readonly string[];
  /** Those of them for which it is enough to propose "done". */
  readonly proves: readonly string[];
}

/** A signal as evidence. */
export interface SignalEvidenceItem extends FileEvidenceItem {
  /** The practices for which it is enough to propose "done". */
  readonly proves: readonly string[];
}

/** Signals with their titles and practices; those of a kind that is not known are left out. */
export function namedSignals(signals: readonly Signal[]): readonly ReviewSignal[] {
  return signals.flatMap((signal) => {
    const kind = findSignalKind(signal.kind);
    return kind === undefined
      ? []
      : [{ ...signal, title: kind.title, practices: kind.practices, proves: kind.proves ?? [] }];
  });
}

/** Signals as evidence. `folder` is the absolute path that locations are relative to. */
export function signalEvidence(signals: readonly ReviewSignal[], folder: string): readonly SignalEvidenceItem[] {
  const occurrences = new Map<string, number>();
  return signals.map(({ kind, title, practices, proves, file, line, text }) => {
    const name = path.posix.relative(folder, file);
    const content = JSON.stringify(["signal", kind, name, text]);
    const occurrence = occurrences.get(content) ?? 0;
    occurrences.set(content, occurrence + 1);
    const id = createHash("sha256").update(`${content}${occurrence}`).digest("hex").slice(0, 16);
    const start = { line: (line ?? 1) - 1, character: 0 };
    const label = text === "" || text === name ? title : `${title}: ${text}`;
    const location = line === undefined ? name : `${name}:${line}`;
    return {
      shown: { id, ruleId: kind, label, location, fix: null },
      place: { file, range: { start, end: start } },
      practices: [...new Set(practices)],
      proves,
      finding: undefined,
    };
  });
}
