import type { LastingEffect, ToolHandling, ToolRequest } from "../../../lens/facts.ts";
import { commandPatterns, destructiveSql, effectPatterns, runsSql } from "../../../lens/flows/lasting-effects.ts";
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
}

/** What a tool lets in and does, as far as its schema and handler show. */
export function toolHandling({ handler, schema, isServed, hasZod }: ToolParts): ToolHandling {
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
  };
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
      const effect = effectOf(node, module);
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
): LastingEffect | undefined {
  const callee = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
  const text = callee.getText(module.source).replaceAll(/\s+/g, "");
  const at = place({ module, node: callee });
  if (ts.isNewExpression(node)) {
    const command = commandPatterns.find((each) => each.callee.test(text));
    return command && { effect: command.effect, text, place: at, isIdempotent: isRepeatable(node, module) };
  }
  const [first] = ts.isTaggedTemplateExpression(node) ? [node.template] : node.arguments;
  const known = ts.isCallExpression(node) ? effectPatterns.find((each) => each.callee.test(text)) : undefined;
  if (known) {
    const isTemporary = first !== undefined && TEMPORARY.test(first.getText(module.source));
    return isTemporary
      ? undefined
      : { effect: known.effect, text, place: at, isIdempotent: isRepeatable(node, module) };
  }
  if (!first || !runsSql.test(text) || !destructiveSql.test(first.getText(module.source).slice(1))) return undefined;
  return { effect: "deletes", text, place: at, isIdempotent: true };
}
