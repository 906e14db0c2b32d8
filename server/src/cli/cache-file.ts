import fs from "node:fs";
import path from "node:path";
import { nodeDisk } from "../workspace/disk.ts";
import { CACHE_FOLDER } from "../workspace/recording-disk.ts";
import type { CacheStore } from "../workspace/report-cache.ts";

const FILE = "reports-1.json";

/**
 * The folder of a workspace's cache: beside other tools' caches where packages are installed, else one of its own,
 * which tells git to leave it alone.
 */
export function cacheFolder(root: string): { readonly folder: string; readonly isOwn: boolean } {
  const packages = path.join(root, "node_modules");
  return isDirectory(packages)
    ? { folder: path.join(packages, ".cache", "genai-lens"), isOwn: false }
    : { folder: path.join(root, CACHE_FOLDER), isOwn: true };
}

/** Results of files that did not change, kept in the cache of a workspace. */
export function cacheFile(root: string): CacheStore {
  return {
    read() {
      try {
        return fs.readFileSync(path.join(cacheFolder(root).folder, FILE), "utf8");
      } catch {
        return undefined;
      }
    },
    write: (text) => writeInCache(root, FILE, text),
  };
}

/** Writes a file of a workspace's cache whole, or not at all. */
export function writeInCache(root: string, name: string, text: string): void {
  const { folder, isOwn } = cacheFolder(root);
  const file = path.join(folder, name);
  const unfinished = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(folder, { recursive: true });
    const ignoreFile = path.join(folder, ".gitignore");
    if (isOwn && !fs.existsSync(ignoreFile)) fs.writeFileSync(ignoreFile, "*\n");
    // Two runs may end at once, and one may be stopped half way.
    fs.writeFileSync(unfinished, text);
    fs.renameSync(unfinished, file);
  } catch {
    discard(unfinished);
  }
}

function isDirectory(folder: string): boolean {
  try {
    return nodeDisk.stat(folder)?.kind === "directory";
  } catch {
    return false;
  }
}

function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // Where its folder could not even be made, there is nothing to take away.
  }
}
