import { BUILT_IN_LENSES } from "../../../lens/practices/practices.ts";
import type { Lens } from "../../../lens/practices/practices.ts";
import { refuseLinks } from "./kept-files.ts";
import { LENSES_FOLDER, readStoredLenses } from "./lens-file/lens-folder.ts";
import type { StoredLens } from "./lens-file/lens-folder.ts";
import { storeMessageOf } from "./store-error.ts";

/** A lens that a folder's review can be done by. */
export interface OfferedLens {
  readonly lens: Lens;
  readonly isImported: boolean;
}

/** The lenses of a workspace folder. */
export interface OfferedLenses {
  /** The built-in ones first, then imported ones by title. */
  readonly lenses: readonly OfferedLens[];
  /** What is wrong with files of imported lenses, one line each. */
  readonly problems: readonly string[];
}

/** The lenses that every folder has. */
export const BUILT_IN: readonly OfferedLens[] = BUILT_IN_LENSES.map((lens) => ({ lens, isImported: false }));

/** Reads the lenses that a workspace folder has imported, and adds them to the built-in ones. Never throws. */
export async function readOfferedLenses(folder: string): Promise<OfferedLenses> {
  let stored: readonly StoredLens[] = [];
  const problems: string[] = [];
  try {
    await refuseLinks(folder, LENSES_FOLDER);
    stored = await readStoredLenses(folder);
  } catch (error) {
    problems.push(storeMessageOf(error, LENSES_FOLDER));
  }
  const imported: OfferedLens[] = [];
  for (const { id, file, failure, imported: read, problems: inFile } of stored) {
    const isTaken = BUILT_IN_LENSES.some((lens) => lens.id === id);
    if (failure !== undefined) problems.push(failure);
    else if (isTaken) problems.push(`${file} has the name of a built-in lens, so it is left out. Rename the file.`);
    else if (read === undefined) problems.push(firstError(file, inFile));
    else imported.push({ lens: read.lens, isImported: true });
  }
  imported.sort((first, second) => (first.lens.title < second.lens.title ? -1 : 1));
  return { lenses: [...BUILT_IN, ...imported], problems };
}

function firstError(file: string, problems: StoredLens["problems"]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === undefined) return `${file} cannot be read as a lens.`;
  const more =
    errors.length > 1 ? ` (and ${errors.length - 1} more; \`genai-lens lens validate ${file}\` lists them)` : "";
  return `${file}:${first.line} is left out: ${first.message}${more}.`;
}
