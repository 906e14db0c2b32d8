import type { PracticeAnswer } from "../../server/src/protocol.ts";
import { isSameAnswer } from "./answers.ts";

/** What one step did to one practice. */
export interface AnswerStep {
  readonly practice: string;
  readonly before: PracticeAnswer;
  readonly after: PracticeAnswer;
}

/** Something that a person did in one go, such as taking over twelve proposals. */
export interface HistoryEntry {
  readonly label: string;
  readonly steps: readonly AnswerStep[];
}

const LONGEST_HISTORY = 200;

/** What was answered here, to be undone and done again. One for each folder and lens. */
export class AnswerHistory {
  #done: HistoryEntry[] = [];
  #undone: HistoryEntry[] = [];
  /** Whether the next edit of the same practice under the same label belongs to the last entry. */
  #isOpen = false;

  /** The entry that `undo` would take back. */
  get last(): HistoryEntry | undefined {
    return this.#done.at(-1);
  }

  /** The entry that `redo` would do again. */
  get next(): HistoryEntry | undefined {
    return this.#undone.at(-1);
  }

  /**
   * Notes what was done.
   * @param manner `typing` joins the entry before while the same text of the same practice is being typed.
   */
  note(entry: HistoryEntry, manner: "once" | "typing" = "once"): void {
    const steps = entry.steps.filter(({ before, after }) => !isSameAnswer(before, after));
    if (steps.length === 0) {
      return;
    }
    this.#undone = [];
    const [step] = steps;
    const last = this.#done.at(-1);
    const [lastStep] = last?.steps ?? [];
    const isSameText =
      this.#isOpen &&
      manner === "typing" &&
      step !== undefined &&
      last?.label === entry.label &&
      lastStep?.practice === step.practice;
    if (isSameText) {
      this.#done[this.#done.length - 1] = { label: entry.label, steps: [{ ...step, before: lastStep.before }] };
    } else {
      this.#done.push({ label: entry.label, steps });
      this.#done.splice(0, this.#done.length - LONGEST_HISTORY);
    }
    this.#isOpen = manner === "typing";
  }

  /** Ends what is being typed: the next edit is an entry of its own. */
  close(): void {
    this.#isOpen = false;
  }

  /** Takes back the last entry and gives it; `undefined` where there is none. */
  undo(): HistoryEntry | undefined {
    return this.#move(this.#done, this.#undone);
  }

  /** Does the last entry that was taken back again and gives it; `undefined` where there is none. */
  redo(): HistoryEntry | undefined {
    return this.#move(this.#undone, this.#done);
  }

  #move(from: HistoryEntry[], to: HistoryEntry[]): HistoryEntry | undefined {
    this.#isOpen = false;
    const entry = from.pop();
    if (entry !== undefined) {
      to.push(entry);
    }
    return entry;
  }
}
