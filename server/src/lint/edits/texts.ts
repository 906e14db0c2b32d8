import type { Place } from "../../../../lens/facts.ts";
import type { Scopes } from "../../analysis/scope.ts";
import { ts } from "../../analysis/syntax.ts";
import { quotedText } from "./code.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { isOnlyFor, textAround, type TextPiece, writtenBetween } from "./text-pieces.ts";

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

/**
 * The text before the last piece of a text becomes an option or an element of its own, with code on both sides, and the
 * piece alone is left. `undefined` where text follows the piece, or nothing stands before it.
 */
export function headOfText(
  source: ts.SourceFile,
  formatting: Formatting,
  { part, isText, user }: { part: Place; isText: boolean; user: Place },
): { readonly head: string; readonly rest: Replacement } | undefined {
  const text = textAround(source, part);
  if (text === undefined || text.root.getStart(source) < user.start || text.root.end > user.end) return undefined;
  const index = indexOfPart(text.pieces, part);
  const piece = text.pieces[index];
  const before = text.pieces.slice(0, index);
  const after = text.pieces.slice(index + 1);
  if (piece?.kind !== "expression" || before.some((each) => each.kind === "expression")) return undefined;
  const raw = (each: TextPiece): string => source.text.slice(each.start, each.end);
  if (after.some((each) => each.kind === "expression" || raw(each).replaceAll("\\n", "").trim() !== ""))
    return undefined;
  const head = headCode(source, formatting, before);
  if (head === undefined) return undefined;
  const code = source.text.slice(piece.node.getStart(source), piece.node.end);
  const { parent } = text.root;
  const isShort = isText && ts.isPropertyAssignment(parent) && parent.name.getText(source) === code;
  const rest = isText ? code : `\`\${${code}}\``;
  const start = isShort ? parent.getStart(source) : text.root.getStart(source);
  return { head, rest: { start, end: text.root.end, text: rest } };
}

/** Fixed pieces as one text, without blank space at its end; `undefined` where there is none. */
function headCode(source: ts.SourceFile, formatting: Formatting, pieces: readonly TextPiece[]): string | undefined {
  const written = pieces.filter((piece) => piece.kind === "fixed" && piece.start < piece.end);
  const quotes = new Set(written.map((piece) => (piece.kind === "fixed" ? piece.quote : "`")));
  const [quote] = quotes;
  if (quote === undefined || quotes.size > 1) return undefined;
  const text = written
    .map((piece) => source.text.slice(piece.start, piece.end))
    .join("")
    .replace(/(\s|\\n|\\r|\\t)+$/u, "");
  if (text === "") return undefined;
  const isPlain = !/[\n\r\\"'`]/u.test(text);
  return isPlain ? quotedText(text, formatting.quote) : `${quote}${text}${quote}`;
}
