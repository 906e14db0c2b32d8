import { type Abstract, alternativesOf, type Environment, type Lazy, oneOf, unknown } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { type Evaluator, joinedText } from "./evaluator.ts";
import { appliedFunction } from "./functions.ts";
import type { Module } from "./module.ts";
import { addElements, addSpread } from "./objects.ts";
import { ownCall } from "./own-calls.ts";
import { passedByName } from "./passing.ts";
import { checkedAgainst, visibleSchema } from "./schemas.ts";
import { enclosingFunction, ts, unwrapped } from "./syntax.ts";
import { tainted, type Tainted, taintedPieces } from "./taint.ts";

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["Infinity", Infinity],
  ["Number.POSITIVE_INFINITY", Infinity],
  ["Number.MAX_SAFE_INTEGER", Number.MAX_SAFE_INTEGER],
  ["Number.MAX_VALUE", Number.MAX_VALUE],
]);

/** A number that the language has a name for, unless the program gave the name to something else. */
export function globalNumber(node: ts.Expression, module: Module): number | undefined {
  const holder = ts.isPropertyAccessExpression(node) ? node.expression : node;
  if (!ts.isIdentifier(holder) || (holder.text !== "Infinity" && holder.text !== "Number")) return undefined;
  const name = ts.isPropertyAccessExpression(node) ? `${holder.text}.${node.name.text}` : holder.text;
  return module.scopes.resolve(holder.text, holder) === undefined ? NUMBERS.get(name) : undefined;
}

/** Calls of the language itself that facts follow; `undefined` for every other call. */
export function builtinCall(
  evaluator: Evaluator,
  node: ts.CallExpression,
  given: readonly Lazy[] | undefined,
  module: Module,
  environment: Environment | undefined,
): Abstract | undefined {
  const callee = unwrapped(node.expression);
  const at = { module, node };
  const first = given?.[0];
  const own = ownCall(evaluator, node, given, module);
  if (own) return own;
  const named = passedByName(node, given);
  if (named) return named;
  if (ts.isIdentifier(callee)) return globalFunction(callee.text, first, at);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  const holder = unwrapped(callee.expression);
  if (ts.isIdentifier(holder) && module.scopes.resolve(holder.text, holder) === undefined) {
    const known = staticFunction(`${holder.text}.${method}`, given, at);
    if (known) return known;
  }
  if (method === "then" && node.arguments[0]) {
    const callback = evaluator.evaluate(node.arguments[0], module, environment);
    if (callback.kind !== "function") return unknown("call", at);
    return appliedFunction(
      evaluator,
      callback.at,
      [evaluator.lazy(callee.expression, module, environment)],
      callback.environment,
    );
  }
  if (method === "catch" || method === "finally") return evaluator.evaluate(callee.expression, module, environment);
  if (method === "encode" && isTextEncoder(evaluator.evaluate(holder, module, environment))) return first?.();
  if (method === "join") return joined(evaluator, callee.expression, first, at, environment);
  if (method === "trim" || method === "toString" || method === "trimEnd" || method === "trimStart") {
    const text = evaluator.evaluate(callee.expression, module, environment);
    if (text.kind === "constant" || text.kind === "template" || text.kind === "json") return text;
  }
  if (method === "concat") return concatenated(evaluator, callee.expression, given, at, environment);
  if (method === "valid") return validPart(evaluator, callee.expression, first, at, environment);
  return undefined;
}

/** `c.req.valid("json")` of Hono gives what the validator of the same route let through. */
function validPart(
  evaluator: Evaluator,
  holder: ts.Expression,
  target: Lazy | undefined,
  at: At,
  environment: Environment | undefined,
): Abstract | undefined {
  const request = evaluator.evaluate(holder, at.module, environment);
  if (request.kind !== "request" || request.shape !== "hono request") return undefined;
  const name = target?.();
  const schema = name?.kind === "constant" ? validatorSchema(at.node, String(name.value)) : undefined;
  const found = schema && visibleSchema(evaluator.evaluate(schema, at.module));
  // A schema that cannot be read may leave no free text.
  return found ? checkedAgainst(evaluator, tainted("HTTP request", at) as Tainted, found) : unknown("call", at);
}

/** The schema of `zValidator("json", schema)` beside the handler that a node stands in. */
function validatorSchema(node: ts.Node, target: string): ts.Expression | undefined {
  const route = enclosingFunction(node)?.parent;
  if (!route || !ts.isCallExpression(route)) return undefined;
  for (const each of route.arguments) {
    if (!ts.isCallExpression(each) || !/validator$/i.test(calleeName(each) ?? "")) continue;
    const [first, schema] = each.arguments;
    if (first && ts.isStringLiteralLike(first) && first.text === target) return schema;
  }
  return undefined;
}

function isTextEncoder(value: Abstract): boolean {
  return value.kind === "construction" && value.className === "TextEncoder";
}

interface At {
  readonly module: Module;
  readonly node: ts.CallExpression;
}

