import { window, workspace, type WorkspaceFolder } from "vscode";

/** Why there is nothing to review: no folder is open, or none of those that are is on disk. */
export type LackOfFolders = "no folder" | "not on disk";

/** Whether the code of a folder can be read. */
export function isOnDisk({ uri }: WorkspaceFolder): boolean {
  return uri.scheme === "file";
}

/** The folders of this window whose code can be read. Those of a virtual file system cannot. */
export function foldersOnDisk(): readonly WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter(isOnDisk);
}

/** What `foldersOnDisk` is empty for. */
export function lackOfFolders(): LackOfFolders {
  return (workspace.workspaceFolders ?? []).length === 0 ? "no folder" : "not on disk";
}

/** One message for who asked for something that needs a folder on disk, where there is none. */
export function lackMessage(): string {
  return lackOfFolders() === "no folder"
    ? "GenAI Lens reads the code of a folder: open one first."
    : "GenAI Lens reads code on disk, and the folder of this window is not there. Open a folder on disk, such as a clone of the repository.";
}

/** Asks for one of several folders. `undefined` where the person changed their mind. */
export async function pickFolder(
  folders: readonly WorkspaceFolder[],
  title: string,
): Promise<WorkspaceFolder | undefined> {
  const items = folders.map((folder) => ({ label: folder.name, detail: folder.uri.fsPath, folder }));
  return (await window.showQuickPick(items, { title }))?.folder;
}
