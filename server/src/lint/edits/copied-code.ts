import type { Place } from "../../../../lens/facts.ts";
import { isReference, Scopes } from "../../analysis/scope.ts";
import { enclosingFunction, isInside, ts, walk } from "../../analysis/syntax.ts";
import { nodesAt } from "./search.ts";

/**
 * The expression at `place` where code at `target` would give the same: in the same function, with every name standing
 * for the same and having its value by then.
 */
export function copyableTo(
  source: ts.SourceFile,
  scopes: Scopes,
  place: Place,
  target: ts.Node,
): ts.Expression | undefined {
  const expression = nodesAt(source, place).find(ts.isExpression);
  if (expression === undefined || enclosingFunction(expression) !== enclosingFunction(target)) return undefined;
  let isSame = true;
  walk(expression, (node) => {
    if (!ts.isIdentifier(node) || !isReference(node) || !isSame) return;
    const declaration = scopes.resolve(node.text, node);
    if (declaration !== undefined && isInside(declaration, expression)) return;
    const isVariable =
      declaration !== undefined && (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration));
    const hasValue = !isVariable || declaration.end <= target.getStart(source);
    if (scopes.resolve(node.text, target) !== declaration || !hasValue) isSame = false;
  });
  return isSame ? expression : undefined;
}
