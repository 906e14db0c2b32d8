import type { FanOut, LimitableCallback } from "../../../lens/facts.ts";
import { alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, isInside, propertyName, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Items that may be asked for at once without a limiter. */
const FEW = 10;

/** Names of limiters and of what waits its turn. */
const LIMITER = /limit|throttl|semaphore|mutex|queue|acquire|concurren|bottleneck|schedule|sleep|delay|pause|backoff/i;

/** Those of them that also hold where they stand inside a function that is called; `caller` is LangChain's queue. */
const TURN = /limit|throttl|semaphore|mutex|queue|acquire|concurren|bottleneck|^caller$/i;

/** Names of parts of a list. */
const PART = /batch|chunked|group|slice|window|subset|top\d*|limited|first/i;

const COMBINERS = new Set(["all", "allSettled", "race", "any"]);

/** `Promise.all(list.map((item) => call))`, where the call stands in that callback. */
export function fanOutAround(evaluator: Evaluator, root: ts.Node, module: Module): FanOut | undefined {
  const callback = functionAround(root);
  const mapping = callback && mappingOf(callback);
  const list = mapping && ts.isPropertyAccessExpression(mapping.expression) ? mapping.expression.expression : undefined;
  if (!callback || !mapping || !list) return undefined;
  const combined = combinerOf(mapping, module);
  if (!combined) return undefined;
  const isFew = isBounded(evaluator, callback, mapping, list, module);
  return {
    combiner: calleeName(combined) as FanOut["combiner"],
    isBounded: isFew,
    list: list.getText(module.source),
    place: place({ module, node: combined.expression }),
    isItemCaught: isCaughtIn(root, callback),
    limitable: isFew === false ? limitable(evaluator, callback, mapping, module) : undefined,
  };
}

function limitable(
  evaluator: Evaluator,
  callback: ts.FunctionLikeDeclaration,
  mapping: ts.CallExpression,
  module: Module,
): LimitableCallback | undefined {
  if (!ts.isArrowFunction(callback) || evaluator.host.packageMajor("p-limit", module.file) === undefined) {
    return undefined;
  }
  const limiterName = ["limit", "limiter", "limitCalls"].find((name) => !hasName(module, name));
  if (limiterName === undefined) return undefined;
  return {
    mapping: place({ module, node: mapping }),
    body: place({ module, node: callback.body }),
    isAsync: callback.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false,
    limiterName,
  };
}

function hasName(module: Module, name: string): boolean {
  return new RegExp(`(?<![\\p{ID_Continue}$])${name}(?![\\p{ID_Continue}$])`, "u").test(module.source.text);
}

function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent) {
    if (isFunctionWithBody(current)) return current;
  }
  return undefined;
}

function mappingOf(callback: ts.FunctionLikeDeclaration): ts.CallExpression | undefined {
  const call: ts.Node = callback.parent;
  const isMapping =
    ts.isCallExpression(call) && calleeName(call) === "map" && call.arguments[0] === (callback as ts.Node);
  return isMapping && call.arguments.length === 1 ? call : undefined;
}

