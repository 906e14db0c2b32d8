import fs from "node:fs";
import { toSlashes } from "./paths.ts";

/** What a path is. Symbolic links are followed. */
export interface DiskEntry {
  readonly kind: "file" | "directory" | "other";
  /** Bytes. */
  readonly size: number;
}

export interface DirectoryEntry {
  readonly name: string;
  /** Symbolic links and devices are `other`. */
  readonly kind: "file" | "directory" | "other";
}

/** The few things that the workspace asks of a file system. Reading only. */
export interface Disk {
  /** Entries of a folder in any order. Throws where it cannot be read. */
  entries(directory: string): readonly DirectoryEntry[];
  /** Fills `buffer` from the start of the file and returns how many bytes it got. Throws where it cannot be read. */
  readInto(file: string, buffer: Buffer): number;
  /** The whole file. Throws where it cannot be read. */
  read(file: string): Buffer;
  /** `undefined` where nothing is there. Throws where it cannot be looked at. */
  stat(path: string): DiskEntry | undefined;
  /** The path with all symbolic links resolved; the path itself where that fails. */
  realPath(path: string): string;
}

/** The machine's own file system. */
export const nodeDisk: Disk = {
  entries(directory) {
    return fs.readdirSync(directory, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: entry.isDirectory() ? "directory" : entry.isFile() ? "file" : "other",
    }));
  },
  readInto(file, buffer) {
    const descriptor = fs.openSync(file, "r");
    try {
      let length = 0;
      while (length < buffer.length) {
        const got = fs.readSync(descriptor, buffer, length, buffer.length - length, length);
        if (got === 0) break;
        length += got;
      }
      return length;
    } finally {
      fs.closeSync(descriptor);
    }
  },
  read: (file) => fs.readFileSync(file),
  stat(path) {
    const stats = fs.statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    return { kind: stats.isFile() ? "file" : stats.isDirectory() ? "directory" : "other", size: stats.size };
  },
  realPath(path) {
    try {
      return toSlashes(fs.realpathSync.native(path));
    } catch {
      return path;
    }
  },
};

/** Whether a readable path is a regular file. False where the folder around it cannot be looked into. */
export function isRegularFile(path: string, disk: Disk): boolean {
  try {
    return disk.stat(path)?.kind === "file";
  } catch {
    return false;
  }
}

/** Why reading failed, in words for a message. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ENOENT":
      return "it is no longer there";
    case "EISDIR":
      return "it is a folder";
    case "ELOOP":
      return "its symbolic links run in a circle";
    case "EMFILE":
    case "ENFILE":
      return "too many files are open";
    default:
      return code ?? (error instanceof Error ? error.message : String(error));
  }
}
