import type { CallbackDescription, CallDescription, SdkDescription } from "../../../lens/sdks/description.ts";
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
  for (const callee of alternativesOf(evaluator.evaluate(given.call.expression, module))) {
    const told = telling(callee);
    const value = told && handed(told, given, index, { module, node: parameter });
    if (value) return value;
  }
  return undefined;
}

/** What is given functions, with what it calls them with. */
interface Telling {
  readonly sdk: SdkDescription;
  readonly callbacks: readonly CallbackDescription[];
  /** The call whose answer it speaks of. */
  readonly call: CallDescription | undefined;
}

function telling(callee: Abstract): Telling | undefined {
  if (callee.kind === "entity") {
    const { sdk, description, name } = callee;
    return { sdk, callbacks: description.callbacks?.[name] ?? [], call: callOf(callee) };
  }
  if (callee.kind !== "member") return undefined;
  const { instance, path } = callee;
  const member = instance.type.members?.[path];
  return {
    sdk: instance.sdk,
    callbacks: instance.type.callbacks?.[path] ?? [],
    call: member?.member === "call" ? member.call : undefined,
  };
}

function handed(
  told: Telling,
  { call, path }: Given,
  index: number,
  at: Located<ts.ParameterDeclaration>,
): Abstract | undefined {
  const described = told.callbacks.filter((each) => each.path === path && each.parameter === index);
  const properties = new Map<string, Lazy>();
  for (const each of described) {
    const value = handedValue(told, each, call, at);
    if (!value) continue;
    if (each.property === undefined) return value;
    properties.set(each.property, () => value);
  }
  if (properties.size === 0) return undefined;
  return { kind: "object", properties, isComplete: false, at };
}

function handedValue(
  told: Telling,
  { type, response }: CallbackDescription,
  call: ts.CallExpression | ts.NewExpression,
  at: Located,
): Abstract | undefined {
  if (type !== undefined) return instanceOfType(told.sdk, type, type);
  if (response === undefined || told.call === undefined) return undefined;
  return partOfAnswer(told.call, response, { module: at.module, node: call }, at);
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
