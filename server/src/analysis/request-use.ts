import { posix } from "node:path";
import type { RequestUse, TimeLimit } from "../../../lens/facts.ts";
import type { Located } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import { type Handler, handlerOf } from "./handlers.ts";
import type { Module } from "./module.ts";
import { personIdFor } from "./person-id.ts";
import { sentPrompt } from "./sent-prompt.ts";
import { hasModifier, isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** First major of Express whose router handles rejected promises. */
const EXPRESS_WITH_PROMISES = 5;

/** Files that the frameworks run with the time limit that they export. */
const LIMITED_FILE = /(^|\/)(route|page|layout|\+server|\+page\.server)\.[cm]?[jt]sx?$|\/(pages\/)?api\//;

/** Others have a `createServer`, too. */
const NODE_SERVER = /["'](node:)?https?["']/;

const PARSES = /JSON5?\.parse\(|jsonrepair|safeParse\(|[sS]chema\w*\.parse\(/;

const REQUEST_TYPE = /^(globalThis\.)?(Next)?Request$/;

/** What the handler around a call knows of its request. `call` is the model call; `root` may be the `send` of it. */
export function requestUseOf(
  evaluator: Evaluator,
  { node: root, module }: Located,
  call: ts.CallExpression | ts.NewExpression,
): RequestUse | undefined {
  let nearest: ts.FunctionLikeDeclaration | undefined;
  for (let current: ts.Node | undefined = root.parent; current; current = current.parent) {
    if (!isFunctionWithBody(current)) continue;
    nearest ??= current;
    const handler = handlerOf(current, module);
    if (!handler) continue;
    return {
      signal: signalOf(current, handler, root, module),
      route: routeOf(current, handler, module),
      timeLimit: timeLimitOf(evaluator, module),
      catchesRejections: catchesRejections(evaluator, current, handler, module),
      parameters: current.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined)),
      isDirect: nearest === current,
      isGatewayReply: handler.framework === "Lambda handler" && hasStatusCode(current),
      parsesData: PARSES.test(current.getText(module.source)),
      promptSent: sentPrompt(call, current, module),
      personId: personIdFor(current, root, module),
    };
  }
  return undefined;
}

/** Code for the signal of the request, where the parameter is one of the web's own requests and means the same at the call. */
function signalOf(
  owner: ts.FunctionLikeDeclaration,
  { framework, parameters }: Handler,
  root: ts.Node,
  module: Module,
): string | undefined {
  const [parameter] = owner.parameters;
  if (!parameter) return undefined;
  const named = (name: ts.BindingName | undefined, member: string): string | undefined => {
    if (!name || !ts.isIdentifier(name)) return undefined;
    const declaration = module.scopes.resolve(name.text, root);
    const isSame = declaration?.name === name && module.scopes.references(declaration).every(isOnlyRead);
    return isSame ? name.text + member : undefined;
  };
  switch (parameters[0]) {
    case "fetch": {
      const type = parameter.type?.getText(module.source);
      // What a wrapper hands over need not be the request.
      const isRequest = type === undefined ? isExportedItself(owner) : REQUEST_TYPE.test(type);
      return isRequest ? named(parameter.name, ".signal") : undefined;
    }
    case "request event": {
      if (!ts.isObjectBindingPattern(parameter.name)) return named(parameter.name, ".request.signal");
      const element = parameter.name.elements.find(
        (each) => (each.propertyName ?? each.name).getText(module.source) === "request",
      );
      return named(element?.name, ".signal");
    }
    case "hono":
      return framework === "Hono route" ? named(parameter.name, ".req.raw.signal") : undefined;
    default:
      return undefined;
  }
}

function isExportedItself(owner: ts.FunctionLikeDeclaration): boolean {
  if (ts.isFunctionDeclaration(owner)) return hasModifier(owner, ts.SyntaxKind.ExportKeyword);
  return (
    ts.isMethodDeclaration(owner) || ts.isVariableDeclaration(owner.parent) || ts.isPropertyAssignment(owner.parent)
  );
}

function isOnlyRead(reference: ts.Identifier): boolean {
  const { parent } = reference;
  return !(
    ts.isBinaryExpression(parent) &&
    parent.left === reference &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

/** The path that a handler is registered with, or the folder that names it. */
function routeOf(owner: ts.FunctionLikeDeclaration, { framework }: Handler, module: Module): string | undefined {
  const call = owner.parent;
  if (ts.isCallExpression(call)) {
    const [path] = call.arguments;
    if (path && ts.isStringLiteralLike(path)) return path.text;
  }
  if (/^(Next\.js (route|API)|SvelteKit|Remix)/.test(framework)) {
    const folder = posix.dirname(module.file);
    const start = folder.search(/\/(app|pages|routes)(\/|$)/);
    return start < 0 ? undefined : folder.slice(start).replace(/^\/\w+/, "") || "/";
  }
  return undefined;
}

const limits = new WeakMap<Module, TimeLimit | null>();

/** `export const maxDuration = 30`, or `export const config = { maxDuration: 30 }`: seconds. */
function timeLimitOf(evaluator: Evaluator, module: Module): TimeLimit | undefined {
  const known = limits.get(module);
  if (known !== undefined) return known ?? undefined;
  let limit: TimeLimit | undefined;
  for (const statement of LIMITED_FILE.test(module.file) ? module.source.statements : []) {
    if (!ts.isVariableStatement(statement) || !hasModifier(statement, ts.SyntaxKind.ExportKeyword)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || !ts.isIdentifier(name)) continue;
      const written =
        name.text === "maxDuration" ? initializer : name.text === "config" ? inConfig(initializer) : undefined;
      const value = written && evaluator.evaluate(written, module);
      if (value?.kind === "constant" && typeof value.value === "number" && value.value > 0)
        limit = { place: place({ module, node: written! }), name: "maxDuration", duration: value.value * 1000 };
    }
  }
  limits.set(module, limit ?? null);
  return limit;
}

function inConfig(expression: ts.Expression): ts.Expression | undefined {
  const literal = unwrapped(expression);
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  for (const each of literal.properties)
    if (ts.isPropertyAssignment(each) && each.name.getText() === "maxDuration") return each.initializer;
  return undefined;
}

/** Whether somebody is told when the handler's promise is rejected. */
function catchesRejections(
  evaluator: Evaluator,
  owner: ts.FunctionLikeDeclaration,
  { framework }: Handler,
  module: Module,
): boolean | undefined {
  if (framework === "HTTP server") {
    const isNode = NODE_SERVER.test(module.source.text);
    return isNode && ts.isCallExpression(owner.parent) && calleeName(owner.parent) === "createServer"
      ? false
      : undefined;
  }
  if (framework !== "Express route") return true;
  const { host } = evaluator;
  if (host.packageMajor("express-async-errors", module.file) !== undefined) return true;
  const major = host.packageMajor("express", module.file);
  if (major === undefined || host.packageMajor("fastify", module.file) !== undefined) return undefined;
  return major >= EXPRESS_WITH_PROMISES;
}

/** `return { statusCode: 200, body }`. */
function hasStatusCode(owner: ts.FunctionLikeDeclaration): boolean {
  let isFound = false;
  if (owner.body)
    walk(owner.body, (node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === "statusCode") isFound = true;
      return !isFound;
    });
  return isFound;
}
