import fs from "node:fs";
import type { Disk, DirectoryEntry, DiskEntry } from "./disk.ts";
import { NotingDisk, type Question } from "./noting-disk.ts";
import { CACHE_FOLDER, hashOf } from "./recording-disk.ts";

/** What a run asked of one path, and what it was told. */
export interface Witness {
  readonly path: string;
  /** State of the path by the file system's own account. "" where it may have changed without that account changing. */
  readonly state: string;
  /** By question, the answer as text that is the same while the answer is. */
  readonly answers: Readonly<Partial<Record<Question, string>>>;
}

/**
 * Passes every question on and notes it with its answer, so that a later run can tell that it would be told the same
 * and so would come to the same result. The product's own cache does not count.
 */
export class WitnessDisk extends NotingDisk {
  readonly #start = Date.now();
  readonly #answers = new Map<string, Partial<Record<Question, string>>>();
  #hasFailed = false;

  constructor(disk: Disk) {
    super(disk, { entries: namesOf, content: hashOf, stat: kindOf });
  }

  /** All that was asked; `undefined` where a question failed, since why it did can change unseen. */
  witnesses(): readonly Witness[] | undefined {
    if (this.#hasFailed) return undefined;
    return [...this.#answers].map(([path, answers]) => ({ path, state: settledState(path, this.#start), answers }));
  }

  protected override note(question: Question, path: string, answer: string): void {
    if (path.includes(`/${CACHE_FOLDER}`)) return;
    let answers = this.#answers.get(path);
    if (answers === undefined) this.#answers.set(path, (answers = {}));
    // A file that changed while it was read twice: no later state can stand for both.
    if (answers[question] !== undefined && answers[question] !== answer) this.#hasFailed = true;
    answers[question] = answer;
  }

  protected override noteFailure(question: Question, path: string, error: unknown): void {
    const described = absence(error);
    if (described === undefined) this.#hasFailed = true;
    else this.note(question, path, described);
  }
}

/**
 * Asks again what witnesses were asked, of what changed since. Answers with the witnesses as they are now, the same
 * array where nothing at all changed; `undefined` where an answer is another one.
 */
export function renewed(witnesses: readonly Witness[], disk: Disk): readonly Witness[] | undefined {
  const start = Date.now();
  let present: Witness[] | undefined;
  for (const [index, witness] of witnesses.entries()) {
    const { path, state, answers } = witness;
    const isAsItWas = state !== "" && stateOf(path) === state && answers.realPath === undefined;
    if (!isAsItWas && !areSame(answers, path, disk)) return undefined;
    if (isAsItWas || answers.realPath !== undefined) continue;
    present ??= [...witnesses];
    present[index] = { path, state: settledState(path, start), answers };
  }
  return present ?? witnesses;
}

function areSame(answers: Witness["answers"], path: string, disk: Disk): boolean {
  return Object.entries(answers).every(([question, answer]) => answerTo(question as Question, path, disk) === answer);
}

/** What stands for an answer where there is nothing to ask; `undefined` for any other failure. */
function absence(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR" ? `failed: ${code}` : undefined;
}

function answerTo(question: Question, path: string, disk: Disk): string | undefined {
  try {
    return presentAnswer(question, path, disk);
  } catch (error) {
    return absence(error);
  }
}

function presentAnswer(question: Question, path: string, disk: Disk): string {
  switch (question) {
    case "stat":
      return kindOf(disk.stat(path));
    case "realPath":
      return disk.realPath(path);
    case "entries":
      return namesOf(disk.entries(path));
    case "read":
      return hashOf(disk.read(path));
    default: {
      const buffer = Buffer.allocUnsafe(Number(question.slice("read ".length)));
      return hashOf(buffer.subarray(0, disk.readInto(path, buffer)));
    }
  }
}

/** How far apart two changes may be and still get the same time, in ms. */
const COARSEST_CLOCK_MS = 20;

/** The state of a path; "" where it changed so lately that one more change might not be told from it. */
function settledState(path: string, start: number): string {
  const state = statsOf(path);
  if (state === undefined || state === null) return described(state);
  return Math.max(state.ctimeMs, state.mtimeMs) > start - COARSEST_CLOCK_MS ? "" : described(state);
}

function stateOf(path: string): string {
  return described(statsOf(path));
}

/** `undefined` where nothing is there, `null` where the path cannot be looked at. */
function statsOf(path: string): fs.Stats | undefined | null {
  try {
    return fs.statSync(path, { throwIfNoEntry: false });
  } catch {
    return null;
  }
}

function described(state: fs.Stats | undefined | null): string {
  if (state === null) return "";
  return state === undefined ? "nothing" : `${state.ino} ${state.size} ${state.mtimeMs} ${state.ctimeMs}`;
}

function kindOf(entry: DiskEntry | undefined): string {
  return entry === undefined ? "nothing" : `${entry.kind} ${entry.kind === "file" ? entry.size : ""}`;
}

/** Without the product's own folder, which the run that asks makes. */
function namesOf(entries: readonly DirectoryEntry[]): string {
  return hashOf(
    entries
      .filter(({ name }) => name !== CACHE_FOLDER)
      .map(({ name, kind }) => `${name}/${kind}`)
      .sort()
      .join("\n"),
  );
}
