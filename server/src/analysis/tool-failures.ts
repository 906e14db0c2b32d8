import type { HiddenFailure } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import { hasComment, isEmptyValue, LOGS } from "./caught-failures.ts";
import type { Module } from "./module.ts";
import { isAssignment, isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/**
 * The `catch` clauses of a tool's handler that give back something empty: the model cannot tell that from an answer,
 * whatever is logged.
 */
export function hiddenFailures(handler: ts.FunctionLikeDeclaration, module: Module): HiddenFailure[] {
  const found: HiddenFailure[] = [];
  if (!handler.body) return found;
  walk(handler.body, (node) => {
    // What an inner function gives back is not the tool's result.
    if (isFunctionWithBody(node)) return false;
    if (!ts.isCatchClause(node)) return undefined;
    const result = emptyResult(node, module);
    const start = node.getStart(module.source);
    const word = { file: module.file, start, end: start + "catch".length };
    if (result) {
      const caught = node.variableDeclaration?.name;
      found.push({
        outcome: result.isLogged ? "logged" : "hidden",
        place: word,
        result: result.text,
        error: caught && ts.isIdentifier(caught) ? caught.text : undefined,
        exit: exitOf(node, module),
      });
    }
    return undefined;
  });
  return found;
}

/** What a clause gives back that does nothing else but log; `undefined` where it does more, or says something. */
function emptyResult({ block }: ts.CatchClause, module: Module): { text: string; isLogged: boolean } | undefined {
  if (hasComment(block, module)) return undefined;
  let text: string | undefined;
  let isLogged = false;
  let isMore = false;
  walk(block, (node) => {
    if (isMore) return false;
    if (ts.isReturnStatement(node)) {
      if (node.expression && isEmptyResult(node.expression)) text ??= node.expression.getText(module.source);
      else isMore = true;
    } else if (ts.isCallExpression(node) && LOGS.test(calleeName(node) ?? "")) {
      isLogged = true;
      // What is logged may be worked out.
      return false;
    } else if (doesMore(node)) isMore = true;
    return undefined;
  });
  return isMore || text === undefined ? undefined : { text, isLogged };
}

/** The `return` that a clause ends with, where nothing but logging comes before. */
function exitOf({ block, variableDeclaration }: ts.CatchClause, module: Module): HiddenFailure["exit"] {
  const last = block.statements.at(-1);
  const isStraight = block.statements.every((each) => each === last || ts.isExpressionStatement(each));
  const isNamed = !variableDeclaration || ts.isIdentifier(variableDeclaration.name);
  if (!last || !isStraight || !isNamed || !ts.isReturnStatement(last) || !last.expression) return undefined;
  return { statement: place({ module, node: last }), value: place({ module, node: last.expression }) };
}

function doesMore(node: ts.Node): boolean {
  return (
    ts.isThrowStatement(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isContinueStatement(node) ||
    isAssignment(node)
  );
}

/** `false` says that something did not work; `{ content: [] }` says nothing. */
function isEmptyResult(expression: ts.Expression): boolean {
  const node = unwrapped(expression);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (isEmptyValue(node)) return true;
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.every((each) => ts.isPropertyAssignment(each) && isEmptyResult(each.initializer))
  );
}
