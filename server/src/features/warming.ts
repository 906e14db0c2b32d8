import { Workspace } from "../workspace/workspace.ts";

/** How often a document is looked at once more. After some ten times V8 runs the analysis at its full speed. */
const ROUNDS = 10;

/** ms between two rounds, in which the editor is answered. */
const PAUSE = 20;

/** ms: where a report takes less, nothing is gained. */
const FAST = 8;

/**
 * Makes the analysis fast before the person types: code that ran only once or twice runs several times slower, and
 * each of the first keystrokes would show it. Looks at the first document with something to analyse a few times more,
 * in a workspace of its own that is thrown away, while nothing else is asked.
 */
export class Warming {
  #left = ROUNDS;
  #timer: NodeJS.Timeout | undefined;

  /**
   * To be called when a document was looked at, which took `cost` ms. `onRound` is told what the same costs now, in ms.
   */
  after(root: string, file: string, text: string, cost: number, onRound: (cost: number) => void): void {
    this.stop();
    if (this.#left === 0 || cost < FAST) return;
    const workspace = new Workspace(root);
    const round = (): void => {
      this.#left--;
      const start = performance.now();
      // Each round has another text, so that nothing that is remembered saves its work.
      workspace.setOverlay(file, `${text}${"\n".repeat(this.#left + 1)}`, this.#left);
      workspace.report(file);
      onRound(performance.now() - start);
      this.#timer = this.#left === 0 ? undefined : setTimeout(round, PAUSE).unref();
    };
    this.#timer = setTimeout(round, PAUSE).unref();
  }

  /** Ends the rounds of a document: something else is asked. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
