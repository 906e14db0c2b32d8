import { parseTree, printParseErrorCode } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import type { AnswersByLens } from "./answers.ts";
import type { JsonObject } from "./json-object.ts";
import { LineIndex } from "./line-index.ts";
import { lensOfFirstVersion, migrateFirstVersion } from "./migration.ts";
import { ReviewEntries } from "./review-entries.ts";

/** The format that this version of the product writes. */
export const REVIEW_FILE_VERSION = 2;

/** Something in the file that stands in the way. */
export interface ReviewFileProblem {
  /** From 1; `undefined` where the whole file is meant. */
  readonly line: number | undefined;
  /** What is wrong and how to mend it, without the file's name. */
  readonly message: string;
}

/** The text of a review file, understood as far as it can be. */
export interface ParsedReviewFile {
  /** In the format that is written now, with every field of the file; `undefined` for a damaged file: nothing in it can be relied on. */
  readonly document: JsonObject | undefined;
  /** Answers that are well formed. */
  readonly answers: AnswersByLens;
  readonly problems: readonly ReviewFileProblem[];
  /** Writing loses something of the file whichever practice is answered, so a copy must be kept. */
  readonly isLossy: boolean;
  /** The file is fine for somebody else, or a person is at work on it: it must not be written. */
  readonly isForeign: boolean;
  /** Practices with an entry that could not be understood, by lens: answering one of them loses that entry. */
  readonly unreadable: ReadonlyMap<string, ReadonlySet<string>>;
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
    const message =
      "holds a merge conflict. Keep the answers that you want, remove the conflict markers, and save it. Nothing is stored until then";
    return { ...damaged({ line: lineAt(conflict.index), message }), isForeign: true };
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
  if (version.value !== 1 && version.value !== REVIEW_FILE_VERSION) {
    const message = `has version ${String(version.value)}, and this GenAI Lens reads versions 1 to ${REVIEW_FILE_VERSION}. Update GenAI Lens, or put back an earlier version of the file. Nothing is stored until then`;
    return { ...damaged({ line: lineAt(version.offset), message }), isForeign: true };
  }
  const answersNode = member(root, "answers");
  if (answersNode !== undefined && answersNode.type !== "object") {
    const message =
      'has "answers" that are not an object. Write them as "answers": { "generative-ai": { "GENSEC01-BP01": { "status": "done" } } }';
    return damaged({ line: lineAt(answersNode.offset), message });
  }
  let document: JsonObject;
  try {
    document = JSON.parse(text) as JsonObject;
  } catch {
    // The parser with positions takes a few texts that are no JSON, such as other kinds of white space.
    return damaged({ line: undefined, message: "is not valid JSON. Put back an earlier version of it" });
  }

  const problems: ReviewFileProblem[] = repeatedNames(root).map((name) => ({
    line: lineAt(name.offset),
    message: `says ${JSON.stringify(name.value)} twice, and the last one counts. Remove one of them`,
  }));
  const entries = new ReviewEntries(lineAt);
  if (version.value === 1) {
    entries.takeAll(answersNode, (practice) => lensOfFirstVersion(document, practice));
    document = migrateFirstVersion(document, REVIEW_FILE_VERSION);
  } else {
    entries.takeByLens(answersNode);
  }
  return {
    document,
    answers: entries.answers,
    problems: [...problems, ...entries.problems],
    isLossy: problems.length > 0 || entries.isLossy,
    isForeign: false,
    unreadable: entries.unreadable,
  };
}

function damaged(problem: ReviewFileProblem): ParsedReviewFile {
  return {
    document: undefined,
    answers: new Map(),
    problems: [problem],
    isLossy: true,
    isForeign: false,
    unreadable: new Map(),
  };
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
