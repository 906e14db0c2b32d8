import type { CancellationToken, Problem } from "../analysis/analysis.ts";
import { type Disk, type DirectoryEntry, reasonOf } from "./disk.ts";
import type { Ignoring } from "./ignoring.ts";
import { compareText } from "./paths.ts";
import { isSignalDocument } from "./signal-files.ts";
import { isOutputFolder, isSourceName } from "./source-files.ts";
import { TimeSlice } from "./time-slice.ts";

/** What of a folder's files is looked at. */
export interface Listing {
  /** Absolute, with `/`, in a stable order. */
  readonly files: readonly string[];
  /** Files that are no source code and can be a signal, in a stable order. */
  readonly documents: readonly string[];
  /** Folders that could not be read. */
  readonly problems: readonly Problem[];
}

/**
 * Lists the source files below `root`. Symbolic links are not followed: what they point to is listed where it
 * really is, or lies outside; so a circle of links cannot trap the walk. Throws `Cancelled`.
 */
export async function listSourceFiles(
  root: string,
  ignoring: Ignoring,
  disk: Disk,
  token: CancellationToken,
): Promise<Listing> {
  const files: string[] = [];
  const documents: string[] = [];
  const rootLength = root.endsWith("/") ? root.length : root.length + 1;
  const problems: Problem[] = [];
  const waiting = [root];
  const slice = new TimeSlice(token);
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    if (slice.isOver) await slice.pause();
    let entries: readonly DirectoryEntry[];
    try {
      entries = disk.entries(directory);
    } catch (error) {
      problems.push({
        file: directory,
        offset: undefined,
        message: `The folder cannot be read (${reasonOf(error)}), so its files are not checked. Allow reading it, or list it under "ignore" in genai-lens.json`,
      });
      continue;
    }
    if (!entries.some((entry) => entry.name === ".gitignore")) ignoring.noteWithoutIgnoreFile(directory);
    const prefix = directory.endsWith("/") ? directory : `${directory}/`;
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.kind === "directory") {
        if (!isOutputFolder(entry.name) && ignoring.directoryReason(path) === undefined) waiting.push(path);
      } else if (entry.kind !== "file") {
        continue;
      } else if (isSourceName(entry.name)) {
        if (ignoring.listedFileReason(path) === undefined) files.push(path);
      } else if (isSignalDocument(path.slice(rootLength)) && ignoring.listedFileReason(path) === undefined) {
        documents.push(path);
      }
    }
  }
  files.sort(compareText);
  documents.sort(compareText);
  problems.sort((first, second) => compareText(first.file, second.file));
  return { files, documents, problems };
}
