import { Workspace } from "../workspace/workspace.ts";
import { type Later, afterPause } from "./later.ts";

/** How often a document is looked at once more at most. Until then V8 makes more and more of the analysis fast. */
const ROUNDS = 60;

/** ms of all rounds together. */
const MOST = 1_500;

/** ms between two rounds, in which the editor is answered. */
const PAUSE = 5;

/** ms: where a report takes less, nothing is gained. */
const FAST = 8;

/** ms: where a report takes more, a person who begins to type would wait for a round to end. */
const SLOW = 250;

/**
 * Makes the analysis fast before the person types: code that ran only once or twice runs several times slower, and
 * each of the first keystrokes would show it. Looks at the first document with something to analyse a few times more,
 * in a workspace of its own that is thrown away, while nothing else is asked.
 */
export class Warming {
  readonly #later: Later;
  #left = ROUNDS;
  #spent = 0;
  #callOff = (): void => {};

  constructor(later = afterPause(PAUSE)) {
    this.#later = later;
  }

  /**
   * To be called when a document was looked at, which took `cost` ms. `onRound` is told what the same costs now, in ms.
   */
  after(root: string, file: string, text: string, cost: number, onRound: (cost: number) => void): void {
    this.stop();
    if (this.#left === 0 || this.#spent > MOST || cost < FAST || cost > SLOW) return;
    const workspace = new Workspace(root);
    const round = (): void => {
      this.#left--;
      const start = performance.now();
      // Each round has another text, so that nothing that is remembered saves its work.
      workspace.setOverlay(file, `${text}${"\n".repeat(this.#left + 1)}`, this.#left);
      workspace.report(file);
      const took = performance.now() - start;
      this.#spent += took;
      onRound(took);
      if (this.#left > 0 && this.#spent <= MOST) this.#callOff = this.#later(round);
    };
    this.#callOff = this.#later(round);
  }

  /** Ends the rounds of a document: something else is asked. */
  stop(): void {
    this.#callOff();
  }
}
