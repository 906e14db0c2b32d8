import type { RuleMeta } from "../../../lens/rules/rule.ts";
import type { FileReport } from "../lint/finding.ts";
import type { FolderReference, PracticeAnswer, ReviewSnapshot, ScanState } from "../protocol.ts";
import { ReviewEvidence } from "../review/evidence.ts";
import type { EvidencePlace, TextSource } from "../review/file-evidence.ts";
import { buildReview } from "../review/review.ts";
import { ReviewStore } from "../review/store.ts";
import type { StoredReview } from "../review/store.ts";

/** One workspace folder's checklist: what the code shows, and what the team answered. */
export class FolderReview {
  readonly #folder: FolderReference;
  readonly #evidence: ReviewEvidence;
  readonly #store: ReviewStore;
  readonly #taken = new Map<string, FileReport>();
  #stored: StoredReview = { answers: new Map(), problems: [] };
  #revision = 0;
  #loaded: Promise<void> | undefined;

  /** `root` is the folder's absolute path, with `/`. */
  constructor(folder: FolderReference, root: string, rules: readonly RuleMeta[]) {
    this.#folder = folder;
    this.#evidence = new ReviewEvidence(root, rules);
    this.#store = new ReviewStore(root);
  }

  /** Takes what is known of the folder's files now. Answers whether the checklist looks different. */
  take(reports: readonly FileReport[], textOf: TextSource): boolean {
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
    return isChanged;
  }

  /** Reads the answers from disk again. */
  async reload(): Promise<void> {
    this.#loaded = this.#load();
    await this.#loaded;
  }

  async #load(): Promise<void> {
    this.#stored = await this.#store.load();
  }

  async snapshot(scan: ScanState): Promise<ReviewSnapshot> {
    await (this.#loaded ?? this.reload());
    const { answers, problems } = this.#stored;
    const revision = ++this.#revision;
    return buildReview({ folder: this.#folder, revision, scan, evidence: this.#evidence, answers, problems });
  }

  /** Stores an answer. A message, where that was not possible. */
  async answer(practice: string, answer: PracticeAnswer): Promise<string | undefined> {
    const { review, error } = await this.#store.answer(practice, answer);
    this.#stored = review;
    this.#loaded = Promise.resolve();
    return error;
  }

  locate(evidence: string): EvidencePlace | undefined {
    return this.#evidence.locate(evidence);
  }
}
