import type { Host } from "./host.ts";
import type { ReviewList } from "./review-list.ts";

/** Pause in typing after which the name is remembered. In ms. */
const PAUSE = 800;

/** Name under which the person at this panel owns practices. The extension remembers it for all panels. */
export class MyName {
  readonly #host: Host;
  readonly #list: ReviewList;
  #timer: number | undefined;
  #isTyped = false;

  constructor(host: Host, list: ReviewList) {
    this.#host = host;
    this.#list = list;
  }

  /** A person types it. */
  type(name: string): void {
    this.#list.me = name;
    this.#isTyped = true;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.send(), PAUSE);
  }

  /** Has what was typed remembered. */
  send(): void {
    window.clearTimeout(this.#timer);
    if (this.#isTyped) {
      this.#isTyped = false;
      this.#host.send({ type: "rememberMe", name: this.#list.me.trim() });
    }
  }

  /** The extension says it. What is being typed goes before. */
  take(name: string): void {
    if (!this.#isTyped && name !== this.#list.me.trim()) {
      this.#list.me = name;
    }
  }
}
