import { Uri, commands, env, window, workspace } from "vscode";
import type { ExportFormat } from "../../server/src/protocol.ts";
import type { LensClient } from "./language-client.ts";

/** Where a report was written, or why it was not. */
type Saved = { readonly path: string } | { readonly error: string };

/** Asks for a file and writes the review into it. `undefined` where the person changed their mind. */
export async function exportReview(
  client: LensClient,
  folder: string,
  lens: string,
  format: ExportFormat,
): Promise<Saved | undefined> {
  const report = await client.request("genaiLens/export", { folder, lens, format });
  if ("error" in report) {
    return report;
  }
  const extension = report.fileName.split(".").at(-1) ?? "txt";
  const file = await window.showSaveDialog({
    title: "Export the review",
    defaultUri: Uri.joinPath(Uri.parse(folder), report.fileName),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (file === undefined) {
    return undefined;
  }
  await workspace.fs.writeFile(file, new TextEncoder().encode(report.text));
  void offerToOpen(file, format);
  return { path: workspace.asRelativePath(file) };
}

async function offerToOpen(file: Uri, format: ExportFormat): Promise<void> {
  const open = "Open";
  if ((await window.showInformationMessage(`Saved ${workspace.asRelativePath(file)}`, open)) !== open) {
    return;
  }
  if (format === "html" && file.scheme === "file" && env.remoteName === undefined) {
    await env.openExternal(file);
  } else {
    await commands.executeCommand("vscode.open", file);
  }
}
