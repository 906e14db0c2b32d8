import type { RetryLoop } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";

/** What waits. */
const PAUSES = /^(sleep|delay|wait\w*|pause|setTimeout|timeout|backoff\w*)$/i;

/** The answer is checked in the `try`, so that a second attempt may ask for a better one. */
const CHECKS_ANSWER = /^(parse\w*|safeParse\w*|validate\w*|assert\w*|check\w*|extract\w*)$/i;

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

/** `while (true) { try { return await call } catch { … } }`, around a call in the same function. */
export function retryLoopAround(root: ts.Node, module: Module): RetryLoop | undefined {
  let attempt: ts.TryStatement | undefined;
  let child = root;
  for (let current = root.parent as ts.Node | undefined; current; child = current, current = current.parent) {
    if (isFunctionWithBody(current) || ts.isClassLike(current)) return undefined;
    if (ts.isTryStatement(current) && current.tryBlock === child && current.catchClause) attempt ??= current;
    if (ts.isForOfStatement(current) || ts.isForInStatement(current)) return undefined;
    if (ts.isWhileStatement(current) || ts.isDoStatement(current) || ts.isForStatement(current))
      return attempt && loopFact(current, attempt, root, module);
  }
  return undefined;
}

/** Whether a call waits for some time: `sleep(500)`, `new Promise((resolve) => setTimeout(resolve, 500))`. */
export function isPause(call: ts.CallExpression | ts.NewExpression): boolean {
  let isFound = false;
  walk(call, (node) => {
    if (ts.isCallExpression(node) && PAUSES.test(calleeName(node) ?? "")) isFound = true;
    return !isFound;
  });
  return isFound;
}

function loopFact(loop: Loop, attempt: ts.TryStatement, root: ts.Node, module: Module): RetryLoop | undefined {
  const { catchClause: clause } = attempt;
  if (!clause || !endsWithSuccess(attempt, root) || checksAnswer(attempt)) return undefined;
  const error = clause.variableDeclaration?.name;
  const start = loop.getStart(module.source);
  const end = ts.isDoStatement(loop) ? start + "do".length : loop.statement.getStart(module.source);
  return {
    head: { file: module.file, start, end: start + module.source.text.slice(start, end).trimEnd().length },
    isBounded: !isEndless(loop) || leaves(clause.block),
    pause: pauseOf(loop, attempt),
    retries: retriesOf(loop, module),
    looksAtError: error !== undefined && ts.isIdentifier(error) && decidesOn(loop, error.text),
  };
}

/** `5 - 1` for `for (let attempt = 0; attempt < 5; attempt++)`, as code. */
function retriesOf(loop: Loop, module: Module): string | undefined {
  if (!ts.isForStatement(loop) || !loop.initializer || !ts.isVariableDeclarationList(loop.initializer))
    return undefined;
  const { condition, incrementor } = loop;
  const [counter, ...others] = loop.initializer.declarations;
  if (!counter?.initializer || !ts.isNumericLiteral(counter.initializer) || others.length > 0) return undefined;
  if (!condition || !ts.isBinaryExpression(condition) || !ts.isIdentifier(condition.left) || !incrementor)
    return undefined;
  const { operatorToken, right } = condition;
  const isLess = operatorToken.kind === ts.SyntaxKind.LessThanToken;
  if (!isLess && operatorToken.kind !== ts.SyntaxKind.LessThanEqualsToken) return undefined;
  const name = counter.name.getText(module.source);
  const isCounted =
    condition.left.text === name &&
    [`${name}++`, `++${name}`, `${name}+=1`].includes(withoutBlanks(incrementor, module));
  if (!isCounted) return undefined;
  const beyond = (isLess ? 0 : 1) - Number(counter.initializer.text) - 1;
  if (ts.isNumericLiteral(right)) {
    const retries = Number(right.text) + beyond;
    return Number.isInteger(retries) && retries > 0 ? String(retries) : undefined;
  }
  const isName = ts.isIdentifier(right) || /^this\.[\w.]+$/.test(right.getText(module.source));
  if (!isName || beyond > 0 || beyond < -1) return undefined;
  return beyond === 0 ? right.getText(module.source) : `${right.getText(module.source)} - 1`;
}

function withoutBlanks(node: ts.Node, module: Module): string {
  return node.getText(module.source).replaceAll(/\s+/g, "");
}

/** The loop is over when the call succeeds: what follows it in the `try` leaves. */
function endsWithSuccess(attempt: ts.TryStatement, root: ts.Node): boolean {
  const index = attempt.tryBlock.statements.findIndex((each) => each.pos <= root.pos && root.end <= each.end);
  return attempt.tryBlock.statements
    .slice(index)
    .some((each) => ts.isReturnStatement(each) || ts.isBreakStatement(each));
}

function checksAnswer(attempt: ts.TryStatement): boolean {
  let isFound = false;
  walk(attempt.tryBlock, (node) => {
    if (ts.isThrowStatement(node)) isFound = true;
    if (ts.isCallExpression(node) && CHECKS_ANSWER.test(calleeName(node) ?? "") && !isSdkParse(node)) isFound = true;
    return !isFound;
  });
  return isFound;
}

/** `client.responses.parse(…)` and its kin ask the model. */
function isSdkParse(node: ts.CallExpression): boolean {
  return /(completions|responses|messages)\.parse$/.test(node.expression.getText());
}

function isEndless(loop: Loop): boolean {
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  if (condition === undefined) return true;
  const node = unwrapped(condition);
  return node.kind === ts.SyntaxKind.TrueKeyword || (ts.isNumericLiteral(node) && node.text === "1");
}

function leaves(block: ts.Block): boolean {
  let isFound = false;
  walk(block, (node) => {
    if (isFunctionWithBody(node)) return false;
    if (ts.isThrowStatement(node) || ts.isReturnStatement(node) || ts.isBreakStatement(node)) isFound = true;
    return !isFound;
  });
  return isFound;
}

/** How long the loop waits before it goes round again: the longest of what its `catch`, or what follows the `try`, does. */
function pauseOf(loop: Loop, attempt: ts.TryStatement): RetryLoop["pause"] {
  let pause: RetryLoop["pause"] = "none";
  walk(loop.statement, (node) => {
    if (node === attempt.tryBlock) return false;
    if (!ts.isCallExpression(node)) return undefined;
    if (PAUSES.test(calleeName(node) ?? "")) {
      const times = node.arguments.filter((each) => !isFunctionWithBody(each) && !ts.isIdentifier(each));
      const isConstant = times.length > 0 && times.every((each) => ts.isNumericLiteral(unwrapped(each)));
      const isName = node.arguments.some((each) => ts.isIdentifier(each) && /^[A-Z][A-Z0-9_]*$/.test(each.text));
      const here = isConstant || isName ? "constant" : "growing";
      if (pause !== "growing") pause = here;
    } else if (ts.isAwaitExpression(node.parent) && pause === "none") pause = "unknown";
    return undefined;
  });
  return pause;
}

/** A condition of the loop's `catch` reads the error. */
function decidesOn(loop: Loop, error: string): boolean {
  let isFound = false;
  walk(loop.statement, (node) => {
    const condition = ts.isIfStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : ts.isSwitchStatement(node)
          ? node.expression
          : undefined;
    if (condition)
      walk(condition, (inner) => {
        if (ts.isIdentifier(inner) && inner.text === error) isFound = true;
      });
    return !isFound;
  });
  return isFound;
}
