import type { PromiseUse } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { enclosingFunction, hasModifier, isFunctionWithBody, ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** What gives the same promise, or one that ends with it. */
const GOES_ON = new Set(["then", "finally", "withResponse", "asResponse"]);

/** What becomes of the promise that an expression gives. */
export function promiseUse(root: ts.Node, module: Module): PromiseUse | undefined {
  let node = root;
  for (;;) {
    const { parent } = node;
    if (isTransparent(parent, node)) {
      node = parent;
    } else if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      const call = parent.parent;
      if (!ts.isCallExpression(call) || call.expression !== parent) return used("kept");
      if (parent.name.text === "catch" || (parent.name.text === "then" && call.arguments.length > 1))
        return used("handled");
      if (!GOES_ON.has(parent.name.text)) return used("kept");
      node = call;
    } else if (ts.isAwaitExpression(parent)) {
      return droppedAround(parent, module) ?? used("awaited");
    } else if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) {
      return droppedAround(node, module) ?? used("returned");
    } else if (ts.isVoidExpression(parent)) {
      return used("void");
    } else if (ts.isExpressionStatement(parent)) {
      const owner = enclosingFunction(node);
      const canAwait = owner !== undefined && hasModifier(owner, ts.SyntaxKind.AsyncKeyword) && !isGuarded(node);
      const awaitable = canAwait ? place({ module, node }) : undefined;
      return { use: "floating", droppedBy: undefined, awaitable };
    } else return used("kept");
  }
}

function used(use: PromiseUse["use"]): PromiseUse {
  return { use, droppedBy: undefined, awaitable: undefined };
}

/** `is && call()`: `await` would stand before all of it. */
function isGuarded(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) || ts.isConditionalExpression(node);
}

/** What has the value of `node` for its own. */
function isTransparent(parent: ts.Node, node: ts.Node): boolean {
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isSatisfiesExpression(parent)
  )
    return true;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
    parent.right === node
  );
}

/** The `forEach` whose callback gives the promise; an own `catch` in the callback hears of a failure. */
function droppedAround(node: ts.Node, module: Module): PromiseUse | undefined {
  for (let current = node; current.parent; current = current.parent) {
    if (ts.isTryStatement(current.parent) && current.parent.catchClause && current === current.parent.tryBlock)
      return undefined;
    if (!isFunctionWithBody(current)) continue;
    const call: ts.Node = current.parent;
    if (!ts.isCallExpression(call) || call.arguments[0] !== (current as ts.Node)) return undefined;
    const callee = unwrapped(call.expression);
    const isLost = ts.isExpressionStatement(call.parent) && ts.isPropertyAccessExpression(callee);
    if (!isLost || calleeName(call) !== "forEach") return undefined;
    return { use: "dropped", droppedBy: place({ module, node: call.expression }), awaitable: undefined };
  }
  return undefined;
}
