import type { CaughtFailure } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { isAssignment, isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Calls that tell people, by their last name. */
export const LOGS =
  /^(log|info|warn|error|debug|trace|fatal|captureException|captureMessage|report\w*|track\w*|record\w*)$/i;

/** Statements after a `try` that stand in for the answer that did not come. */
type Rest = readonly ts.Statement[];

/** The nearest `catch` that is given a call's failure, in the same function. */
export function caughtFailure(root: ts.Node, module: Module): CaughtFailure | undefined {
  let isAwaited = false;
  let child = root;
  for (let current = root.parent as ts.Node | undefined; current; child = current, current = current.parent) {
    if (isFunctionWithBody(current) || ts.isClassLike(current)) return undefined;
    if (ts.isAwaitExpression(current)) isAwaited = true;
    const handler = !isAwaited && handlerOfChain(current, child);
    if (handler) return failureOfHandler(handler, module);
    if (ts.isTryStatement(current) && current.catchClause && current.tryBlock === child) {
      // A promise that nobody awaits here fails after the `try` is left.
      if (!isAwaited) return undefined;
      return failureOfClause(current.catchClause, restAfter(current), module);
    }
  }
  return undefined;
}

/** The function that `.catch(…)` is given, where `access` is the property behind the promise `child`. */
function handlerOfChain(access: ts.Node, child: ts.Node): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(access) || access.expression !== child) return undefined;
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access) return undefined;
  return access.name.text === "catch" ? call.arguments[0] : access.name.text === "then" ? call.arguments[1] : undefined;
}

function failureOfHandler(handler: ts.Expression, module: Module): CaughtFailure {
  const node = unwrapped(handler);
  const at = place({ module, node });
  if (!isFunctionWithBody(node) || !node.body) return { outcome: "handled", place: at, result: undefined };
  const [parameter] = node.parameters;
  return { ...outcomeOf(node.body, parameter?.name, [], module), place: at };
}

function failureOfClause(clause: ts.CatchClause, rest: Rest, module: Module): CaughtFailure {
  const start = clause.getStart(module.source);
  const at = { file: module.file, start, end: start + "catch".length };
  return { ...outcomeOf(clause.block, clause.variableDeclaration?.name, rest, module), place: at };
}

function outcomeOf(
  body: ts.ConciseBody,
  error: ts.BindingName | undefined,
  rest: Rest,
  module: Module,
): Pick<CaughtFailure, "outcome" | "result"> {
  let outcome: CaughtFailure["outcome"] = "hidden";
  let result: string | undefined;
  let isLeft = false;
  walk(body, (node) => {
    if (outcome === "passed on") return false;
    if (ts.isThrowStatement(node)) outcome = "passed on";
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (!LOGS.test(calleeName(node) ?? "")) outcome = "handled";
      else if (outcome === "hidden") outcome = "logged";
    } else if (isHandling(node, error)) outcome = "handled";
    else if (ts.isReturnStatement(node)) {
      isLeft = true;
      result = node.expression?.getText(module.source);
      if (node.expression && !isEmptyValue(node.expression)) outcome = "handled";
    } else if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) isLeft = true;
    return undefined;
  });
  if (outcome === "hidden" && !ts.isBlock(body)) {
    result = body.getText(module.source);
    isLeft = true;
    if (!isEmptyValue(body)) outcome = "handled";
  }
  if (outcome === "hidden" && (hasComment(body, module) || (!isLeft && rest.some(standsIn)))) outcome = "handled";
  return { outcome, result };
}

function isHandling(node: ts.Node, error: ts.BindingName | undefined): boolean {
  if (ts.isIdentifier(node) && error && ts.isIdentifier(error)) return node.text === error.text;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isDeleteExpression(node)) return true;
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) return isCounting(node);
  return isAssignment(node);
}

function isCounting(node: ts.PostfixUnaryExpression | ts.PrefixUnaryExpression): boolean {
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
}

/** A value that looks like an answer without content: what reads it cannot tell it from one. */
export function isEmptyValue(expression: ts.Expression): boolean {
  const node = unwrapped(expression);
  if (ts.isStringLiteralLike(node)) return node.text === "";
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  return (
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isIdentifier(node) && node.text === "undefined") ||
    (ts.isVoidExpression(node) && ts.isNumericLiteral(node.expression))
  );
}

/** A comment says why nothing is done. */
export function hasComment(body: ts.ConciseBody, module: Module): boolean {
  const text = body.getText(module.source);
  return text.includes("//") || text.includes("/*");
}

function restAfter(statement: ts.TryStatement): Rest {
  const { parent } = statement;
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) return [];
  return parent.statements.slice(parent.statements.indexOf(statement) + 1);
}

/** Throws, or calls something: what the `try` did not give may come from there. */
function standsIn(statement: ts.Statement): boolean {
  let isFound = false;
  walk(statement, (node) => {
    if (isFound || isFunctionWithBody(node)) return false;
    if (ts.isThrowStatement(node) || ts.isCallExpression(node) || ts.isNewExpression(node)) isFound = true;
    return undefined;
  });
  return isFound;
}
