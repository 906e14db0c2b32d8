import { ts, walk } from "../../analysis/syntax.ts";

/** How one file is laid out, so that new text looks like its surroundings. */
export interface Formatting {
  readonly endOfLine: "\n" | "\r\n";
  /** One step of indentation. */
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly hasSemicolons: boolean;
  /** Whether one-line objects have blanks inside their braces. */
  readonly hasBraceBlanks: boolean;
}

/** Nodes of the start of a file that are looked at: a longer file goes on as it begins. */
const MAXIMUM_NODES = 4_000;

/** What most of a file does; where it does nothing of the kind, what most projects do. */
export function formattingOf(source: ts.SourceFile): Formatting {
  const text = source.text;
  const tally = { single: 0, double: 0, semicolon: 0, noSemicolon: 0, blank: 0, noBlank: 0 };
  let visited = 0;
  walk(source, (node) => {
    if (++visited > MAXIMUM_NODES) return false;
    if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) {
      if (text[node.end - 1] === "'") tally.single++;
      else tally.double++;
    } else if (isEndedBySemicolon(node)) {
      if (text[node.end - 1] === ";") tally.semicolon++;
      else tally.noSemicolon++;
    } else if (ts.isObjectLiteralExpression(node) && node.properties.length > 0) {
      const first = text[node.properties.pos];
      if (first === " ") tally.blank++;
      else if (first !== "\n" && first !== "\r") tally.noBlank++;
    }
    return undefined;
  });
  return {
    endOfLine: endOfLineOf(text),
    indent: indentOf(text),
    quote: tally.single > tally.double ? "'" : '"',
    hasSemicolons: tally.semicolon >= tally.noSemicolon,
    hasBraceBlanks: tally.blank >= tally.noBlank,
  };
}

/** The blank space that the line of an offset begins with. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/u.exec(text.slice(lineStartAt(text, offset), offset))?.[0] ?? "";
}

export function lineStartAt(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Whether nothing but blank space stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  const before = text.slice(lineStartAt(text, offset), offset);
  return before.replace("\uFEFF", "").trim() === "";
}

/** Whether nothing but blank space stands after an offset on its line. */
export function isLastOnLine(text: string, offset: number): boolean {
  return text.slice(offset, lineEndAt(text, offset)).trim() === "";
}

/** Where the line of an offset ends, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  const next = text.indexOf("\n", offset);
  if (next === -1) return text.length;
  return next > offset && text[next - 1] === "\r" ? next - 1 : next;
}

/** Where the next line begins; the end of the text after the last. */
export function nextLineAt(text: string, offset: number): number {
  const next = text.indexOf("\n", offset);
  return next === -1 ? text.length : next + 1;
}

/** End of the comments that follow an offset on the same line; the offset itself where there are none. */
export function endOfTrailingComments(text: string, offset: number): number {
  return ts.getTrailingCommentRanges(text, offset)?.at(-1)?.end ?? offset;
}

export function isEndedBySemicolon(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) ||
    ts.isVariableStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isImportDeclaration(node)
  );
}

function endOfLineOf(text: string): "\n" | "\r\n" {
  const windows = text.match(/\r\n/gu)?.length ?? 0;
  const all = text.match(/\n/gu)?.length ?? 0;
  return windows * 2 > all ? "\r\n" : "\n";
}

function indentOf(text: string): string {
  let tabs = 0;
  let spaces = 0;
  const steps = new Map<number, number>();
  let previous = 0;
  for (const match of text.matchAll(/^([ \t]*)(?=\S)(?!\*)/gmu)) {
    const blank = match[1]!;
    if (blank.includes("\t")) {
      tabs++;
      continue;
    }
    if (blank.length > 0) spaces++;
    const step = blank.length - previous;
    if (step === 2 || step === 4 || step === 3 || step === 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    previous = blank.length;
  }
  if (tabs > spaces) return "\t";
  let best = 2;
  for (const [step, count] of steps) if (count > (steps.get(best) ?? 0)) best = step;
  return " ".repeat(best);
}
