import { LitElement, html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { piecesOf } from "./list-window.ts";

/** An entry of a long list. */
export interface ListEntry {
  /** Unique in the list. */
  readonly key: string;
  /** Draws the entry as one element. */
  readonly draw: () => TemplateResult;
}

/**
 * A list of any length that draws only what can be seen of it, in the page's own scrolling. It lives in the
 * light DOM, so that the page's styles and ids hold in it; role and label are set on the element by its user.
 */
export class VirtualList extends LitElement {
  static override readonly properties = { entries: { attribute: false }, guess: { attribute: false } };

  /** What the list holds. */
  declare entries: readonly ListEntry[];
  /** Height of an entry that was not drawn yet, in CSS pixels. */
  declare guess: number;

  readonly #heights = new Map<string, number>();
  #pinned: string | undefined;
  #frame: number | undefined;
  #width = 0;
  readonly #sizes = new ResizeObserver(([size]) => {
    const width = Math.round(size?.contentRect.width ?? 0);
    if (width !== this.#width) {
      this.#width = width;
      this.#heights.clear();
      this.#look();
    }
  });

  constructor() {
    super();
    this.entries = [];
    this.guess = 30;
  }

  /** Draws an entry wherever it is, and gives its element. `undefined` where the list does not hold it. */
  async reveal(key: string): Promise<HTMLElement | undefined> {
    this.#pinned = key;
    this.requestUpdate();
    await this.updateComplete;
    return this.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("scroll", this.#look, { capture: true, passive: true });
    window.addEventListener("resize", this.#look);
    this.addEventListener("focusin", this.#pin);
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("scroll", this.#look, { capture: true });
    window.removeEventListener("resize", this.#look);
    this.removeEventListener("focusin", this.#pin);
    this.#sizes.disconnect();
    if (this.#frame !== undefined) {
      window.cancelAnimationFrame(this.#frame);
      this.#frame = undefined;
    }
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { top } = this.getBoundingClientRect();
    const pinned = this.#pinned === undefined ? -1 : this.entries.findIndex(({ key }) => key === this.#pinned);
    const pieces = piecesOf({
      heights: this.entries.map(({ key }) => this.#heights.get(key) ?? this.guess),
      top: -top,
      bottom: window.innerHeight - top,
      pinned: pinned < 0 ? undefined : pinned,
    });
    return html`${repeat(
      pieces,
      (piece, place) => ("index" in piece ? `entry ${this.entries[piece.index]?.key}` : `gap ${place}`),
      (piece) =>
        "index" in piece
          ? this.entries[piece.index]?.draw()
          : html`<div role="presentation" .style=${`height: ${piece.gap}px`}></div>`,
    )}`;
  }

  protected override updated(): void {
    for (const element of this.querySelectorAll<HTMLElement>("[data-key]")) {
      const key = element.dataset["key"];
      if (key !== undefined && element.offsetHeight > 0) {
        this.#heights.set(key, element.offsetHeight);
      }
    }
  }

  readonly #pin = (event: FocusEvent): void => {
    const entry = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-key]") : null;
    this.#pinned = entry?.dataset["key"];
  };

  readonly #look = (): void => {
    this.#frame ??= window.requestAnimationFrame(() => {
      this.#frame = undefined;
      this.requestUpdate();
    });
  };
}

customElements.define("virtual-list", VirtualList);

declare global {
  interface HTMLElementTagNameMap {
    "virtual-list": VirtualList;
  }
}
