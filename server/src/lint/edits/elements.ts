import type { Place } from "../../../../lens/facts.ts";
import type { Scopes } from "../../analysis/scope.ts";
import { ts, unwrapped } from "../../analysis/syntax.ts";
import { dressed, parseExpression, type RuleCode } from "./code.ts";
import { copyableTo } from "./copied-code.ts";
import { indentationAt, isFirstOnLine } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { nodesAt } from "./search.ts";
import { textAround, type TextPiece } from "./text-pieces.ts";

/** An element beside another one of an array literal, in its layout; `undefined` where the other is in none. */
export function addElement(
  source: ts.SourceFile,
  formatting: Formatting,
  beside: ts.Expression,
  side: "before" | "after",
  text: string,
): readonly Replacement[] | undefined {
  if (!ts.isArrayLiteralExpression(beside.parent)) return undefined;
  const start = beside.getStart(source);
  const separator = separatorAt(source, formatting, start);
  return side === "before"
    ? [{ start, end: start, text: `${text}${separator}` }]
    : [{ start: beside.end, end: beside.end, text: `${separator}${text}` }];
}

/** Code as an element behind the one at a place; places in it are expressions that are copied. */
export function addCodeAfter(
  source: ts.SourceFile,
  formatting: Formatting,
  scopes: Scopes,
  place: Place,
  code: readonly (RuleCode | Place)[],
): readonly Replacement[] | undefined {
  const beside = nodesAt(source, place).find(ts.isExpression);
  if (beside === undefined || !ts.isArrayLiteralExpression(beside.parent)) return undefined;
  let written = "";
  for (const part of code) {
    const copied = typeof part === "string" ? part : copyableTo(source, scopes, part, beside)?.getText(source);
    if (copied === undefined) return undefined;
    written += copied;
  }
  if (parseExpression(written) === undefined) return undefined;
  const indentation = indentationAt(source.text, place.start);
  return addElement(source, formatting, beside, "after", dressed(written, formatting, indentation));
}

/**
 * A block of its own, with code on both sides, for one piece of the text of a block `{ text: … }`. What stands before and
 * behind the piece stays in blocks of text.
 */
export function partToBlock(
  source: ts.SourceFile,
  formatting: Formatting,
  { part, before, after }: { part: Place; before: RuleCode; after: RuleCode },
): readonly Replacement[] | undefined {
  const text = textAround(source, part);
  const property = text?.root.parent;
  if (text === undefined || property === undefined || !ts.isPropertyAssignment(property)) return undefined;
  const block = property.parent;
  const isAlone = block.properties.length === 1 && property.name.getText(source) === "text";
  if (!isAlone || !ts.isArrayLiteralExpression(block.parent)) return undefined;
  const index = text.pieces.findIndex((piece) => piece.kind === "expression" && piece.node.end === part.end);
  const piece = text.pieces[index];
  if (piece?.kind !== "expression") return undefined;
  const sides = piece.isInTemplate
    ? templateSides(source, text.root, text.pieces, piece)
    : operandSides(source, text.root, text.pieces, index);
  if (sides === undefined) return undefined;
  const own = `${dressed(before, formatting, "")}${piece.node.getText(source)}${dressed(after, formatting, "")}`;
  if (parseExpression(own) === undefined) return undefined;
  const start = block.getStart(source);
  const opening = source.text.slice(start, property.getStart(source));
  const closing = source.text.slice(property.end, block.end);
  const blockOf = (code: string): string => (code === "" ? "" : `${opening}text: ${code}${closing}`);
  const blocks = [blockOf(sides[0]), own, blockOf(sides[1])].filter((each) => each !== "");
  return [{ start, end: block.end, text: blocks.join(separatorAt(source, formatting, start)) }];
}

function separatorAt(source: ts.SourceFile, formatting: Formatting, start: number): string {
  return isFirstOnLine(source.text, start) ? `,${formatting.endOfLine}${indentationAt(source.text, start)}` : ", ";
}

/** Code of the text before and behind a hole of a template; empty where there is none. */
function templateSides(
  source: ts.SourceFile,
  root: ts.Expression,
  pieces: readonly TextPiece[],
  hole: TextPiece,
): readonly [string, string] | undefined {
  if (!ts.isTemplateExpression(unwrapped(root))) return undefined;
  const first = pieces[0]!.start;
  const last = pieces.at(-1)!.end;
  const left = source.text.slice(first, hole.start).replace(/(\s|\\n)+$/u, "");
  const right = source.text.slice(hole.end, last).replace(/^(\s|\\n)+/u, "");
  return [left === "" ? "" : `\`${left}\``, right === "" ? "" : `\`${right}\``];
}

/** Code of the text before and behind an operand of `+`. */
function operandSides(
  source: ts.SourceFile,
  root: ts.Expression,
  pieces: readonly TextPiece[],
  index: number,
): readonly [string, string] | undefined {
  if (ts.isParenthesizedExpression(root) || pieces.some((piece) => piece.kind === "expression" && piece.isInTemplate)) {
    return undefined;
  }
  const sides = [pieces.slice(0, index), pieces.slice(index + 1)].map((side) => {
    const [first] = side;
    const last = side.at(-1);
    // A number or an object by itself would be no text.
    if (first === undefined || last === undefined || side.every((piece) => piece.kind === "expression")) {
      return side.length === 0 ? "" : undefined;
    }
    const start = first.kind === "fixed" ? first.start - 1 : first.start;
    const code = source.text.slice(start, last.kind === "fixed" ? last.end + 1 : last.end);
    return parseExpression(code) === undefined ? undefined : code;
  });
  const [left, right] = sides;
  return left === undefined || right === undefined ? undefined : [left, right];
}
