import type { CreateFile, TextDocumentEdit, TextEdit as ProtocolEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { editsByFile, newFilesOf } from "../lint/apply.ts";
import type { NewFile, TextFix } from "../lint/finding.ts";
import type { FixedText } from "../workspace/fix-texts.ts";
import type { ClientFeatures } from "./client-features.ts";
import type { FixDocumentOf } from "./fix-documents.ts";
import { minimalEdits } from "./minimal-edits.ts";
import { rangeAt } from "./positions.ts";
import { uriOfFile } from "./uris.ts";

/** Changes of one document. */
export interface DocumentChange {
  readonly uri: string;
  /** `null` for a document that is not open. */
  readonly version: number | null;
  readonly edits: ProtocolEdit[];
}

/** Edits of one document, for its present version alone where the client can tell. */
export function workspaceEdit(edits: ProtocolEdit[], document: TextDocument, client: ClientFeatures): WorkspaceEdit {
  return editOfChanges([{ uri: document.uri, version: document.version, edits }], [], client);
}

/** All that a fix changes; `undefined` where one of its documents cannot be changed, or the client makes no files. */
export function fixEdit(fix: TextFix, documentOf: FixDocumentOf, client: ClientFeatures): WorkspaceEdit | undefined {
  const changes = changesOfFix(fix, documentOf);
  const newFiles = newFilesOf([fix]);
  return changes && mayMake(newFiles, client) ? editOfChanges(changes, newFiles, client) : undefined;
}

/** The same for texts that several fixes made. */
export function fixedTextsEdit(
  fixed: readonly FixedText[],
  documentOf: FixDocumentOf,
  client: ClientFeatures,
): WorkspaceEdit | undefined {
  const changes: DocumentChange[] = [];
  const newFiles: NewFile[] = [];
  for (const { file, before, after } of fixed) {
    if (before === undefined) {
      newFiles.push({ file, text: after });
      continue;
    }
    const found = documentOf(file);
    if (found === undefined) return undefined;
    const edits = minimalEdits(before, after).map(({ start, end, text: newText }) => ({
      range: rangeAt(found.document, start, end),
      newText,
    }));
    changes.push({ uri: found.document.uri, version: found.version, edits });
  }
  return mayMake(newFiles, client) ? editOfChanges(changes, newFiles, client) : undefined;
}

/** What a fix changes of documents that are there; `undefined` where one of them cannot be changed. */
export function changesOfFix(fix: TextFix, documentOf: FixDocumentOf): readonly DocumentChange[] | undefined {
  const changes: DocumentChange[] = [];
  for (const [file, edits] of editsByFile([fix])) {
    const found = documentOf(file);
    if (found === undefined) return undefined;
    const { document, version } = found;
    const written = edits.map(({ start, end, text }) => ({ range: rangeAt(document, start, end), newText: text }));
    changes.push({ uri: document.uri, version, edits: written });
  }
  return changes;
}

function mayMake(newFiles: readonly NewFile[], client: ClientFeatures): boolean {
  return newFiles.length === 0 || client.hasFileCreation;
}

function editOfChanges(
  changes: readonly DocumentChange[],
  newFiles: readonly NewFile[],
  client: ClientFeatures,
): WorkspaceEdit {
  if (!client.hasVersionedEdits) {
    return { changes: Object.fromEntries(changes.map(({ uri, edits }) => [uri, edits])) };
  }
  const made = newFiles.flatMap(({ file, text }): (CreateFile | TextDocumentEdit)[] => {
    const uri = uriOfFile(file);
    const start = { line: 0, character: 0 };
    return [
      { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ];
  });
  const changed = changes.map(({ uri, version, edits }): TextDocumentEdit => ({
    textDocument: { uri, version },
    edits,
  }));
  return { documentChanges: [...made, ...changed] };
}
