import { workspace, type ConfigurationScope, type Uri } from "vscode";

/** Section of all settings. */
export const SECTION = "genaiLens";

/** Whether findings are wanted for a resource, or in general where none is given. */
export function isEnabled(scope?: ConfigurationScope): boolean {
  return workspace.getConfiguration(SECTION, scope).get<boolean>("enable", true);
}

/** Whether anything open in this window wants findings, so that a server is needed. */
export function isEnabledAnywhere(): boolean {
  const folders = workspace.workspaceFolders ?? [];
  return folders.length === 0 ? isEnabled() : folders.some((folder) => isEnabled(folder.uri));
}

/** When a document is looked at again. */
export function runsOn(resource: Uri): "onType" | "onSave" {
  return workspace.getConfiguration(SECTION, resource).get<string>("run") === "onSave" ? "onSave" : "onType";
}
