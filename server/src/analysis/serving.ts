import type { Place, ServedTransport } from "../../../lens/facts.ts";
import { type Abstract, alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { importStatement } from "./declarations.ts";
import type { Evaluator } from "./evaluator.ts";
import { handlerOf } from "./handlers.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, propertyName, ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** How a file opens a port, and what it looks at before it answers. */
export type Serving = Pick<ServedTransport, "reach" | "listen" | "checksCaller" | "checksHost">;

const servings = new WeakMap<Evaluator, Map<Module, Serving>>();

/** Looks through the calls of a file once in each analysis: the host may be said in another file. */
export function servingOf(evaluator: Evaluator, module: Module): Serving {
  let known = servings.get(evaluator);
  if (!known) servings.set(evaluator, (known = new Map()));
  let serving = known.get(module);
  if (!serving) known.set(module, (serving = findServing(evaluator, module)));
  return serving;
}

/** Any of these in the text may be, or may set up, a look at who calls. An author is none. */
const LOOKS_AT_CALLER =
  /auth(?!or(?!i))|bearer|jwt|passport|clerk|cognito|api[-_]?key|x-[a-z-]*(key|token|secret|signature)|hmac|timingSafeEqual|requestCert|allow_?list|(verify|check|require|assert|ensure)_?(token|key|user|session|signature|secret|access|permission|caller)/i;

/** Names of variables of the environment speak of other services. */
const ENVIRONMENT = /process\.env(\.\w+|\[["']\w+["']\])/g;

const LOOKS_AT_HOST =
  /hostHeaderValidation|localhostHostValidation|originValidation|localhostOriginValidation|createMcp(Express|Hono|Fastify)App|allowed_?(Hosts?|Origins?)\b|headers?\s*(\.|\[\s*["'])(host|origin)\b|\.(get|header)\(\s*["'](host|origin)["']/i;

/** Middleware that lets everybody in. */
const HARMLESS =
  /^(json|urlencoded|text|raw|static|cors|helmet|morgan|compression|cookieParser|bodyParser|logger|pinoHttp|rateLimit|timeout|responseTime|serveStatic|prettyJSON|poweredBy|requestId|etag|secureHeaders|express|Router|favicon|errorHandler|swaggerUi|serve|setup)$/;

const ROUTES = /^(get|post|put|patch|delete|all|route|head|options)$/;

/** Calls that are handed the request to answer it, to read it, or to show it. */
const ANSWERS =
  /^(handleRequest|handlePostMessage|log|info|debug|warn|error|isInitializeRequest|next|stringify|String|setHeader|on|once)$/;

const REQUEST_NAME = /^_?(req|request)$/;

function findServing(evaluator: Evaluator, module: Module): Serving {
  const text = module.source.text.replaceAll(ENVIRONMENT, "");
  const ports = module.invocations.flatMap((node) => portOf(evaluator, node, module) ?? []);
  const reaches = new Set(ports.map(({ reach }) => reach));
  const [only] = reaches;
  return {
    reach: reaches.size === 1 ? only : undefined,
    listen: ports[0]?.listen,
    checksCaller:
      LOOKS_AT_CALLER.test(text) || module.invocations.some((node) => mayCheck(node, module)) ? undefined : false,
    checksHost: LOOKS_AT_HOST.test(text),
  };
}

interface Port {
  readonly reach: ServedTransport["reach"];
  readonly listen: Place;
}

/** `app.listen(3000)`, `serve({ fetch, hostname })` and the like. */
function portOf(evaluator: Evaluator, node: ts.Node, module: Module): Port | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const name = calleeName(node);
  const [first, second] = node.arguments;
  if (name !== "listen" && name !== "serve") return undefined;
  const options = first && unwrapped(first);
  const isObject = options !== undefined && ts.isObjectLiteralExpression(options);
  if (name === "serve" && !isObject && !/\bDeno\.serve$/.test(node.expression.getText(module.source))) return undefined;
  if (name === "listen" && !ts.isPropertyAccessExpression(unwrapped(node.expression))) return undefined;
  const listen = place({ module, node: node.expression });
  const isFastify = /["']fastify["']/.test(module.source.text);
  if (isObject) {
    const value = evaluator.evaluate(options, module);
    if (value.kind !== "object") return { reach: undefined, listen };
    // Clients listen too, for changes.
    if (name === "listen" && value.isComplete && !PORT_NAMES.some((each) => value.properties.has(each)))
      return undefined;
    const host = (value.properties.get("host") ?? value.properties.get("hostname"))?.();
    if (!host || host.kind === "undefined")
      return { reach: value.isComplete ? (isFastify ? "this machine" : "every network") : undefined, listen };
    return { reach: reachOf(host), listen };
  }
  const isHost = second !== undefined && !isCallback(second, module);
  if (!isHost) return { reach: isFastify ? "this machine" : "every network", listen };
  return { reach: reachOf(evaluator.evaluate(second, module)), listen };
}

function isCallback(expression: ts.Expression, module: Module): boolean {
  const node = unwrapped(expression);
  if (isFunctionWithBody(node)) return true;
  const declaration = ts.isIdentifier(node) ? module.scopes.resolve(node.text, node) : undefined;
  if (!declaration) return false;
  if (ts.isFunctionDeclaration(declaration)) return true;
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    isFunctionWithBody(unwrapped(declaration.initializer))
  );
}

/** What a server is told to listen on: node:net, fastify. */
const PORT_NAMES = ["port", "path", "fd", "host", "hostname"];

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/;
const EVERYWHERE = /^(0\.0\.0\.0|::|\[::\])$/;

/** The host that a program listens on; what the environment may say instead is left aside. */
function reachOf(host: Abstract): ServedTransport["reach"] {
  const values = alternativesOf(host).filter((each) => !(each.kind === "unknown" && each.reason === "environment"));
  const texts = values.map((each) => (each.kind === "constant" ? String(each.value) : ""));
  if (texts.length === 0) return undefined;
  if (texts.every((each) => LOOPBACK.test(each))) return "this machine";
  return texts.every((each) => EVERYWHERE.test(each)) ? "every network" : undefined;
}

/** A call through which something that is not seen may look at the caller: middleware, or a function given the request. */
function mayCheck(node: ts.Node, module: Module): boolean {
  if (!ts.isCallExpression(node)) return false;
  const name = calleeName(node) ?? "";
  const [first] = node.arguments;
  const isRoute = ROUTES.test(name) && first !== undefined && ts.isStringLiteralLike(first) && /^[/*]/.test(first.text);
  if (name === "use" || name === "register" || name === "addHook" || isRoute) {
    return node.arguments.some((each) => mayBeCheck(each, module));
  }
  // `mount(app)`: what it adds stands elsewhere.
  if (node.arguments.some((each) => ts.isIdentifier(each) && /^(app|router|fastify)$/.test(each.text)))
    return !/^(createServer|serve|listen)$/.test(name) && isElsewhere(node.expression, module);
  if (ANSWERS.test(name)) return false;
  return (
    node.arguments.some((each) => ts.isIdentifier(each) && REQUEST_NAME.test(each.text)) &&
    isElsewhere(node.expression, module)
  );
}

function mayBeCheck(argument: ts.Expression, module: Module): boolean {
  const node = unwrapped(argument);
  if (ts.isStringLiteralLike(node) || isFunctionWithBody(node)) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.some((each) => mayBeCheck(each, module));
  if (ts.isObjectLiteralExpression(node)) return false;
  if (ts.isCallExpression(node)) return !HARMLESS.test(calleeName(node) ?? "") && isElsewhere(node.expression, module);
  return !(ts.isIdentifier(node) && HARMLESS.test(node.text)) && isElsewhere(node, module);
}

/** Whether a function is not one of this file, whose text is looked at anyway. */
function isElsewhere(expression: ts.Expression, module: Module): boolean {
  const node = unwrapped(expression);
  if (!ts.isIdentifier(node)) return true;
  const declaration = module.scopes.resolve(node.text, node);
  if (!declaration) return false;
  if (importStatement(declaration)) return true;
  return !ts.isFunctionDeclaration(declaration) && !isCallback(node, module);
}

/** The function around a node that answers a request, given to a route by its name or written there. */
export function routeAround(node: ts.Node, module: Module): ts.FunctionLikeDeclaration | undefined {
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent) {
    if (isFunctionWithBody(current) && (handlerOf(current, module) || isNamedRoute(current, module))) return current;
  }
  return undefined;
}

/** `app.post("/mcp", answer)`. */
function isNamedRoute(node: ts.FunctionLikeDeclaration, module: Module): boolean {
  const holder = node.parent;
  const declaration = ts.isFunctionDeclaration(node)
    ? node
    : ts.isVariableDeclaration(holder) && holder.initializer === (node as ts.Node)
      ? holder
      : undefined;
  if (!declaration || propertyName(declaration.name) === undefined) return false;
  return module.scopes.references(declaration).some(({ parent }) => {
    if (!ts.isCallExpression(parent)) return false;
    const name = calleeName(parent) ?? "";
    const [first] = parent.arguments;
    const isPath = first !== undefined && ts.isStringLiteralLike(first) && /^[/*]/.test(first.text);
    return name === "createServer" || (isPath && ROUTES.test(name));
  });
}
