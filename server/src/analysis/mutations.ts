import {
  type Abstract,
  type AbstractObject,
  alternativesOf,
  type Environment,
  type Lazy,
  oneOf,
  UNDEFINED,
  unknown,
} from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { addSpread, maybe, propertySoFar } from "./objects.ts";
import type { Declaration } from "./scope.ts";
import { enclosingFunction, isAssignment, isFunctionWithBody, isInside, ts, unwrapped } from "./syntax.ts";

/** Functions that never change what they are given. */
const READERS = new Set([
  "log",
  "info",
  "debug",
  "warn",
  "error",
  "trace",
  "dir",
  "stringify",
  "keys",
  "values",
  "entries",
  "freeze",
  "structuredClone",
  "isArray",
  "json",
  "has",
  "includes",
  "String",
  "Boolean",
  "expect",
  "cloneDeep",
  "render",
]);

/** Variables that are followed because they stand for the same object. */
const MAXIMUM_NAMES = 8;

const ARRAY_ADDERS = new Set(["push", "unshift"]);
const ARRAY_CHANGERS = new Set(["splice", "pop", "shift", "sort", "reverse", "fill"]);

/**
 * The value of a variable after what the code does to it later: properties set or deleted, elements
 * pushed, the whole of it handed to code that may change it. A change anywhere counts but for those that surely
 * come after `use`, and one that is not certain leaves both possibilities.
 */
export function withMutations(
  evaluator: Evaluator,
  value: Abstract,
  declaration: ts.VariableDeclaration | ts.BindingElement,
  module: Module,
  environment: Environment | undefined,
  use?: ts.Identifier,
): Abstract {
  if (value.kind === "alternatives") {
    return oneOf(value.values.map((each) => withMutations(evaluator, each, declaration, module, environment, use)));
  }
  if (value.kind !== "object" && value.kind !== "array") return value;
  // Another variable's own value has been told with all that its other names do to it.
  if (isOtherName(declaration, module)) return value;
  let changed: Abstract = value;
  const names: Declaration[] = [declaration];
  for (const name of names) {
    const { others, changing } = usesOf(name, module);
    for (const other of others) if (!names.includes(other) && names.length < MAXIMUM_NAMES) names.push(other);
    for (const reference of changing) {
      if (use && isSurelyLater(reference, use, declaration, evaluator)) continue;
      changed = changedBy(evaluator, changed, reference, declaration, module, environment);
    }
  }
  return changed;
}

/** What the uses of a variable may do to its value, as far as their form tells. */
interface Uses {
  /** Variables that stand for the same object. */
  readonly others: readonly Declaration[];
  /** Uses that may change it. */
  readonly changing: readonly ts.Identifier[];
}

const usesOfDeclarations = new WeakMap<Declaration, Uses>();

/** Told once: a variable may be used a thousand times, and every use asks. */
function usesOf(declaration: Declaration, module: Module): Uses {
  const known = usesOfDeclarations.get(declaration);
  if (known) return known;
  const references = module.scopes.references(declaration);
  const uses: Uses = {
    others: references.flatMap((reference) => otherName(reference, module) ?? []),
    changing: references.filter(mayChange),
  };
  usesOfDeclarations.set(declaration, uses);
  return uses;
}

/** Whether `changedBy` looks further at a use. */
function mayChange(reference: ts.Identifier): boolean {
  const { path, node } = pathFrom(reference);
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(parent);
  if (ts.isCallExpression(parent) && parent.expression === node && path.length > 0) {
    const method = path.at(-1);
    return method !== undefined && (ARRAY_ADDERS.has(method) || ARRAY_CHANGERS.has(method));
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return path.length === 0;
  return ts.isDeleteExpression(parent);
}

/** Whether the variable is set from another variable of the file. */
function isOtherName(declaration: ts.VariableDeclaration | ts.BindingElement, module: Module): boolean {
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = unwrapped(declaration.initializer);
  const other = ts.isIdentifier(initializer) ? module.scopes.resolve(initializer.text, initializer) : undefined;
  return other !== undefined && ts.isVariableDeclaration(other);
}

/** The variable that stands for the same object from here on: `const other = options`, `other = options`. */
function otherName(reference: ts.Identifier, module: Module): Declaration | undefined {
  let node: ts.Expression = reference;
  while (ts.isExpression(node.parent) && unwrapped(node.parent) === reference) node = node.parent;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isIdentifier(parent.name)) return parent;
  const isSet =
    ts.isBinaryExpression(parent) && parent.right === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isSet && ts.isIdentifier(parent.left) ? module.scopes.resolve(parent.left.text, parent.left) : undefined;
}

