import type { FileReport } from "../lint/finding.ts";
import type { EvidenceItem, PracticeEvidence } from "../protocol.ts";
import { fileEvidence } from "./file-evidence.ts";
import type { EvidencePlace, FileEvidence, FileEvidenceItem, TextSource } from "./file-evidence.ts";

/** What the review needs to know of a rule; a rule's `meta` is one. */
export interface ReviewRule {
  readonly id: string;
  readonly practices: readonly string[];
}

/** Most items of a list that a snapshot carries per practice; the counts stay whole. */
export const MOST_ITEMS = 50;

/**
 * What the code of one folder shows, practice by practice. It takes one file's report at a time, so that an
 * edit touches only the practices that this file speaks of.
 */
export class ReviewEvidence {
  readonly #folder: string;
  readonly #rulesOf = new Map<string, string[]>();
  readonly #practicesOf = new Map<string, readonly string[]>();
  readonly #byFile = new Map<string, FileEvidence>();
  readonly #filesOf = new Map<string, Set<string>>();
  readonly #built = new Map<string, PracticeEvidence>();
  readonly #places = new Map<string, EvidencePlace>();

  /** `folder` is an absolute path with `/`; locations are shown relative to it. */
  constructor(folder: string, rules: readonly ReviewRule[]) {
    this.#folder = folder;
    for (const rule of rules) {
      const practices = [...new Set(rule.practices)];
      this.#practicesOf.set(rule.id, practices);
      for (const practice of practices) {
        this.#rulesOf.set(practice, [...(this.#rulesOf.get(practice) ?? []), rule.id].sort());
      }
    }
  }

  /**
   * Takes a file's report in the place of its last one. `textOf` gives the text that the report's offsets
   * speak of. Answers whether anything that a snapshot shows has changed.
   */
  replace(report: FileReport, textOf: TextSource): boolean {
    const before = this.#byFile.get(report.file);
    const after = fileEvidence(report, textOf, this.#folder, this.#practicesOf);
    if (before !== undefined) this.#forget(report.file, before);
    this.#keep(report.file, after);
    const isSame = shownIn(before) === shownIn(after);
    if (!isSame) this.#makeStale([...itemsOf(before), ...itemsOf(after)]);
    return !isSame;
  }

  /** Drops a file that is gone. Answers whether anything that a snapshot shows has changed. */
  remove(file: string): boolean {
    const before = this.#byFile.get(file);
    if (before === undefined) return false;
    this.#forget(file, before);
    this.#makeStale(itemsOf(before));
    return true;
  }

  /** What the code shows for one practice. The same object until something about it changes. */
  of(practice: string): PracticeEvidence {
    const built = this.#built.get(practice) ?? this.#build(practice);
    this.#built.set(practice, built);
    return built;
  }

  /** The place behind an `EvidenceItem`'s id; `undefined` once it is gone. */
  locate(evidenceId: string): EvidencePlace | undefined {
    return this.#places.get(evidenceId);
  }

  #build(practice: string): PracticeEvidence {
    const against: EvidenceItem[] = [];
    const proofs: EvidenceItem[] = [];
    let againstCount = 0;
    let proofCount = 0;
    for (const file of [...(this.#filesOf.get(practice) ?? [])].sort()) {
      const evidence = this.#byFile.get(file);
      againstCount += collect(evidence?.against ?? [], practice, against);
      proofCount += collect(evidence?.proofs ?? [], practice, proofs);
    }
    const rules = this.#rulesOf.get(practice) ?? [];
    const signals: readonly EvidenceItem[] = [];
    return { rules, against, againstCount, proofs, proofCount, unknownCount: 0, signals, signalCount: 0, tallies: [] };
  }

  #keep(file: string, evidence: FileEvidence): void {
    const items = itemsOf(evidence);
    if (items.length === 0) return;
    this.#byFile.set(file, evidence);
    for (const item of items) {
      this.#places.set(item.shown.id, item.place);
      for (const practice of item.practices) {
        const files = this.#filesOf.get(practice) ?? new Set<string>();
        this.#filesOf.set(practice, files.add(file));
      }
    }
  }

  #forget(file: string, evidence: FileEvidence): void {
    this.#byFile.delete(file);
    for (const item of itemsOf(evidence)) {
      this.#places.delete(item.shown.id);
      for (const practice of item.practices) this.#filesOf.get(practice)?.delete(file);
    }
  }

  #makeStale(items: readonly FileEvidenceItem[]): void {
    for (const item of items) {
      for (const practice of item.practices) this.#built.delete(practice);
    }
  }
}

function itemsOf(evidence: FileEvidence | undefined): readonly FileEvidenceItem[] {
  return evidence === undefined ? [] : [...evidence.against, ...evidence.proofs];
}

/** Adds the practice's items up to the limit and answers how many there are. */
function collect(items: readonly FileEvidenceItem[], practice: string, shown: EvidenceItem[]): number {
  let count = 0;
  for (const item of items) {
    if (!item.practices.includes(practice)) continue;
    count++;
    if (shown.length < MOST_ITEMS) shown.push(item.shown);
  }
  return count;
}

function shownIn(evidence: FileEvidence | undefined): string {
  return JSON.stringify([
    (evidence?.against ?? []).map((item) => [item.shown, item.practices]),
    (evidence?.proofs ?? []).map((item) => [item.shown, item.practices]),
  ]);
}
