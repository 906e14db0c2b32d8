import { createHash } from "node:crypto";
import type { Disk, DirectoryEntry } from "./disk.ts";
import { NotingDisk, type Question } from "./noting-disk.ts";

/** Folder of a workspace that the product's own cache stands in. It says nothing of the project. */
export const CACHE_FOLDER = ".genai-lens-cache";

/** What was asked of a disk and what it answered, as text that is the same while the answer is. */
export type DiskRecord = Readonly<Record<string, string>>;

/** Passes everything on and notes it, so that it can be told later whether the same questions have the same answers. */
export class RecordingDisk extends NotingDisk {
  readonly #disk: Disk;
  readonly #answers = new Map<string, string>();

  constructor(disk: Disk) {
    super(disk, { entries: directoryNames, content: hashOf, stat: (entry) => entry?.kind ?? "nothing" });
    this.#disk = disk;
  }

  /** All that was asked since the start or the last `forgetAll`. */
  record(): DiskRecord {
    return Object.fromEntries(this.#answers);
  }

  forgetAll(): void {
    this.#answers.clear();
  }

  /** Asks the questions of a record again; whether every answer is the same. What was asked counts as asked here too. */
  stillHolds(record: DiskRecord): boolean {
    return Object.entries(record).every(([key, answer]) => {
      const separator = key.indexOf(" ");
      this.#ask(key.slice(0, separator) as Question, key.slice(separator + 1));
      return this.#answers.get(key) === answer;
    });
  }

  /** Not noted: it serves to look through source files, which are compared by their text. */
  override readInto(file: string, buffer: Buffer): number {
    return this.#disk.readInto(file, buffer);
  }

  protected override note(question: Question, path: string, answer: string): void {
    this.#answers.set(`${question} ${path}`, answer);
  }

  protected override noteFailure(question: Question, path: string): void {
    this.note(question, path, "failed");
  }

  #ask(question: Question, path: string): void {
    try {
      if (question === "stat") this.stat(path);
      else if (question === "read") this.read(path);
      else if (question === "entries") this.entries(path);
      else if (question === "realPath") this.realPath(path);
    } catch {
      // That it fails is the answer, and it is noted.
    }
  }
}

/** Only folders count: what is configured is looked for in them, and source files come and go. */
function directoryNames(entries: readonly DirectoryEntry[]): string {
  const names = entries
    .filter(({ kind, name }) => kind === "directory" && name !== CACHE_FOLDER)
    .map(({ name }) => name);
  return hashOf(names.sort().join("\n"));
}

export function hashOf(content: Buffer | string): string {
  return createHash("sha1").update(content).digest("hex").slice(0, 16);
}
