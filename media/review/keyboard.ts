import type { PracticeReview } from "../../server/src/protocol.ts";
import { statusLabel } from "./labels.ts";
import type { ReviewList } from "./review-list.ts";
import type { ReviewSession } from "./review-session.ts";
import { shortcutFor, type Shortcut } from "./shortcuts.ts";
import type { Actions } from "./view/context.ts";

/** Obeys the shortcuts, wherever in the document a key is pressed. */
export function listenToKeys(actions: Actions, session: ReviewSession, list: ReviewList): void {
  document.addEventListener("keydown", (event) => press(event, actions, session, list));
}

function press(event: KeyboardEvent, actions: Actions, session: ReviewSession, list: ReviewList): void {
  const origin = event.composedPath()[0];
  const isTyping =
    origin instanceof Element && origin.matches("input:not([type=radio], [type=checkbox]), textarea, select");
  const shortcut = shortcutFor(event, isTyping);
  const isBusy = event.defaultPrevented || document.querySelector("dialog[open], [popover]:popover-open") !== null;
  if (shortcut === undefined || isBusy || session.snapshot === undefined) {
    return;
  }
  if (isTyping && shortcut.does === "back" && isInDetails(origin)) {
    // The first Escape ends the typing, so that letters are shortcuts again.
    event.preventDefault();
    document.getElementById("practice-title")?.focus();
  } else if (obey(shortcut, actions, list, practiceForKeys(session, list))) {
    event.preventDefault();
  }
}

/** Also for what is inside a control's shadow. */
function isInDetails(element: Element): boolean {
  const root = element.getRootNode();
  return (root instanceof ShadowRoot ? root.host : element).closest("#details") !== null;
}

/** Does what a shortcut stands for. Returns whether there was anything to do. */
function obey(shortcut: Shortcut, actions: Actions, list: ReviewList, practice: PracticeReview | undefined): boolean {
  const arePracticesShown = list.view === "practices";
  switch (shortcut.does) {
    case "help":
      actions.help();
      return true;
    case "undo":
      actions.undo();
      return true;
    case "redo":
      actions.redo();
      return true;
    case "search":
      actions.search();
      return true;
    case "next open":
      actions.goTo("next open");
      return true;
    case "next":
    case "previous":
      if (arePracticesShown) {
        actions.goTo(shortcut.does);
      }
      return arePracticesShown;
    case "back":
      if (arePracticesShown && list.open !== undefined) {
        actions.back();
        return true;
      }
      return false;
    case "take proposal":
      if (practice !== undefined) {
        actions.takeProposal(practice);
      }
      return practice !== undefined;
    case "answer":
      if (practice !== undefined) {
        if (shortcut.status === "not applicable") {
          actions.open(practice.id);
        }
        actions.answer(practice, { status: shortcut.status }, "once");
        actions.announce(`Answered ${statusLabel(shortcut.status)}`);
      }
      return practice !== undefined;
  }
}

/** The practice in whose details or row a key was pressed; `undefined` where practices are not shown. */
function practiceForKeys(session: ReviewSession, list: ReviewList): PracticeReview | undefined {
  return list.view === "practices" ? session.practice(rowInFocus() ?? list.open) : undefined;
}

function rowInFocus(): string | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.role === "treeitem" ? focused.dataset["key"] : undefined;
}
