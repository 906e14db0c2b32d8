import { type Document, type Pair, isMap, isScalar, isSeq, parseDocument } from "yaml";

/** The YAML at the top of a document. Offsets are those of the whole text. */
export interface FrontMatterText {
  /** First character of the YAML. */
  readonly start: number;
  /** Start of the closing `---`. */
  readonly end: number;
}

/** Where the front matter of a text is; `undefined` where it has none, `unclosed` where its second `---` is missing. */
export function findFrontMatter(text: string): FrontMatterText | "unclosed" | undefined {
  const opening = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)/u.exec(text);
  if (opening === null) return undefined;
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*$/gmu;
  closing.lastIndex = start;
  const found = closing.exec(text);
  return found === null ? "unclosed" : { start, end: found.index };
}

/** A key of the front matter with what stands behind it. */
export interface FrontMatterEntry {
  readonly name: string;
  readonly key: { readonly start: number; readonly end: number };
  readonly node: FrontMatterNode;
}

/** A value by its shape. Offsets are those of the whole text. */
export type FrontMatterNode = { readonly start: number; readonly end: number } & (
  | { readonly shape: "nothing" }
  | { readonly shape: "scalar"; readonly value: unknown; readonly source: string }
  | { readonly shape: "list"; readonly isFlow: boolean; readonly items: readonly FrontMatterNode[] }
  | { readonly shape: "map"; readonly entries: readonly FrontMatterEntry[] }
  | { readonly shape: "other" }
);

export interface FrontMatterMistake {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** UTF-16 code units. The YAML library's time and memory grow faster than these. */
const LONGEST_FRONT_MATTER = 64 * 1024;
const LONGEST_LINE = 1000;
const MOST_BRACKETS = 50;

/** Why the YAML is not handed to its parser, which text that is too long or too deep can bring down; `undefined` where it can be. */
function sizeMistake(text: string): string | undefined {
  if (text.length > LONGEST_FRONT_MATTER) return "The front matter is longer than 64 KB: shorten it";
  let depth = 0;
  for (const line of text.split(/\r\n|\r|\n/u)) {
    if (line.length > LONGEST_LINE)
      return `The front matter has a line of more than ${LONGEST_LINE} characters: break it up`;
    // Words that begin lists or keys inside each other, each on the same line.
    if (/^(?:[ \t]*[-?:][ \t]+){4}/u.test(line)) return "The front matter is nested too deeply: write plain settings";
    for (const character of line) {
      if (character === "[" || character === "{") depth++;
      else if (character === "]" || character === "}") depth = Math.max(0, depth - 1);
      if (depth > MOST_BRACKETS) return "The front matter is nested too deeply: write plain settings";
    }
  }
  return undefined;
}

/** The YAML of a front matter with places. Throws nothing but what the YAML library throws. */
export function readFrontMatter(
  text: string,
  { start, end }: FrontMatterText,
): { readonly root: FrontMatterNode; readonly mistakes: readonly FrontMatterMistake[] } {
  const tooLarge = sizeMistake(text.slice(start, end));
  if (tooLarge !== undefined) {
    const mistake = { start, end: start + 1, message: tooLarge };
    return { root: { start, end: start, shape: "nothing" }, mistakes: [mistake] };
  }
  const document = parseDocument(text.slice(start, end), { prettyErrors: false, uniqueKeys: true, logLevel: "silent" });
  const mistakes = document.errors.map(({ code, pos, message }) => ({
    start: start + pos[0],
    end: Math.max(start + pos[1], start + pos[0] + 1),
    message:
      code === "DUPLICATE_KEY"
        ? "This key stands there twice: take one of them out"
        : `Not valid YAML: ${message}. Mend it; what could be read still holds`,
  }));
  return { root: nodeOf(document.contents, start, start, 0), mistakes };
}

/** Deeper values have no meaning here. */
const DEEPEST = 3;

function nodeOf(node: unknown, base: number, fallback: number, depth: number): FrontMatterNode {
  const range = rangeOf(node, base, fallback);
  if (node === null || node === undefined) return { ...range, shape: "nothing" };
  if (isScalar(node)) {
    const source = typeof node.source === "string" ? node.source : String(node.value);
    return node.value === null
      ? { ...range, shape: "nothing" }
      : { ...range, shape: "scalar", value: node.value, source };
  }
  if (depth > DEEPEST) return { ...range, shape: "other" };
  if (isSeq(node)) {
    const items = node.items.map((item) => nodeOf(item, base, range.start, depth + 1));
    return { ...range, shape: "list", isFlow: node.flow === true, items };
  }
  if (isMap(node)) {
    const entries = node.items.map((pair) => entryOf(pair, base, range.start, depth + 1));
    return { ...range, shape: "map", entries };
  }
  return { ...range, shape: "other" };
}

function entryOf({ key, value }: Pair, base: number, fallback: number, depth: number): FrontMatterEntry {
  const own = rangeOf(key, base, fallback);
  const name = isScalar(key) ? String(key.value) : "";
  return { name, key: own, node: nodeOf(value, base, own.end, depth) };
}

function rangeOf(node: unknown, base: number, fallback: number): { readonly start: number; readonly end: number } {
  const range = typeof node === "object" && node !== null && "range" in node ? (node.range as Document["range"]) : null;
  return range === null || range === undefined
    ? { start: fallback, end: fallback }
    : { start: base + range[0], end: base + range[1] };
}
