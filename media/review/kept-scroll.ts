/** Pause in scrolling after which the place is kept. In ms. */
const PAUSE = 200;

/** How far the document is scrolled, so that it comes back there. */
export class KeptScroll {
  #position: number;
  #isRestored = false;
  #timer: number | undefined;

  /** @param position as it was kept, in CSS pixels from the top */
  constructor(position: number) {
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  /** @param moved called once the document has come to rest elsewhere */
  listen(moved: () => void): void {
    const note = (): void => {
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => {
        this.#position = window.scrollY;
        moved();
      }, PAUSE);
    };
    window.addEventListener("scroll", note, { passive: true });
  }

  /** Goes to the kept place, once. To be called when the document is as long as it will be. */
  restore(): void {
    if (!this.#isRestored) {
      this.#isRestored = true;
      window.scrollTo(0, this.#position);
    }
  }
}
