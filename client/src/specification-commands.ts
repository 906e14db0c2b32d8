import {
  Disposable,
  Location,
  Position,
  Range,
  Uri,
  WorkspaceEdit,
  commands,
  window,
  workspace,
  type WorkspaceFolder,
} from "vscode";
import type { EvidenceLocation } from "../../server/src/protocol.ts";
import { foldersOnDisk, lackMessage, pickFolder } from "./folders-on-disk.ts";
import type { LensClient } from "./language-client.ts";

/** Commands of the design specification: write a first one, and go to the places that its code lenses count. */
export function registerSpecificationCommands(client: LensClient): Disposable {
  return Disposable.from(
    commands.registerCommand("genaiLens.initSpecification", async () => initSpecification(client)),
    commands.registerCommand("genaiLens.showPlaces", showPlaces),
  );
}

async function initSpecification(client: LensClient): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  if (!(await client.untilRunning())) {
    void window.showErrorMessage("The specification cannot be written: the GenAI Lens server is not running.");
    return;
  }
  try {
    const { uri: written, text } = await window.withProgress(
      { location: { viewId: "genaiLens.review" }, title: "GenAI Lens: reading the code" },
      async () => client.request("genaiLens/specification", { folder: folder.uri.toString() }),
    );
    const uri = Uri.parse(written);
    if (text === null) {
      void window.showInformationMessage(`${workspace.asRelativePath(uri)} is there already and was left as it is.`);
    } else {
      const edit = new WorkspaceEdit();
      edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
      if (!(await workspace.applyEdit(edit))) {
        void window.showErrorMessage(
          `${workspace.asRelativePath(uri)} cannot be written. Check that its folder allows it.`,
        );
        return;
      }
    }
    await window.showTextDocument(uri);
  } catch (error) {
    void window.showErrorMessage(
      `The specification was not written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = foldersOnDisk();
  if (folders.length === 0) {
    void window.showErrorMessage(lackMessage());
    return undefined;
  }
  return folders.length === 1 ? folders[0] : pickFolder(folders, "The folder that the specification describes");
}

/** Goes to the only place, or lists several. Arguments come from the server, in its own form. */
async function showPlaces(
  uri: string,
  position: EvidenceLocation["range"]["start"],
  places: readonly EvidenceLocation[],
): Promise<void> {
  const locations = places.map(({ uri, range }) => new Location(Uri.parse(uri), rangeOf(range)));
  const [only, ...others] = locations;
  if (only !== undefined && others.length === 0) {
    await window.showTextDocument(only.uri, { selection: only.range });
    return;
  }
  await commands.executeCommand("editor.action.showReferences", Uri.parse(uri), positionOf(position), locations);
}

function rangeOf({ start, end }: EvidenceLocation["range"]): Range {
  return new Range(positionOf(start), positionOf(end));
}

function positionOf({ line, character }: EvidenceLocation["range"]["start"]): Position {
  return new Position(line, character);
}
