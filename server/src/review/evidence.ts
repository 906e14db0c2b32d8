import type { FileReport, Finding } from "../lint/finding.ts";
import type { EvidenceItem, PracticeEvidence } from "../protocol.ts";
import { fileEvidence } from "./file-evidence.ts";
import type { EvidencePlace, FileEvidence, FileEvidenceItem, TextSource } from "./file-evidence.ts";
import { signalEvidence } from "./signal-evidence.ts";
import type { ReviewSignal } from "./signal-evidence.ts";
import { tallySentence } from "./tallies.ts";
import type { RuleTally } from "./tallies.ts";

/** What the review needs to know of a rule; a rule's `meta` is one. */
export interface ReviewRule {
  readonly id: string;
  readonly title: string;
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
  readonly #titles: ReadonlyMap<string, string>;
  readonly #rulesOf = new Map<string, string[]>();
  readonly #practicesOf = new Map<string, readonly string[]>();
  readonly #byFile = new Map<string, FileEvidence>();
  readonly #filesOf = new Map<string, Set<string>>();
  readonly #built = new Map<string, PracticeEvidence>();
  readonly #items = new Map<string, FileEvidenceItem>();
  #signals: readonly ReviewSignal[] = [];
  #signalItems: readonly FileEvidenceItem[] = [];

  /** `folder` is an absolute path with `/`; locations are shown relative to it. */
  constructor(folder: string, rules: readonly ReviewRule[]) {
    this.#folder = folder;
    this.#titles = new Map(rules.map(({ id, title }) => [id, title]));
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
    if (!isSame) this.#makeStale([...this.#practicesIn(before), ...this.#practicesIn(after)]);
    return !isSame;
  }

  /** Drops a file that is gone. Answers whether anything that a snapshot shows has changed. */
  remove(file: string): boolean {
    const before = this.#byFile.get(file);
    if (before === undefined) return false;
    this.#forget(file, before);
    this.#makeStale(this.#practicesIn(before));
    return true;
  }

  /** Takes all signals of the folder in the place of the last ones. Answers whether anything that a snapshot shows has changed. */
  replaceSignals(signals: readonly ReviewSignal[]): boolean {
    if (signals === this.#signals) return false;
    this.#signals = signals;
    const before = this.#signalItems;
    const after = signalEvidence(signals, this.#folder);
    for (const { shown } of before) this.#items.delete(shown.id);
    for (const item of after) this.#items.set(item.shown.id, item);
    this.#signalItems = after;
    if (shownItems(before) === shownItems(after)) return false;
    this.#makeStale([...before, ...after].flatMap(({ practices }) => practices));
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
    return this.#items.get(evidenceId)?.place;
  }

  /** The finding behind an `EvidenceItem`'s id; `undefined` where it is none, and once it is gone. */
  findingOf(evidenceId: string): Finding | undefined {
    return this.#items.get(evidenceId)?.finding;
  }

  #build(practice: string): PracticeEvidence {
    const against: EvidenceItem[] = [];
    const proofs: EvidenceItem[] = [];
    const signals: EvidenceItem[] = [];
    const rules = this.#rulesOf.get(practice) ?? [];
    const tallies = new Map<string, RuleTally>(rules.map((rule) => [rule, { fails: 0, passes: 0, unknowns: 0 }]));
    const add = (rule: string, outcome: keyof RuleTally, number: number): void => {
      const tally = tallies.get(rule);
      if (tally !== undefined) tally[outcome] += number;
    };
    let againstCount = 0;
    let proofCount = 0;
    for (const file of [...(this.#filesOf.get(practice) ?? [])].sort()) {
      const evidence = this.#byFile.get(file);
      againstCount += collect(evidence?.against ?? [], practice, against, (rule) => add(rule, "fails", 1));
      proofCount += collect(evidence?.proofs ?? [], practice, proofs, (rule) => add(rule, "passes", 1));
      for (const [rule, number] of evidence?.unknowns ?? []) add(rule, "unknowns", number);
    }
    const signalCount = collect(this.#signalItems, practice, signals, () => undefined);
    return {
      rules,
      against,
      againstCount,
      proofs,
      proofCount,
      unknownCount: [...tallies.values()].reduce((sum, { unknowns }) => sum + unknowns, 0),
      signals,
      signalCount,
      tallies: [...tallies]
        .filter(([, { fails, passes, unknowns }]) => fails + passes + unknowns > 0)
        .map(([rule, tally]) => tallySentence(this.#titles.get(rule) ?? rule, tally)),
    };
  }

  #keep(file: string, evidence: FileEvidence): void {
    const practices = this.#practicesIn(evidence);
    if (practices.size === 0) return;
    this.#byFile.set(file, evidence);
    for (const item of itemsOf(evidence)) this.#items.set(item.shown.id, item);
    for (const practice of practices) {
      const files = this.#filesOf.get(practice) ?? new Set<string>();
      this.#filesOf.set(practice, files.add(file));
    }
  }

  #forget(file: string, evidence: FileEvidence): void {
    this.#byFile.delete(file);
    for (const item of itemsOf(evidence)) this.#items.delete(item.shown.id);
    for (const practice of this.#practicesIn(evidence)) this.#filesOf.get(practice)?.delete(file);
  }

  #makeStale(practices: Iterable<string>): void {
    for (const practice of practices) this.#built.delete(practice);
  }

  #practicesIn(evidence: FileEvidence | undefined): ReadonlySet<string> {
    const practices = new Set(itemsOf(evidence).flatMap((item) => item.practices));
    for (const rule of evidence?.unknowns.keys() ?? []) {
      for (const practice of this.#practicesOf.get(rule) ?? []) practices.add(practice);
    }
    return practices;
  }
}

function itemsOf(evidence: FileEvidence | undefined): readonly FileEvidenceItem[] {
  return evidence === undefined ? [] : [...evidence.against, ...evidence.proofs];
}

/** Adds the practice's items up to the limit, tells the rule of each, and answers how many there are. */
function collect(
  items: readonly FileEvidenceItem[],
  practice: string,
  shown: EvidenceItem[],
  tell: (rule: string) => void,
): number {
  let count = 0;
  for (const item of items) {
    if (!item.practices.includes(practice)) continue;
    count++;
    tell(item.shown.ruleId);
    if (shown.length < MOST_ITEMS) shown.push(item.shown);
  }
  return count;
}

function shownIn(evidence: FileEvidence | undefined): string {
  return JSON.stringify([
    shownItems(evidence?.against ?? []),
    shownItems(evidence?.proofs ?? []),
    [...(evidence?.unknowns ?? [])],
  ]);
}

function shownItems(items: readonly FileEvidenceItem[]): string {
  return JSON.stringify(items.map((item) => [item.shown, item.practices]));
}
