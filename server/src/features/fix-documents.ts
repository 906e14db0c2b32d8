import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Workspace } from "../workspace/workspace.ts";
import type { Documents } from "./documents.ts";
import { documentOfFile } from "./positions.ts";
import { uriOfFile } from "./uris.ts";

/** A document that a fix may change. */
export interface FixDocument {
  readonly document: TextDocument;
  /** `null` for one that is not open: its text is that of the disk. */
  readonly version: number | null;
}

/** `undefined` for a file that is gone, or that is open and out of step with the editor. */
export type FixDocumentOf = (file: string) => FixDocument | undefined;

/** The documents of a workspace as fixes see them: what is open counts as it is there, saved or not. */
export function fixDocuments(documents: Documents, workspace: Workspace): FixDocumentOf {
  return (file) => {
    const open = documents.ofFile(file)?.document;
    if (open !== undefined) return { document: open, version: open.version };
    const text = documents.isLost(uriOfFile(file)) ? undefined : workspace.text(file);
    return text === undefined ? undefined : { document: documentOfFile(file, text), version: null };
  };
}
