import type { AnswerStatus } from "../../server/src/protocol.ts";

/** What a key does anywhere in the list of practices or in a practice. */
export type Shortcut =
  | { readonly does: "answer"; readonly status: AnswerStatus }
  | {
      readonly does: "take proposal" | "next" | "previous" | "next open" | "back" | "search" | "help" | "undo" | "redo";
    };

interface Entry {
  /** As people write it. */
  readonly keys: string;
  readonly label: string;
  readonly shortcut?: Shortcut;
  /** As an event names it. */
  readonly key?: string;
}

/** Every shortcut, in the order of the help. Those without an action are the tree's own keys. */
export const SHORTCUTS: readonly Entry[] = [
  { keys: "↑ ↓", label: "Go through the list" },
  { keys: "→ ←", label: "Unfold and fold" },
  { keys: "Enter", label: "Open a practice" },
  { keys: "Esc", label: "Back to the list", key: "Escape", shortcut: { does: "back" } },
  { keys: "D", label: "Answer: done", key: "d", shortcut: { does: "answer", status: "done" } },
  { keys: "N", label: "Answer: not done", key: "n", shortcut: { does: "answer", status: "not done" } },
  { keys: "A", label: "Answer: not applicable", key: "a", shortcut: { does: "answer", status: "not applicable" } },
  { keys: "O", label: "Answer: open again", key: "o", shortcut: { does: "answer", status: "open" } },
  { keys: "P", label: "Take over what the code proposes", key: "p", shortcut: { does: "take proposal" } },
  { keys: "J", label: "Next practice", key: "j", shortcut: { does: "next" } },
  { keys: "K", label: "Previous practice", key: "k", shortcut: { does: "previous" } },
  { keys: "U", label: "Next unanswered practice", key: "u", shortcut: { does: "next open" } },
  { keys: "/", label: "Search", key: "/", shortcut: { does: "search" } },
  { keys: "?", label: "This help", key: "?", shortcut: { does: "help" } },
  { keys: "Ctrl+Enter", label: "Next unanswered practice, also from a text" },
  { keys: "Ctrl+Z", label: "Undo an answer" },
  { keys: "Ctrl+Y", label: "Redo it" },
];

/** A key press, as far as shortcuts look at it. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The shortcut of a key press; `undefined` where it has none. Where text is typed, only Escape and Ctrl+Enter count. */
export function shortcutFor(press: KeyPress, isTyping: boolean): Shortcut | undefined {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.altKey) {
    return undefined;
  }
  const isCommand = press.ctrlKey || press.metaKey;
  if (isCommand && key === "Enter") {
    return { does: "next open" };
  }
  if (isTyping && key !== "Escape") {
    return undefined;
  }
  if (isCommand) {
    if (key === "z") {
      return { does: press.shiftKey ? "redo" : "undo" };
    }
    return key === "y" ? { does: "redo" } : undefined;
  }
  return SHORTCUTS.find((entry) => entry.key === key)?.shortcut;
}
