import type { Place } from "../../../../lens/facts.ts";
import type { Scopes } from "../../analysis/scope.ts";
import { ts, unwrapped } from "../../analysis/syntax.ts";
import { parseExpression, quotedText } from "./code.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { isOnlyFor, textAround, type TextExpression, type TextPiece, writtenBetween } from "./text-pieces.ts";

/**
 * Fixed text instead of a piece of a text, and a sentence behind the whole. `undefined` where the piece is part of no
 * text, or the text is used for more than the code at `user`.
 */
export function replaceInText(
  source: ts.SourceFile,
  formatting: Formatting,
  scopes: Scopes,
  { part, instead, end, user }: { part: Place; instead: string; end: string; user: Place },
): readonly Replacement[] | undefined {
  const text = textAround(source, part);
  if (text === undefined || !isOnlyFor(source, scopes, text.root, user)) return undefined;
  const index = indexOfPart(text.pieces, part);
  const piece = text.pieces[index];
  if (piece === undefined) return undefined;
  const isLast = text.pieces.slice(index + 1).every((each) => each.kind === "fixed" && each.start === each.end);
  const last = text.pieces.at(-1);
  const before = isLast ? instead : last?.kind === "fixed" ? source.text.slice(last.start, last.end) : undefined;
  const sentence = end === "" ? "" : `${joint(before)}${end}`;
  if (isLast) return [pieceReplacement(source, formatting, text.pieces, index, `${instead}${sentence}`)];
  const replacement = pieceReplacement(source, formatting, text.pieces, index, instead);
  if (sentence === "") return [replacement];
  if (last?.kind === "fixed") {
    const at = last.end;
    return [replacement, { start: at, end: at, text: writtenBetween(last.quote, sentence) }];
  }
  const at = text.root.end;
  return [replacement, { start: at, end: at, text: ` + ${quotedText(sentence, formatting.quote)}` }];
}

/** What stands between a text, or an expression for `undefined`, and a sentence behind it. */
function joint(before: string | undefined): string {
  if (before === undefined || before === "") return "\n\n";
  if (/(\s|\\n)$/u.test(before)) return "";
  return /[.!?:;]$/u.test(before) ? " " : ". ";
}

function indexOfPart(pieces: readonly TextPiece[], part: Place): number {
  return pieces.findIndex((piece) => piece.kind === "expression" && piece.node.end === part.end);
}

