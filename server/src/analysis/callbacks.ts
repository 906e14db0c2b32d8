import { type Abstract, type AbstractEntity, alternativesOf, instanceOfType, type Lazy } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { propertyName, ts } from "./syntax.ts";

/** Object literals between a function and the argument that it stands in. */
const MAXIMUM_DEPTH = 3;

/** What an SDK calls the function around a parameter with, where it is one that the SDK is given; `undefined` for all others. */
export function callbackParameter(
  evaluator: Evaluator,
  parameter: ts.ParameterDeclaration,
  module: Module,
): Abstract | undefined {
  const callback = parameter.parent;
  const given = argumentAround(callback);
  if (!given || !evaluator.knowledge.callbackNames.has(calleeName(given.call) ?? "")) return undefined;
  const index = callback.parameters.indexOf(parameter);
  for (const entity of alternativesOf(evaluator.evaluate(given.call.expression, module))) {
    const value = entity.kind === "entity" ? handed(entity, given.path, index, parameter, module) : undefined;
    if (value) return value;
  }
  return undefined;
}

function handed(
  entity: AbstractEntity,
  path: string,
  index: number,
  parameter: ts.ParameterDeclaration,
  module: Module,
): Abstract | undefined {
  const described = (entity.description.callbacks?.[entity.name] ?? []).filter(
    (each) => each.path === path && each.parameter === index,
  );
  const properties = new Map<string, Lazy>();
  for (const each of described) {
    const instance = instanceOfType(entity.sdk, each.type, each.type);
    if (!instance) continue;
    if (each.property === undefined) return instance;
    properties.set(each.property, () => instance);
  }
  if (properties.size === 0) return undefined;
  return { kind: "object", properties, isComplete: false, at: { module, node: parameter } };
}

/** The call whose argument a function is, or is a property of, with the path to it such as `0.execute`. */
function argumentAround(callback: ts.SignatureDeclaration): { call: ts.CallExpression; path: string } | undefined {
  const names: string[] = [];
  let node: ts.Node = callback;
  for (let depth = 0; depth <= MAXIMUM_DEPTH; depth++) {
    const { parent } = node;
    if (ts.isCallExpression(parent)) {
      const index = parent.arguments.indexOf(node as ts.Expression);
      return index < 0 ? undefined : { call: parent, path: [index, ...names].join(".") };
    }
    const property = ts.isMethodDeclaration(node) ? node : ts.isPropertyAssignment(parent) ? parent : undefined;
    const name = property && propertyName(property.name);
    if (!property || name === undefined || !ts.isObjectLiteralExpression(property.parent)) return undefined;
    names.unshift(name);
    node = property.parent;
  }
  return undefined;
}
