import type { FileEvidence, FileEvidenceItem } from "./file-evidence.ts";
import type { RuleTally } from "./tallies.ts";

/** What one file says for and against one practice. */
export interface FilePracticeEvidence {
  readonly against: readonly FileEvidenceItem[];
  readonly proofs: readonly FileEvidenceItem[];
  /** By rule. */
  readonly tallies: ReadonlyMap<string, RuleTally>;
}

interface Group {
  readonly against: FileEvidenceItem[];
  readonly proofs: FileEvidenceItem[];
  readonly tallies: Map<string, RuleTally>;
}

/** A file's evidence by practice. */
export function groupByPractice(
  evidence: FileEvidence,
  practicesOf: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, FilePracticeEvidence> {
  const groups = new Map<string, Group>();
  const groupOf = (practice: string): Group => {
    const known = groups.get(practice);
    if (known !== undefined) return known;
    const made: Group = { against: [], proofs: [], tallies: new Map() };
    groups.set(practice, made);
    return made;
  };
  const add = (group: Group, rule: string, outcome: keyof RuleTally, number: number): void => {
    const tally = group.tallies.get(rule) ?? { fails: 0, passes: 0, unknowns: 0 };
    tally[outcome] += number;
    group.tallies.set(rule, tally);
  };
  const addItems = (items: readonly FileEvidenceItem[], list: "against" | "proofs", outcome: keyof RuleTally): void => {
    for (const item of items) {
      for (const practice of item.practices) {
        const group = groupOf(practice);
        group[list].push(item);
        add(group, item.shown.ruleId, outcome, 1);
      }
    }
  };
  addItems(evidence.against, "against", "fails");
  addItems(evidence.proofs, "proofs", "passes");
  for (const [rule, number] of evidence.unknowns) {
    for (const practice of practicesOf.get(rule) ?? []) add(groupOf(practice), rule, "unknowns", number);
  }
  return groups;
}

/** The files that speak of one practice, in the order of their names. */
export class PracticeFiles {
  readonly #byFile = new Map<string, FilePracticeEvidence>();
  #names: readonly string[] | undefined;

  set(file: string, evidence: FilePracticeEvidence): void {
    // An edit changes what a file says far more often than which files speak.
    if (!this.#byFile.has(file)) this.#names = undefined;
    this.#byFile.set(file, evidence);
  }

  delete(file: string): void {
    if (this.#byFile.delete(file)) this.#names = undefined;
  }

  *inOrder(): Iterable<FilePracticeEvidence> {
    this.#names ??= [...this.#byFile.keys()].sort();
    for (const name of this.#names) {
      const evidence = this.#byFile.get(name);
      if (evidence !== undefined) yield evidence;
    }
  }
}
