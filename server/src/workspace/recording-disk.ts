import { createHash } from "node:crypto";
import type { Disk, DirectoryEntry, DiskEntry } from "./disk.ts";

/** Folder of a workspace that the product's own cache stands in. It says nothing of the project. */
export const CACHE_FOLDER = ".genai-lens-cache";

/** What was asked of a disk and what it answered, as text that is the same while the answer is. */
export type DiskRecord = Readonly<Record<string, string>>;

type Question = "stat" | "read" | "entries" | "realPath";

/** Passes everything on and notes it, so that it can be told later whether the same questions have the same answers. */
export class RecordingDisk implements Disk {
  readonly #disk: Disk;
  readonly #answers = new Map<string, string>();

  constructor(disk: Disk) {
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

  entries(directory: string): readonly DirectoryEntry[] {
    return this.#noted("entries", directory, () => this.#disk.entries(directory), directoryNames);
  }

  /** Not noted: it serves to look through source files, which are compared by their text. */
  readInto(file: string, buffer: Buffer): number {
    return this.#disk.readInto(file, buffer);
  }

  read(file: string): Buffer {
    return this.#noted("read", file, () => this.#disk.read(file), hashOf);
  }

  stat(path: string): DiskEntry | undefined {
    return this.#noted(
      "stat",
      path,
      () => this.#disk.stat(path),
      (entry) => entry?.kind ?? "nothing",
    );
  }

  realPath(path: string): string {
    return this.#noted(
      "realPath",
      path,
      () => this.#disk.realPath(path),
      (real) => real,
    );
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

  #noted<Answer>(question: Question, path: string, ask: () => Answer, describe: (answer: Answer) => string): Answer {
    const key = `${question} ${path}`;
    let answer: Answer;
    try {
      answer = ask();
    } catch (error) {
      this.#answers.set(key, "failed");
      throw error;
    }
    this.#answers.set(key, describe(answer));
    return answer;
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
