import type { InsertionPoint, LastingEffect, ToolCallId, ToolHandling, ToolRequest } from "../../../lens/facts.ts";
import { commandPatterns, destructiveSql, effectPatterns, runsSql } from "../../../lens/flows/lasting-effects.ts";
import type { ToolDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { isNothing } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { revealedSecrets } from "./revealed-secrets.ts";
import { visibleSchema } from "./schemas.ts";
import { isFunctionWithBody, propertyName, ts, unwrapped, walk } from "./syntax.ts";
import { hiddenFailures } from "./tool-failures.ts";
import { toolRequest } from "./tool-requests.ts";
import { typedInput } from "./typed-input.ts";
import { place } from "./values.ts";

/** For a tool that the provider runs. */
export const UNSEEN: ToolHandling = {
  takesInput: undefined,
  isInputOpen: false,
  typedInput: undefined,
  effects: [],
  asksPerson: false,
  revealed: [],
  requests: [],
  hiddenFailures: [],
  failureForm: undefined,
  callId: undefined,
};

/** What a server of the Model Context Protocol hands to every handler beside the input. */
const REQUEST_PARTS = new Set([
  "signal",
  "authInfo",
  "sessionId",
  "requestId",
  "requestInfo",
  "sendNotification",
  "sendRequest",
  "_meta",
  "taskId",
  "taskStore",
  "taskRequestedTtl",
  "closeSSEStream",
  "closeStandaloneSSEStream",
  "mcpReq",
  "http",
]);

/** Code that asks a person before something is done, in a handler or around its agent. */
const ASKS_PERSON =
  /\b(interrupt|interruptBefore|interruptOn|humanInTheLoop\w*|toolApproval|needsApproval|requireApproval|elicit\w*|request(Human)?(Approval|Confirmation)|confirm\w*|askUser|approve\w*)\b/;

/** Files of the program's own, that it may throw away. */
const TEMPORARY = /te?mp/i;

interface ToolParts {
  readonly handler: Abstract | undefined;
  readonly schema: Abstract | undefined;
  readonly isServed: boolean;
  /** Whether zod can be imported from a file. */
  hasZod(module: Module): boolean;
  /** How a handler says that it failed, unless the program takes that over. */
  readonly failureForm: ToolHandling["failureForm"];
  /** Where a handler finds the id of the call. */
  readonly callId: ToolDescription["callId"];
}

/** What a tool lets in and does, as far as its schema and handler show. */
export function toolHandling({ handler, schema, isServed, hasZod, failureForm, callId }: ToolParts): ToolHandling {
  const handlers = handler ? alternativesOf(handler).filter((each) => each.kind === "function") : [];
  const [only] = handlers;
  if (handlers.length !== 1 || only?.kind !== "function") return { ...UNSEEN, isInputOpen: isOpen(schema) };
  const { node, module } = only.at;
  const isMissing = schema === undefined || isNothing(schema);
  const isGivenRequest = isServed && isMissing;
  const open = isOpen(schema) ? visibleSchema(schema) : undefined;
  return {
    takesInput: takesInput(node, module, isGivenRequest),
    isInputOpen: open !== undefined,
    typedInput: (isMissing || open !== undefined) && hasZod(module) ? typedInput(only.at, open) : undefined,
    asksPerson: ASKS_PERSON.test(module.source.text),
    ...actionsOf(node, module),
    revealed: revealedSecrets(node, module),
    hiddenFailures: hiddenFailures(node, module),
    failureForm: failureForm === "error result" && !canGiveErrorResult(node, module) ? undefined : failureForm,
    callId: callId && callIdIn(node, module, callId),
  };
}

/** Whether what a handler gives back is typed by the tool that it stands in, or as a result of the protocol. */
function canGiveErrorResult(handler: ts.FunctionLikeDeclaration, { source }: Module): boolean {
  return handler.type === undefined ? isInPlace(handler) : handler.type.getText(source).includes("CallToolResult");
}

function isInPlace(handler: ts.FunctionLikeDeclaration): boolean {
  return !ts.isFunctionDeclaration(handler) && !ts.isVariableDeclaration(handler.parent);
}

/** The id of the call as a handler reads it, or could with one parameter more. */
function callIdIn(
  handler: ts.FunctionLikeDeclaration,
  module: Module,
  { parameter, name }: NonNullable<ToolDescription["callId"]>,
): ToolCallId | undefined {
  const at = place({ module, node: handler });
  const found = handler.parameters[parameter];
  if (!found) {
    const last = handler.parameters.at(-1);
    const canBeAdded = handler.parameters.length === parameter && !last?.dotDotDotToken && isInPlace(handler);
    return canBeAdded ? { code: name, handler: at, parameter: `{ ${name} }` } : undefined;
  }
  if (found.dotDotDotToken) return undefined;
  if (ts.isIdentifier(found.name)) return { code: `${found.name.text}.${name}`, handler: at, parameter: undefined };
  const element = found.name.elements.find(
    (each) => ts.isBindingElement(each) && propertyName(each.propertyName ?? each.name) === name,
  );
  if (!element || !ts.isBindingElement(element) || !ts.isIdentifier(element.name)) return undefined;
  return { code: element.name.text, handler: at, parameter: undefined };
}

function takesInput(handler: ts.FunctionLikeDeclaration, module: Module, isGivenRequest: boolean): boolean {
  const [first] = handler.parameters;
  if (!first) return false;
  if (ts.isIdentifier(first.name)) {
    const reads = module.scopes.references(first);
    if (!isGivenRequest) return reads.length > 0;
    return reads.some(({ parent }) => ts.isPropertyAccessExpression(parent) && !REQUEST_PARTS.has(parent.name.text));
  }
  const names = first.name.elements.flatMap((each) =>
    ts.isBindingElement(each) ? [propertyName(each.propertyName ?? each.name) ?? ""] : [],
  );
  return names.some((name) => !isGivenRequest || !REQUEST_PARTS.has(name));
}

/** `z.any()`, `z.unknown()`, `z.record(z.any())`: a schema that turns nothing away. */
function isOpen(schema: Abstract | undefined): boolean {
  const visible = visibleSchema(schema);
  return visible !== undefined && ts.isCallExpression(visible.node) && isOpenCall(visible.node);
}

function isOpenCall(call: ts.CallExpression): boolean {
  const name = calleeName(call);
  const callee = unwrapped(call.expression);
  if (name === "any" || name === "unknown") return true;
  const last = call.arguments.at(-1);
  const inner = last && unwrapped(last);
  if (name === "record") return inner !== undefined && ts.isCallExpression(inner) && isOpenCall(inner);
  const isEmpty = inner !== undefined && ts.isObjectLiteralExpression(inner) && inner.properties.length === 0;
  if (name === "looseObject") return isEmpty;
  if (name !== "passthrough" && name !== "loose") return false;
  const before = ts.isPropertyAccessExpression(callee) ? unwrapped(callee.expression) : undefined;
  if (!before || !ts.isCallExpression(before) || calleeName(before) !== "object") return false;
  const [shape] = before.arguments;
  const literal = shape && unwrapped(shape);
  return literal === undefined || (ts.isObjectLiteralExpression(literal) && literal.properties.length === 0);
}

type Actions = Pick<ToolHandling, "effects" | "requests">;

/** What a handler does, itself and through functions of its file. */
function actionsOf(handler: ts.FunctionLikeDeclaration, module: Module): Actions {
  const effects: LastingEffect[] = [];
  const requests: ToolRequest[] = [];
  const called = new Set<ts.Node>();
  const look = (root: ts.Node, isFirst: boolean): void =>
    walk(root, (node) => {
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node) && !ts.isTaggedTemplateExpression(node)) return;
      const effect = effectOf(node, module, handler);
      if (effect) effects.push(effect);
      const request = ts.isCallExpression(node) ? toolRequest(node, module) : undefined;
      if (request) requests.push(request);
      if (!isFirst || !ts.isCallExpression(node)) return;
      const target = functionOf(node, module);
      if (target?.body && !called.has(target)) {
        called.add(target);
        look(target.body, false);
      }
    });
  if (handler.body) look(handler.body, true);
  return { effects, requests };
}

