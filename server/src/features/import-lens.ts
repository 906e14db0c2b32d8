import path from "node:path";
import type { ServerRequests } from "../protocol.ts";
import { importLens as readLens } from "../review/lens-file/import-lens.ts";
import { LensFileError, lensIdOf, readLensText, storeLens } from "../review/lens-file/lens-folder.ts";
import { BUILT_IN } from "../review/offered-lenses.ts";
import { fileOfUri } from "./uris.ts";

type Answer = ServerRequests["genaiLens/importLens"]["result"];

/**
 * Takes a custom lens file over into a workspace folder, as it is. A lens of the same name that is there already is
 * replaced: that is how a new version comes. `root` is the folder's absolute path.
 */
export async function importLens(root: string, uri: string): Promise<Answer> {
  const file = fileOfUri(uri);
  if (file === undefined)
    return { error: "Lens files are read from the disk only. Save the file there.", problems: [] };
  const shown = path.basename(file);
  try {
    const text = await readLensText(file, shown);
    const { imported, problems } = readLens(text, "new");
    const lines = problems.map(({ line, column, message }) => `${shown}:${line}:${column} ${message}.`);
    if (imported === undefined) {
      const errors = problems.filter(({ severity }) => severity === "error").length;
      return {
        error: `${shown} is not a lens that can be imported: ${errors} of its problems are errors.`,
        problems: lines,
      };
    }
    const id = lensIdOf(imported.lens.title);
    if (BUILT_IN.some(({ lens }) => lens.id === id)) {
      return {
        error: `The lens "${imported.lens.title}" is built in already, so it is not imported.`,
        problems: lines,
      };
    }
    await storeLens(root, id, text, true);
    return { problems: lines };
  } catch (error) {
    if (!(error instanceof LensFileError)) throw error;
    return { error: `${error.message}.`, problems: [] };
  }
}
