import type { Location, Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Place } from "../../../lens/facts.ts";
import { uriOfFile } from "./uris.ts";

/** Finds the text that a report's places speak of: the editor's document, or a file on disk. `undefined` where there is none. */
export type TextOf = (file: string) => TextDocument | undefined;

/** Offsets of a text as the protocol counts. */
export function rangeAt(document: TextDocument, start: number, end: number): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** Where a place is, in whichever file; `undefined` where that file is gone. */
export function locationOf(place: Place, textOf: TextOf): Location | undefined {
  const document = textOf(place.file);
  return document && { uri: document.uri, range: rangeAt(document, place.start, place.end) };
}

/** A file on disk as a document, to count lines in. */
export function documentOfFile(file: string, text: string): TextDocument {
  return TextDocument.create(uriOfFile(file), "", 0, text);
}
