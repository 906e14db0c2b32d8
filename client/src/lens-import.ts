import { Uri, window, workspace } from "vscode";
import type { LensClient } from "./language-client.ts";
import type { ShownText } from "./shown-text.ts";

/** Problems that are told at once; all of them are in the document that is offered. */
const SHORT_LIST = 3;

/** Asks for a custom lens file and takes it over into the folder. `undefined` where the person changed their mind. */
export async function importLens(
  client: LensClient,
  folder: string,
  texts: ShownText,
): Promise<{ readonly isImported: true } | { readonly error: string } | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: "Import a lens in the format of the AWS Well-Architected Tool",
      openLabel: "Import",
      defaultUri: Uri.parse(folder),
      filters: { "Custom lens": ["json"] },
    })) ?? [];
  if (file === undefined) {
    return undefined;
  }
  const { error, problems } = await client.request("genaiLens/importLens", { folder, uri: file.toString() });
  if (problems.length > 0) {
    void offerProblems(file, problems, texts);
  }
  return error === undefined ? { isImported: true } : { error };
}

/** Each problem begins with the file's name and the place in it. */
async function offerProblems(file: Uri, problems: readonly string[], texts: ShownText): Promise<void> {
  const showAll = "Show All";
  const first = problems.slice(0, SHORT_LIST).join(" ");
  const rest = problems.length > SHORT_LIST ? ` And ${problems.length - SHORT_LIST} more.` : "";
  const choice = await window.showWarningMessage(first + rest, showAll);
  if (choice === showAll) {
    const name = workspace.asRelativePath(file).split("/").at(-1) ?? "";
    await texts.show(`Problems of ${name}.txt`, `${problems.join("\n")}\n`);
  }
}
