import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { enclosingFunction, isFunctionWithBody, ts } from "./syntax.ts";

/** Members that are the stream, or hand it on in another form. */
const PASSES = /^(stream|textStream|fullStream|partialObjectStream|partialOutputStream|body|to\w+|pipe\w+)$/;

/** Functions and classes that answer with what they are given, or make a stream of it. */
const ANSWERS = /^(to[A-Z]\w*|create\w*|pipe\w*|merge|from|Response|NextResponse|StreamingTextResponse)$/;

/** What ends an answer after the last piece of it. */
const ENDS = /^(end|close|done|complete)$/;

/** Most expressions that are looked at. */
const MOST_STEPS = 200;

/**
 * Whether all that is done with the stream that a call starts is to answer with it. `false` where it is also kept or
 * counted, or that cannot be told: of a stream that is stopped that would be lost.
 */
export function isOnlyAnswered(root: ts.CallExpression, module: Module): boolean {
  const pending: ts.Node[] = [root];
  for (let step = 0; step < MOST_STEPS; step++) {
    const node = pending.pop();
    if (!node) return true;
    const next = nextOf(node, node === root, module);
    if (!next) return false;
    pending.push(...next);
  }
  return false;
}

/** What a stream is next, or a part of; none where it is answered with; `undefined` where it goes anywhere else. */
function nextOf(node: ts.Node, isStart: boolean, module: Module): readonly ts.Node[] | undefined {
  const { parent } = node;
  const isSame =
    ts.isNonNullExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node) ||
    ts.isShorthandPropertyAssignment(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) ||
    (ts.isPropertyAccessExpression(parent) && parent.expression === node && PASSES.test(parent.name.text));
  if (isSame) return [parent];
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return isAnswer(node) ? [] : undefined;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    return parent.expression === node || ANSWERS.test(calleeName(parent) ?? "") ? [parent] : undefined;
  }
  if (ts.isExpressionStatement(parent)) return isStart ? undefined : [];
  if (ts.isForOfStatement(parent) && parent.expression === node) return isLast(parent) ? [] : undefined;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
  const references = module.scopes.references(parent);
  return references.length > 0 ? references : undefined;
}

/** What a handler returns is its answer; what an inner function returns may be anything but a response. */
function isAnswer(returned: ts.Node): boolean {
  const owner = enclosingFunction(returned);
  return (owner !== undefined && enclosingFunction(owner) === undefined) || isMade(returned);
}

/** `new Response(stream)`, `out.pipe(stream)`, `result.toTextStreamResponse()`. */
function isMade(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const name = calleeName(node) ?? "";
  return /Response$|^pipe/.test(name);
}

/** Whether nothing but the end of the answer comes after a loop in its function. */
function isLast(loop: ts.ForOfStatement): boolean {
  const owner = enclosingFunction(loop);
  for (let child: ts.Node = loop; child !== owner && child.parent; child = child.parent) {
    const { parent } = child;
    if (ts.isIterationStatement(parent, false)) return false;
    if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) continue;
    const later = parent.statements.slice(parent.statements.indexOf(child as ts.Statement) + 1);
    if (!later.every(isEnd)) return false;
  }
  return true;
}

/** `res.end();`, `controller.close();`, `return;`, and a function that is only declared. */
function isEnd(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement)) return statement.expression === undefined || !holdsCall(statement.expression);
  if (!ts.isExpressionStatement(statement)) return isFunctionWithBody(statement);
  let { expression } = statement;
  if (ts.isAwaitExpression(expression)) expression = expression.expression;
  return ts.isCallExpression(expression) && ENDS.test(calleeName(expression) ?? "");
}

function holdsCall(expression: ts.Expression): boolean {
  return !ts.isIdentifier(expression) && expression.kind !== ts.SyntaxKind.NullKeyword;
}
