import { ts } from "../../analysis/syntax.ts";
import {
  endOfTrailingComments,
  indentationAt,
  isFirstOnLine,
  isLastOnLine,
  lineStartAt,
  nextLineAt,
} from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";

/** The properties of an object literal, or the arguments of a call. */
export interface ElementList {
  readonly source: ts.SourceFile;
  readonly elements: ts.NodeArray<ts.Node>;
  /** Offset of the closing brace or parenthesis. */
  readonly close: number;
  /** Whether one-line lists may have blanks inside their brackets. */
  readonly isObject: boolean;
}

/** The list of an object literal; `undefined` while its closing brace is missing. */
export function propertiesOf(source: ts.SourceFile, object: ts.ObjectLiteralExpression): ElementList | undefined {
  const close = object.end - 1;
  return source.text[close] === "}" ? { source, elements: object.properties, close, isObject: true } : undefined;
}

/** The list of a call's arguments; `undefined` where it has no parentheses, or no closing one. */
export function argumentsOf(
  source: ts.SourceFile,
  call: ts.CallExpression | ts.NewExpression,
): ElementList | undefined {
  const close = call.end - 1;
  if (call.arguments === undefined || source.text[close] !== ")") return undefined;
  return { source, elements: call.arguments, close, isObject: false };
}

/**
 * Adds elements at the end of a list in the list's own layout. `write` makes the elements' texts for a
 * given indentation of the lines they begin on.
 */
export function appendElements(
  list: ElementList,
  formatting: Formatting,
  write: (indentation: string) => readonly string[],
): readonly Replacement[] {
  const last = list.elements.at(-1);
  if (last === undefined) return [fillEmptyList(list, formatting, write)];
  const text = list.source.text;
  const previous = list.elements.at(-2);
  const lastStart = last.getStart(list.source);
  const isOnOwnLine = text.slice(previous?.end ?? list.elements.pos, lastStart).includes("\n");
  const indentation = indentationAt(text, lastStart);
  const items = write(indentation);
  const comma = trailingComma(list);
  if (!isOnOwnLine) {
    const joined = items.join(", ");
    return [comma === undefined ? insertion(last.end, `, ${joined}`) : insertion(comma + 1, ` ${joined},`)];
  }
  const separator = `,${formatting.endOfLine}${indentation}`;
  const added = `${formatting.endOfLine}${indentation}${items.join(separator)}`;
  if (comma !== undefined) return [insertion(endOfTrailingComments(text, comma + 1), `${added},`)];
  const at = endOfTrailingComments(text, last.end);
  return at === last.end ? [insertion(at, `,${added}`)] : [insertion(last.end, ","), insertion(at, added)];
}

/** Takes an element out of its list, with its comma, and with its line and the comment after it where the line is its own. */
export function removeElement(list: ElementList, element: ts.Node): readonly Replacement[] {
  const text = list.source.text;
  const index = list.elements.indexOf(element);
  const start = element.getStart(list.source);
  const next = list.elements[index + 1];
  const previous = list.elements[index - 1];
  const ownComma = next !== undefined ? commaAfter(list, element.end) : trailingComma(list);
  const end = ownComma === undefined ? element.end : ownComma + 1;
  const tail = endOfTrailingComments(text, end);
  const comma = next === undefined && ownComma === undefined && previous ? commaAfter(list, previous.end) : undefined;
  const commaRemoval = comma === undefined ? [] : [{ start: comma, end: comma + 1, text: "" }];

  if (isFirstOnLine(text, start) && isLastOnLine(text, tail)) {
    const removal = { start: lineStartAt(text, start), end: nextLineAt(text, tail), text: "" };
    if (removal.end <= list.close) return [...commaRemoval, removal];
  }
  if (next !== undefined) {
    const nextStart = next.getStart(list.source);
    const isSameLine = !text.slice(end, nextStart).includes("\n");
    const blankAfter = /^[ \t]*/u.exec(text.slice(end))![0].length;
    return [{ start, end: isSameLine ? end + blankAfter : end, text: "" }];
  }
  if (comma !== undefined) {
    return text.slice(comma + 1, start).trim() === ""
      ? [{ start: comma, end, text: "" }]
      : [...commaRemoval, { start, end, text: "" }];
  }
  const before = previous === undefined ? list.elements.pos : commaAfter(list, previous.end)! + 1;
  if (previous === undefined && text.slice(before, start).trim() === "" && text.slice(end, list.close).trim() === "") {
    return [{ start: before, end: list.close, text: "" }];
  }
  return [{ start: text.slice(before, start).trim() === "" ? before : start, end, text: "" }];
}

function fillEmptyList(
  list: ElementList,
  formatting: Formatting,
  write: (indentation: string) => readonly string[],
): Replacement {
  const text = list.source.text;
  const open = list.elements.pos;
  const inner = text.slice(open, list.close);
  const outer = indentationAt(text, open);
  if (inner.includes("\n") && isFirstOnLine(text, list.close)) {
    const indentation = outer + formatting.indent;
    const comma = list.isObject ? "," : "";
    const items = write(indentation).join(`,${formatting.endOfLine}${indentation}`);
    const line = `${indentation}${items}${comma}${formatting.endOfLine}`;
    const close = lineStartAt(text, list.close);
    return inner.trim() === ""
      ? { start: open, end: close, text: `${formatting.endOfLine}${line}` }
      : insertion(close, line);
  }
  const items = write(outer).join(", ");
  const blank = list.isObject && formatting.hasBraceBlanks ? " " : "";
  if (inner.trim() === "") return { start: open, end: list.close, text: `${blank}${items}${blank}` };
  return insertion(list.close, `${/\s$/u.test(inner) ? "" : " "}${items}${blank}`);
}

function trailingComma(list: ElementList): number | undefined {
  const last = list.elements.at(-1);
  return last !== undefined && list.elements.hasTrailingComma ? commaAfter(list, last.end) : undefined;
}

function commaAfter(list: ElementList, offset: number): number | undefined {
  const text = list.source.text;
  let at = offset;
  for (;;) {
    while (at < list.close && /\s/u.test(text[at]!)) at++;
    const isComment = text[at] === "/" && (text[at + 1] === "/" || text[at + 1] === "*");
    if (!isComment) return text[at] === "," ? at : undefined;
    const end = text[at + 1] === "/" ? text.indexOf("\n", at) : text.indexOf("*/", at + 2) + 2;
    if (end <= at) return undefined;
    at = end;
  }
}

function insertion(at: number, text: string): Replacement {
  return { start: at, end: at, text };
}
