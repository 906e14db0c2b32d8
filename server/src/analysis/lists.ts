import {
  type Abstract,
  alternativesOf,
  type Environment,
  type Lazy,
  type Located,
  oneOf,
  unknown,
} from "./abstract.ts";
import { elementValue } from "./declarations.ts";
import type { Evaluator } from "./evaluator.ts";
import { appliedFunction } from "./functions.ts";
import { isFunctionWithBody, ts, walk } from "./syntax.ts";
import { marked } from "./taint.ts";

const SAME_LIST = new Set(["filter", "slice", "reverse", "sort", "toSorted", "toReversed", "concat", "splice"]);
const ONE_ELEMENT = new Set(["find", "findLast", "at", "pop", "shift"]);

/** Methods of lists whose elements are followed. */
export const LIST_METHODS: ReadonlySet<string> = new Set([...SAME_LIST, ...ONE_ELEMENT, "map", "flatMap"]);

/**
 * What a method of a list gives, for lists of outside data and of parts of a response; `undefined` for all others.
 * A mapped list is one that has any number of what the callback gives.
 */
export function listCall(
  evaluator: Evaluator,
  list: Abstract,
  method: string,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression>,
  environment: Environment | undefined,
): Abstract | undefined {
  const followed = alternativesOf(list).filter((each) => isFollowed(each));
  if (followed.length === 0) return undefined;
  return oneOf(
    followed.map((each): Abstract => {
      const callback = given?.[0]?.();
      if (method === "map" || method === "flatMap") {
        if (callback?.kind !== "function") return unknown("call", at);
        const element = (): Abstract =>
          appliedFunction(
            evaluator,
            callback.at,
            [() => elementValue(evaluator, each, at)],
            callback.environment ?? environment,
          );
        return { kind: "array", elements: [element], isComplete: false, at };
      }
      if (ONE_ELEMENT.has(method)) return elementValue(evaluator, each, at);
      const here: Abstract = each.kind === "unknown" ? { ...each, at } : each;
      const isCapped = method === "slice" && at.node.arguments.length > 1;
      const kept = isCapped ? marked(here, { isLengthBounded: true }) : here;
      const isRoleFilter = method === "filter" && callback?.kind === "function" && looksAtRole(callback.at.node);
      return isRoleFilter ? marked(kept, { harmlessFor: ["messages"] }) : kept;
    }),
  );
}

/** Text has methods of the same names: only what is no single text counts as a list. */
function isFollowed(value: Abstract): boolean {
  if (value.kind === "array") return !value.isComplete && value.elements.length === 1;
  return value.kind === "unknown" && (value.taint !== undefined || value.response !== undefined);
}

/** Whether a callback reads the role of what it is given: `(message) => message.role === "user"`. */
function looksAtRole(callback: ts.FunctionLikeDeclaration): boolean {
  let isFound = false;
  walk(callback, (node) => {
    if (isFound || (node !== callback && isFunctionWithBody(node))) return false;
    if (ts.isPropertyAccessExpression(node) && node.name.text === "role") isFound = true;
    if (ts.isBindingElement(node) && ts.isIdentifier(node.name) && node.name.text === "role") isFound = true;
    return undefined;
  });
  return isFound;
}
