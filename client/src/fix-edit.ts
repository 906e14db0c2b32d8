import { Range, Uri, WorkspaceEdit, workspace } from "vscode";
import type { FixEdit } from "../../server/src/protocol.ts";

/**
 * Applies a fix in the editor; files stay unsaved, but for those that it makes.
 * @param manner `review`: the editor shows the changes, and makes those that the person accepts
 * @returns whether it was applied: not when a file changed since the fix was made, or the person did not accept it
 */
export async function applyFix({ documentChanges, newFiles }: FixEdit, manner: "safe" | "review"): Promise<boolean> {
  const isOutdated = documentChanges.some(({ textDocument: { uri, version } }) => {
    const open = workspace.textDocuments.find((document) => document.uri.toString() === Uri.parse(uri).toString());
    return version !== null && open !== undefined && open.version !== version;
  });
  if (isOutdated) {
    return false;
  }
  const edit = new WorkspaceEdit();
  const metadata = manner === "review" ? { needsConfirmation: true, label: "GenAI Lens fix" } : undefined;
  for (const { uri, text } of newFiles) {
    // Where a file has come to be meanwhile, the editor applies nothing.
    edit.createFile(Uri.parse(uri), { overwrite: false, contents: new TextEncoder().encode(text) }, metadata);
  }
  for (const { textDocument, edits } of documentChanges) {
    for (const { range, newText } of edits) {
      const { start, end } = range;
      const place = new Range(start.line, start.character, end.line, end.character);
      edit.replace(Uri.parse(textDocument.uri), place, newText, metadata);
    }
  }
  return workspace.applyEdit(edit, { isRefactoring: true });
}
