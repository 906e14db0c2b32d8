import { type Abstract, type Environment, type Lazy, type Located, oneOf, UNDEFINED, unknown } from "./abstract.ts";
import { type Evaluator, isUntold } from "./evaluator.ts";
import { isFunctionWithBody, ts, walk } from "./syntax.ts";
import { typedValue } from "./types.ts";

/** What a call of a function of the workspace gives. */
export function appliedFunction(
  evaluator: Evaluator,
  at: Located<ts.FunctionLikeDeclaration>,
  given: readonly Lazy[] | undefined,
  environment: Environment | undefined,
): Abstract {
  const parameters = given ? boundParameters(evaluator, at, given) : new Map<ts.ParameterDeclaration, Lazy>();
  return returnedValue(evaluator, at, { parameters, thisValue: undefined, outer: environment });
}

/** Parameters of a function with what a call passes for them; defaults where it passes nothing. */
export function boundParameters(
  evaluator: Evaluator,
  at: Located<ts.FunctionLikeDeclaration>,
  given: readonly Lazy[],
): Map<ts.ParameterDeclaration, Lazy> {
  const bound = new Map<ts.ParameterDeclaration, Lazy>();
  at.node.parameters.forEach((parameter, index) => {
    if (parameter.dotDotDotToken) {
      const elements = given.slice(index);
      bound.set(parameter, () => ({
        kind: "array",
        elements,
        isComplete: true,
        at: { module: at.module, node: parameter },
      }));
      return;
    }
    const passed = given[index];
    const { initializer } = parameter;
    if (passed && !initializer) bound.set(parameter, passed);
    else if (initializer) {
      const fallback = evaluator.lazy(initializer, at.module);
      bound.set(parameter, () => {
        const value = passed?.() ?? UNDEFINED;
        if (value.kind === "undefined") return fallback();
        return value.kind === "unknown" ? oneOf([value, fallback()]) : value;
      });
    } else bound.set(parameter, () => UNDEFINED);
  });
  return bound;
}

/** Everything that the body returns. */
export function returnedValue(
  evaluator: Evaluator,
  at: Located<ts.FunctionLikeDeclaration>,
  environment: Environment | undefined,
): Abstract {
  return evaluator.entered<Abstract>(at.node, unknown("too deep", at), () => {
    const expressions = returnedExpressions(at.node);
    if (expressions.length === 0 && at.node.body) return UNDEFINED;
    const value =
      expressions.length > 0
        ? oneOf(expressions.map((expression) => evaluator.evaluate(expression, at.module, environment)))
        : unknown("call", at);
    if (!isUntold(value) || !at.node.type) return value;
    const typed = typedValue(evaluator, at.node.type, at.module);
    return typed.kind === "unknown" ? value : typed;
  });
}

const returnsOfFunctions = new WeakMap<ts.FunctionLikeDeclaration, readonly ts.Expression[]>();

/** Expressions that a function returns, without those of functions inside it. */
export function returnedExpressions(node: ts.FunctionLikeDeclaration): readonly ts.Expression[] {
  const known = returnsOfFunctions.get(node);
  if (known) return known;
  const found: ts.Expression[] = [];
  const { body } = node;
  if (body && !ts.isBlock(body)) found.push(body);
  else if (body) {
    walk(body, (inner) => {
      if (isFunctionWithBody(inner) || ts.isClassLike(inner)) return false;
      if (ts.isReturnStatement(inner) && inner.expression) found.push(inner.expression);
      return undefined;
    });
  }
  returnsOfFunctions.set(node, found);
  return found;
}
