import type { CallbackDescription, CallDescription } from "../../../lens/sdks/description.ts";
import {
  type Abstract,
  type AbstractEntity,
  alternativesOf,
  instanceOfType,
  type Lazy,
  type Located,
} from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import { partOfAnswer } from "./model-output.ts";
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
    const value = entity.kind === "entity" ? handed(entity, given, index, { module, node: parameter }) : undefined;
    if (value) return value;
  }
  return undefined;
}

function handed(
  entity: AbstractEntity,
  { call, path }: Given,
  index: number,
  at: Located<ts.ParameterDeclaration>,
): Abstract | undefined {
  const described = (entity.description.callbacks?.[entity.name] ?? []).filter(
    (each) => each.path === path && each.parameter === index,
  );
  const properties = new Map<string, Lazy>();
  for (const each of described) {
    const value = handedValue(entity, each, call, at);
    if (!value) continue;
    if (each.property === undefined) return value;
    properties.set(each.property, () => value);
  }
  if (properties.size === 0) return undefined;
  return { kind: "object", properties, isComplete: false, at };
}

function handedValue(
  entity: AbstractEntity,
  { type, response }: CallbackDescription,
  call: ts.CallExpression | ts.NewExpression,
  at: Located,
): Abstract | undefined {
  if (type !== undefined) return instanceOfType(entity.sdk, type, type);
  const answered = response === undefined ? undefined : callOf(entity);
  return answered && partOfAnswer(answered, response!, { module: at.module, node: call }, at);
}

/** The model call that an export makes, or that what it makes can. */
function callOf({ entity, sdk }: AbstractEntity): CallDescription | undefined {
  if (entity.entity === "function") return entity.call;
  if (entity.entity !== "class") return undefined;
  const members = Object.values(sdk.types[entity.type]?.members ?? {});
  return members.find((each) => each.member === "call")?.call;
}

interface Given {
  readonly call: ts.CallExpression | ts.NewExpression;
  readonly path: string;
}

/** The call or `new` whose argument a function is, or is a property of, with the path to it such as `0.execute`. */
function argumentAround(callback: ts.SignatureDeclaration): Given | undefined {
  const names: string[] = [];
  let node: ts.Node = callback;
  for (let depth = 0; depth <= MAXIMUM_DEPTH; depth++) {
    const { parent } = node;
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const index = parent.arguments?.indexOf(node as ts.Expression) ?? -1;
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
