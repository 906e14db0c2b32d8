import path from "node:path";
import { BUILT_IN_LENSES, type Lens } from "../../../lens/practices/practices.ts";
import { lensFileOf } from "../review/lens-file/export-lens.ts";
import type { LensFile } from "../review/lens-file/format.ts";
import { type LensImport, importLens } from "../review/lens-file/import-lens.ts";
import { LensFileError, lensIdOf, readLensText, readStoredLenses } from "../review/lens-file/lens-folder.ts";
import { counted } from "../reports/check-result.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import { CommandError } from "./command-error.ts";
import { absolutePath } from "./written-path.ts";
import type { Terminal } from "./terminal.ts";

/** A lens that was named on the command line. */
export interface NamedLens {
  readonly lens: Lens;
  readonly file: LensFile;
}

/** Finds a lens by its id, built in or of the present folder, or by the path of its file. Throws `CommandError`. */
export async function findLens(terminal: Terminal, written: string): Promise<NamedLens> {
  const builtIn = BUILT_IN_LENSES.find(({ id }) => id === written);
  if (builtIn !== undefined) return { lens: builtIn, file: lensFileOf(builtIn) };
  const stored = await readStoredLenses(terminal.directory);
  const own = stored.find(({ id }) => id === written);
  if (own !== undefined) {
    if (own.failure !== undefined) throw new CommandError(own.failure);
    return soundLens(own, own.file);
  }
  if (!written.includes("/") && !written.endsWith(".json")) {
    const known = [...BUILT_IN_LENSES, ...stored].map(({ id }) => id);
    throw new CommandError(
      `There is no lens "${written}".${suggestion(written, known) || " `genai-lens lens list` lists them; a file is named by its path"}`,
    );
  }
  const text = await lensTextOf(terminal, written);
  return soundLens(importLens(text, lensIdOf(path.posix.basename(written, ".json"))), written);
}

/** The text of a lens file that was named on the command line; `-` is the standard input. Throws `CommandError`. */
export async function lensTextOf(terminal: Terminal, written: string): Promise<string> {
  if (written === "-") return terminal.readInput();
  return orCommandError(readLensText(absolutePath(terminal, written), written));
}

/** Throws `CommandError` with the first error of a file, and how to see the others. */
export function soundLens({ imported, problems }: LensImport, shown: string): NamedLens {
  if (imported !== undefined) return imported;
  const [first, ...others] = problems.filter(({ severity }) => severity === "error");
  const place = first === undefined ? "" : `:${first.line}:${first.column}`;
  const more =
    others.length === 0 ? "" : ` (and ${counted(others.length, "more error")}: \`genai-lens lens validate ${shown}\`)`;
  throw new CommandError(`${shown}${place} ${first?.message ?? "cannot be read"}${more}`);
}

/** Turns what stands in the way of a lens file into what stands in the way of the command. */
export async function orCommandError<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LensFileError) throw new CommandError(error.message);
    throw error;
  }
}
