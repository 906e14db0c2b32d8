import type { PracticeReview } from "../../server/src/protocol.ts";
import { statusLabel } from "./labels.ts";
import { shortcutFor, type Shortcut } from "./shortcuts.ts";
import type { Actions } from "./view/context.ts";

/** What the shortcuts act on. */
export interface KeyTarget extends Pick<
  Actions,
  "answer" | "back" | "goTo" | "help" | "open" | "redo" | "takeProposal" | "undo"
> {
  readonly isReviewShown: boolean;
  readonly arePracticesShown: boolean;
  readonly isPracticeOpen: boolean;
  /** @param row the row in focus; `undefined` for the practice whose details are shown */
  practiceForKeys(row: string | undefined): PracticeReview | undefined;
  search(): void;
  announce(text: string): void;
}

/** Obeys the shortcuts, wherever in the document a key is pressed. */
export function listenToKeys(target: KeyTarget): void {
  document.addEventListener("keydown", (event) => press(event, target));
}

function press(event: KeyboardEvent, target: KeyTarget): void {
  const origin = event.composedPath()[0];
  const isTyping =
    origin instanceof Element && origin.matches("input:not([type=radio], [type=checkbox]), textarea, select");
  const shortcut = shortcutFor(event, isTyping);
  const isBusy = event.defaultPrevented || document.querySelector("dialog[open], [popover]:popover-open") !== null;
  if (shortcut === undefined || isBusy || !target.isReviewShown) {
    return;
  }
  if (isTyping && shortcut.does === "back" && isInDetails(origin)) {
    // The first Escape ends the typing, so that letters are shortcuts again.
    event.preventDefault();
    document.getElementById("practice-title")?.focus();
  } else if (obey(shortcut, target)) {
    event.preventDefault();
  }
}

/** Also for what is inside a control's shadow. */
function isInDetails(element: Element): boolean {
  const root = element.getRootNode();
  return (root instanceof ShadowRoot ? root.host : element).closest("#details") !== null;
}

/** Does what a shortcut stands for. Returns whether there was anything to do. */
function obey(shortcut: Shortcut, target: KeyTarget): boolean {
  const practice = target.practiceForKeys(rowInFocus());
  switch (shortcut.does) {
    case "help":
      target.help();
      return true;
    case "undo":
      target.undo();
      return true;
    case "redo":
      target.redo();
      return true;
    case "search":
      target.search();
      return true;
    case "next open":
      target.goTo("next open");
      return true;
    case "next":
    case "previous":
      if (target.arePracticesShown) {
        target.goTo(shortcut.does);
      }
      return target.arePracticesShown;
    case "back":
      if (target.isPracticeOpen) {
        target.back();
        return true;
      }
      return false;
    case "take proposal":
      if (practice !== undefined) {
        target.takeProposal(practice);
      }
      return practice !== undefined;
    case "answer":
      if (practice !== undefined) {
        if (shortcut.status === "not applicable") {
          target.open(practice.id);
        }
        target.answer(practice, { status: shortcut.status }, "once");
        target.announce(`Answered ${statusLabel(shortcut.status)}`);
      }
      return practice !== undefined;
  }
}

function rowInFocus(): string | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.role === "treeitem" ? focused.dataset["key"] : undefined;
}
