import fs from "node:fs";
import path from "node:path";
import { nodeDisk } from "../workspace/disk.ts";
import { CACHE_FOLDER } from "../workspace/recording-disk.ts";
import type { CacheStore } from "../workspace/report-cache.ts";

const FILE = "reports-1.json";

/**
 * The cache of a workspace: beside other tools' caches where packages are installed, else in a folder of its own,
 * which tells git to leave it alone.
 */
export function cacheFile(root: string): CacheStore {
  const packages = path.join(root, "node_modules");
  const isInstalled = isDirectory(packages);
  const folder = isInstalled ? path.join(packages, ".cache", "genai-lens") : path.join(root, CACHE_FOLDER);
  const file = path.join(folder, FILE);
  return {
    read() {
      try {
        return fs.readFileSync(file, "utf8");
      } catch {
        return undefined;
      }
    },
    write(text) {
      const unfinished = `${file}.${process.pid}`;
      try {
        fs.mkdirSync(folder, { recursive: true });
        if (!isInstalled) fs.writeFileSync(path.join(folder, ".gitignore"), "*\n");
        // Two runs may end at once, and one may be stopped half way.
        fs.writeFileSync(unfinished, text);
        fs.renameSync(unfinished, file);
      } catch {
        discard(unfinished);
      }
    },
  };
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
