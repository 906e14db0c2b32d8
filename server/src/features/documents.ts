import { setTimeout as delay } from "node:timers/promises";
import type {
  CancellationToken,
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Cancelled } from "../analysis/analysis.ts";
import { fileOfUri } from "./uris.ts";

/** ms without a keystroke after which a document is worth looking at. */
const QUIET = 100;

/** A document that is open in the editor. */
export interface OpenDocument {
  readonly uri: string;
  /** Absolute path, with `/`. */
  readonly file: string;
  readonly document: TextDocument;
  /** When it last changed, in ms of the process's own clock; 0 when it was just opened. */
  readonly changedAt: number;
}

/** Tells what happened to the open documents. */
export interface DocumentListener {
  /** It was opened, or its text changed. */
  changed(document: OpenDocument): void;
  closed(document: OpenDocument): void;
  /** One line about a client that broke the rules of synchronisation. */
  complain(message: string): void;
}

/**
 * The texts of open documents. A change that cannot be right makes its document unknown: findings in
 * a text that nobody sees are worse than none.
 */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  readonly #lost = new Set<string>();
  readonly #listener: DocumentListener;

  constructor(listener: DocumentListener) {
    this.#listener = listener;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  /** Whether it is open but out of step. */
  isLost(uri: string): boolean {
    return this.#lost.has(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  ofFile(file: string): OpenDocument | undefined {
    return this.all().find((document) => document.file === file);
  }

  open({ textDocument }: DidOpenTextDocumentParams): void {
    const { uri, languageId, version, text } = textDocument;
    const file = fileOfUri(uri, languageId);
    if (file === undefined) return;
    if (this.#open.has(uri)) this.#listener.complain(`${uri} was opened twice; the newer text counts`);
    this.#set({ uri, file, document: TextDocument.create(uri, languageId, version, text), changedAt: 0 });
  }

  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    const { uri, version } = textDocument;
    const known = this.#open.get(uri);
    if (known === undefined) {
      if (!this.#lost.has(uri) && fileOfUri(uri) !== undefined) {
        this.#listener.complain(`${uri} was changed, but is not open; the change was ignored`);
      }
      return;
    }
    const isWhole = contentChanges.some((change) => !("range" in change));
    if (version <= known.document.version && !isWhole) {
      this.#lose(known, `version ${version} came after version ${known.document.version}`);
      return;
    }
    let { document } = known;
    for (const change of contentChanges) {
      const mistake = mistakeOf(document, change);
      if (mistake !== undefined) {
        this.#lose(known, mistake);
        return;
      }
      document = TextDocument.create(uri, document.languageId, version, textAfter(document, change));
    }
    this.#set({ ...known, document, changedAt: performance.now() });
  }

  close(uri: string): void {
    this.#lost.delete(uri);
    const known = this.#open.get(uri);
    if (known === undefined) return;
    this.#open.delete(uri);
    this.#listener.closed(known);
  }

  /**
   * Waits until nobody types in a document any more, and all that the client had sent by then is known.
   * Throws `Cancelled` when the token asks for it.
   */
  async settle(uri: string, token: CancellationToken, quiet = QUIET): Promise<void> {
    for (;;) {
      const before = this.#open.get(uri);
      const wait = before === undefined || before.changedAt === 0 ? 0 : before.changedAt + quiet - performance.now();
      if (wait > 0) await waitFor(wait, token);
      // Messages that came in meanwhile get their turn first.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (token.isCancellationRequested) throw new Cancelled();
      if (this.#open.get(uri) === before && wait <= 0) return;
    }
  }

  #set(document: OpenDocument): void {
    this.#lost.delete(document.uri);
    this.#open.set(document.uri, document);
    this.#listener.changed(document);
  }

  #lose(known: OpenDocument, reason: string): void {
    this.#open.delete(known.uri);
    this.#lost.add(known.uri);
    this.#listener.closed(known);
    this.#listener.complain(`${known.uri} is out of step with the editor (${reason}). Close it and open it again`);
  }
}

async function waitFor(milliseconds: number, token: CancellationToken): Promise<void> {
  const stop = new AbortController();
  const listener = token.onCancellationRequested(() => stop.abort());
  try {
    await delay(milliseconds, undefined, { signal: stop.signal });
  } catch {
    throw new Cancelled();
  } finally {
    listener.dispose();
  }
}

function mistakeOf(document: TextDocument, change: TextDocumentContentChangeEvent): string | undefined {
  if (!("range" in change)) return undefined;
  const { start, end } = change.range;
  if (start.line > end.line || (start.line === end.line && start.character > end.character)) {
    return "a change ends before it begins";
  }
  // Some editors name the end of a text as the start of the line behind it; characters past a line's end mean its end.
  if (end.line > document.lineCount || start.line < 0) return `there is no line ${end.line + 1}`;
  return undefined;
}

function textAfter(document: TextDocument, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const text = document.getText();
  return (
    text.slice(0, document.offsetAt(change.range.start)) + change.text + text.slice(document.offsetAt(change.range.end))
  );
}
