import type { Located } from "./abstract.ts";
import { ts, unwrapped } from "./syntax.ts";

/** Whether what an expression gives is dropped, or only written to the console. */
export function isOnlyShown({ module, node }: Located): boolean {
  const held = outermost(node);
  if (ts.isExpressionStatement(held.parent) || isShown(held)) return true;
  const { parent } = held;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  // What a module exports is read elsewhere.
  const statement = parent.parent.parent;
  if (ts.isVariableStatement(statement) && statement.modifiers !== undefined) return false;
  return module.scopes.references(parent).every((reference) => isShown(outermost(reference)));
}

/** The expression with the `await` and parentheses around it. */
function outermost(node: ts.Node): ts.Node {
  let held = node;
  while (ts.isAwaitExpression(held.parent) || ts.isParenthesizedExpression(held.parent)) held = held.parent;
  return held;
}

/** An argument of `console.log` and the like, as it is or as JSON. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent) || parent.expression === node) return false;
  const callee = unwrapped(parent.expression);
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
  if (callee.expression.text === "JSON") return isShown(parent);
  return callee.expression.text === "console";
}