/**
 * Whether code runs after a call that reads the variable at once, such as `create({ messages })`: it stands behind
 * that statement in the same function, and no loop leads back from it to the call with the same variable.
 */
function isSurelyLater(
  reference: ts.Identifier,
  use: ts.Identifier,
  declaration: ts.VariableDeclaration | ts.BindingElement,
  evaluator: Evaluator,
): boolean {
  if (reference.pos < use.end) return false;
  const call = readingCall(use, evaluator);
  if (!call || reference.pos < call.end || enclosingFunction(reference) !== enclosingFunction(use)) return false;
  for (let node: ts.Node = call; !isFunctionWithBody(node) && !ts.isSourceFile(node); node = node.parent) {
    if (ts.isIterationStatement(node, false) && isInside(reference, node) && !isInside(declaration, node)) return false;
  }
  return true;
}

/** The call around a name that takes what it is given as it is now, and keeps none of it. */
function readingCall(use: ts.Identifier, evaluator: Evaluator): ts.CallExpression | undefined {
  for (let node: ts.Node = use; !ts.isStatement(node.parent) && !isFunctionWithBody(node.parent); node = node.parent) {
    const { parent } = node;
    if (ts.isNewExpression(parent)) return undefined;
    if (!ts.isCallExpression(parent) || parent.expression === node) continue;
    const callee = unwrapped(parent.expression);
    const name = ts.isPropertyAccessExpression(callee)
      ? callee.name.text
      : ts.isIdentifier(callee)
        ? callee.text
        : undefined;
    const { memberNames, functionNames } = evaluator.knowledge;
    const isRead = name !== undefined && (memberNames.has(name) || functionNames.has(name));
    return isRead ? parent : undefined;
  }
  return undefined;
}

function changedBy(
  evaluator: Evaluator,
  value: Abstract,
  reference: ts.Identifier,
  declaration: ts.VariableDeclaration | ts.BindingElement,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  const { path, node } = pathFrom(reference);
  const parent = node.parent;
  if (isAssignment(parent) && parent.left === node && path.length > 0) {
    const isCertain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && isAlwaysReached(parent, declaration);
    return withPath(value, path, evaluator.lazy(parent.right, module, environment), isCertain);
  }
  if (ts.isDeleteExpression(parent) && path.length > 0) return withPath(value, path, () => UNDEFINED, false);
  if (ts.isCallExpression(parent) && parent.expression === node && path.length > 0) {
    return withMethodCall(evaluator, value, path, parent, module, environment);
  }
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && path.length === 0) {
    return withHandedOver(evaluator, value, reference, parent, module, environment);
  }
  return value;
}

/** The members after a name, and the last of them: `a.b` of `a` in `a.b = 1`. */
function pathFrom(reference: ts.Identifier): { readonly path: (string | undefined)[]; readonly node: ts.Node } {
  const path: (string | undefined)[] = [];
  let node: ts.Node = reference;
  for (;;) {
    const parent: ts.Node = node.parent;
    if (ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) {
      node = parent;
    } else if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      path.push(parent.name.text);
      node = parent;
    } else if (ts.isElementAccessExpression(parent) && parent.expression === node) {
      const key = unwrapped(parent.argumentExpression);
      path.push(ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined);
      node = parent;
    } else return { path, node };
  }
}

/** Whether a statement runs whenever the declaration does: the same block, with no condition between. */
function isAlwaysReached(node: ts.Node, declaration: ts.VariableDeclaration | ts.BindingElement): boolean {
  const statement = node.parent;
  if (!ts.isVariableDeclaration(declaration)) return false;
  return ts.isExpressionStatement(statement) && statement.parent === declaration.parent.parent.parent;
}

