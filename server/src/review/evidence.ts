import { practicesAgainst } from "../../../lens/rules/rule.ts";
import type { FileReport, Finding } from "../lint/finding.ts";
import type { EvidenceItem, PracticeEvidence } from "../protocol.ts";
import { fileEvidence } from "./file-evidence.ts";
import type { EvidencePlace, FileEvidenceItem, TextSource } from "./file-evidence.ts";
import { groupByPractice, PracticeFiles } from "./grouped-evidence.ts";
import type { FilePracticeEvidence } from "./grouped-evidence.ts";
import type { PracticeProof } from "./proposal.ts";
import { signalEvidence } from "./signal-evidence.ts";
import type { ReviewSignal, SignalEvidenceItem } from "./signal-evidence.ts";
import { addTally, sumOf, tallySentence } from "./tallies.ts";
import type { RuleTally } from "./tallies.ts";

/** What the review needs to know of a rule; a rule's `meta` is one. */
export interface ReviewRule {
  readonly id: string;
  readonly title: string;
  readonly practices: readonly string[];
  /** Those of them that a pass shows to be followed. */
  readonly proves?: readonly string[];
  /** Those of them that it only has to do with: it is no evidence there. */
  readonly related?: readonly string[];
}

interface KeptFile {
  readonly items: readonly FileEvidenceItem[];
  readonly groups: ReadonlyMap<string, FilePracticeEvidence>;
}

interface BuiltEvidence {
  readonly evidence: PracticeEvidence;
  readonly proof: PracticeProof;
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
  readonly #byFile = new Map<string, KeptFile>();
  readonly #filesOf = new Map<string, PracticeFiles>();
  readonly #provingRules = new Set<string>();
  readonly #built = new Map<string, BuiltEvidence>();
  readonly #items = new Map<string, FileEvidenceItem>();
  #signals: readonly ReviewSignal[] = [];
  #signalItems: readonly SignalEvidenceItem[] = [];

  /** `folder` is an absolute path with `/`; locations are shown relative to it. */
  constructor(folder: string, rules: readonly ReviewRule[]) {
    this.#folder = folder;
    this.#titles = new Map(rules.map(({ id, title }) => [id, title]));
    for (const rule of rules) {
      for (const practice of rule.proves ?? []) this.#provingRules.add(provingKey(rule.id, practice));
      const practices = practicesAgainst(rule);
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
    const evidence = fileEvidence(report, textOf, this.#folder, this.#practicesOf);
    const groups = groupByPractice(evidence, this.#practicesOf);
    return this.#exchange(report.file, { items: [...evidence.against, ...evidence.proofs], groups });
  }

  /** Drops a file that is gone. Answers whether anything that a snapshot shows has changed. */
  remove(file: string): boolean {
    return this.#exchange(file, { items: [], groups: new Map() });
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
    for (const practice of [...before, ...after].flatMap(({ practices }) => practices)) this.#built.delete(practice);
    return true;
  }

  /** What the code shows for one practice. The same object until something about it changes. */
  of(practice: string): PracticeEvidence {
    return this.#builtFor(practice).evidence;
  }

  /** What of the evidence is enough to propose "done". The same object until something about the practice changes. */
  proofOf(practice: string): PracticeProof {
    return this.#builtFor(practice).proof;
  }

  #builtFor(practice: string): BuiltEvidence {
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

  #build(practice: string): BuiltEvidence {
    const against: EvidenceItem[] = [];
    const proofs: EvidenceItem[] = [];
    const signals: EvidenceItem[] = [];
    const rules = this.#rulesOf.get(practice) ?? [];
    const tallies = new Map<string, RuleTally>(rules.map((rule) => [rule, { fails: 0, passes: 0, unknowns: 0 }]));
    let againstCount = 0;
    let proofCount = 0;
    const proving = new Set(rules.filter((rule) => this.#provingRules.has(provingKey(rule, practice))));
    const followed = new Set<string>();
    for (const file of this.#filesOf.get(practice)?.inOrder() ?? []) {
      againstCount += file.against.length;
      proofCount += file.proofs.length;
      addShown(file.against, against);
      addShown(file.proofs, proofs);
      for (const { shown, place } of file.proofs) if (proving.has(shown.ruleId)) followed.add(JSON.stringify(place));
      for (const [rule, tally] of file.tallies) {
        const sum = tallies.get(rule);
        if (sum !== undefined) addTally(sum, tally);
      }
    }
    const ownSignals = this.#signalItems.filter((item) => item.practices.includes(practice));
    addShown(ownSignals, signals);
    const evidence = {
      rules,
      against,
      againstCount,
      proofs,
      proofCount,
      unknownCount: [...tallies.values()].reduce((sum, { unknowns }) => sum + unknowns, 0),
      signals,
      signalCount: ownSignals.length,
      tallies: [...tallies]
        .filter(([, { fails, passes, unknowns }]) => fails + passes + unknowns > 0)
        .map(([rule, tally]) => tallySentence(this.#titles.get(rule) ?? rule, tally)),
    };
    const proof = {
      places: followed.size,
      unknowns: sumOf([...proving].flatMap((rule) => tallies.get(rule) ?? [])).unknowns,
      signals: ownSignals.filter(({ proves }) => proves.includes(practice)).map(({ shown }) => shown),
    };
    return { evidence, proof };
  }

  #exchange(file: string, after: KeptFile): boolean {
    const before = this.#byFile.get(file) ?? { items: [], groups: new Map() };
    for (const { shown } of before.items) this.#items.delete(shown.id);
    for (const item of after.items) this.#items.set(item.shown.id, item);
    if (after.groups.size > 0) this.#byFile.set(file, after);
    else this.#byFile.delete(file);
    let isChanged = false;
    for (const practice of new Set([...before.groups.keys(), ...after.groups.keys()])) {
      const [old, current] = [before.groups.get(practice), after.groups.get(practice)];
      const files = this.#filesOf.get(practice) ?? new PracticeFiles();
      this.#filesOf.set(practice, files);
      if (current === undefined) files.delete(file);
      else files.set(file, current);
      if (old !== undefined && current !== undefined && shownIn(old) === shownIn(current)) continue;
      this.#built.delete(practice);
      isChanged = true;
    }
    return isChanged;
  }
}

function provingKey(rule: string, practice: string): string {
  return `${rule} ${practice}`;
}

function addShown(items: readonly FileEvidenceItem[], shown: EvidenceItem[]): void {
  for (const item of items) {
    if (shown.length >= MOST_ITEMS) return;
    shown.push(item.shown);
  }
}

function shownIn({ against, proofs, tallies }: FilePracticeEvidence): string {
  return JSON.stringify([against.map(({ shown }) => shown), proofs.map(({ shown }) => shown), [...tallies]]);
}

function shownItems(items: readonly FileEvidenceItem[]): string {
  return JSON.stringify(items.map((item) => [item.shown, item.practices]));
}
