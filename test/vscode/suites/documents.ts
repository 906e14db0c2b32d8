import assert from "node:assert/strict";
import { Range, Uri, WorkspaceEdit, commands, window, workspace, type TextDocument } from "vscode";
import { until } from "./waiting.ts";

/** Address of a file of the workspace, given by its path in the first folder or in the named one. */
export function fileUri(path: string, folderName?: string): Uri {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folderName === undefined ? folders[0] : folders.find(({ name }) => name === folderName);
  assert.ok(folder, `There is no folder ${folderName ?? ""} in this window`);
  return Uri.joinPath(folder.uri, path);
}

/** Opens a file in an editor, as a click in the explorer does: an extension's own way keeps it open for minutes. */
export async function open(uri: Uri): Promise<TextDocument> {
  await commands.executeCommand("vscode.open", uri, { preview: false });
  await until(
    `${uri.path} is open`,
    () => window.activeTextEditor?.document.uri.toString(),
    (shown) => shown === uri.toString(),
  );
  const document = window.activeTextEditor?.document;
  assert.ok(document);
  return document;
}

/** Writes a new file, and removes it with `remove`. */
export async function write(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** Replaces the whole text, as if typed. */
export async function replaceText(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new Range(0, 0, end.line, end.character), text);
  assert.ok(await workspace.applyEdit(edit), `The text of ${document.uri.path} could not be changed`);
}

/** Throws unsaved changes away and closes every editor. */
export async function closeAll(): Promise<void> {
  while (window.activeTextEditor?.document.isDirty) {
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}

/** Part of a file's text, where it first stands. */
export function rangeOf(document: TextDocument, text: string): Range {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${document.uri.path} does not hold ${text}`);
  return new Range(document.positionAt(offset), document.positionAt(offset + text.length));
}
