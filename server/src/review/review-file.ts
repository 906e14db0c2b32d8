import { parseTree, printParseErrorCode } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import type { PracticeAnswer } from "../protocol.ts";
import { ANSWER_STATUSES, OPEN_ANSWER } from "./answers.ts";
import { LineIndex } from "./line-index.ts";

/** The format that this version of the product writes. */
export const REVIEW_FILE_VERSION = 1;

/** Something in the file that stands in the way. */
export interface ReviewFileProblem {
  /** From 1; `undefined` where the whole file is meant. */
  readonly line: number | undefined;
  /** What is wrong and how to mend it, without the file's name. */
  readonly message: string;
}

type JsonObject = { readonly [name: string]: unknown };

/** The text of a review file, understood as far as it can be. */
export interface ParsedReviewFile {
  /** `undefined` for a damaged file: nothing in it can be relied on. */
  readonly document: JsonObject | undefined;
  /** Answers that are well formed. */
  readonly answers: ReadonlyMap<string, PracticeAnswer>;
  readonly problems: readonly ReviewFileProblem[];
  /** Writing loses something of the file whichever practice is answered, so a copy must be kept. */
  readonly isLossy: boolean;
  /** Practices with an entry that could not be understood: answering one of them loses that entry. */
  readonly unreadable: ReadonlySet<string>;
}

/** Understands the text of a review file. Never throws. */
export function parseReviewFile(text: string): ParsedReviewFile {
  if (text.trim() === "") {
    const message = "is empty. Put back an earlier version of it, or delete it";
    return { ...damaged({ line: undefined, message }), isLossy: false };
  }
  const lines = new LineIndex(text);
  const lineAt = (offset: number): number => lines.positionOf(offset).line + 1;
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return damaged({ line: undefined, message: "is nested too deep. Put back an earlier version of it" });
  }
  const conflict = /^(?:<{7}|={7}|>{7})(?: .*)?$/mu.exec(text);
  const [error] = errors;
  if (error !== undefined && conflict !== null) {
    return damaged({
      line: lineAt(conflict.index),
      message: "holds a merge conflict. Keep the answers that you want, remove the conflict markers, and save it",
    });
  }
  if (error !== undefined || root === undefined) {
    const what = error === undefined ? "" : `: ${inWords(printParseErrorCode(error.error))}`;
    return damaged({
      line: error === undefined ? undefined : lineAt(error.offset),
      message: `is not valid JSON${what}. Mend that line, or put back an earlier version of it`,
    });
  }
  return understand(text, root, lineAt);
}

function understand(text: string, root: Node, lineAt: (offset: number) => number): ParsedReviewFile {
  const version = member(root, "version");
  if (root.type !== "object" || version?.type !== "number") {
    const message = `is not a review: it must be an object with "version": ${REVIEW_FILE_VERSION}. Put back an earlier version of it`;
    return damaged({ line: lineAt((version ?? root).offset), message });
  }
  if (version.value !== REVIEW_FILE_VERSION) {
    return damaged({
      line: lineAt(version.offset),
      message: `has version ${String(version.value)}, and this GenAI Lens reads version ${REVIEW_FILE_VERSION}. Update GenAI Lens, or put back an earlier version of the file`,
    });
  }
  const answersNode = member(root, "answers");
  if (answersNode !== undefined && answersNode.type !== "object") {
    const message =
      'has "answers" that are not an object. Write them as "answers": { "GENSEC01-BP01": { "status": "done", "note": "" } }';
    return damaged({ line: lineAt(answersNode.offset), message });
  }

  const problems: ReviewFileProblem[] = repeatedNames(root).map((name) => ({
    line: lineAt(name.offset),
    message: `says ${JSON.stringify(name.value)} twice, and the last one counts. Remove one of them`,
  }));
  const isLossy = problems.length > 0;
  const answers = new Map<string, PracticeAnswer>();
  const unreadable = new Set<string>();
  for (const property of answersNode?.children ?? []) {
    const [name, value] = property.children ?? [];
    if (name === undefined || value === undefined) continue;
    const practice = String(name.value);
    const answer = readAnswer(value);
    if (typeof answer === "string") {
      unreadable.add(practice);
      answers.delete(practice);
      problems.push({
        line: lineAt(value.offset),
        message: `has an answer for ${practice} that cannot be read: ${answer}`,
      });
    } else {
      unreadable.delete(practice);
      answers.set(practice, answer);
    }
  }
  try {
    return { document: JSON.parse(text) as JsonObject, answers, problems, isLossy, unreadable };
  } catch {
    // The parser with positions takes a few texts that are no JSON, such as other kinds of white space.
    return damaged({ line: undefined, message: "is not valid JSON. Put back an earlier version of it" });
  }
}

