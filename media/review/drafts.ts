import type { AnswerChange, PracticeAnswer } from "../../server/src/protocol.ts";
import { isComplete, isSameAnswer } from "./answers.ts";

/** How far an answer has come on its way into the review file. `incomplete`: it cannot be kept as it is. */
export type DraftState = "incomplete" | "edited" | "sent" | "saved" | "failed";

interface Draft {
  readonly answer: PracticeAnswer;
  readonly state: DraftState;
  /** What is stored as far as is known here; `undefined` for a draft of an earlier panel. */
  readonly before: PracticeAnswer | undefined;
  /** What was sent last and is not known to be stored. */
  readonly inFlight: PracticeAnswer | undefined;
}

/** Answers of one folder's lens that were given here and that no snapshot shows yet. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();
  readonly #saved = new Set<string>();

  constructor(unsaved: Readonly<Record<string, PracticeAnswer>> = {}) {
    for (const [practice, answer] of Object.entries(unsaved)) {
      this.edit(practice, answer, undefined);
    }
  }

  /** The answer given here; `undefined` where the snapshot's stands. */
  answer(practice: string): PracticeAnswer | undefined {
    return this.#drafts.get(practice)?.answer;
  }

  /** `saved` stays until the next edit; `undefined` where nothing was done here. */
  state(practice: string): DraftState | undefined {
    return this.#drafts.get(practice)?.state ?? (this.#saved.has(practice) ? "saved" : undefined);
  }

  /** @param seen what the person saw stored; counts where nothing is on its way. */
  edit(practice: string, answer: PracticeAnswer, seen: PracticeAnswer | undefined): void {
    const draft = this.#drafts.get(practice);
    this.#saved.delete(practice);
    this.#drafts.set(practice, {
      answer,
      state: isComplete(answer) ? "edited" : "incomplete",
      before: draft === undefined ? seen : draft.before,
      inFlight: draft?.inFlight,
    });
  }

  /** Answers that have to be sent; from now on they count as sent. Failed ones are among them. */
  takeUnsent(): readonly AnswerChange[] {
    const unsent: AnswerChange[] = [];
    for (const [practice, draft] of this.#drafts) {
      if (draft.state === "edited" || draft.state === "failed") {
        const { answer, before, inFlight } = draft;
        const seen = inFlight ?? before;
        unsent.push({ practice, answer, ...(seen === undefined ? {} : { before: seen }) });
        this.#drafts.set(practice, { ...draft, state: "sent", inFlight: answer });
      }
    }
    return unsent;
  }

  /** Notes that a sent answer is stored. One that was edited again meanwhile stays to be sent. Returns whether there was one. */
  noteSaved(practice: string): boolean {
    const draft = this.#drafts.get(practice);
    if (draft?.inFlight === undefined) {
      return false;
    }
    const isLatest = draft.state === "sent";
    this.#drafts.set(practice, {
      answer: draft.answer,
      state: isLatest ? "saved" : draft.state,
      before: draft.inFlight,
      inFlight: undefined,
    });
    if (isLatest) {
      this.#saved.add(practice);
    }
    return isLatest;
  }

  /** Notes that what was sent was not stored. Returns whether anything was on its way. */
  noteFailed(): boolean {
    let hasFailed = false;
    for (const [practice, draft] of this.#drafts) {
      hasFailed ||= draft.state === "sent";
      const state = draft.state === "sent" ? "failed" : draft.state;
      this.#drafts.set(practice, { ...draft, state, inFlight: undefined });
    }
    return hasFailed;
  }

  /** Notes that a new snapshot came, with these answers: what was saved is in it, and what equals it needs no saving. */
  noteSnapshot(stored: ReadonlyMap<string, PracticeAnswer>): void {
    for (const [practice, { answer, state }] of this.#drafts) {
      const snapshot = stored.get(practice);
      const isSame = snapshot !== undefined && isSameAnswer(snapshot, answer);
      if (state === "saved" || (isSame && state !== "sent")) {
        this.#drafts.delete(practice);
      }
    }
  }

  /** Answers that would be lost with the panel. */
  unsaved(): Readonly<Record<string, PracticeAnswer>> {
    return Object.fromEntries(
      [...this.#drafts]
        .filter(([, { state }]) => state !== "saved")
        .map(([practice, { answer }]) => [practice, answer]),
    );
  }
}
