import { ts, walk } from "../../analysis/syntax.ts";
import { indentationAt, isFirstOnLine, nextLineAt } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";

/** Moves the lines that begin in a range one step to the right. What stands in texts of several lines stays as it is. */
export function indentLines(source: ts.SourceFile, start: number, end: number, step: string): readonly Replacement[] {
  return lineStarts(source, start, end).flatMap((at) =>
    isBlank(source.text, at) ? [] : [{ start: at, end: at, text: step }],
  );
}

/** Moves the lines that begin in a range one step to the left, as far as they are indented by it. */
export function unindentLines(source: ts.SourceFile, start: number, end: number, step: string): readonly Replacement[] {
  return lineStarts(source, start, end).flatMap((at) =>
    source.text.startsWith(step, at) ? [{ start: at, end: at + step.length, text: "" }] : [],
  );
}

/** The text of a range after its lines were moved. */
export function textWith(source: ts.SourceFile, start: number, end: number, edits: readonly Replacement[]): string {
  let text = "";
  let done = start;
  for (const edit of edits) {
    text += source.text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return text + source.text.slice(done, end);
}

/** What the statements of a block are indented by, beyond the line that its brace closes on. */
export function stepOf(source: ts.SourceFile, block: ts.Block, formatting: Formatting): string {
  const first = block.statements[0]?.getStart(source);
  if (first === undefined || !isFirstOnLine(source.text, first)) return formatting.indent;
  const outer = indentationAt(source.text, block.end - 1);
  const inner = indentationAt(source.text, first);
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : formatting.indent;
}

/** Where lines begin in a range, but for those that begin inside a text. */
function lineStarts(source: ts.SourceFile, start: number, end: number): number[] {
  const { text } = source;
  const texts = textsOfSeveralLines(source, start, end);
  const starts: number[] = [];
  let at = start === 0 || text[start - 1] === "\n" ? start : nextLineAt(text, start);
  for (; at < end; at = nextLineAt(text, at)) {
    const line = at;
    if (!texts.some((each) => each.getStart(source) < line && line < each.end)) starts.push(line);
  }
  return starts;
}

function textsOfSeveralLines(source: ts.SourceFile, start: number, end: number): ts.Node[] {
  const found: ts.Node[] = [];
  walk(source, (node) => {
    if (node.end <= start || node.pos >= end) return false;
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || isTemplatePart(node);
    if (isText && node.getText(source).includes("\n")) found.push(node);
    return undefined;
  });
  return found;
}

function isTemplatePart(node: ts.Node): boolean {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

function isBlank(text: string, at: number): boolean {
  return /^[ \t]*(\r?\n|$)/u.test(text.slice(at, nextLineAt(text, at)));
}
