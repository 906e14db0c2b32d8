import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { type LensImport, importLens } from "./import-lens.ts";

/** Where a workspace folder keeps the lenses that its team brought, seen from the folder. */
export const LENSES_FOLDER = ".genai-lens/lenses";

/** Bytes. AWS takes half a megabyte; what is far above is not read. */
const LARGEST_FILE = 5_000_000;

/** A file in the folder of lenses. */
export interface StoredLens extends LensImport {
  /** Name of the file without its end; the id of the lens. */
  readonly id: string;
  /** Seen from the workspace folder, with `/`. */
  readonly file: string;
  /** One line where the file could not be read at all. */
  readonly failure: string | undefined;
}

/** Says in one line why a lens file cannot be read or written, and how to mend it. */
export class LensFileError extends Error {
  override readonly name = "LensFileError";
}

/** Reads every lens file of a workspace folder, by name. Never throws; without a folder of lenses there are none. */
export async function readStoredLenses(folder: string): Promise<readonly StoredLens[]> {
  let names: readonly string[];
  try {
    names = await fs.readdir(path.join(folder, LENSES_FOLDER));
  } catch {
    return [];
  }
  const ids = names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
  return Promise.all(ids.sort().map((id) => readStoredLens(folder, id)));
}

async function readStoredLens(folder: string, id: string): Promise<StoredLens> {
  const file = `${LENSES_FOLDER}/${id}.json`;
  try {
    const text = await readLensText(path.join(folder, file), file);
    return { id, file, failure: undefined, ...importLens(text, id) };
  } catch (error) {
    const failure = error instanceof LensFileError ? error.message : `${file} cannot be read: ${String(error)}`;
    return { id, file, failure, imported: undefined, problems: [] };
  }
}

/** The text of a lens file. `shown` names it in messages. Throws `LensFileError`. */
export async function readLensText(file: string, shown: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    const stats = await fs.stat(file);
    if (!stats.isFile()) throw new LensFileError(`${shown} is not a file: name a lens file`);
    if (stats.size > LARGEST_FILE) {
      throw new LensFileError(
        `${shown} has ${stats.size} bytes, far more than the 500000 that AWS takes: name a lens file`,
      );
    }
    bytes = await fs.readFile(file);
  } catch (error) {
    if (error instanceof LensFileError) throw error;
    if (codeOf(error) === "ENOENT") throw new LensFileError(`${shown} is not there: name a lens file`);
    throw new LensFileError(`${shown} cannot be read (${codeOf(error) ?? String(error)}): allow reading it`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new LensFileError(`${shown} is not written as UTF-8: save it as UTF-8`);
  }
}

/** What became of a file that was to be stored. */
export interface StoreOutcome {
  /** Seen from the workspace folder, with `/`. */
  readonly file: string;
  readonly change: "new" | "replaced" | "same";
}

/**
 * Puts the text of a lens file, as it is, into the folder of lenses. Replaces another text only where `isReplacing`
 * says so. Follows no link. Throws `LensFileError`.
 */
export async function storeLens(folder: string, id: string, text: string, isReplacing: boolean): Promise<StoreOutcome> {
  const file = `${LENSES_FOLDER}/${id}.json`;
  const target = path.join(folder, file);
  try {
    for (const part of [path.dirname(LENSES_FOLDER), LENSES_FOLDER, file]) {
      const entry = await fs.lstat(path.join(folder, part)).catch(ignoreMissing);
      if (entry?.isSymbolicLink() === true)
        throw new LensFileError(`${part} is a symbolic link, which is not followed: put a real one in its place`);
      if (entry === undefined && part !== file) await fs.mkdir(path.join(folder, part));
    }
    const before = await fs.readFile(target, "utf8").catch(ignoreMissing);
    if (before === text) return { file, change: "same" };
    if (before !== undefined && !isReplacing)
      throw new LensFileError(`${file} is there already and was left as it is: write --replace, or another --id`);
    if (before === undefined) await fs.writeFile(target, text, { flag: "wx" });
    else await replaceFile(target, text);
    return { file, change: before === undefined ? "new" : "replaced" };
  } catch (error) {
    if (error instanceof LensFileError) throw error;
    throw new LensFileError(`${file} cannot be written (${codeOf(error) ?? String(error)}): allow writing it`);
  }
}

/** By way of a second file, so that the one that is there stays whole when the disk is full. */
async function replaceFile(target: string, text: string): Promise<void> {
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await fs.writeFile(temporary, text, { flag: "wx" });
    await fs.rename(temporary, target);
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** An id for a lens by its name, fit for a file's name: small letters and digits of any script, joined by `-`. */
export function lensIdOf(name: string): string {
  const id = name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return id === "" || RESERVED.test(id) ? `lens${id === "" ? "" : `-${id}`}` : id;
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) === "ENOENT") return undefined;
  throw error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
