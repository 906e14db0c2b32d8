import type { Disk, DirectoryEntry, DiskEntry } from "./disk.ts";

/** `read 100` asks for the first 100 bytes. */
export type Question = "stat" | "read" | `read ${number}` | "entries" | "realPath";

/** How an answer is noted: as text that is the same while the answer is. */
export interface Descriptions {
  entries(entries: readonly DirectoryEntry[]): string;
  content(content: Buffer): string;
  stat(entry: DiskEntry | undefined): string;
}

/** Passes every question on to another disk, and notes what was answered. */
export abstract class NotingDisk implements Disk {
  readonly #disk: Disk;
  readonly #describe: Descriptions;

  constructor(disk: Disk, describe: Descriptions) {
    this.#disk = disk;
    this.#describe = describe;
  }

  entries(directory: string): readonly DirectoryEntry[] {
    return this.#asked("entries", directory, () => this.#disk.entries(directory), this.#describe.entries);
  }

  readInto(file: string, buffer: Buffer): number {
    return this.#asked(
      `read ${buffer.length}`,
      file,
      () => this.#disk.readInto(file, buffer),
      (length) => this.#describe.content(buffer.subarray(0, length)),
    );
  }

  read(file: string): Buffer {
    return this.#asked("read", file, () => this.#disk.read(file), this.#describe.content);
  }

  stat(path: string): DiskEntry | undefined {
    return this.#asked("stat", path, () => this.#disk.stat(path), this.#describe.stat);
  }

  realPath(path: string): string {
    return this.#asked(
      "realPath",
      path,
      () => this.#disk.realPath(path),
      (real) => real,
    );
  }

  /** Takes down an answer. */
  protected abstract note(question: Question, path: string, answer: string): void;

  /** Takes down that a question was not answered. */
  protected abstract noteFailure(question: Question, path: string, error: unknown): void;

  #asked<Answer>(question: Question, path: string, ask: () => Answer, describe: (answer: Answer) => string): Answer {
    let answer: Answer;
    try {
      answer = ask();
    } catch (error) {
      this.noteFailure(question, path, error);
      throw error;
    }
    this.note(question, path, describe(answer));
    return answer;
  }
}