/** Names of keys by which services know a repeated request. */
const REPEAT_KEY = /idempoten|dedup|client_?token|request_?token/i;

function isRepeatable(node: ts.Node, module: Module): boolean {
  return REPEAT_KEY.test(node.getText(module.source));
}

/** Whether each call of a handler makes a request no more than once. */
function isMadeOnce(node: ts.Node, handler: ts.FunctionLikeDeclaration): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (current === handler) return true;
    if (isFunctionWithBody(current) || ts.isIterationStatement(current, false)) return false;
  }
  return false;
}

/** Where a request is given its key: in the object at that argument, or as a new argument after the last. */
function keyIn(
  call: ts.CallExpression,
  module: Module,
  { argument, name }: { readonly argument: number; readonly name: string },
): InsertionPoint | undefined {
  const found = call.arguments[argument];
  if (!found) {
    const isNext = call.arguments.length === argument;
    return isNext
      ? { kind: "argument", call: place({ module, node: call }), index: argument, path: [name] }
      : undefined;
  }
  const literal = unwrapped(found);
  return ts.isObjectLiteralExpression(literal)
    ? { kind: "property", object: place({ module, node: literal }), path: [name] }
    : undefined;
}

/** The function of the same file that is called by its name. */
function functionOf(call: ts.CallExpression, module: Module): ts.FunctionLikeDeclaration | undefined {
  const callee = unwrapped(call.expression);
  const declaration = ts.isIdentifier(callee) ? module.scopes.resolve(callee.text, callee) : undefined;
  if (!declaration) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const initializer = ts.isVariableDeclaration(declaration) && declaration.initializer;
  return initializer && isFunctionWithBody(initializer) ? initializer : undefined;
}

function effectOf(
  node: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression,
  module: Module,
  handler: ts.FunctionLikeDeclaration,
): LastingEffect | undefined {
  const callee = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
  const text = callee.getText(module.source).replaceAll(/\s+/g, "");
  const at = place({ module, node: callee });
  if (ts.isNewExpression(node)) {
    const command = commandPatterns.find((each) => each.callee.test(text));
    return (
      command && { effect: command.effect, text, place: at, isIdempotent: isRepeatable(node, module), key: undefined }
    );
  }
  const [first] = ts.isTaggedTemplateExpression(node) ? [node.template] : node.arguments;
  const known = ts.isCallExpression(node) ? effectPatterns.find((each) => each.callee.test(text)) : undefined;
  if (known) {
    const isTemporary = first !== undefined && TEMPORARY.test(first.getText(module.source));
    if (isTemporary || !ts.isCallExpression(node)) return undefined;
    const key = known.key && isMadeOnce(node, handler) ? keyIn(node, module, known.key) : undefined;
    return { effect: known.effect, text, place: at, isIdempotent: isRepeatable(node, module), key };
  }
  if (!first || !runsSql.test(text) || !destructiveSql.test(first.getText(module.source).slice(1))) return undefined;
  return { effect: "deletes", text, place: at, isIdempotent: true, key: undefined };
}