function pieceReplacement(
  source: ts.SourceFile,
  formatting: Formatting,
  pieces: readonly TextPiece[],
  index: number,
  text: string,
): Replacement {
  const piece = pieces[index]!;
  if (piece.kind === "expression" && piece.isInTemplate) {
    return { start: piece.start, end: piece.end, text: writtenBetween("`", text) };
  }
  const gaps = [pieces[index - 1], pieces[index + 1]].map((each) => {
    if (each?.kind !== "fixed") return undefined;
    const between =
      each.end < piece.start ? source.text.slice(each.end, piece.start) : source.text.slice(piece.end, each.start);
    return /^["'`]?\s*\+\s*["'`]?$/u.test(between) ? each : undefined;
  });
  const [before, after] = gaps;
  const quote = before?.quote ?? after?.quote ?? formatting.quote;
  const isJoined = after?.quote === quote;
  return {
    start: before === undefined ? piece.start : before.end,
    end: isJoined ? after.start : piece.end,
    text: `${before === undefined ? quote : ""}${writtenBetween(quote, text)}${isJoined ? "" : quote}`,
  };
}

/** What stands for a piece that is taken out of the middle of a text. */
export interface TextMark {
  readonly tag: string;
  /** The sentence behind the text that says what the mark stands for. */
  readonly end: string;
}

/**
 * The code of a text without the piece that ends it, and the piece left alone. Where text follows the piece, a mark stands
 * in its stead, and what is left is put between such marks. `undefined` where nothing stands before the piece, or there
 * would have to be a mark and there is none.
 */
export function headOfText(
  source: ts.SourceFile,
  formatting: Formatting,
  { part, isText, mark, user }: { part: Place; isText: boolean; mark?: TextMark; user: Place },
): { readonly head: string; readonly rest: Replacement } | undefined {
  const text = textAround(source, part);
  if (text === undefined || text.root.getStart(source) < user.start || text.root.end > user.end) return undefined;
  const index = indexOfPart(text.pieces, part);
  const piece = text.pieces[index];
  if (piece?.kind !== "expression") return undefined;
  const isLast = text.pieces
    .slice(index + 1)
    .every((each) => each.kind === "fixed" && isBlank(source.text.slice(each.start, each.end)));
  if (!isLast && mark === undefined) return undefined;
  const head = headCode(source, formatting, text, index, isLast ? undefined : mark);
  if (head === undefined) return undefined;
  const code = source.text.slice(piece.node.getStart(source), piece.node.end);
  const { parent } = text.root;
  const isAlone = isLast && isText;
  const isShort = isAlone && ts.isPropertyAssignment(parent) && parent.name.getText(source) === code;
  const tag = isLast || mark === undefined ? ["", ""] : [`<${mark.tag}>`, `</${mark.tag}>`];
  const rest = isAlone ? code : `\`${tag[0]}\${${code}}${tag[1]}\``;
  const start = isShort ? parent.getStart(source) : text.root.getStart(source);
  return { head, rest: { start, end: text.root.end, text: rest } };
}

function isBlank(written: string): boolean {
  return /^(\s|\\[nrt])*$/u.test(written);
}

function headCode(
  source: ts.SourceFile,
  formatting: Formatting,
  { root, pieces }: TextExpression,
  index: number,
  mark: TextMark | undefined,
): string | undefined {
  const before = pieces.slice(0, index);
  const after = mark === undefined ? [] : pieces.slice(index + 1);
  const fixed = [...before, ...after].filter((piece) => piece.kind === "fixed");
  if (fixed.every((piece) => isBlank(source.text.slice(piece.start, piece.end))) && fixed.length === before.length) {
    return undefined;
  }
  const [quote, ...others] = new Set(fixed.map((piece) => piece.quote));
  const isTemplate = ts.isTemplateExpression(unwrapped(root));
  const isAllFixed = fixed.length === before.length + after.length;
  if (quote === undefined || (!isTemplate && (!isAllFixed || others.length > 0))) {
    return mark === undefined ? operandsCode(source, root, before) : undefined;
  }
  const written = (some: readonly TextPiece[]): string =>
    some.map((piece) => source.text.slice(piece.start, piece.end)).join("");
  let text = trimmed(written(before));
  if (mark !== undefined) {
    text = trimmed(`${written(before)}${writtenBetween(quote, `<${mark.tag}>`)}${written(after)}`);
    text += writtenBetween(quote, `${joint(text)}${mark.end}`);
  }
  const [first, only, last] = before;
  if (isTemplate && mark === undefined && before.length === 3 && only?.kind === "expression") {
    const isOnly = [first, last].every((each) => each && isBlank(source.text.slice(each.start, each.end)));
    if (isOnly) return only.node.getText(source);
  }
  const isPlain = isAllFixed && !/[\n\r\\"'`]/u.test(text);
  return isPlain ? quotedText(text, formatting.quote) : `${quote}${text}${quote}`;
}

/** Operands of `+` as they are, without blank space behind the last. */
function operandsCode(source: ts.SourceFile, root: ts.Expression, all: readonly TextPiece[]): string | undefined {
  const end = all.findLastIndex(
    (piece) => piece.kind === "expression" || !isBlank(source.text.slice(piece.start, piece.end)),
  );
  const pieces = all.slice(0, end + 1);
  const last = pieces.at(-1);
  const isPlain = pieces.every((piece) => piece.kind === "fixed" || !piece.isInTemplate);
  if (last === undefined || !isPlain || ts.isParenthesizedExpression(root)) return undefined;
  const code = source.text.slice(root.getStart(source), last.end);
  const text = last.kind === "fixed" ? `${trimmed(code)}${last.quote}` : code;
  return parseExpression(text) === undefined ? undefined : text;
}

function trimmed(written: string): string {
  return written.replace(/(\s|\\[nrt])+$/u, "");
}
