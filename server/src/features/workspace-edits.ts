import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientFeatures } from "./client-features.ts";

/** Edits of one document, for its present version alone where the client can tell. */
export function workspaceEdit(edits: TextEdit[], document: TextDocument, client: ClientFeatures): WorkspaceEdit {
  if (!client.hasVersionedEdits) return { changes: { [document.uri]: edits } };
  const textDocument = { uri: document.uri, version: document.version };
  return { documentChanges: [{ textDocument, edits }] };
}
