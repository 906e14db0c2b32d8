import type { FixEdit } from "../../../../lens/fixes.ts";
import { ts, walk } from "../../analysis/syntax.ts";
import { dressed, parseExpression } from "./code.ts";
import { type Formatting, indentationAt, lineStartAt, nextLineAt } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { nodesAt } from "./search.ts";

type ReplaceAround = Extract<FixEdit, { edit: "replace around" }>;

/**
 * Code in the place of what stands around an expression, whose lines move to the left as far as the whole stands.
 * `undefined` where the places are no expression inside an expression or statement, or the code makes none.
 */
export function replaceAround(
  source: ts.SourceFile,
  formatting: Formatting,
  { outer, inner, before, after }: ReplaceAround,
): readonly Replacement[] | undefined {
  const kept = nodesAt(source, inner).find((node) => ts.isExpression(node) && !ts.isSpreadElement(node));
  const whole = nodesAt(source, outer).find((node) => ts.isStatement(node) || ts.isExpression(node));
  if (kept === undefined || whole === undefined || inner.start < outer.start || outer.end < inner.end) return undefined;
  if (parseExpression(`${before}value${after}`) === undefined) return undefined;
  const isStatement = ts.isStatement(whole) && !ts.isExpression(whole);
  const end = isStatement && formatting.hasSemicolons ? ";" : "";
  const indents = shifted(source, kept, inner, indentationAt(source.text, outer.start));
  return [
    { start: outer.start, end: inner.start, text: dressed(before, formatting, "") },
    ...indents,
    { start: inner.end, end: outer.end, text: `${dressed(after, formatting, "")}${end}` },
  ];
}

/** Takes from the lines of an expression what the line it begins on is indented more than `indentation`. */
function shifted(
  source: ts.SourceFile,
  kept: ts.Node,
  { start, end }: { readonly start: number; readonly end: number },
  indentation: string,
): readonly Replacement[] {
  const { text } = source;
  const own = indentationAt(text, start);
  if (!own.startsWith(indentation) || own === indentation || hasLongText(source, kept)) return [];
  const surplus = own.slice(indentation.length);
  const replacements: Replacement[] = [];
  for (let line = nextLineAt(text, lineStartAt(text, start)); line < end; line = nextLineAt(text, line)) {
    if (text.startsWith(own, line)) replacements.push({ start: line, end: line + surplus.length, text: "" });
  }
  return replacements;
}

/** Whether a text with line breaks is in it, whose blanks count. */
function hasLongText(source: ts.SourceFile, node: ts.Node): boolean {
  let isFound = false;
  walk(node, (inner) => {
    const isText = ts.isTemplateExpression(inner) || ts.isNoSubstitutionTemplateLiteral(inner);
    if (isText && inner.getText(source).includes("\n")) isFound = true;
    return !isFound;
  });
  return isFound;
}
