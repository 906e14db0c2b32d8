import "./virtual-list.ts";

/** Brings a row of the tree into the document; `undefined` where the tree does not have it. */
export async function revealRow(id: string): Promise<HTMLElement | undefined> {
  const tree = document.getElementById("tree");
  return tree !== null && "reveal" in tree ? (tree as HTMLElementTagNameMap["virtual-list"]).reveal(id) : undefined;
}

/** Gives a row of the tree the focus as soon as it is there. */
export function focusRow(id: string | undefined, block: ScrollLogicalPosition = "nearest"): void {
  if (id !== undefined) {
    void focusRevealedRow(id, block);
  }
}

async function focusRevealedRow(id: string, block: ScrollLogicalPosition): Promise<void> {
  const row = await revealRow(id);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block });
}

/** Shows the beginning of a practice's details, and gives its title the focus. */
export function focusDetails(isWide: boolean): void {
  document.querySelector(".details-pane")?.scrollTo(0, 0);
  if (!isWide) {
    window.scrollTo(0, 0);
  }
  document.getElementById("practice-title")?.focus({ preventScroll: true });
}

/** The field is new, and can take the focus only once it has drawn itself. */
export function focusReason(): void {
  window.requestAnimationFrame(() => document.getElementById("reason")?.focus());
}

/** Gives the answer's choice the focus where the button that had it is gone. */
export function keepFocusInAnswer(): void {
  if (document.activeElement === document.body) {
    document.querySelector<HTMLInputElement>(".choice input:checked")?.focus();
  }
}
