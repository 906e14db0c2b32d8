import type { Signal } from "../../../lens/signals/signal-kind.ts";
import type { FileReport, Finding } from "../lint/finding.ts";
import type { AnswerChange, FolderReference, PracticeAnswer, ReviewSnapshot, ScanState } from "../protocol.ts";
import type { AnswersByLens } from "./answers.ts";
import { OPEN_ANSWER } from "./answers.ts";
import { checkedOutCommit } from "./commit.ts";
import { ReviewEvidence } from "./evidence.ts";
import type { ReviewRule } from "./evidence.ts";
import type { EvidencePlace, TextSource } from "./file-evidence.ts";
import type { MilestoneLens } from "./milestone.ts";
import { keepMilestone, readMilestones, removeMilestone } from "./milestone-store.ts";
import type { StoredMilestones } from "./milestone-store.ts";
import { BUILT_IN, readOfferedLenses } from "./offered-lenses.ts";
import type { OfferedLenses } from "./offered-lenses.ts";
import { buildReview, reviewPillars } from "./review.ts";
import type { ReviewChoice } from "./review.ts";
import { namedSignals } from "./signal-evidence.ts";
import { ReviewStore } from "./store.ts";
import type { StoredReview } from "./store.ts";

/** What the code of a folder shows at one time. */
export interface FolderState {
  readonly reports: readonly FileReport[];
  /** Gives the text that a report's offsets speak of. */
  readonly textOf: TextSource;
  /** The same list as long as nothing about it changes. */
  readonly signals: readonly Signal[];
}

/** One workspace folder's checklists: what the code shows, what the team answered, and how it was before. */
export class FolderReview {
  readonly #folder: FolderReference;
  readonly #root: string;
  readonly #evidence: ReviewEvidence;
  readonly #store: ReviewStore;
  readonly #taken = new Map<string, FileReport>();
  #signals: readonly Signal[] = [];
  #stored: StoredReview = { answers: new Map(), problems: [], isComplete: true };
  #milestones: StoredMilestones = { milestones: [], problems: [] };
  #offered: OfferedLenses = { lenses: BUILT_IN, problems: [] };
  /** The answers that the last snapshot showed. */
  #shown: AnswersByLens = new Map();
  #revision = 0;
  #loaded: Promise<void> | undefined;

  /** `root` is the folder's absolute path, with `/`. */
  constructor(folder: FolderReference, root: string, rules: readonly ReviewRule[]) {
    this.#folder = folder;
    this.#root = root;
    this.#evidence = new ReviewEvidence(root, rules);
    this.#store = new ReviewStore(root);
  }

  /** Takes what is known of the folder's files now. Answers whether the checklist looks different. */
  take({ reports, textOf, signals }: FolderState): boolean {
    let isChanged = false;
    const present = new Set<string>();
    for (const report of reports) {
      present.add(report.file);
      if (this.#taken.get(report.file) === report) continue;
      this.#taken.set(report.file, report);
      isChanged = this.#evidence.replace(report, textOf) || isChanged;
    }
    for (const file of this.#taken.keys()) {
      if (present.has(file)) continue;
      this.#taken.delete(file);
      isChanged = this.#evidence.remove(file) || isChanged;
    }
    if (signals !== this.#signals) {
      this.#signals = signals;
      isChanged = this.#evidence.replaceSignals(namedSignals(signals)) || isChanged;
    }
    return isChanged;
  }

  /** Reads answers, milestones and imported lenses from disk again. */
  async reload(): Promise<void> {
    this.#loaded = this.#load();
    await this.#loaded;
  }

  async #load(): Promise<void> {
    [this.#stored, this.#milestones, this.#offered] = await Promise.all([
      this.#store.load(),
      readMilestones(this.#root),
      readOfferedLenses(this.#root),
    ]);
  }

  async snapshot(scan: ScanState, choice: ReviewChoice = {}): Promise<ReviewSnapshot> {
    await (this.#loaded ?? this.reload());
    const { answers } = this.#stored;
    this.#shown = answers;
    const input = {
      folder: this.#folder,
      revision: ++this.#revision,
      scan,
      evidence: this.#evidence,
      answers,
      problems: [...this.#stored.problems, ...this.#offered.problems, ...this.#milestones.problems],
      lenses: this.#offered.lenses,
      milestones: this.#milestones.milestones,
    };
    return buildReview(input, choice);
  }

  /** Whether the last snapshot had every answer that is kept; its problems say which are missing. */
  get hasAllAnswers(): boolean {
    return this.#stored.isComplete;
  }

  /** Stores answers to a lens, all or none. A message, where that was not possible. */
  async answer(lens: string, answers: readonly AnswerChange[]): Promise<string | undefined> {
    await (this.#loaded ?? this.reload());
    const missing = this.#missing(lens, answers);
    if (missing !== undefined) return missing;
    const shown = this.#shown.get(lens);
    const { review, error } = await this.#store.answer(
      lens,
      answers.map(({ practice, answer, before }) => ({
        practice,
        answer,
        before: before ?? shown?.get(practice) ?? OPEN_ANSWER,
        findings: this.#evidence.of(practice).againstCount,
      })),
    );
    this.#stored = review;
    return error;
  }

  /** Keeps the state of now as a milestone; `time` is an ISO time. A message, where that was not possible. */
  async createMilestone(name: string, time: string, scan: ScanState): Promise<string | undefined> {
    await this.reload();
    const lenses = new Map(
      this.#offered.lenses.map(({ lens }): [string, MilestoneLens] => {
        const pillars = reviewPillars(lens, this.#evidence, this.#stored.answers.get(lens.id));
        return [lens.id, { title: lens.title, version: lens.version, pillars }];
      }),
    );
    const commit = await checkedOutCommit(this.#root);
    const isScanned = scan.state === "scanned";
    const error = await keepMilestone(this.#root, { name, time, commit, isScanned, lenses });
    await this.reload();
    return error;
  }

  /** Removes a milestone by its id. A message, where that was not possible. */
  async removeMilestone(id: string): Promise<string | undefined> {
    const error = await removeMilestone(this.#root, id);
    await this.reload();
    return error;
  }

  /** The place behind an `EvidenceItem`'s id; `undefined` once it is gone. */
  locate(evidence: string): EvidencePlace | undefined {
    return this.#evidence.locate(evidence);
  }

  /** The finding behind an `EvidenceItem`'s id; `undefined` where it is none, and once it is gone. */
  findingOf(evidence: string): Finding | undefined {
    return this.#evidence.findingOf(evidence);
  }

  #missing(lens: string, answers: readonly { practice: string; answer: PracticeAnswer }[]): string | undefined {
    const offered = this.#offered.lenses.find((candidate) => candidate.lens.id === lens)?.lens;
    if (offered === undefined) return `There is no lens "${lens}" in this folder. Import it again.`;
    const questions = offered.pillars.flatMap((pillar) => pillar.questions);
    const known = new Set(questions.flatMap(({ practices }) => practices.map(({ id }) => id)));
    const unknown = answers.find(({ practice }) => !known.has(practice));
    return unknown && `The lens "${offered.title}" does not have ${unknown.practice}. Look at the review again.`;
  }
}
