import { posix } from "node:path";
import type { RequestShape } from "../../../lens/flows/sources.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { hasModifier, ts, unwrapped } from "./syntax.ts";

/** A function that is called once per request, event or message. */
export interface Handler {
  /** For people, such as `Express route`. */
  readonly framework: string;
  /** What each parameter is; `undefined` for those that carry nothing from outside. */
  readonly parameters: readonly (RequestShape | "message" | undefined)[];
}

const HTTP_METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
const ROUTER_METHODS = new Set(["get", "post", "put", "patch", "delete", "all", "use", "route", "openapi"]);
/** These register fake handlers in tests, or call servers rather than being one. */
const NOT_ROUTERS = new Set(["http", "rest", "msw", "nock", "axios", "api", "fetcher", "jest", "vi"]);
const NEST_ROUTES = new Set(["Get", "Post", "Put", "Patch", "Delete", "All", "Sse"]);

const SOCKET_NAME = /ws|socket|conn|server$/i;
const HONO_IMPORT = /["'](hono|@hono\/[\w-]+)["'/]/;

const handlersOfFunctions = new WeakMap<ts.Node, Handler | null>();

/** Whether a function is proved to be a handler, and of what; `undefined` where it is not. */
export function handlerOf(node: ts.FunctionLikeDeclaration, module: Module): Handler | undefined {
  const known = handlersOfFunctions.get(node);
  if (known !== undefined) return known ?? undefined;
  const handler =
    routeHandler(node, module) ??
    assignedHandler(node, module) ??
    nestHandler(node) ??
    fetchHandler(node) ??
    exportedHandler(node, module) ??
    serverAction(node, module);
  handlersOfFunctions.set(node, handler ?? null);
  return handler;
}

/** `app.post("/x", (req, res) => …)`, `createServer((req, res) => …)`, `socket.on("message", (data) => …)`. */
function routeHandler(node: ts.FunctionLikeDeclaration, module: Module): Handler | undefined {
  const call = node.parent;
  if (!ts.isCallExpression(call) || !call.arguments.includes(node as unknown as ts.Expression)) return undefined;
  const name = calleeName(call);
  const callee = unwrapped(call.expression);
  const receiver = ts.isPropertyAccessExpression(callee) ? unwrapped(callee.expression) : undefined;
  const receiverName =
    receiver && ts.isIdentifier(receiver)
      ? receiver.text
      : receiver && ts.isPropertyAccessExpression(receiver)
        ? receiver.name.text
        : undefined;
  const [first] = call.arguments;
  if (name === "createServer" || name === "onRequest") return { framework: "HTTP server", parameters: ["express"] };
  if (name === "serve" && (receiverName === undefined || receiverName === "Deno")) {
    return { framework: "HTTP server", parameters: ["fetch"] };
  }
  if ((name === "on" || name === "addEventListener") && first && ts.isStringLiteralLike(first)) {
    const isSocket =
      receiverName !== undefined && SOCKET_NAME.test(receiverName) && !isOwnConnection(receiver!, module);
    if (first.text !== "message" || !isSocket) return undefined;
    if (name === "on") return { framework: "WebSocket", parameters: ["message"] };
    return servesSockets(module) ? { framework: "WebSocket", parameters: ["message event"] } : undefined;
  }
  if (name === undefined || !ROUTER_METHODS.has(name) || !receiverName || NOT_ROUTERS.has(receiverName))
    return undefined;
  const isPath = first && ts.isStringLiteralLike(first) && /^[/*]/.test(first.text);
  if (!isPath) return undefined;
  const [parameter] = node.parameters;
  const parameterName = parameter && ts.isIdentifier(parameter.name) ? parameter.name.text : "";
  const isHono =
    parameterName === "c" || (/^(ctx|context)$/.test(parameterName) && HONO_IMPORT.test(module.source.text));
  if (isHono) return { framework: "Hono route", parameters: ["hono"] };
  if (parameterName === "ctx" || parameterName === "context") return { framework: "Koa route", parameters: ["koa"] };
  if (node.parameters.length === 0) return { framework: "route", parameters: [] };
  const isRequest = /^_?(req|request)$/i.test(parameterName) || ts.isObjectBindingPattern(parameter!.name);
  return isRequest ? { framework: "Express route", parameters: ["express"] } : undefined;
}

/** `socket.onmessage = (event) => …` of a server. */
function assignedHandler(node: ts.FunctionLikeDeclaration, module: Module): Handler | undefined {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.right !== (node as ts.Node)) return undefined;
  const target = parent.left;
  if (!ts.isPropertyAccessExpression(target) || target.name.text !== "onmessage") return undefined;
  const isServed = servesSockets(module) && !isOwnConnection(unwrapped(target.expression), module);
  return isServed ? { framework: "WebSocket", parameters: ["message event"] } : undefined;
}

/** Whether the file takes connections from others, as Deno, Workers and `ws` do it. */
function servesSockets(module: Module): boolean {
  return /\b(upgradeWebSocket|WebSocketPair|WebSocketServer)\b/.test(module.source.text);
}

/** A connection that the program opened itself: what comes from there is no outside caller's. */
function isOwnConnection(receiver: ts.Expression, module: Module): boolean {
  if (!ts.isIdentifier(receiver)) return false;
  const declaration = module.scopes.resolve(receiver.text, receiver);
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = unwrapped(declaration.initializer);
  return ts.isNewExpression(initializer) && !(calleeName(initializer) ?? "").endsWith("Server");
}

function nestHandler(node: ts.FunctionLikeDeclaration): Handler | undefined {
  if (!ts.isMethodDeclaration(node)) return undefined;
  const isRoute = ts.getDecorators(node)?.some((decorator) => {
    const { expression } = decorator;
    return ts.isCallExpression(expression) && NEST_ROUTES.has(calleeName(expression) ?? "");
  });
  return isRoute ? { framework: "NestJS route", parameters: [] } : undefined;
}

/** `export default { async fetch(request, env) {…} }`. */
function fetchHandler(node: ts.FunctionLikeDeclaration): Handler | undefined {
  const property = ts.isMethodDeclaration(node) ? node : node.parent;
  if (!ts.isMethodDeclaration(property) && !ts.isPropertyAssignment(property)) return undefined;
  if (!ts.isIdentifier(property.name) || property.name.text !== "fetch") return undefined;
  let holder: ts.Node = property.parent;
  while (ts.isObjectLiteralExpression(holder) || ts.isSatisfiesExpression(holder) || ts.isAsExpression(holder))
    holder = holder.parent;
  return ts.isExportAssignment(holder) ? { framework: "Worker fetch handler", parameters: ["fetch"] } : undefined;
}

/** Handlers that frameworks find by the name of their file or export. */
function exportedHandler(node: ts.FunctionLikeDeclaration, module: Module): Handler | undefined {
  const name = exportedNameOf(node);
  if (name === undefined) return undefined;
  const base = posix.basename(module.file).replace(/\.[^.]+$/, "");
  if (HTTP_METHODS.has(name) && base === "route") return { framework: "Next.js route handler", parameters: ["fetch"] };
  if (HTTP_METHODS.has(name) && base === "+server")
    return { framework: "SvelteKit route", parameters: ["request event"] };
  if (name === "default" && module.file.includes("/pages/api/")) {
    const type = node.parameters[0]?.type?.getText(module.source) ?? "";
    return { framework: "Next.js API route", parameters: [/^(Next)?Request$/.test(type) ? "fetch" : "express"] };
  }
  if ((name === "action" || name === "loader") && module.file.includes("/routes/")) {
    return { framework: "Remix route", parameters: ["request event"] };
  }
  if (name === "handler" || /^[a-z]\w*Handler$/.test(name)) {
    const isLambda = name === "handler" || /aws-lambda/.test(module.source.text);
    return isLambda ? { framework: "Lambda handler", parameters: ["lambda event"] } : undefined;
  }
  return undefined;
}

/** The name under which a function is exported, itself or through one wrapping call; `undefined` if it is not. */
export function exportedNameOf(node: ts.FunctionLikeDeclaration): string | undefined {
  if (ts.isFunctionDeclaration(node)) {
    if (!hasModifier(node, ts.SyntaxKind.ExportKeyword))
      return isNamedInExports(node.name?.text, node) ? node.name?.text : undefined;
    return hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? "default" : node.name?.text;
  }
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  let holder: ts.Node = node.parent;
  while (
    ts.isCallExpression(holder) ||
    ts.isAsExpression(holder) ||
    ts.isSatisfiesExpression(holder) ||
    ts.isParenthesizedExpression(holder)
  ) {
    holder = holder.parent;
  }
  if (ts.isExportAssignment(holder)) return "default";
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) {
    const statement = holder.parent.parent;
    if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent)) return undefined;
    const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword) || isNamedInExports(holder.name.text, node);
    return isExported ? holder.name.text : undefined;
  }
  if (ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left)) {
    const target = holder.left.expression.getText();
    return target === "exports" || target === "module.exports" ? holder.left.name.text : undefined;
  }
  return undefined;
}

/** `export { handler }` or `module.exports = { handler }`, further down. */
function isNamedInExports(name: string | undefined, node: ts.Node): boolean {
  if (name === undefined) return false;
  return node.getSourceFile().statements.some((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements.some((element) => element.name.text === name);
    }
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return false;
    const { left, right } = statement.expression;
    if (!ts.isPropertyAccessExpression(left) || left.name.text !== "exports" || !ts.isObjectLiteralExpression(right))
      return false;
    return right.properties.some(
      (property) => property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === name,
    );
  });
}

/** Exported functions of a `"use server"` file, and functions that say it themselves. */
function serverAction(node: ts.FunctionLikeDeclaration, module: Module): Handler | undefined {
  const isOwn = node.body && ts.isBlock(node.body) && hasDirective(node.body.statements, "use server");
  const isExported = hasDirective(module.source.statements, "use server") && exportedNameOf(node) !== undefined;
  return isOwn || isExported ? { framework: "Next.js server action", parameters: [] } : undefined;
}

/** Whether statements start with a directive such as `"use client"`. */
export function hasDirective(statements: readonly ts.Statement[], directive: string): boolean {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return false;
    if (statement.expression.text === directive) return true;
  }
  return false;
}
