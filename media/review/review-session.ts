import type { AnswerChange, PracticeAnswer, PracticeReview, ReviewSnapshot } from "../../server/src/protocol.ts";
import { isSameAnswer } from "./answers.ts";
import { Drafts, type DraftState } from "./drafts.ts";
import { AnswerHistory, type HistoryEntry } from "./history.ts";
import type { UnsavedAnswers } from "./panel-state.ts";
import { practicesOf } from "./practices.ts";

/** One folder's answers for one lens, as they were given here. */
interface Work {
  readonly drafts: Drafts;
  readonly history: AnswerHistory;
}

/** What the panel knows of the review: the last snapshot, and on top of it what was answered here since. */
export class ReviewSession {
  /** By folder, then lens. */
  readonly #work = new Map<string, Map<string, Work>>();
  #snapshot: ReviewSnapshot | undefined;
  #practices: ReadonlyMap<string, PracticeReview> = new Map();

  constructor(unsaved: UnsavedAnswers = {}) {
    for (const [folder, lenses] of Object.entries(unsaved)) {
      for (const [lens, answers] of Object.entries(lenses)) {
        this.#lensesOf(folder).set(lens, { drafts: new Drafts(answers), history: new AnswerHistory() });
      }
    }
  }

  /** The last snapshot; `undefined` before the first, and when the folder is gone. */
  get snapshot(): ReviewSnapshot | undefined {
    return this.#snapshot;
  }

  /** Takes a snapshot, and what was saved into it off the drafts. */
  take(snapshot: ReviewSnapshot): void {
    const practices = practicesOf(snapshot.pillars);
    this.#snapshot = snapshot;
    this.#practices = new Map(practices.map((practice) => [practice.id, practice]));
    this.#current()?.drafts.noteSnapshot(new Map(practices.map(({ id, answer }) => [id, answer])));
  }

  /** Forgets the snapshot; unsaved answers stay. */
  drop(): void {
    this.#snapshot = undefined;
    this.#practices = new Map();
  }

  practice(id: string | undefined): PracticeReview | undefined {
    return id === undefined ? undefined : this.#practices.get(id);
  }

  /** The answer that counts: what was given here last, else what is stored. */
  readonly answerOf = (practice: PracticeReview): PracticeAnswer =>
    this.#current()?.drafts.answer(practice.id) ?? practice.answer;

  draftState(practice: string): DraftState | undefined {
    return this.#current()?.drafts.state(practice);
  }

  /** Changes one practice's answer. `typing` joins what is typed in one go to one step of undo. */
  edit(practice: PracticeReview, change: Partial<PracticeAnswer>, manner: "once" | "typing"): void {
    const [field] = Object.keys(change);
    const step = this.#step(practice, change);
    if (!isSameAnswer(step.before, step.after)) {
      this.#current()?.history.note({ label: `${field ?? "answer"} of ${practice.id}`, steps: [step] }, manner);
      this.#keep([step], "after");
    }
  }

  /** Changes several practices' answers in one step of undo. */
  editAll(changes: readonly (readonly [PracticeReview, Partial<PracticeAnswer>])[], label: string): void {
    const steps = changes.map(([practice, change]) => this.#step(practice, change));
    this.#current()?.history.note({ label, steps });
    this.#keep(steps, "after");
  }

  /** Ends what is being typed. */
  endTyping(): void {
    this.#current()?.history.close();
  }

  get canUndo(): boolean {
    return this.#current()?.history.last !== undefined;
  }

  get canRedo(): boolean {
    return this.#current()?.history.next !== undefined;
  }

  /** Takes back the last step; gives it, or `undefined` where there is none. */
  undo(): HistoryEntry | undefined {
    return this.#apply(this.#current()?.history.undo(), "before");
  }

  /** Does the last step that was taken back again; gives it, or `undefined` where there is none. */
  redo(): HistoryEntry | undefined {
    return this.#apply(this.#current()?.history.redo(), "after");
  }

  /** Answers of the shown lens that have to be sent; from now on they count as sent. */
  takeUnsent(): readonly AnswerChange[] {
    return this.#current()?.drafts.takeUnsent() ?? [];
  }

  /** Notes that sent answers are stored. Returns whether any was waited for. */
  noteSaved(folder: string, lens: string, practices: readonly string[]): boolean {
    const drafts = this.#work.get(folder)?.get(lens)?.drafts;
    return practices.filter((practice) => drafts?.noteSaved(practice)).length > 0;
  }

  /** Notes that what is on its way will not arrive. */
  noteFailed(): void {
    for (const lenses of this.#work.values()) {
      for (const { drafts } of lenses.values()) {
        drafts.noteFailed();
      }
    }
  }

  /** Answers that would be lost with the panel. */
  unsaved(): UnsavedAnswers {
    const isFilled = ([, value]: readonly [string, object]): boolean => Object.keys(value).length > 0;
    return Object.fromEntries(
      [...this.#work]
        .map(([folder, lenses]) => {
          const answers = [...lenses].map(([lens, { drafts }]) => [lens, drafts.unsaved()] as const);
          return [folder, Object.fromEntries(answers.filter(isFilled))] as const;
        })
        .filter(isFilled),
    );
  }

  #step(practice: PracticeReview, change: Partial<PracticeAnswer>): HistoryEntry["steps"][number] {
    const before = this.answerOf(practice);
    return { practice: practice.id, before, after: { ...before, ...change } };
  }

  #apply(entry: HistoryEntry | undefined, side: "before" | "after"): HistoryEntry | undefined {
    this.#keep(entry?.steps ?? [], side);
    return entry;
  }

  #keep(steps: HistoryEntry["steps"], side: "before" | "after"): void {
    for (const step of steps) {
      this.#current()?.drafts.edit(step.practice, step[side], this.#practices.get(step.practice)?.answer);
    }
  }

  #current(): Work | undefined {
    if (this.#snapshot === undefined) {
      return undefined;
    }
    const lenses = this.#lensesOf(this.#snapshot.folder.uri);
    let work = lenses.get(this.#snapshot.lens.id);
    if (work === undefined) {
      work = { drafts: new Drafts(), history: new AnswerHistory() };
      lenses.set(this.#snapshot.lens.id, work);
    }
    return work;
  }

  #lensesOf(folder: string): Map<string, Work> {
    let lenses = this.#work.get(folder);
    if (lenses === undefined) {
      lenses = new Map();
      this.#work.set(folder, lenses);
    }
    return lenses;
  }
}
