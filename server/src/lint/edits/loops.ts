import type { Place } from "../../../../lens/facts.ts";
import type { FixEdit } from "../../../../lens/fixes.ts";
import { ts, walk } from "../../analysis/syntax.ts";
import { dressedStatements } from "./code.ts";
import { indentationAt, isFirstOnLine } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { nodeAt } from "./search.ts";
import { insertBeforeStatement } from "./statements.ts";

const COUNTER_NAMES = ["step", "turn", "round", "stepCount", "turnCount"] as const;

/**
 * Counts the turns of a loop and throws past `limit` of them; the body stays as it is, `continue` and
 * `break` too. `undefined` for a loop whose parts leave no room for a counter, and for a recursion.
 */
export function boundLoop(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  limit: number,
): readonly Replacement[] | undefined {
  const loop = nodeAt(source, place, (node) => ts.isIterationStatement(node, false));
  if (loop === undefined || !ts.isBlock(loop.statement) || source.text[loop.statement.end - 1] !== "}")
    return undefined;
  const counter = unusedName(source);
  if (counter === undefined) return undefined;
  const start = loop.getStart(source);
  const body = loop.statement;

  if (ts.isWhileStatement(loop)) {
    const isEndless = isAlwaysTrue(loop.expression);
    const condition = isEndless ? "" : ` ${loop.expression.getText(source)}`;
    const head = `for (let ${counter} = 0;${condition || " "}; ${counter}++)`;
    const end = source.text.lastIndexOf(")", body.getStart(source)) + 1;
    if (end <= loop.expression.end) return undefined;
    return [{ start, end, text: head }, guard(source, formatting, body, counter, limit)];
  }
  if (ts.isDoStatement(loop)) {
    const outer = ts.isLabeledStatement(loop.parent) ? loop.parent : loop;
    if (!ts.isBlock(outer.parent) && !ts.isSourceFile(outer.parent) && !ts.isModuleBlock(outer.parent))
      return undefined;
    return [
      insertBeforeStatement(source, formatting, outer, `let ${counter} = 0;`),
      guard(source, formatting, body, `${counter}++`, limit),
    ];
  }
  if (ts.isForStatement(loop)) {
    const head = countedHead(source, loop, counter);
    return head && [...head, guard(source, formatting, body, counter, limit)];
  }
  return undefined;
}

/** Another head for a loop over a list: it counts in steps. `undefined` where it is no such loop, or has a comment in its head. */
export function loopInParts(
  source: ts.SourceFile,
  { loop: place, list, counter, size }: Extract<FixEdit, { edit: "loop in parts" }>,
): Replacement | undefined {
  const loop = nodeAt(source, place, ts.isForOfStatement);
  if (loop === undefined || loop.awaitModifier !== undefined) return undefined;
  const start = loop.getStart(source);
  const end = source.text.lastIndexOf(")", loop.statement.getStart(source)) + 1;
  if (end <= loop.expression.end || /\/[/*]/u.test(source.text.slice(start, end))) return undefined;
  const head = `for (let ${counter} = 0; ${counter} < ${list}.length; ${counter} += ${size})`;
  return { start, end, text: head };
}

function countedHead(source: ts.SourceFile, loop: ts.ForStatement, counter: string): Replacement[] | undefined {
  const text = source.text;
  const open = text.indexOf("(", loop.getStart(source)) + 1;
  const { initializer, incrementor } = loop;
  const close = text.lastIndexOf(")", loop.statement.getStart(source));
  const replacements: Replacement[] = [];
  if (initializer === undefined) {
    replacements.push({ start: open, end: open, text: `let ${counter} = 0` });
  } else if (
    ts.isVariableDeclarationList(initializer) &&
    (initializer.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Let
  ) {
    replacements.push({ start: initializer.end, end: initializer.end, text: `, ${counter} = 0` });
  } else {
    return undefined;
  }
  if (incrementor !== undefined) {
    replacements.push({ start: incrementor.end, end: incrementor.end, text: `, ${counter}++` });
    return replacements;
  }
  const conditionEnd = loop.condition?.end ?? initializer?.end ?? open;
  const separators = text.slice(conditionEnd, close);
  if (/\/[/*]/u.test(separators) || close < conditionEnd) return undefined;
  const blank = separators.endsWith(" ") ? "" : " ";
  const condition = loop.condition === undefined && /;;/u.test(separators) ? "; ;" : separators.trimEnd();
  replacements.push({ start: conditionEnd, end: close, text: `${condition}${blank || " "}${counter}++` });
  return replacements;
}

function guard(
  source: ts.SourceFile,
  formatting: Formatting,
  body: ts.Block,
  counter: string,
  limit: number,
): Replacement {
  const text = source.text;
  const open = body.getStart(source) + 1;
  const code = `if (${counter} >= ${limit}) throw new Error("Stopped after ${limit} model calls without a final answer");`;
  const first = body.statements[0];
  const isOneLine = !text.slice(open, first?.getStart(source) ?? body.end).includes("\n");
  if (isOneLine) {
    const inline = dressedStatements(code, { ...formatting, hasSemicolons: true }, "");
    return { start: open, end: open, text: ` ${inline}` };
  }
  const start = first?.getStart(source);
  const indentation =
    start !== undefined && isFirstOnLine(text, start)
      ? indentationAt(text, start)
      : indentationAt(text, open) + formatting.indent;
  // The brace may be followed by a comment of its own line.
  const line = `${formatting.endOfLine}${indentation}${dressedStatements(code, formatting, indentation)}`;
  const tail = ts.getTrailingCommentRanges(text, open)?.at(-1)?.end ?? open;
  return { start: tail, end: tail, text: line };
}

function isAlwaysTrue(condition: ts.Expression): boolean {
  return (
    condition.kind === ts.SyntaxKind.TrueKeyword || (ts.isNumericLiteral(condition) && Number(condition.text) !== 0)
  );
}

function unusedName(source: ts.SourceFile): string | undefined {
  const used = new Set<string>();
  walk(source, (node) => {
    if (ts.isIdentifier(node)) used.add(node.text);
  });
  return COUNTER_NAMES.find((name) => !used.has(name));
}
