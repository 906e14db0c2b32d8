import { type Abstract, alternativesOf, type Environment, type Lazy, oneOf, UNDEFINED, unknown } from "./abstract.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { returnedValue } from "./functions.ts";
import type { Module } from "./module.ts";
import { propertyName, ts } from "./syntax.ts";

/** An object literal with its spreads. */
export function evaluateObject(
  evaluator: Evaluator,
  node: ts.ObjectLiteralExpression,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  const properties = new Map<string, Lazy>();
  let isComplete = true;
  for (const each of node.properties) {
    if (ts.isSpreadAssignment(each)) {
      isComplete = addSpread(properties, evaluator.evaluate(each.expression, module, environment), isComplete);
      continue;
    }
    const name = keyOf(evaluator, each.name, module, environment);
    if (name === undefined) {
      isComplete = false;
      continue;
    }
    properties.set(name, propertyValue(evaluator, each, module, environment));
  }
  return { kind: "object", properties, isComplete, at: { module, node } };
}

function keyOf(
  evaluator: Evaluator,
  name: ts.PropertyName,
  module: Module,
  environment: Environment | undefined,
): string | undefined {
  const text = propertyName(name);
  if (text !== undefined || !ts.isComputedPropertyName(name)) return text;
  const key = evaluator.evaluate(name.expression, module, environment);
  return key.kind === "constant" ? String(key.value) : undefined;
}

function propertyValue(
  evaluator: Evaluator,
  property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>,
  module: Module,
  environment: Environment | undefined,
): Lazy {
  if (ts.isPropertyAssignment(property)) return evaluator.lazy(property.initializer, module, environment);
  if (ts.isShorthandPropertyAssignment(property)) return evaluator.lazy(property.name, module, environment);
  if (ts.isGetAccessorDeclaration(property))
    return () => returnedValue(evaluator, { module, node: property }, environment);
  return () => ({ kind: "function", at: { module, node: property }, environment });
}

/**
 * Lays what is spread over the properties so far. Answers whether the result is still complete: a
 * spread that is not known may add anything, and may replace what stands before it.
 */
export function addSpread(properties: Map<string, Lazy>, spread: Abstract, isComplete: boolean): boolean {
  const alternatives = alternativesOf(spread);
  if (alternatives.every((each) => isNothing(each))) return isComplete;
  if (!alternatives.every((each) => each.kind === "object" || isFalsy(each))) {
    blur(properties, new Set());
    return false;
  }
  const objects = alternatives.filter((each) => each.kind === "object");
  for (const name of new Set(objects.flatMap((each) => [...each.properties.keys()]))) {
    const values = objects.flatMap((each) => each.properties.get(name) ?? []);
    const set: Lazy = values.length === 1 ? values[0]! : () => oneOf(values.map((value) => value()));
    const isSurelySet = values.length === alternatives.length;
    properties.set(name, isSurelySet ? set : maybe(propertySoFar(properties, name, isComplete), set));
  }
  if (objects.every((each) => each.isComplete)) return isComplete;
  const surelySet = [...properties.keys()].filter((name) =>
    alternatives.every((each) => each.kind === "object" && each.properties.has(name)),
  );
  blur(properties, new Set(surelySet));
  return false;
}

/** What a property is before something may replace it; `undefined` where it is proved not to be there. */
export function propertySoFar(
  properties: ReadonlyMap<string, Lazy>,
  name: string,
  isComplete: boolean,
): Lazy | undefined {
  return properties.get(name) ?? (isComplete ? undefined : () => unknown("spread"));
}

function isFalsy(value: Abstract): boolean {
  return isNothing(value) || (value.kind === "constant" && !value.value);
}

function blur(properties: Map<string, Lazy>, except: ReadonlySet<string>): void {
  for (const [name, value] of properties) {
    if (!except.has(name)) properties.set(name, () => oneOf([value(), unknown("spread")]));
  }
}

/** A property that is set on some ways through the code only. */
export function maybe(before: Lazy | undefined, value: Lazy): Lazy {
  return () => oneOf([before?.() ?? UNDEFINED, value()]);
}

/** Elements of an array that spreads make: code that spreads a list into itself doubles it every time. */
const MAXIMUM_ELEMENTS = 2_000;

/** Adds elements while there is room; tells whether all of them found some. */
export function addElements(elements: Lazy[], added: readonly Lazy[]): boolean {
  const room = Math.max(0, MAXIMUM_ELEMENTS - elements.length);
  for (const element of added.slice(0, room)) elements.push(element);
  return added.length <= room;
}

/** An array literal with its spreads. */
export function evaluateArray(
  evaluator: Evaluator,
  node: ts.ArrayLiteralExpression,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  const elements: Lazy[] = [];
  let isComplete = true;
  for (const each of node.elements) {
    if (!ts.isSpreadElement(each)) {
      elements.push(evaluator.lazy(each, module, environment));
      continue;
    }
    const spread = evaluator.evaluate(each.expression, module, environment);
    for (const one of alternativesOf(spread)) {
      if (one.kind === "array" && !addElements(elements, one.elements)) isComplete = false;
      if (one.kind === "unknown" && one.taint) elements.push(() => one);
      if (!isFalsy(one) && !(one.kind === "array" && one.isComplete)) isComplete = false;
    }
  }
  return { kind: "array", elements, isComplete, at: { module, node } };
}
