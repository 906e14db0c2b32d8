import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf, ignoreMissing, StoreError } from "./store-error.ts";

/** The folder of a workspace folder that holds everything of its review. */
export const REVIEW_FOLDER = ".genai-lens";

/** ms. A write takes some of these; a lock that is older belongs to a process that died. */
const OLDEST_LOCK = 10_000;

const MOST_ATTEMPTS = 5;

/**
 * The text of a file of the review, without a byte order mark; `undefined` where there is none. `name` is its path
 * from the workspace folder, with `/`. Throws for links and for what is no file or larger than `largest` bytes.
 */
export async function readKept(folder: string, name: string, largest: number): Promise<string | undefined> {
  await refuseLinks(folder, name);
  const file = path.join(folder, name);
  const stats = await fs.stat(file).catch(ignoreMissing);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw new StoreError(`${name} is not a file. Move it away.`);
  if (stats.size > largest) {
    throw new StoreError(
      `${name} is larger than ${largest / 1_000_000} MB, so it is left alone. Put back an earlier version of it.`,
    );
  }
  const text = await fs.readFile(file, "utf8").catch(ignoreMissing);
  return text?.replace(/^\uFEFF/u, "");
}

/** Names in a folder of the review, sorted; none where it is not there. */
export async function listKept(folder: string, name: string): Promise<readonly string[]> {
  await refuseLinks(folder, name);
  return ((await fs.readdir(path.join(folder, name)).catch(ignoreMissing)) ?? []).sort();
}

/** A link in an unknown workspace must not lead a write or a look to some other place of the machine. */
export async function refuseLinks(folder: string, name: string): Promise<void> {
  const parts = name.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    const entry = await fs.lstat(path.join(folder, part)).catch(ignoreMissing);
    if (entry?.isSymbolicLink() !== true) continue;
    const kind = length === parts.length && part.endsWith(".json") ? "file" : "folder";
    throw new StoreError(`${part} is a symbolic link, which is not followed. Put a real ${kind} in its place.`);
  }
}

/** Makes the folders around a file of the review. Not recursive: a workspace folder that was deleted must not come back. */
export async function makeFoldersOf(folder: string, name: string): Promise<void> {
  await refuseLinks(folder, name);
  const parts = name.split("/").slice(0, -1);
  for (let length = 1; length <= parts.length; length++) {
    try {
      await fs.mkdir(path.join(folder, ...parts.slice(0, length)));
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

/** Writes a file of the review whole, or not at all; `isWanted` is asked at the last moment. Answers whether it did. */
export async function writeKept(
  folder: string,
  name: string,
  text: string,
  isWanted: () => Promise<boolean> = async () => true,
): Promise<boolean> {
  const file = path.join(folder, name);
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeThrough(temporary, text, await writableMode(file, name));
    if (!(await isWanted())) return false;
    await replaceFile(temporary, file);
    return true;
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

/** Waits until no other process writes, and answers with what gives the file free again. */
export async function takeLock(lock: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await (await fs.open(lock, "wx")).close();
      return () => fs.rm(lock, { force: true });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const age = Date.now() - ((await fs.stat(lock).catch(ignoreMissing))?.mtimeMs ?? Date.now());
    // Also a lock from the future, by a clock that was set back, must not hold for ever.
    if (Math.abs(age) > OLDEST_LOCK) await fs.rm(lock, { force: true });
    else await delay(10);
  }
}

/** Permissions of the file that is there, so that they stay. */
async function writableMode(file: string, name: string): Promise<number> {
  const stats = await fs.stat(file).catch(ignoreMissing);
  if (stats === undefined) return 0o666;
  // A rename would replace a read-only file without a word.
  if ((stats.mode & 0o222) === 0) throw new StoreError(`${name} is read-only. Allow writing to it and try again.`);
  return stats.mode & 0o777;
}

async function writeThrough(file: string, text: string, mode: number): Promise<void> {
  const handle = await fs.open(file, "wx", mode);
  try {
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows refuses for a moment while another program looks at the file. */
async function replaceFile(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      const isHeld = ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error) ?? "");
      if (process.platform !== "win32" || !isHeld || attempt === MOST_ATTEMPTS) throw error;
      await delay(20 * attempt);
    }
  }
}
