import type { FolderReference, PanelMessage, ReviewSnapshot } from "../../server/src/protocol.ts";
import { count } from "./labels.ts";
import type { PanelParts } from "./panel-parts.ts";

/** Takes in what the extension says. */
export class Receiving {
  readonly #parts: PanelParts;
  readonly #open: (practice: string) => void;
  #folders: readonly FolderReference[] = [];
  /** What the extension asked to be shown before there was a review. */
  #toReveal: string | undefined;

  /** @param open shows a practice */
  constructor(parts: PanelParts, open: (practice: string) => void) {
    this.#parts = parts;
    this.#open = open;
  }

  /** The folders that have a review. */
  get folders(): readonly FolderReference[] {
    return this.#folders;
  }

  take(message: PanelMessage): void {
    const { session, notices, changed } = this.#parts;
    switch (message.type) {
      case "snapshot":
        this.#takeSnapshot(message.snapshot, message.folders);
        break;
      case "empty":
        notices.absence = message.reason;
        if (message.reason === "no folder" || message.reason === "not on disk") {
          session.drop();
        } else {
          // Nobody will answer what is on its way; it is sent again with the next snapshot.
          session.noteFailed();
        }
        break;
      case "saved":
        if (session.noteSaved(message.folder, message.lens, message.practices)) {
          notices.failure = undefined;
          notices.announce("Saved");
        }
        break;
      case "me":
        this.#parts.myName.take(message.name);
        break;
      case "failed":
        notices.failure = message.message;
        session.noteFailed();
        if (session.snapshot === undefined) {
          notices.absence = "failed";
        }
        break;
      case "done":
        notices.tell(message.message);
        break;
      case "reveal":
        this.#toReveal = message.practice;
        this.#reveal();
        break;
    }
    changed();
  }

  #takeSnapshot(snapshot: ReviewSnapshot, folders: readonly FolderReference[]): void {
    const { session, notices, saving } = this.#parts;
    const last = session.snapshot;
    const before = last?.folder.uri === snapshot.folder.uri ? last : undefined;
    // A server that was started anew counts from the start, and says so by being absent in between.
    const isLate = before !== undefined && notices.absence === undefined && snapshot.revision < before.revision;
    if (isLate) {
      return;
    }
    const wasAbsent = notices.absence !== undefined;
    this.#folders = folders;
    notices.absence = undefined;
    session.take(snapshot);
    if (before?.scan.state === "scanning" && snapshot.scan.state === "scanned") {
      const { modelCalls, files } = snapshot.scan;
      notices.announce(`Scan finished. ${count(modelCalls, "model call")} in ${count(files, "file")}.`);
    }
    if (wasAbsent || last?.folder.uri !== snapshot.folder.uri || last.lens.id !== snapshot.lens.id) {
      saving.now();
    }
    this.#reveal();
  }

  /** Shows what the extension asked for, once it is there. */
  #reveal(): void {
    if (this.#toReveal !== undefined && this.#parts.session.practice(this.#toReveal) !== undefined) {
      const practice = this.#toReveal;
      this.#toReveal = undefined;
      this.#open(practice);
    }
  }
}
