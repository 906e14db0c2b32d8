import { type Abstract, alternativesOf, type Environment } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, isInside, ts, unwrapped } from "./syntax.ts";

/**
 * Whether a node in a function runs for what one caller passes, as far as the code chooses by comparing texts:
 * a `case`, or an `if (provider === "openai")`. A choice whose outcome is not known counts as not taken.
 */
export function isChosen(
  evaluator: Evaluator,
  node: ts.Node,
  module: Module,
  environment: Environment | undefined,
): boolean {
  for (let inner = node; !isFunctionWithBody(inner) && !ts.isSourceFile(inner); inner = inner.parent) {
    const { parent } = inner;
    if (ts.isCaseClause(parent) && parent.expression !== inner) {
      const value = evaluator.evaluate(parent.parent.parent.expression, module, environment);
      if (isEqual(value, evaluator.evaluate(parent.expression, module, environment)) !== true) return false;
    }
    if (ts.isIfStatement(parent) || ts.isConditionalExpression(parent)) {
      const condition = ts.isIfStatement(parent) ? parent.expression : parent.condition;
      const isTaken = ts.isIfStatement(parent) ? parent.thenStatement === inner : parent.whenTrue === inner;
      if (isInside(inner, condition)) continue;
      const outcome = comparison(evaluator, condition, module, environment);
      if (outcome === undefined) continue;
      if (isTaken ? outcome !== "equal" : outcome === "equal") return false;
    }
  }
  return true;
}

/** What comparing something with a text gives; `undefined` for all other conditions. */
function comparison(
  evaluator: Evaluator,
  condition: ts.Expression,
  module: Module,
  environment: Environment | undefined,
): "equal" | "different" | "unknown" | undefined {
  const node = unwrapped(condition);
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.kind;
  if (operator !== ts.SyntaxKind.EqualsEqualsEqualsToken && operator !== ts.SyntaxKind.EqualsEqualsToken)
    return undefined;
  const left = evaluator.evaluate(node.left, module, environment);
  const right = evaluator.evaluate(node.right, module, environment);
  if (!isText(left) && !isText(right)) return undefined;
  const outcome = isEqual(left, right);
  return outcome === undefined ? "unknown" : outcome ? "equal" : "different";
}

function isText(value: Abstract): boolean {
  return value.kind === "constant" && typeof value.value === "string";
}

/** `undefined` where it cannot be told. */
function isEqual(one: Abstract, other: Abstract): boolean | undefined {
  if (alternativesOf(one).length !== 1 || alternativesOf(other).length !== 1) return undefined;
  if (one.kind === "constant" && other.kind === "constant") return one.value === other.value;
  return one.kind === "undefined" || other.kind === "undefined" ? one.kind === other.kind : undefined;
}