function damaged(problem: ReviewFileProblem): ParsedReviewFile {
  return { document: undefined, answers: new Map(), problems: [problem], isLossy: true, unreadable: new Set() };
}

/** The answer that an entry holds, or what is wrong with it and how to mend it. */
function readAnswer(entry: Node): PracticeAnswer | string {
  if (entry.type !== "object") return 'write it as { "status": "done", "note": "" }';
  const status = member(entry, "status");
  const note = member(entry, "note");
  const known = ANSWER_STATUSES.find((candidate) => candidate === status?.value);
  if (status !== undefined && known === undefined) {
    return `its status must be one of ${ANSWER_STATUSES.map((candidate) => `"${candidate}"`).join(", ")}`;
  }
  if (note !== undefined && note.type !== "string") return "its note must be text in double quotes";
  return { ...OPEN_ANSWER, status: known ?? "open", note: note === undefined ? "" : String(note.value) };
}

/** The value of a member; of several with one name the last, as JSON readers take it. */
function member(object: Node, name: string): Node | undefined {
  if (object.type !== "object") return undefined;
  return object.children?.findLast((property) => property.children?.[0]?.value === name)?.children?.[1];
}

/** Names that stand twice in one object, anywhere below the root. */
function repeatedNames(root: Node): readonly Node[] {
  const repeated: Node[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const names = new Set<unknown>();
    for (const child of node.children ?? []) {
      const name = node.type === "object" ? child.children?.[0] : undefined;
      if (name !== undefined && names.has(name.value)) repeated.push(name);
      names.add(name?.value);
      open.push(child);
    }
  }
  return repeated.sort((first, second) => first.offset - second.offset);
}

/** `CommaExpected` becomes `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/gu, " ").toLowerCase();
}

/**
 * The text of a review file with one answer changed. Fields that this version does not know stay as they
 * are; practices stand in the order of their ids and every value on a line of its own, so that git can
 * merge it. `document` is `undefined` for a file that is new.
 */
export function writeAnswer(
  document: JsonObject | undefined,
  practice: string,
  answer: PracticeAnswer,
  lens: string,
): string {
  const { $schema, version: _version, lens: lensBefore, answers: answersBefore, ...others } = document ?? {};
  const answers = new Map(Object.entries(isObject(answersBefore) ? answersBefore : {}));
  const entry = changedEntry(answers.get(practice), answer);
  if (Object.keys(entry).length === 0) answers.delete(practice);
  else answers.set(practice, entry);
  const changed = {
    ...($schema === undefined ? {} : { $schema }),
    version: REVIEW_FILE_VERSION,
    lens: lensBefore ?? lens,
    answers: Object.fromEntries([...answers].sort(([first], [second]) => (first < second ? -1 : 1))),
    ...others,
  };
  return `${JSON.stringify(changed, undefined, 2)}\n`;
}

function changedEntry(before: unknown, answer: PracticeAnswer): JsonObject {
  const { status: _status, note: _note, ...others } = isObject(before) ? before : {};
  const isOpen = answer.status === "open" && answer.note === "";
  return isOpen ? others : { status: answer.status, note: answer.note, ...others };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
