import { visit } from "jsonc-parser";
import { type JsonNode, parseJsonDocument } from "../../workspace/json-document.ts";
import type { Problems } from "./problems.ts";

/** UTF-16 code units. What is longer is not read: AWS takes half of it. */
const LONGEST_TEXT = 1_000_000;

/**
 * The text as a tree with places. `undefined` where it is no JSON, or far too long; one problem says why. What JSON
 * readers of editors take and AWS does not (comments, commas at the end) becomes problems, and the tree is given.
 */
export function readJson(text: string, problems: Problems): JsonNode | undefined {
  const start = { offset: 0, length: Math.min(1, text.length) };
  if (text.length > LONGEST_TEXT) return undefined;
  if (text.trim() === "") {
    problems.error(start, "The file is empty: `genai-lens lens export generative-ai` writes one to start from");
    return undefined;
  }
  const { root, mistakes } = parseJsonDocument(text);
  const [mistake] = mistakes;
  if (mistake !== undefined || root === undefined) {
    const conflict = /^(?:<{7}|={7}|>{7})(?: .*)?$/mu.exec(text);
    if (conflict !== null) {
      problems.error(
        { offset: conflict.index, length: conflict[0].length },
        "The file holds a merge conflict: keep the lines that you want and remove the conflict markers",
      );
      return undefined;
    }
    const offset = mistake?.offset ?? 0;
    const isCutOff = isAtEnd(text, mistakes.at(-1)?.offset) && !text.slice(offset).trimEnd().includes("\n");
    problems.error(
      { offset, length: 1 },
      isCutOff
        ? `The file ends too early (${mistake?.message}): it seems cut off, take it from its source again`
        : `This is no valid JSON: ${mistake?.message ?? "nothing can be read"}`,
    );
    return undefined;
  }
  noteWhatOnlyEditorsTake(text, problems);
  return problems.hasErrors || isStrictJson(text, problems) ? root : undefined;
}

/** Whether an object or a list is still open where the text ends. */
function isAtEnd(text: string, offset: number | undefined): boolean {
  return offset !== undefined && /^\s*[{[]/.test(text) && text.slice(offset).trim() === "";
}

function noteWhatOnlyEditorsTake(text: string, problems: Problems): void {
  if (text.startsWith("\uFEFF")) {
    problems.warning(
      { offset: 0, length: 1 },
      "The file starts with a byte order mark, which JSON readers may refuse: save it as UTF-8 without it",
    );
  }
  let comma: number | undefined;
  const noteValue = (): void => {
    comma = undefined;
  };
  const noteEnd = (): void => {
    if (comma !== undefined)
      problems.error({ offset: comma, length: 1 }, "A comma behind the last entry, which JSON forbids: remove it");
    comma = undefined;
  };
  visit(
    text.replace(/^\uFEFF/u, " "),
    {
      onComment: (offset, length) =>
        problems.error({ offset, length }, "A comment, which AWS's format does not have: remove it"),
      onSeparator: (character, offset) => {
        if (character === ",") comma = offset;
      },
      onObjectProperty: noteValue,
      onLiteralValue: noteValue,
      onObjectBegin: noteValue,
      onArrayBegin: noteValue,
      onObjectEnd: noteEnd,
      onArrayEnd: noteEnd,
    },
    { allowTrailingComma: true },
  );
}

/** The parser with places takes a few texts that are no JSON, such as other kinds of white space. */
function isStrictJson(text: string, problems: Problems): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/u, ""));
    return true;
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    const offset = Math.min(Number(position ?? 0), Math.max(0, text.length - 1));
    problems.error(
      { offset, length: 1 },
      "This is no valid JSON: a character that only looks like white space, or one that must be written with \\u: type it anew",
    );
    return false;
  }
}
