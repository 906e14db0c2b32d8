import type { Absence, Outcome } from "./view/notices.ts";

/** Pause after which results of a filter are read out. In ms. */
const PAUSE = 800;

/** What the panel tells a person: why nothing is shown, what failed, what was done, and what a screen reader reads out. */
export class PanelNotices {
  absence: Absence | undefined = "loading";
  failure: string | undefined;
  outcome: Outcome | undefined;
  readonly #draw: () => void;
  #announcement = "";
  #timer: number | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  get announcement(): string {
    return this.#announcement;
  }

  /** Has a text read out. */
  announce(text: string): void {
    // The same words twice in a row would not be read out a second time.
    this.#announcement = text === this.#announcement ? `${text}\u00a0` : text;
    this.#draw();
  }

  /** Has a text read out once nothing else was asked for during a pause. */
  announceSoon(text: () => string): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.announce(text()), PAUSE);
  }

  /** Shows what was done, and has it read out. */
  tell(text: string, canUndo = false): void {
    this.outcome = { text, canUndo };
    this.announce(text);
  }

  dismissFailure(): void {
    this.failure = undefined;
    this.#draw();
  }

  dismissOutcome(): void {
    this.outcome = undefined;
    this.#draw();
  }
}
