import { type Abstract, alternativesOf } from "./abstract.ts";
import { ts, unwrapped } from "./syntax.ts";

/**
 * What a condition such as `typeof x === "string"` comes out as, where what `x` may be decides it; `undefined` for
 * any other condition, and where it may come out either way.
 */
export function typeTestOutcome(
  condition: ts.Expression,
  evaluate: (tested: ts.Expression) => Abstract,
): boolean | undefined {
  const node = unwrapped(condition);
  if (!ts.isBinaryExpression(node)) return undefined;
  const isEqual = IS_EQUAL.get(node.operatorToken.kind);
  const left = unwrapped(node.left);
  const right = unwrapped(node.right);
  if (isEqual === undefined || !ts.isTypeOfExpression(left) || !ts.isStringLiteralLike(right)) return undefined;
  const outcomes = new Set(
    alternativesOf(evaluate(left.expression)).map((each) => {
      const type = typeOf(each);
      return type === undefined ? undefined : (type === right.text) === isEqual;
    }),
  );
  const [only] = outcomes;
  return outcomes.size === 1 ? only : undefined;
}

const IS_EQUAL: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
]);

/** What `typeof` says of a value; `undefined` where that is not known. */
function typeOf(value: Abstract): string | undefined {
  switch (value.kind) {
    case "constant":
      return value.value === null ? "object" : typeof value.value;
    case "template":
      return "string";
    case "object":
    case "array":
    case "class instance":
    case "construction":
      return "object";
    case "function":
    case "class":
      return "function";
    case "undefined":
      return "undefined";
    default:
      return undefined;
  }
}
