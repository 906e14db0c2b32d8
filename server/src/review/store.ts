import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { GENERATIVE_AI_LENS } from "../../../lens/practices/practices.ts";
import type { PracticeAnswer } from "../protocol.ts";
import { parseReviewFile, writeAnswer } from "./review-file.ts";
import type { ParsedReviewFile } from "./review-file.ts";

/** The review file, seen from its workspace folder. */
export const REVIEW_FILE = ".genai-lens/review.json";

/** Bytes. A review of every lens with long notes stays far below. */
const LARGEST_FILE = 5_000_000;

const MOST_ATTEMPTS = 5;

/** ms. A write takes some of these; a lock that is older belongs to a process that died. */
const OLDEST_LOCK = 10_000;

/** The answers of a folder as they stand on disk. */
export interface StoredReview {
  readonly answers: ReadonlyMap<string, PracticeAnswer>;
  /** Things that stand in the way, one line each, with what to do about them. */
  readonly problems: readonly string[];
}

/** What became of an answer. With an `error` nothing was written. */
export interface AnswerOutcome {
  readonly review: StoredReview;
  /** One line: what stood in the way, and how to mend it. */
  readonly error: string | undefined;
}

/** Says in one line why nothing can be written or read. */
class StoreError extends Error {
  override readonly name = "StoreError";
}

/** What stands on disk at one moment. */
interface FileState {
  /** `undefined` where there is no file. */
  readonly text: string | undefined;
  readonly parsed: ParsedReviewFile | undefined;
}

/**
 * The review file of one workspace folder. Every write reads the file again and changes one answer in it,
 * so that what a person or another window wrote meanwhile stays. A file that cannot be understood is
 * copied beside before anything is written in its place.
 */
export class ReviewStore {
  readonly #folder: string;
  readonly #file: string;
  #queue: Promise<unknown> = Promise.resolve();

  /** `folder` is an absolute path in the machine's own form or with `/`. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#file = path.join(folder, REVIEW_FILE);
  }

  /** Reads the file. Never throws: what stands in the way becomes a problem line. */
  async load(): Promise<StoredReview> {
    try {
      return await this.#describe((await this.#read()).parsed);
    } catch (error) {
      return { answers: new Map(), problems: [messageOf(error)] };
    }
  }

  /** Stores one answer; `open` without a note removes it. Writes of this store run one after the other. */
  answer(practice: string, answer: PracticeAnswer): Promise<AnswerOutcome> {
    const outcome = this.#queue.then(() => this.#answer(practice, answer));
    this.#queue = outcome;
    return outcome;
  }

