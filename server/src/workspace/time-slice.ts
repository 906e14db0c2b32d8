import { type CancellationToken, Cancelled } from "../analysis/analysis.ts";

/** ms of work between two pauses: short enough that an editor's request is not kept waiting. */
const SLICE = 20;

/** Cuts long work into slices, so that other events get their turn and a cancelled token is noticed. */
export class TimeSlice {
  readonly #token: CancellationToken;
  #started = performance.now();

  constructor(token: CancellationToken) {
    this.#token = token;
  }

  /** Whether the slice is used up and `pause` is due. */
  get isOver(): boolean {
    return performance.now() - this.#started >= SLICE;
  }

  /** Lets other events run. Throws `Cancelled` when the token asks for it. */
  async pause(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (this.#token.isCancellationRequested) throw new Cancelled();
    this.#started = performance.now();
  }
}
