import type { ExportedEntity } from "../../../lens/sdks/description.ts";
import {
  type Abstract,
  type AbstractEntity,
  type AbstractInstance,
  type AbstractUnknown,
  alternativesOf,
  type Environment,
  type Lazy,
  type Located,
  oneOf,
  UNDEFINED,
  unknown,
  instanceOfType,
  toolInstance,
} from "./abstract.ts";
import { builtinCall, builtinConstruction } from "./builtins.ts";
import { constructed } from "./classes.ts";
import { lookedUp, piped, pipedFromUnknown, sequenced, valueAt } from "./composition.ts";
import type { Evaluator } from "./evaluator.ts";
import { appliedFunction } from "./functions.ts";
import { guardedResult } from "./guards.ts";
import { harmlessAfterReplacing } from "./kept-characters.ts";
import { LIST_METHODS, listCall } from "./lists.ts";
import { exportedValue, member } from "./members.ts";
import { modelResponse } from "./model-output.ts";
import { type Module, requiredSpecifier } from "./module.ts";
import { readPath } from "./options.ts";
import { callOrigin } from "./origins.ts";
import { passedThrough } from "./passing.ts";
import { hookValue } from "./react-hooks.ts";
import { ts, unwrapped } from "./syntax.ts";
import { marked, tainted } from "./taint.ts";
import { returnedType } from "./types.ts";

/** What a call expression gives. */
export function evaluateCall(
  evaluator: Evaluator,
  node: ts.CallExpression,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  const specifier = requiredSpecifier(node);
  if (specifier !== undefined) return evaluator.imported(specifier, module);
  const given = argumentsOf(evaluator, node, module, environment);
  const builtin = builtinCall(evaluator, node, given, module, environment);
  if (builtin) return builtin;
  const method = unwrapped(node.expression);
  let callee: Abstract;
  if (ts.isPropertyAccessExpression(method) && LIST_METHODS.has(method.name.text)) {
    // Evaluated once for both: chains of such calls would double the work at each link.
    const list = evaluator.evaluate(method.expression, module, environment);
    const followed = listCall(evaluator, list, method.name.text, given, { module, node }, environment);
    if (followed) return followed;
    callee = member(evaluator, list, method.name.text, { module, node: method });
  } else callee = evaluator.evaluate(node.expression, module, environment);
  return oneOf(
    alternativesOf(callee)
      .filter((each) => each.kind !== "undefined")
      .map((each) => applied(evaluator, each, given, { module, node })),
  );
}

/** What a `new` expression gives. */
export function evaluateNew(
  evaluator: Evaluator,
  node: ts.NewExpression,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  const given = argumentsOf(evaluator, node, module, environment);
  const builtin = builtinConstruction(evaluator, node, given, module);
  if (builtin) return builtin;
  const callee = evaluator.evaluate(node.expression, module, environment);
  const values = alternativesOf(callee).map((each): Abstract => {
    const made = each.kind === "sdk module" ? exportedValue(evaluator, each, "default", { module, node }) : each;
    const origin = made.kind === "unknown" ? callOrigin(made.origin) : undefined;
    if (made.kind === "class") return constructed(made.at, given, { module, node });
    if (made.kind === "entity") return appliedEntity(evaluator, made, given, { module, node });
    return {
      kind: "construction",
      className: calleeName(node) ?? "",
      arguments: given ?? [],
      at: { module, node },
      ...(origin === undefined ? {} : { origin }),
    };
  });
  return oneOf(values);
}

/** Arguments of a call; `undefined` when a spread hides which is which. */
export function argumentsOf(
  evaluator: Evaluator,
  node: ts.CallExpression | ts.NewExpression,
  module: Module,
  environment: Environment | undefined,
): readonly Lazy[] | undefined {
  const given = node.arguments ?? [];
  if (given.some((argument) => ts.isSpreadElement(argument))) return undefined;
  return given.map((argument) => evaluator.lazy(argument, module, environment));
}

