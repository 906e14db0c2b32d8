import { Workspace } from "../workspace/workspace.ts";

/** How often a document is looked at once more. After some ten times V8 runs the analysis at its full speed. */
const ROUNDS = 10;

/** ms between two rounds, in which the editor is answered. */
const PAUSE = 20;

/** ms: where a report takes less, nothing is gained. */
const FAST = 8;

/** ms: where a report takes more, a person who begins to type would wait for a round to end. */
const SLOW = 250;

/** Has a round run later; what it answers with calls that off. */
export type Later = (round: () => void) => () => void;

const afterPause: Later = (round) => {
  const timer = setTimeout(round, PAUSE).unref();
  return () => clearTimeout(timer);
};

/**
 * Makes the analysis fast before the person types: code that ran only once or twice runs several times slower, and
 * each of the first keystrokes would show it. Looks at the first document with something to analyse a few times more,
 * in a workspace of its own that is thrown away, while nothing else is asked.
 */
export class Warming {
  readonly #later: Later;
  #left = ROUNDS;
  #callOff = (): void => {};

  constructor(later = afterPause) {
    this.#later = later;
  }

  /**
   * To be called when a document was looked at, which took `cost` ms. `onRound` is told what the same costs now, in ms.
   */
  after(root: string, file: string, text: string, cost: number, onRound: (cost: number) => void): void {
    this.stop();
    if (this.#left === 0 || cost < FAST || cost > SLOW) return;
    const workspace = new Workspace(root);
    const round = (): void => {
      this.#left--;
      const start = performance.now();
      // Each round has another text, so that nothing that is remembered saves its work.
      workspace.setOverlay(file, `${text}${"\n".repeat(this.#left + 1)}`, this.#left);
      workspace.report(file);
      onRound(performance.now() - start);
      if (this.#left > 0) this.#callOff = this.#later(round);
    };
    this.#callOff = this.#later(round);
  }

  /** Ends the rounds of a document: something else is asked. */
  stop(): void {
    this.#callOff();
  }
}
