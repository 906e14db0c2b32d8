import type { InsertionPoint, Place } from "../../../../lens/facts.ts";
import { calleeName } from "../../analysis/calls.ts";
import { LOGS } from "../../analysis/caught-failures.ts";
import { addNames, mentions } from "../../analysis/loops.ts";
import { isPause } from "../../analysis/retry-loops.ts";
import { enclosingFunction, ts, unwrapped, walk } from "../../analysis/syntax.ts";
import { endOfTrailingComments, isFirstOnLine, isLastOnLine, lineStartAt, nextLineAt } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { OptionWriter } from "./options.ts";
import type { Replacement } from "./search.ts";
import { nodeAround } from "./search.ts";
import { takeOut } from "./taking-out.ts";

/**
 * Takes what a loop of retries tries out of the loop, which ends with its first success. What follows the loop once it
 * gave up, and a variable that only keeps the last error, go with it. `undefined` where the loop does anything more than
 * to wait, log and count, or gives up without an error. The option that makes the SDK try again is set along with it.
 */
export function tryOnce(
  source: ts.SourceFile,
  formatting: Formatting,
  head: Place,
  { insertion, code }: { readonly insertion: InsertionPoint; readonly code: string },
): readonly Replacement[] | undefined {
  const loop = nodeAround(source, head);
  const isLoop = (ts.isWhileStatement(loop) || ts.isForStatement(loop)) && loop.getStart(source) === head.start;
  if (!isLoop || !ts.isBlock(loop.statement) || !ts.isBlock(loop.parent)) return undefined;
  const [attempt, ...others] = loop.statement.statements;
  if (attempt === undefined || others.length > 0 || !ts.isTryStatement(attempt)) return undefined;
  const { tryBlock, catchClause, finallyBlock } = attempt;
  if (catchClause === undefined || finallyBlock !== undefined || !isOneAttempt(tryBlock)) return undefined;

  const counters = countersOf(loop);
  if (counters === undefined || mentions(tryBlock, counters)) return undefined;
  const kept = new Set<string>();
  if (!onlyWaits(catchClause, kept)) return undefined;

  const after = loop.parent.statements.slice(loop.parent.statements.indexOf(loop) + 1);
  const [givesUp] = after;
  if (after.length > 1 || (givesUp !== undefined && !ts.isThrowStatement(givesUp))) return undefined;
  if (givesUp === undefined && !isEndless(loop) && !throwsAtTheEnd(catchClause)) return undefined;
  const options = new OptionWriter(source, formatting);
  const beside = options.set(insertion, code) ? options.replacements() : undefined;
  if (beside === undefined) return undefined;
  const taken = takeOut(source, formatting, { block: tryBlock, from: loop, to: givesUp ?? loop, beside });
  const unused = withoutVariables(source, loop, kept, givesUp);
  return taken && unused && [...unused, ...taken];
}

/** `return await call`, perhaps by way of constants, and nothing else that takes time. */
function isOneAttempt(block: ts.Block): boolean {
  const last = block.statements.at(-1);
  const isStraight = block.statements.every((each) => each === last || ts.isVariableStatement(each));
  if (last === undefined || !ts.isReturnStatement(last) || last.expression === undefined || !isStraight) return false;
  let waits = 0;
  walk(block, (node) => {
    if (ts.isAwaitExpression(node)) waits++;
  });
  return waits === 1;
}

/** Names that the loop's head declares; `undefined` for a head that counts something declared elsewhere. */
function countersOf(loop: ts.WhileStatement | ts.ForStatement): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  if (ts.isWhileStatement(loop) || loop.initializer === undefined) return isEndless(loop) ? names : undefined;
  if (!ts.isVariableDeclarationList(loop.initializer)) return undefined;
  for (const { name } of loop.initializer.declarations) addNames(name, names);
  return names;
}

function isEndless(loop: ts.WhileStatement | ts.ForStatement): boolean {
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  if (condition === undefined) return true;
  const node = unwrapped(condition);
  return node.kind === ts.SyntaxKind.TrueKeyword || (ts.isNumericLiteral(node) && node.text === "1");
}

/** Whether a `catch` does nothing but log, wait, go on, count, give up, and keep the error in variables: `kept`. */
function onlyWaits({ block, variableDeclaration }: ts.CatchClause, kept: Set<string>): boolean {
  const error = new Set<string>();
  if (variableDeclaration) addNames(variableDeclaration.name, error);
  return block.statements.every((statement) => {
    if (ts.isContinueStatement(statement)) return statement.label === undefined;
    if (ts.isIfStatement(statement)) {
      const { expression, thenStatement, elseStatement } = statement;
      return elseStatement === undefined && isThrow(thenStatement) && !mentions(expression, error);
    }
    if (!ts.isExpressionStatement(statement)) return false;
    const { expression } = statement;
    if (ts.isBinaryExpression(expression)) {
      const { left, operatorToken, right } = expression;
      if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isIdentifier(left)) return false;
      kept.add(left.text);
      return ts.isIdentifier(unwrapped(right)) && mentions(right, error);
    }
    const call = ts.isAwaitExpression(expression) ? unwrapped(expression.expression) : expression;
    if (ts.isNewExpression(call)) return calleeName(call) === "Promise" && isPause(call);
    return ts.isCallExpression(call) && (LOGS.test(calleeName(call) ?? "") || isPause(call));
  });
}

function isThrow(statement: ts.Statement): boolean {
  if (ts.isThrowStatement(statement)) return true;
  return ts.isBlock(statement) && statement.statements.length === 1 && ts.isThrowStatement(statement.statements[0]!);
}

function throwsAtTheEnd({ block }: ts.CatchClause): boolean {
  return block.statements.some((each) => ts.isIfStatement(each));
}

/** Takes out the variables that only the loop and what gave up after it used; `undefined` where one is used elsewhere. */
function withoutVariables(
  source: ts.SourceFile,
  loop: ts.Statement,
  names: ReadonlySet<string>,
  givesUp: ts.Statement | undefined,
): readonly Replacement[] | undefined {
  const { text } = source;
  const removals: Replacement[] = [];
  const holder = loop.parent as ts.Block;
  for (const name of names) {
    const declared = holder.statements.find((each) => declaresOnly(each, name));
    if (declared === undefined) return undefined;
    if (isUsedBeside(enclosingFunction(loop) ?? source, name, [declared, loop, givesUp])) return undefined;
    const start = declared.getStart(source);
    const tail = endOfTrailingComments(text, declared.end);
    if (!isFirstOnLine(text, start) || !isLastOnLine(text, tail)) return undefined;
    removals.push({ start: lineStartAt(text, start), end: nextLineAt(text, tail), text: "" });
  }
  return removals;
}

/** `let name`, perhaps with a value that does nothing. */
function declaresOnly(statement: ts.Statement, name: string): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  const [declaration, ...others] = statement.declarationList.declarations;
  if (declaration === undefined || others.length > 0 || !ts.isIdentifier(declaration.name)) return false;
  const value = declaration.initializer && unwrapped(declaration.initializer);
  const isPlain = value === undefined || value.kind === ts.SyntaxKind.NullKeyword || ts.isIdentifier(value);
  return declaration.name.text === name && isPlain;
}

function isUsedBeside(owner: ts.Node, name: string, nodes: readonly (ts.Node | undefined)[]): boolean {
  let isUsed = false;
  walk(owner, (node) => {
    if (isUsed || nodes.includes(node)) return false;
    if (ts.isIdentifier(node) && node.text === name) isUsed = true;
    return undefined;
  });
  return isUsed;
}