  async #answer(practice: string, answer: PracticeAnswer): Promise<AnswerOutcome> {
    try {
      await this.#write(practice, answer);
      return { review: await this.load(), error: undefined };
    } catch (error) {
      return { review: await this.load(), error: messageOf(error) };
    }
  }

  async #write(practice: string, answer: PracticeAnswer): Promise<void> {
    await this.#refuseLinks();
    await makeFolder(path.dirname(this.#file));
    const release = await takeLock(`${this.#file}.lock`);
    try {
      await this.#change(practice, answer);
    } finally {
      await release();
    }
  }

  /** The lock keeps other windows out; editors and git know nothing of it, hence the second look at the file. */
  async #change(practice: string, answer: PracticeAnswer): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const { text, parsed } = await this.#read();
      const next = inStyleOf(text, writeAnswer(parsed?.document, practice, answer, GENERATIVE_AI_LENS.id));
      if (next === text) return;
      const temporary = `${this.#file}.${randomUUID()}.tmp`;
      try {
        await writeThrough(temporary, next, await this.#writableMode());
        if ((await this.#text()) !== text) continue;
        if (parsed !== undefined && (parsed.isLossy || parsed.unreadable.has(practice))) await this.#keepCopy();
        await replaceFile(temporary, this.#file);
        return;
      } finally {
        await fs.rm(temporary, { force: true });
      }
    }
    throw new StoreError(
      `${REVIEW_FILE} keeps changing, so the answer was not stored. Close what writes to it and answer again.`,
    );
  }

  async #read(): Promise<FileState> {
    const text = await this.#text();
    return { text, parsed: text === undefined ? undefined : parseReviewFile(text) };
  }

  async #text(): Promise<string | undefined> {
    await this.#refuseLinks();
    const stats = await fs.stat(this.#file).catch(ignoreMissing);
    if (stats === undefined) return undefined;
    if (!stats.isFile()) throw new StoreError(`${REVIEW_FILE} is not a file. Move it away.`);
    if (stats.size > LARGEST_FILE) {
      throw new StoreError(
        `${REVIEW_FILE} is larger than ${LARGEST_FILE / 1_000_000} MB, so it is left alone. Put back an earlier version of it.`,
      );
    }
    const text = await fs.readFile(this.#file, "utf8").catch(ignoreMissing);
    return text?.replace(/^\uFEFF/u, "");
  }

  /** A link in an unknown workspace must not lead a write to some other place of the machine. */
  async #refuseLinks(): Promise<void> {
    for (const [part, kind] of [
      [path.dirname(this.#file), "folder"],
      [this.#file, "file"],
    ] as const) {
      const entry = await fs.lstat(part).catch(ignoreMissing);
      if (entry?.isSymbolicLink() !== true) continue;
      const name = path.relative(this.#folder, part).replaceAll("\\", "/");
      throw new StoreError(`${name} is a symbolic link, which is not followed. Put a real ${kind} in its place.`);
    }
  }

  /** Permissions of the file that is there, so that they stay. */
  async #writableMode(): Promise<number> {
    const stats = await fs.stat(this.#file).catch(ignoreMissing);
    if (stats === undefined) return 0o666;
    // A rename would replace a read-only file without a word.
    if ((stats.mode & 0o222) === 0) {
      throw new StoreError(`${REVIEW_FILE} is read-only. Allow writing to it and answer again.`);
    }
    return stats.mode & 0o777;
  }

  async #keepCopy(): Promise<void> {
    for (let count = 0; ; count++) {
      try {
        await fs.copyFile(
          this.#file,
          count === 0 ? `${this.#file}.bak` : `${this.#file}.bak.${count}`,
          constants.COPYFILE_EXCL,
        );
        return;
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
    }
  }

  async #describe(parsed: ParsedReviewFile | undefined): Promise<StoredReview> {
    const problems = (parsed?.problems ?? []).map(
      ({ line, message }) => `${REVIEW_FILE}${line === undefined ? "" : `:${line}`} ${message}.`,
    );
    if (parsed !== undefined && parsed.document === undefined && parsed.isLossy) {
      problems.push(
        `Until then no stored answer is shown; the next answer starts a new file and keeps this one as ${REVIEW_FILE}.bak.`,
      );
    }
    for (const copy of await this.#copies()) {
      problems.push(
        `${copy} holds answers from a review file that could not be read. Take over what you need from it, then delete it.`,
      );
    }
    return { answers: parsed?.answers ?? new Map(), problems };
  }

  async #copies(): Promise<readonly string[]> {
    const names = (await fs.readdir(path.dirname(this.#file)).catch(ignoreMissing)) ?? [];
    return names
      .filter((name) => /^review\.json\.bak(?:\.\d+)?$/u.test(name))
      .sort()
      .map((name) => `.genai-lens/${name}`);
  }
}

/** Keeps the line ends of the file that is there. */
function inStyleOf(text: string | undefined, next: string): string {
  return text?.includes("\r\n") === true ? next.replaceAll("\n", "\r\n") : next;
}

/** Not recursive: a workspace folder that was deleted must not come back. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.mkdir(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** Waits until no other process writes, and answers with what gives the file free again. */
async function takeLock(lock: string): Promise<() => Promise<void>> {
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

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) === "ENOENT") return undefined;
  throw error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}

function messageOf(error: unknown): string {
  if (error instanceof StoreError) return error.message;
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `${REVIEW_FILE} cannot be read or written: permission denied. Check the permissions of the folder .genai-lens.`;
    case "ENOSPC":
      return `${REVIEW_FILE} cannot be written: the disk is full. Free some space and answer again.`;
    case "ENOTDIR":
    case "EEXIST":
      return ".genai-lens is a file, and a folder is needed there. Move the file away.";
    case "ENOENT":
      return `${REVIEW_FILE} cannot be written: the workspace folder is no longer there.`;
    default:
      return `${REVIEW_FILE} cannot be read or written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