function withPath(value: Abstract, path: readonly (string | undefined)[], set: Lazy, isCertain: boolean): Abstract {
  const [name, ...rest] = path;
  if (value.kind === "array") return { ...value, isComplete: false };
  if (value.kind !== "object") return value;
  if (name === undefined) return { ...value, isComplete: false };
  const before = propertySoFar(value.properties, name, value.isComplete);
  const properties = new Map(value.properties);
  if (rest.length === 0) properties.set(name, isCertain ? set : maybe(before, set));
  else if (before) {
    properties.set(name, () => oneOf(alternativesOf(before()).map((each) => withPath(each, rest, set, isCertain))));
  } else properties.set(name, () => unknown("mutation"));
  return { ...value, properties };
}

function withMethodCall(
  evaluator: Evaluator,
  value: Abstract,
  path: readonly (string | undefined)[],
  call: ts.CallExpression,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  const method = path.at(-1);
  const holder = path.slice(0, -1);
  if (method === undefined) return value;
  if (!ARRAY_ADDERS.has(method) && !ARRAY_CHANGERS.has(method)) return value;
  const pushed = ARRAY_ADDERS.has(method)
    ? call.arguments.map((argument) =>
        ts.isSpreadElement(argument) ? undefined : evaluator.lazy(argument, module, environment),
      )
    : [];
  const extend = (each: Abstract): Abstract =>
    each.kind === "array"
      ? { ...each, elements: [...each.elements, ...pushed.filter((one) => one !== undefined)], isComplete: false }
      : each;
  if (holder.length === 0) return extend(value);
  const [name, ...deeper] = holder;
  if (value.kind !== "object" || name === undefined || deeper.length > 0) return value;
  const before = value.properties.get(name);
  if (!before) return value;
  const properties = new Map(value.properties);
  properties.set(name, () => oneOf(alternativesOf(before()).map(extend)));
  return { ...value, properties };
}

function withHandedOver(
  evaluator: Evaluator,
  value: Abstract,
  reference: ts.Identifier,
  call: ts.CallExpression | ts.NewExpression,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  if (ts.isNewExpression(call) || call.expression === reference) return value;
  const callee = unwrapped(call.expression);
  const name = ts.isPropertyAccessExpression(callee)
    ? callee.name.text
    : ts.isIdentifier(callee)
      ? callee.text
      : undefined;
  if (name === "assign" && call.arguments[0] === reference) {
    return assigned(
      value,
      call.arguments.slice(1).map((each) => evaluator.evaluate(each, module, environment)),
    );
  }
  if (name === "assign" || (name !== undefined && (READERS.has(name) || isOfSdk(evaluator, callee, name, module))))
    return value;
  if (value.kind === "object") return blurred(value);
  return value.kind === "array" ? { ...value, isComplete: false } : value;
}

/**
 * Whether a function may be an SDK's by its name. Names such as `run` and `add` are also the app's own, so they do
 * not count for a function that is called by its name alone, nor for a method of the class around it.
 */
function isOfSdk(evaluator: Evaluator, callee: ts.Expression, name: string, module: Module): boolean {
  const { functionNames, memberNames } = evaluator.knowledge;
  if (functionNames.has(name)) return true;
  if (!memberNames.has(name)) return false;
  if (ts.isPropertyAccessExpression(callee)) return callee.expression.kind !== ts.SyntaxKind.ThisKeyword;
  const declaration = module.scopes.resolve(name, callee);
  return declaration !== undefined && ts.isBindingElement(declaration);
}

function assigned(value: Abstract, sources: readonly Abstract[]): Abstract {
  if (value.kind !== "object") return value;
  const properties = new Map(value.properties);
  let isComplete: boolean = value.isComplete;
  for (const source of sources) isComplete = addSpread(properties, source, isComplete);
  return { ...value, properties, isComplete };
}

/** What is there is taken to stay; what is not there may be added. */
function blurred(value: AbstractObject): AbstractObject {
  return { ...value, isComplete: false };
}
