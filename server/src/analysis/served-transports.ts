import type { Place, ServedTransport, ServerConnection } from "../../../lens/facts.ts";
import type { TransportDescription } from "../../../lens/sdks/description.ts";
import { alternativesOf } from "./abstract.ts";
import { calleePlace, calleeText } from "./clients.ts";
import { contextOf } from "./context.ts";
import { type DescribedUse, readValues } from "./described-use.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { readPath } from "./options.ts";
import type { Declaration } from "./scope.ts";
import { routeAround, servingOf } from "./serving.ts";
import { ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** A transport over HTTP, with what its file shows of who can reach it. */
export function servedTransport(
  evaluator: Evaluator,
  use: DescribedUse,
  description: TransportDescription,
): ServedTransport {
  const { module, node } = use.at;
  return {
    fact: "served transport",
    sdk: use.sdk.id,
    sdkMajor: use.sdkMajor,
    name: use.name,
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    options: readValues(evaluator, description.options, use.site, use.sdkMajor),
    ...servingOf(evaluator, module),
    reusedAt: reusedAt(node, module),
    context: contextOf(node, module, evaluator),
  };
}

/** Where a request handler uses a transport that is made outside of all of them. */
function reusedAt(creation: ts.Node, module: Module): Place | undefined {
  const declaration = creation.parent;
  if (!ts.isVariableDeclaration(declaration) || routeAround(creation, module)) return undefined;
  for (const reference of module.scopes.references(declaration)) {
    const access = reference.parent;
    const isHandled =
      ts.isPropertyAccessExpression(access) &&
      access.expression === reference &&
      access.name.text === "handleRequest" &&
      ts.isCallExpression(access.parent);
    if (isHandled && routeAround(reference, module)) return place({ module, node: access });
  }
  return undefined;
}

/** `server.connect(transport)` with a transport over HTTP; `undefined` for others, such as the one over standard input. */
export function serverConnection(
  evaluator: Evaluator,
  use: DescribedUse,
  transport: string,
): ServerConnection | undefined {
  const given = alternativesOf(readPath(evaluator, transport, use.site).value);
  if (!given.some((each) => each.kind === "instance" && each.typeName === "HttpTransport")) return undefined;
  const { module, node } = use.at;
  const declaration = receiverOf(node, module);
  const isInRoute = routeAround(node, module) !== undefined;
  const isDeclaredInRoute = declaration !== undefined && routeAround(declaration, module) !== undefined;
  // `if (!server.isConnected()) …` connects once; who is served then is another question.
  const isOnce = routeAround(node, module)?.getText(module.source).includes(".isConnected()") ?? false;
  const isShared = declaration !== undefined && isInRoute && !isDeclaredInRoute && !isOnce;
  return {
    fact: "server connection",
    sdk: use.sdk.id,
    sdkMajor: use.sdkMajor,
    callee: calleeText(use.at),
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    sharedServer: isShared ? place({ module, node: declaration.initializer }) : undefined,
    isServerPerRequest: isInRoute && isDeclaredInRoute,
    context: contextOf(node, module, evaluator),
  };
}

type MadeVariable = ts.VariableDeclaration & { readonly initializer: ts.Expression };

/** The variable that a method is called on, where it is made once, at its declaration. */
function receiverOf(node: ts.CallExpression | ts.NewExpression, module: Module): MadeVariable | undefined {
  const callee = unwrapped(node.expression);
  const receiver = ts.isPropertyAccessExpression(callee) ? unwrapped(callee.expression) : undefined;
  if (!receiver || !ts.isIdentifier(receiver)) return undefined;
  const declaration = declarationOf(module.scopes.resolve(receiver.text, receiver));
  if (!declaration?.initializer) return undefined;
  const isSetAgain = module.scopes
    .references(declaration)
    .some(({ parent }, index, all) => ts.isBinaryExpression(parent) && parent.left === all[index]);
  return isSetAgain ? undefined : (declaration as MadeVariable);
}

/** The declaration of a variable, or of the one that it is taken out of: `const { server } = createServer()`. */
function declarationOf(declaration: Declaration | undefined): ts.VariableDeclaration | undefined {
  let node: ts.Node | undefined = declaration;
  while (node && (ts.isBindingElement(node) || ts.isObjectBindingPattern(node))) node = node.parent;
  return node && ts.isVariableDeclaration(node) ? node : undefined;
}