/** Last name of what is called: `create` in `client.messages.create(…)`. */
export function calleeName(node: ts.CallExpression | ts.NewExpression): string | undefined {
  const callee = unwrapped(node.expression);
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

function applied(
  evaluator: Evaluator,
  callee: Abstract,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression>,
): Abstract {
  switch (callee.kind) {
    case "function":
      return guardedResult(appliedFunction(evaluator, callee.at, given, callee.environment), callee.at, at);
    case "entity":
      return appliedEntity(evaluator, callee, given, at);
    case "sdk module": {
      const made = exportedValue(evaluator, callee, "default", at);
      return made.kind === "entity" ? appliedEntity(evaluator, made, given, at) : unknown("call", at);
    }
    case "instance": {
      const called = callee.type.whenCalled;
      if (called?.member === "call") return modelResponse(called.call, at, at);
      return called?.member === "makes" ? madeFrom(callee, called.type, "", given, at) : unknown("call", at);
    }
    case "member": {
      const described = callee.instance.type.members?.[callee.path];
      if (described?.member === "makes") return madeFrom(callee.instance, described.type, callee.path, given, at);
      if (described?.member === "pipe") {
        return piped(callee.instance, argumentAt(evaluator, described.path, given, at), at);
      }
      if (described?.member === "lookup") {
        const found = lookedUp(evaluator, valueAt(evaluator, described.path, callee.instance), given, at);
        const isHidden = found.kind === "unknown" && described.type !== undefined;
        // Of an agent that is registered out of sight at least the methods are known.
        return isHidden ? (instanceOfType(callee.instance.sdk, described.type!, described.type!) ?? found) : found;
      }
      if (described?.member === "override") {
        const laid = given?.[0];
        return laid ? { ...callee.instance, overrides: [...callee.instance.overrides, laid] } : callee.instance;
      }
      if (described?.member === "call") return modelResponse(described.call, at, at);
      if (described?.member === "send") return sentResponse(given?.[0]?.(), at);
      if (described?.member === "retrieval" && described.retrieval.kind === "search") {
        return tainted("retrieved document", at);
      }
      if (described?.member === "tool result") return tainted("tool result", at);
      return unknown("call", at);
    }
    case "typed":
      return returnedType(evaluator, callee) ?? unknown("call", at);
    case "unknown":
      if (!callee.taint && calleeName(at.node) === "pipe") return pipedFromUnknown("pipe", given, at);
      return calledUnknown(evaluator, callee, given, at);
    default:
      return unknown("call", at);
  }
}

/** Text stays outside data through the usual string methods; what any other code makes of it is not known. */
const KEEPS_TEXT = new Set([
  "trim",
  "trimStart",
  "trimEnd",
  "toString",
  "toLowerCase",
  "toUpperCase",
  "slice",
  "substring",
  "substr",
  "replace",
  "replaceAll",
  "concat",
  "normalize",
  "padStart",
  "padEnd",
  "split",
  "join",
  "at",
  "get",
  "getAll",
  "json",
  "text",
  "formData",
  "map",
  "filter",
  "find",
  "reverse",
  "header",
  "param",
  "query",
  "queries",
  "parseBody",
]);

function calledUnknown(
  evaluator: Evaluator,
  callee: AbstractUnknown,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression>,
): Abstract {
  const name = calleeName(at.node);
  if (callee.taint) {
    if (name === undefined || !KEEPS_TEXT.has(name)) return unknown("call", at);
    if (REPLACES.has(name))
      return marked({ ...callee, at }, { harmlessFor: harmlessAfterReplacing(at.node, at.module) });
    const isCapped = CAPS_LENGTH.has(name) && at.node.arguments.length > 1;
    return isCapped ? marked({ ...callee, at }, { isLengthBounded: true }) : { ...callee, at };
  }
  const passed = passedThrough(evaluator, callee, given, at) ?? hookValue(evaluator, callee.origin, given, at);
  if (passed) return passed;
  const origin = callOrigin(callee.origin);
  return origin === undefined ? unknown("call", at) : { ...unknown("call", at), origin };
}

const REPLACES = new Set(["replace", "replaceAll"]);

const CAPS_LENGTH = new Set(["slice", "substring", "substr"]);

/** What a model wrote, where a command is sent; results of a search, where it is one. */
function sentResponse(command: Abstract | undefined, at: Located<ts.CallExpression>): Abstract {
  if (command?.kind === "unknown" && command.isSearch) return tainted("retrieved document", at);
  return command?.kind === "command" ? modelResponse(command.call, command.at, at) : unknown("call", at);
}

function appliedEntity(
  evaluator: Evaluator,
  callee: AbstractEntity,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression | ts.NewExpression>,
): Abstract {
  const { entity, sdk, name } = callee;
  switch (entity.entity) {
    case "class":
    case "factory": {
      const tracedBy = [...(callee.tracedBy ?? []), ...(entity.observability ? [entity.observability.product] : [])];
      const settings = entity.entity === "class" ? withoutTextFirst(entity.textFirst, given) : given;
      return (
        instanceOfType(sdk, entity.type, name, { creation: at, arguments: settings, tracedBy }) ?? unknown("call", at)
      );
    }
    case "tool":
      return toolInstance(sdk, entity.type, name, { creation: at, arguments: given, tool: entity.tool });
    case "resource": {
      const made = { creation: at, arguments: given };
      return (entity.type && instanceOfType(sdk, entity.type, name, made)) || unknown("call", at);
    }
    case "command":
      return ts.isNewExpression(at.node)
        ? { kind: "command", sdk, name, call: entity.call, at: { module: at.module, node: at.node } }
        : unknown("call", at);
    case "function":
      return modelResponse(entity.call, at, at);
    case "retrieval":
      if (entity.retrieval.kind !== "search") return unknown("call", at);
      if (ts.isNewExpression(at.node)) return { ...unknown("call", at), isSearch: true };
      return tainted("retrieved document", at);
    case "wrapper":
      return wrapped(evaluator, entity, given, at);
    case "message":
      return messageOf(entity.role, given?.[0], at);
    case "pipeline":
      return sequenced(argumentAt(evaluator, entity.path, given, at), at);
    default:
      return unknown("call", at);
  }
}

/** Arguments of `new X("text", settings)` as those of `new X({ …settings, name: "text" })`. */
function withoutTextFirst(name: string | undefined, given: readonly Lazy[] | undefined): readonly Lazy[] | undefined {
  const [first, second] = given ?? [];
  if (name === undefined || first === undefined) return given;
  const settings = (): Abstract => {
    const text = first();
    const isText = text.kind === "template" || (text.kind === "constant" && typeof text.value === "string");
    if (!isText && second === undefined) return text;
    const others = second?.() ?? UNDEFINED;
    if (others.kind === "object") return { ...others, properties: new Map([...others.properties, [name, first]]) };
    if (others.kind !== "undefined" || !("at" in text) || !text.at) return unknown("expression");
    return { kind: "object", properties: new Map([[name, first]]), isComplete: true, at: text.at };
  };
  return [settings];
}

/** A message that the program wrote, as providers write them. */
function messageOf(role: string, given: Lazy | undefined, at: Located): Abstract {
  const content = (): Abstract => {
    const value = given?.() ?? UNDEFINED;
    return value.kind === "object" ? (value.properties.get("content")?.() ?? unknown("expression", at)) : value;
  };
  const properties = new Map<string, Lazy>([
    ["role", () => ({ kind: "constant", value: role, at })],
    ["content", content],
  ]);
  return { kind: "object", properties, isComplete: false, at };
}

function madeFrom(
  parent: AbstractInstance,
  typeName: string,
  path: string,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression>,
): Abstract {
  const name = path === "" ? parent.name : `${parent.name}.${path}`;
  const { isWrapped, isFed, isRead, tracedBy } = parent;
  const made = { creation: at, arguments: given, parent, isWrapped, isFed, isRead, tracedBy };
  return instanceOfType(parent.sdk, typeName, name, made) ?? unknown("call", at);
}

/** What stands at an option path of a call's arguments; unknown where they cannot be told apart. */
function argumentAt(
  evaluator: Evaluator,
  path: string,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression | ts.NewExpression>,
): Abstract {
  return readPath(evaluator, path, { call: at, arguments: given }).value;
}

/** A wrapper gives back what stands at its `path` of its arguments, such as `0` or `0.client`. */
function wrapped(
  evaluator: Evaluator,
  wrapper: ExportedEntity & { readonly entity: "wrapper" },
  given: readonly Lazy[] | undefined,
  at: Located,
): Abstract {
  const [index, ...names] = wrapper.path.split(".");
  const tracing = wrapper.observability ? [wrapper.observability.product] : [];
  const added = wrapper.adds ? [wrapper.adds] : [];
  let value = given?.[Number(index)]?.() ?? UNDEFINED;
  for (const name of names) value = member(evaluator, value, name, at);
  return oneOf(
    alternativesOf(value).map((each): Abstract => {
      if (each.kind === "instance")
        return { ...each, isWrapped: true, tracedBy: [...each.tracedBy, ...tracing], added: [...each.added, ...added] };
      if (each.kind === "entity") return { ...each, tracedBy: [...(each.tracedBy ?? []), ...tracing] };
      // The wrapped class makes wrapped clients: `withTracing(OpenAI)`.
      return each.kind === "undefined" ? unknown("call", at) : each;
    }),
  );
}