/** The `Promise.all(…)` that a list of promises goes to, at once or through its variable. */
function combinerOf(mapping: ts.CallExpression, module: Module): ts.CallExpression | undefined {
  let node: ts.Node = mapping;
  while (ts.isAsExpression(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const direct = combining(node);
  if (direct) return direct;
  const holder = node.parent;
  if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return undefined;
  for (const reference of module.scopes.references(holder)) {
    const combined = combining(reference);
    if (combined) return combined;
  }
  return undefined;
}

function combining(argument: ts.Node): ts.CallExpression | undefined {
  let node = argument;
  // `[...list.map(…), other]` runs side by side too.
  if (ts.isSpreadElement(node.parent) && ts.isArrayLiteralExpression(node.parent.parent)) node = node.parent.parent;
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== node) return undefined;
  const callee = unwrapped(call.expression);
  const isPromise =
    ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === "Promise";
  return isPromise && COMBINERS.has(callee.name.text) ? call : undefined;
}

function isBounded(
  evaluator: Evaluator,
  callback: ts.FunctionLikeDeclaration,
  mapping: ts.CallExpression,
  list: ts.Expression,
  module: Module,
): boolean | undefined {
  const length = lengthOf(evaluator, list, module);
  if (length !== undefined) return length <= FEW;
  if (PART.test(list.getText(module.source)) || hasLimiter(callback, module) || isInSteppedLoop(mapping)) return true;
  return isOfUnknownLength(list, module) ? false : undefined;
}

/** How many items a list has at most, where the code says so. */
function lengthOf(evaluator: Evaluator, list: ts.Expression, module: Module): number | undefined {
  const node = unwrapped(list);
  if (ts.isIdentifier(node)) {
    const declaration = module.scopes.resolve(node.text, node);
    const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    const sliced = initializer && slicedLength(evaluator, unwrapped(initializer), module);
    if (sliced !== undefined) return sliced;
  }
  const sliced = slicedLength(evaluator, node, module);
  if (sliced !== undefined) return sliced;
  const lengths = alternativesOf(evaluator.evaluate(node, module)).map((each) =>
    each.kind === "array" && each.isComplete ? each.elements.length : undefined,
  );
  return lengths.every((each) => each !== undefined) ? Math.max(...lengths) : undefined;
}

/** `list.slice(0, 5)`, `Array.from({ length: 3 })`, `[...Array(3)]`. */
function slicedLength(evaluator: Evaluator, node: ts.Expression, module: Module): number | undefined {
  const inner = ts.isArrayLiteralExpression(node) && node.elements.length === 1 ? node.elements[0]! : node;
  const call = ts.isSpreadElement(inner) ? unwrapped(inner.expression) : unwrapped(inner);
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
  const [first, second] = call.arguments ?? [];
  const text = call.expression.getText(module.source);
  if (text.endsWith(".fill") || text.endsWith(".keys"))
    return ts.isPropertyAccessExpression(call.expression)
      ? slicedLength(evaluator, call.expression.expression, module)
      : undefined;
  if (text === "Array") return first && numberOf(evaluator, first, module);
  if (text === "Array.from") {
    const literal = first && unwrapped(first);
    if (!literal || !ts.isObjectLiteralExpression(literal)) return undefined;
    const length = literal.properties.find((each) => each.name?.getText(module.source) === "length");
    return length && ts.isPropertyAssignment(length) ? numberOf(evaluator, length.initializer, module) : undefined;
  }
  if (!text.endsWith(".slice") || !first || !second) return undefined;
  const start = numberOf(evaluator, first, module);
  const end = numberOf(evaluator, second, module);
  return start !== undefined && end !== undefined && start >= 0 && end >= start ? end - start : undefined;
}

function numberOf(evaluator: Evaluator, expression: ts.Expression, module: Module): number | undefined {
  const value = evaluator.evaluate(expression, module);
  return value.kind === "constant" && typeof value.value === "number" ? value.value : undefined;
}

function hasLimiter(callback: ts.FunctionLikeDeclaration, module: Module): boolean {
  let isFound = false;
  walk(callback, (node) => {
    if (ts.isIdentifier(node) && LIMITER.test(node.text) && isCalled(node)) isFound = true;
    if (!isFound && ts.isCallExpression(node)) isFound = isLimitedInside(node, module);
    return !isFound;
  });
  return isFound;
}

/** Whether the method or function of the same file that is called waits its turn by itself. */
function isLimitedInside(call: ts.CallExpression, module: Module): boolean {
  const body = calledBody(call, module);
  let isFound = false;
  if (body)
    walk(body, (node) => {
      if (ts.isIdentifier(node) && TURN.test(node.text) && isCalled(node)) isFound = true;
      return !isFound;
    });
  return isFound;
}

function calledBody(call: ts.CallExpression, module: Module): ts.Node | undefined {
  const callee = unwrapped(call.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    if (callee.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
    const owner = ts.findAncestor(call, ts.isClassLike);
    return owner?.members.find(
      (member) => ts.isMethodDeclaration(member) && propertyName(member.name) === callee.name.text,
    );
  }
  const declaration = ts.isIdentifier(callee) ? module.scopes.resolve(callee.text, callee) : undefined;
  return declaration && (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration))
    ? declaration
    : undefined;
}

/** `limit(…)`, `limiter.run(…)`. */
function isCalled(name: ts.Identifier): boolean {
  let node: ts.Node = name;
  while (ts.isPropertyAccessExpression(node.parent)) node = node.parent;
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}

/** The list is one of many that a loop takes in turn: `for (let i = 0; i < n; i += 5)`, `for (const batch of batches)`. */
function isInSteppedLoop(mapping: ts.CallExpression): boolean {
  for (let current: ts.Node = mapping.parent; current && !isFunctionWithBody(current); current = current.parent) {
    if (ts.isForStatement(current) && current.incrementor && ts.isBinaryExpression(unwrapped(current.incrementor)))
      return true;
    if (ts.isWhileStatement(current) || ts.isDoStatement(current)) return true;
    if (ts.isForOfStatement(current) && isInside(mapping, current.statement)) {
      const head = `${current.initializer.getText()} ${current.expression.getText()}`;
      if (PART.test(head) || /chunk/i.test(head)) return true;
    }
  }
  return false;
}

/** A list that somebody else fills: a parameter or its property, or what an awaited call gives. */
function isOfUnknownLength(list: ts.Expression, module: Module): boolean {
  let node = unwrapped(list);
  for (let step = 0; step < 8; step++) {
    if (ts.isAwaitExpression(node)) return true;
    if (ts.isPropertyAccessExpression(node)) node = unwrapped(node.expression);
    else if (ts.isCallExpression(node)) {
      const callee = unwrapped(node.expression);
      if (
        !ts.isPropertyAccessExpression(callee) ||
        !/^(filter|map|flatMap|flat|sort|concat|reverse|entries|values|keys)$/.test(callee.name.text)
      )
        return false;
      node = unwrapped(
        /^(Object|Array)$/.test(callee.expression.getText()) ? (node.arguments[0] ?? callee) : callee.expression,
      );
    } else if (ts.isIdentifier(node)) {
      const declaration = module.scopes.resolve(node.text, node);
      if (!declaration) return false;
      let holder: ts.Node = declaration;
      while (ts.isBindingElement(holder)) holder = holder.parent.parent;
      if (ts.isParameter(holder)) return true;
      if (!ts.isVariableDeclaration(holder) || !holder.initializer) return false;
      node = unwrapped(holder.initializer);
    } else return false;
  }
  return false;
}

function isCaughtIn(root: ts.Node, callback: ts.Node): boolean {
  for (let current = root; current !== callback; current = current.parent) {
    if (ts.isTryStatement(current.parent) && current.parent.catchClause && current.parent.tryBlock === current)
      return true;
    if (ts.isPropertyAccessExpression(current.parent) && current.parent.name.text === "catch") return true;
  }
  return false;
}
