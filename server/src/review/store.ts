import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import type { PracticeAnswer } from "../protocol.ts";
import { mergeAnswers, OPEN_ANSWER, problemWithAnswer } from "./answers.ts";
import type { AnswersByLens, StoredAnswer } from "./answers.ts";
import { makeFoldersOf, readKept, REVIEW_FOLDER, takeLock, writeKept } from "./kept-files.ts";
import { parseReviewFile } from "./review-file.ts";
import type { ParsedReviewFile } from "./review-file.ts";
import { writeAnswers } from "./review-file-text.ts";
import { codeOf, ignoreMissing, StoreError, storeMessageOf } from "./store-error.ts";

/** The review file, seen from its workspace folder. */
export const REVIEW_FILE = `${REVIEW_FOLDER}/review.json`;

/** Bytes. A review of every lens with long notes stays far below. */
const LARGEST_FILE = 5_000_000;

const MOST_ATTEMPTS = 5;

/** The answers of a folder as they stand on disk. */
export interface StoredReview {
  readonly answers: AnswersByLens;
  /** Things that stand in the way, one line each, with what to do about them. */
  readonly problems: readonly string[];
  /** Whether these are all answers that are kept. */
  readonly isComplete: boolean;
}

/** A person's answer to one practice. */
export interface AnswerToStore {
  readonly practice: string;
  readonly answer: PracticeAnswer;
  /** What the person saw before: only what differs from it was changed. Everything was, where it is left out. */
  readonly before?: PracticeAnswer | undefined;
  /** Findings that stand against the practice now. */
  readonly findings?: number;
}

/** What became of answers. With an `error` nothing was written. */
export interface AnswerOutcome {
  readonly review: StoredReview;
  /** One line: what stood in the way, and how to mend it. */
  readonly error: string | undefined;
}

/** What stands on disk at one moment. */
interface FileState {
  /** `undefined` where there is no file. */
  readonly text: string | undefined;
  readonly parsed: ParsedReviewFile | undefined;
}

/**
 * The review file of one workspace folder. Every write reads the file again and changes in it only what the person
 * changed, so that what a person or another window wrote meanwhile stays. A file that cannot be understood is copied
 * beside before anything is written in its place.
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
      return { answers: new Map(), problems: [storeMessageOf(error, REVIEW_FILE)], isComplete: false };
    }
  }

  /** Stores answers to a lens, all or none; one that is open again is removed. Writes of this store run one after the other. */
  answer(lens: string, answers: readonly AnswerToStore[]): Promise<AnswerOutcome> {
    const outcome = this.#queue.then(() => this.#answer(lens, answers));
    this.#queue = outcome;
    return outcome;
  }

  async #answer(lens: string, answers: readonly AnswerToStore[]): Promise<AnswerOutcome> {
    try {
      if (answers.length > 0) await this.#write(lens, answers);
      return { review: await this.load(), error: undefined };
    } catch (error) {
      return { review: await this.load(), error: storeMessageOf(error, REVIEW_FILE) };
    }
  }

  async #write(lens: string, answers: readonly AnswerToStore[]): Promise<void> {
    await makeFoldersOf(this.#folder, REVIEW_FILE);
    const release = await takeLock(`${this.#file}.lock`);
    try {
      await this.#change(lens, answers);
    } finally {
      await release();
    }
  }

  /** The lock keeps other windows out; editors and git know nothing of it, hence the second look at the file. */
  async #change(lens: string, answers: readonly AnswerToStore[]): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const { text, parsed } = await this.#read();
      if (parsed?.isForeign === true) throw new StoreError(linesOf(parsed).join(" "));
      const changes = mergedChanges(parsed?.answers.get(lens), answers);
      const next = inStyleOf(text, writeAnswers(parsed?.document, lens, changes));
      if (next === text) return;
      const isLossy = answers.some(({ practice }) => parsed?.unreadable.get(lens)?.has(practice));
      const isWritten = await writeKept(this.#folder, REVIEW_FILE, next, async () => {
        if ((await this.#text()) !== text) return false;
        if (parsed?.isLossy === true || isLossy) await this.#keepCopy();
        return true;
      });
      if (isWritten) return;
    }
    throw new StoreError(
      `${REVIEW_FILE} keeps changing, so the answer was not stored. Close what writes to it and answer again.`,
    );
  }

  async #read(): Promise<FileState> {
    const text = await this.#text();
    return { text, parsed: text === undefined ? undefined : parseReviewFile(text) };
  }

  #text(): Promise<string | undefined> {
    return readKept(this.#folder, REVIEW_FILE, LARGEST_FILE);
  }

  async #keepCopy(): Promise<void> {
    for (let count = 0; ; count++) {
      try {
        const copy = count === 0 ? `${this.#file}.bak` : `${this.#file}.bak.${count}`;
        await fs.copyFile(this.#file, copy, constants.COPYFILE_EXCL);
        return;
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
    }
  }

  async #describe(parsed: ParsedReviewFile | undefined): Promise<StoredReview> {
    const problems = parsed === undefined ? [] : linesOf(parsed);
    if (parsed !== undefined && parsed.document === undefined && parsed.isLossy && !parsed.isForeign) {
      problems.push(
        `Until then no stored answer is shown; the next answer starts a new file and keeps this one as ${REVIEW_FILE}.bak.`,
      );
    }
    for (const copy of await this.#copies()) {
      problems.push(
        `${copy} holds answers from a review file that could not be read. Take over what you need from it, then delete it.`,
      );
    }
    const isComplete = parsed === undefined || (parsed.document !== undefined && parsed.unreadable.size === 0);
    return { answers: parsed?.answers ?? new Map(), problems, isComplete };
  }

  async #copies(): Promise<readonly string[]> {
    const names = (await fs.readdir(path.dirname(this.#file)).catch(ignoreMissing)) ?? [];
    return names
      .filter((name) => /^review\.json\.bak(?:\.\d+)?$/u.test(name))
      .sort()
      .map((name) => `${REVIEW_FOLDER}/${name}`);
  }
}

function linesOf({ problems }: ParsedReviewFile): string[] {
  return problems.map(({ line, message }) => `${REVIEW_FILE}${line === undefined ? "" : `:${line}`} ${message}.`);
}

/** What is to be written for each practice, with what others wrote meanwhile. Throws where an answer cannot be kept. */
function mergedChanges(
  stored: ReadonlyMap<string, StoredAnswer> | undefined,
  answers: readonly AnswerToStore[],
): ReadonlyMap<string, StoredAnswer> {
  const changes = new Map<string, StoredAnswer>();
  for (const { practice, answer, before, findings } of answers) {
    const theirs: StoredAnswer = changes.get(practice) ?? stored?.get(practice) ?? OPEN_ANSWER;
    const merged = before === undefined ? answer : mergeAnswers(before, answer, theirs);
    const problem = problemWithAnswer(practice, merged, theirs);
    if (problem !== undefined) throw new StoreError(problem);
    const isStill = theirs.status === "done" && (before?.status ?? theirs.status) === answer.status;
    // A note to an old answer does not make new findings known.
    const known = isStill && theirs !== OPEN_ANSWER ? theirs.findings : findings;
    changes.set(practice, known === undefined ? merged : { ...merged, findings: known });
  }
  return changes;
}

/** Keeps the line ends of the file that is there. */
function inStyleOf(text: string | undefined, next: string): string {
  return text?.includes("\r\n") === true ? next.replaceAll("\n", "\r\n") : next;
}