function globalFunction(name: string, first: Lazy | undefined, at: At): Abstract | undefined {
  if (name === "String" || name === "decodeURIComponent" || name === "structuredClone") return first?.();
  if (name === "Number" || name === "parseInt" || name === "parseFloat" || name === "Boolean") {
    const value = first?.();
    return value?.kind === "constant" && typeof value.value === "number" ? value : unknown("call", at);
  }
  return undefined;
}

function staticFunction(name: string, given: readonly Lazy[] | undefined, at: At): Abstract | undefined {
  const first = given?.[0];
  switch (name) {
    case "JSON.stringify":
      return first ? { kind: "json", of: first(), at } : undefined;
    case "JSON.parse":
      return oneOf(
        alternativesOf(first?.() ?? unknown("call", at)).map((text) => {
          if (text.kind === "json") return text.of;
          if (text.kind === "unknown" && text.taint) return text;
          return taintedPieces(text)[0] ?? unknown("call", at);
        }),
      );
    case "Buffer.from":
    case "Object.freeze":
    case "Object.seal":
    case "Promise.resolve":
    case "Array.from":
      return first?.();
    case "Promise.all": {
      const all = first?.();
      return all?.kind === "array" ? all : undefined;
    }
    case "Object.assign": {
      if (!given) return undefined;
      const properties = new Map<string, Lazy>();
      let isComplete = true;
      for (const each of given) isComplete = addSpread(properties, each(), isComplete);
      return { kind: "object", properties, isComplete, at };
    }
    default:
      return undefined;
  }
}

function joined(
  evaluator: Evaluator,
  list: ts.Expression,
  separator: Lazy | undefined,
  at: At,
  environment: Environment | undefined,
): Abstract | undefined {
  const array = evaluator.evaluate(list, at.module, environment);
  if (array.kind === "array" && !array.isComplete) {
    const [piece] = taintedPieces(array);
    return piece && { ...piece, at };
  }
  if (array.kind !== "array") return undefined;
  const between = separator?.();
  const text = between === undefined ? "," : between.kind === "constant" ? String(between.value) : undefined;
  if (text === undefined) return undefined;
  return joinedText(
    array.elements.flatMap((element, index) => (index === 0 ? [element()] : [text, element()])),
    at,
  );
}

function concatenated(
  evaluator: Evaluator,
  start: ts.Expression,
  given: readonly Lazy[] | undefined,
  at: At,
  environment: Environment | undefined,
): Abstract | undefined {
  const value = evaluator.evaluate(start, at.module, environment);
  if (value.kind === "array") {
    const added = given?.map((each) => each()) ?? [unknown("spread", at)];
    const elements = [...value.elements];
    let { isComplete } = value;
    for (const each of added) {
      if (each.kind !== "array" || !addElements(elements, each.elements) || !each.isComplete) isComplete = false;
    }
    return { ...value, elements, isComplete };
  }
  if ((value.kind === "constant" && typeof value.value === "string") || value.kind === "template") {
    return given ? joinedText([value, ...given.map((each) => each())], at) : undefined;
  }
  return undefined;
}

/** `new Promise(…)` and the like, of which nothing more can be said; `undefined` for classes to look up. */
export function builtinConstruction(
  evaluator: Evaluator,
  node: ts.NewExpression,
  given: readonly Lazy[] | undefined,
  module: Module,
): Abstract | undefined {
  const name = calleeName(node);
  if (!ts.isIdentifier(unwrapped(node.expression)) || name === undefined) return undefined;
  if (module.scopes.resolve(name, node) !== undefined) return undefined;
  const first = given?.[0];
  if ((name === "String" || name === "Uint8Array") && first) return first();
  const resolved = name === "Promise" && first ? resolvedValue(evaluator, first()) : undefined;
  if (resolved) return resolved;
  if (name === "URL" && first) return urlOf(first(), given?.[1]?.());
  return { kind: "construction", className: name, arguments: given ?? [], at: { module, node } };
}

/** What `new Promise((resolve) => …)` resolves to, where its function does nothing with `resolve` but call it; else `undefined`. */
function resolvedValue(evaluator: Evaluator, executor: Abstract): Abstract | undefined {
  if (executor.kind !== "function") return undefined;
  const { at, environment } = executor;
  const resolve = at.node.parameters[0];
  if (!resolve || !ts.isIdentifier(resolve.name)) return undefined;
  const values: Abstract[] = [];
  for (const reference of at.module.scopes.references(resolve)) {
    const call = reference.parent;
    if (!ts.isCallExpression(call) || call.expression !== reference) return undefined;
    const [value] = call.arguments;
    if (value) values.push(evaluator.evaluate(value, at.module, environment));
  }
  return values.length > 0 ? oneOf(values) : undefined;
}

/** A URL made from outside data carries it in its search parameters. */
function urlOf(first: Abstract, base: Abstract | undefined): Abstract {
  return first.kind === "unknown" && first.taint ? first : oneOf([first, ...(base ? [base] : [])]);
}
