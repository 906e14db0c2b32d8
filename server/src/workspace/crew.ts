import { Worker } from "node:worker_threads";
import type { FileReport } from "../lint/finding.ts";

/** What examining one file gave, as far as a scan needs it. */
export interface Examination {
  readonly report: FileReport;
  /** Whether the file was parsed and described. */
  readonly isAnalysed: boolean;
  /** As in `FileAnalysis`. */
  readonly exportedNames: readonly string[];
}

/** What a thread is started with. Passed by copying, so all of it is plain. */
export interface CrewAssignment {
  readonly root: string;
  /** Options of the workspace that mean the same in every thread. */
  readonly options: Readonly<Record<string, unknown>>;
  /** One number per file that may be offered: who has taken it. */
  readonly takers: SharedArrayBuffer;
}

/** A file that waits, and its place among `takers`. */
export interface Offer {
  readonly index: number;
  readonly file: string;
}

export interface Answer extends Examination {
  readonly index: number;
}

const FREE = 0;
const OURS = 1;
const THEIRS = 2;

/** Takes a file for a thread; false where another has it. */
export function takeForThread(takers: Int32Array, index: number): boolean {
  return Atomics.compareExchange(takers, index, FREE, THEIRS) === FREE;
}

/**
 * Other threads that examine files of one scan while this one is busy. Every file is offered to all of them and
 * taken by whoever comes first, this thread included, so nobody waits while there is work. What a thread
 * leaves behind when it breaks down is for this one to take.
 */
export class Crew {
  readonly #takers: Int32Array;
  readonly #files: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #threads = new Set<Worker>();
  readonly #answers: { readonly file: string; readonly examination: Examination }[] = [];
  readonly #unanswered = new Set<number>();
  #wake: (() => void) | undefined;

  /** `most`: files that may be offered at all. */
  constructor(script: string, count: number, assignment: Omit<CrewAssignment, "takers">, most: number) {
    const takers = new SharedArrayBuffer(Math.max(1, most) * Int32Array.BYTES_PER_ELEMENT);
    this.#takers = new Int32Array(takers);
    for (let number = 0; number < count; number++) {
      const thread = new Worker(script, { workerData: { ...assignment, takers } satisfies CrewAssignment });
      this.#threads.add(thread);
      thread.on("message", (answer: Answer) => {
        this.#unanswered.delete(answer.index);
        this.#answers.push({ file: this.#files[answer.index]!, examination: answer });
        this.#wake?.();
      });
      const lose = (): void => {
        this.#threads.delete(thread);
        this.#wake?.();
      };
      thread.on("error", lose);
      thread.on("exit", lose);
    }
  }

  /** Lets any thread examine a file. To be called once per file. */
  offer(file: string): void {
    const index = this.#files.push(file) - 1;
    this.#indexes.set(file, index);
    this.#unanswered.add(index);
    const offer: Offer = { index, file };
    for (const thread of this.#threads) thread.postMessage(offer);
  }

  /** Takes an offered file for this thread; false where another has it, and will answer. */
  take(file: string): boolean {
    const index = this.#indexes.get(file)!;
    if (Atomics.compareExchange(this.#takers, index, FREE, OURS) !== FREE) return false;
    this.#unanswered.delete(index);
    return true;
  }

  /** Answers that came in since the last call. */
  answers(): readonly { readonly file: string; readonly examination: Examination }[] {
    return this.#answers.splice(0);
  }

  /** Whether an answer may still come. */
  get isBusy(): boolean {
    return this.#threads.size > 0 && this.#unanswered.size > 0;
  }

  /** Ends when there is an answer, or nobody is left to give one. */
  async wait(): Promise<void> {
    while (this.#answers.length === 0 && this.isBusy) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wake = undefined;
  }

  /** Files that broken threads took and never answered for; this thread has to. */
  abandoned(): readonly string[] {
    if (this.#threads.size > 0) return [];
    const files = [...this.#unanswered].map((index) => this.#files[index]!);
    this.#unanswered.clear();
    return files;
  }

  close(): void {
    for (const thread of this.#threads) {
      thread.removeAllListeners();
      // A thread that breaks down while it is stopped has nothing to tell any more.
      thread.on("error", () => {});
      void thread.terminate();
    }
    this.#threads.clear();
  }
}
