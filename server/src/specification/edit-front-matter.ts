import { parse } from "yaml";
import { type FrontMatterEntry, type FrontMatterNode, findFrontMatter, readFrontMatter } from "./front-matter.ts";
import type { CodeRecord, ListName } from "./specification.ts";

/** Replaces `start` to `end` (UTF-16 offsets, end exclusive) by `text`. */
export interface SpecificationEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edits that add a value to a list of the front matter; every other character of the document stays. `undefined`
 * where the front matter cannot be read, or the list is none.
 */
export function addToList(text: string, list: ListName, value: string): readonly SpecificationEdit[] | undefined {
  const found = findFrontMatter(text);
  if (found === "unclosed") return undefined;
  const lineBreak = lineBreakOf(text);
  if (found === undefined) {
    const start = text.startsWith("\uFEFF") ? 1 : 0;
    const lines = ["---", `${list}:`, `  - ${scalar(value)}`, "---", "", ""];
    return [{ start, end: start, text: lines.join(lineBreak) }];
  }
  const entries = entriesOf(text);
  if (entries === undefined) return undefined;
  const entry = entries.find(({ name }) => name === list);
  if (entry === undefined) return [insertion(found.end, `${list}:${lineBreak}  - ${scalar(value)}${lineBreak}`)];
  const { node } = entry;
  switch (node.shape) {
    case "nothing":
      return fill(text, entry, `[${flowScalar(value)}]`);
    case "scalar":
      return [insertion(node.start, "["), insertion(node.end, `, ${flowScalar(value)}]`)];
    case "list":
      return addToNode(text, node, value, lineBreak);
    default:
      return undefined;
  }
}

function addToNode(
  text: string,
  node: FrontMatterNode & { readonly shape: "list" },
  value: string,
  lineBreak: string,
): readonly SpecificationEdit[] | undefined {
  const last = node.items.at(-1);
  if (node.isFlow) {
    return last === undefined
      ? [insertion(text.indexOf("[", node.start) + 1, flowScalar(value))]
      : [insertion(last.end, `, ${flowScalar(value)}`)];
  }
  if (last === undefined) return undefined;
  const lineStart = Math.max(text.lastIndexOf("\n", last.start - 1), text.lastIndexOf("\r", last.start - 1)) + 1;
  const indentation = /^([ \t]*)-/u.exec(text.slice(lineStart, last.start))?.[1];
  return indentation === undefined
    ? undefined
    : [insertion(lineEnd(text, last.end), `${lineBreak}${indentation}- ${scalar(value)}`)];
}

/** The edits that say when the document was reviewed, and what the code showed then. `undefined` where that cannot be written. */
export function markReviewed(text: string, day: string, code: CodeRecord): readonly SpecificationEdit[] | undefined {
  const found = findFrontMatter(text);
  const entries = entriesOf(text);
  if (found === undefined || found === "unclosed" || entries === undefined) return undefined;
  const lineBreak = lineBreakOf(text);
  const record = recordLines(code).join(lineBreak);
  const reviewed = entries.find(({ name }) => name === "reviewed");
  const present = entries.find(({ name }) => name === "code");
  const edits: SpecificationEdit[] = [];
  const missing: string[] = [];
  if (reviewed === undefined) missing.push(`reviewed: ${day}`);
  else if (reviewed.node.shape === "nothing") edits.push(...fill(text, reviewed, day));
  else if (reviewed.node.shape === "scalar")
    edits.push({ start: reviewed.node.start, end: reviewed.node.end, text: day });
  else return undefined;
  if (present === undefined) missing.push(`code:${lineBreak}${record}`);
  else {
    const start = present.key.end;
    const end = present.node.shape === "nothing" ? start : Math.max(start, present.node.end);
    const colon = text.indexOf(":", start);
    if (colon < 0) return undefined;
    const isLineEnded = /[\r\n]$/u.test(text.slice(0, Math.max(end, colon + 1)));
    edits.push({
      start: colon + 1,
      end: Math.max(end, colon + 1),
      text: `${lineBreak}${record}${isLineEnded ? lineBreak : ""}`,
    });
  }
  if (missing.length > 0) edits.push(insertion(found.end, missing.map((line) => line + lineBreak).join("")));
  return edits;
}

/** The record as YAML, below the key `code`. */
export function recordLines(code: CodeRecord): readonly string[] {
  return [...code].map(([part, digest]) => `  ${part}: ${JSON.stringify(digest)}`);
}

/** A text as a value of a block, as plain as YAML allows. */
export function scalar(value: string): string {
  return isPlain(value) ? value : JSON.stringify(value);
}

function flowScalar(value: string): string {
  return isPlain(value) && !value.includes(":") ? value : JSON.stringify(value);
}

/** A text with edits that do not overlap. */
export function applySpecificationEdits(text: string, edits: readonly SpecificationEdit[]): string {
  return edits
    .toSorted((first, second) => second.start - first.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

function isPlain(value: string): boolean {
  if (!/^[A-Za-z][\w./:@-]*$/u.test(value) || value.endsWith(":")) return false;
  return parse(value) === value;
}

function entriesOf(text: string): readonly FrontMatterEntry[] | undefined {
  const found = findFrontMatter(text);
  if (found === undefined || found === "unclosed") return undefined;
  try {
    const { root, mistakes } = readFrontMatter(text, found);
    if (mistakes.length > 0) return undefined;
    return root.shape === "map" ? root.entries : root.shape === "nothing" ? [] : undefined;
  } catch {
    return undefined;
  }
}

/** Puts a value behind a key that has none; a comment on the line stays. */
function fill(text: string, { key, node }: FrontMatterEntry, value: string): readonly SpecificationEdit[] {
  if (node.end > node.start) return [{ start: node.start, end: node.end, text: value }];
  const colon = text.indexOf(":", key.end);
  return [insertion(colon + 1, ` ${value}`)];
}

function insertion(offset: number, text: string): SpecificationEdit {
  return { start: offset, end: offset, text };
}

function lineEnd(text: string, from: number): number {
  const length = /[\r\n]/u.exec(text.slice(from))?.index;
  return length === undefined ? text.length : from + length;
}

function lineBreakOf(text: string): string {
  return /\r\n|\r|\n/u.exec(text)?.[0] ?? "\n";
}
