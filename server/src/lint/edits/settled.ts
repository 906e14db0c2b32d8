import type { Place } from "../../../../lens/facts.ts";
import { mentions } from "../../analysis/loops.ts";
import { enclosingFunction, hasModifier, isFunctionWithBody, ts, unwrapped, walk } from "../../analysis/syntax.ts";
import { dressedStatements } from "./code.ts";
import { endOfTrailingComments, indentationAt, isFirstOnLine, isLastOnLine } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { nodeAt } from "./search.ts";
import { hasComment } from "./taking-out.ts";

const NAMES = ["settled", "outcomes", "settledResults"] as const;

/** What reads a list without its positions, and how many parameters a callback may have then. */
const READERS: ReadonlyMap<string, number> = new Map([
  ["map", 1],
  ["flatMap", 1],
  ["filter", 1],
  ["forEach", 1],
  ["some", 1],
  ["every", 1],
  ["find", 1],
  ["reduce", 2],
  ["join", 0],
  ["flat", 0],
  ["includes", 0],
]);

/**
 * Turns `Promise.all`, whose place is that of these words, into `Promise.allSettled`, logs what failed and keeps the values
 * of what did not. Only for a promise that is awaited into a constant, or returned by an async function; `undefined` where
 * the position of an answer in the list is seen to matter.
 */
export function settleAll(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
): readonly Replacement[] | undefined {
  const callee = nodeAt(source, place, ts.isPropertyAccessExpression);
  const call = callee?.parent;
  if (callee === undefined || callee.name.text !== "all" || call === undefined || !ts.isCallExpression(call)) return;
  if (call.expression !== callee || call.arguments.length !== 1 || call.typeArguments !== undefined) return undefined;
  if (ts.isArrayLiteralExpression(unwrapped(call.arguments[0]!))) return undefined;
  const name = NAMES.find((each) => !mentions(source, new Set([each])));
  if (name === undefined) return undefined;
  const settle = { start: callee.name.getStart(source), end: callee.name.end, text: "allSettled" };
  const kept = (ts.isAwaitExpression(call.parent) ? call.parent : call) as ts.Expression;
  const holder = kept.parent;
  if (ts.isReturnStatement(holder)) {
    const owner = enclosingFunction(holder);
    if (owner === undefined || !hasModifier(owner, ts.SyntaxKind.AsyncKeyword) || owner.asteriskToken) return undefined;
    const after = codeAfter(source, formatting, holder, `return ${values(name)};`);
    const start = holder.getStart(source);
    if (after === undefined || hasComment(source.text.slice(start, call.getStart(source)))) return undefined;
    return [{ start, end: call.getStart(source), text: `const ${name} = await ` }, settle, after];
  }
  if (!ts.isVariableDeclaration(holder) || kept === call || !ts.isIdentifier(holder.name)) return undefined;
  const statement = holder.parent.parent;
  if (!ts.isVariableStatement(statement) || !isPlainConstant(statement) || readsPositions(statement, holder.name))
    return undefined;
  const declared = source.text.slice(holder.name.getStart(source), (holder.type ?? holder.name).end);
  const after = codeAfter(source, formatting, statement, `const ${declared} = ${values(name)};`);
  if (after === undefined || declared.includes("\n")) return undefined;
  const start = holder.name.getStart(source);
  return [{ start, end: start + declared.length, text: name }, settle, after];
}

function values(name: string): string {
  return [
    `${name}.flatMap((result) => {`,
    '  if (result.status === "fulfilled") return [result.value];',
    "  console.error(result.reason);",
    "  return [];",
    "})",
  ].join("\n");
}

/** Code on lines of its own after a statement that has lines of its own. */
function codeAfter(
  source: ts.SourceFile,
  formatting: Formatting,
  statement: ts.Statement,
  code: string,
): Replacement | undefined {
  const { text } = source;
  const { parent } = statement;
  const start = statement.getStart(source);
  const tail = endOfTrailingComments(text, statement.end);
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseOrDefaultClause(parent)) return undefined;
  if (!isFirstOnLine(text, start) || !isLastOnLine(text, tail)) return undefined;
  const indentation = indentationAt(text, start);
  const written = dressedStatements(code, formatting, indentation);
  return { start: tail, end: tail, text: `${formatting.endOfLine}${indentation}${written}` };
}

function isPlainConstant(statement: ts.VariableStatement): boolean {
  const { declarationList, modifiers } = statement;
  const isConstant = (declarationList.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;
  return isConstant && modifiers === undefined && declarationList.declarations.length === 1;
}

/** Whether any use of a list's name may tell its elements by where they stand. */
function readsPositions(statement: ts.Statement, name: ts.Identifier): boolean {
  let mayRead = false;
  walk(enclosingFunction(statement) ?? statement.getSourceFile(), (node) => {
    if (!ts.isIdentifier(node) || node.text !== name.text || node === name || isMember(node)) return;
    if (!isReadWhole(node)) mayRead = true;
  });
  return mayRead;
}

function isMember(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

function isReadWhole(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isForOfStatement(parent)) return parent.expression === node;
  if (ts.isReturnStatement(parent) || ts.isSpreadElement(parent)) return true;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isCallExpression(parent)) return parent.expression.getText() === "JSON.stringify";
  if (!ts.isPropertyAccessExpression(parent)) return false;
  const call = parent.parent;
  const most = READERS.get(parent.name.text);
  if (most === undefined || !ts.isCallExpression(call) || call.expression !== parent) return false;
  if (most === 0) return true;
  const callback = call.arguments[0] && unwrapped(call.arguments[0]);
  return callback !== undefined && isFunctionWithBody(callback) && callback.parameters.length <= most;
}
