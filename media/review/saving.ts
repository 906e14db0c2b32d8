import type { Host } from "./host.ts";
import type { PanelNotices } from "./panel-notices.ts";
import type { ReviewSession } from "./review-session.ts";

/** Pause in typing after which a note is saved. In ms. */
const PAUSE = 800;

/** Sends answers to the extension, at once or when a person pauses. */
export class Saving {
  readonly #host: Host;
  readonly #session: ReviewSession;
  readonly #notices: PanelNotices;
  readonly #changed: () => void;
  #timer: number | undefined;

  constructor(host: Host, session: ReviewSession, notices: PanelNotices, changed: () => void) {
    this.#host = host;
    this.#session = session;
    this.#notices = notices;
    this.#changed = changed;
  }

  /** Sends what is not sent yet. Waits while nobody would answer. */
  now(): void {
    window.clearTimeout(this.#timer);
    const { snapshot } = this.#session;
    if (snapshot === undefined || this.#notices.absence !== undefined) {
      return;
    }
    const answers = this.#session.takeUnsent();
    if (answers.length > 0) {
      this.#host.send({ type: "answers", folder: snapshot.folder.uri, lens: snapshot.lens.id, answers });
      this.#changed();
    }
  }

  soon(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.now(), PAUSE);
  }
}
