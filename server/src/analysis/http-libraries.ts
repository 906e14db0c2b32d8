import { type HttpLibrary, httpLibraries } from "../../../lens/sdks/http.ts";
import { type Abstract, type Environment, type Located, UNDEFINED, unknown } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { importStatement } from "./declarations.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { member } from "./members.ts";
import { type Module, requiredSpecifier } from "./module.ts";
import type { Declaration } from "./scope.ts";
import { propertyName, ts, unwrapped } from "./syntax.ts";

/** A library for HTTP as an expression stands for it, with the settings that it was made with. */
export interface LibraryInUse {
  readonly library: HttpLibrary;
  /** Settings that every request through it has; `undefined` for the library itself. */
  readonly settings: Abstract | undefined;
}

/** A request as a call sends it. */
export interface HttpRequest {
  readonly library: HttpLibrary;
  readonly url: Abstract;
  readonly body: Abstract;
  /** Settings of this request. */
  readonly settings: Abstract;
  /** Settings of all requests that go the same way. */
  readonly shared: Abstract;
}

/** Makers made by makers that are followed. */
const MAXIMUM_MAKERS = 3;

/**
 * The request that a call sends when the parameters around it stand for what the environment says; `undefined` for
 * calls of anything else, and for requests that carry no body.
 */
export function sentRequest(
  evaluator: Evaluator,
  node: ts.CallExpression,
  module: Module,
  environment: Environment | undefined,
): HttpRequest | undefined {
  const callee = unwrapped(node.expression);
  const method = ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
  const receiver = ts.isPropertyAccessExpression(callee) ? callee.expression : undefined;
  const isGlobalObject =
    receiver !== undefined && ts.isIdentifier(receiver) && /^(globalThis|window|self)$/.test(receiver.text);
  const called = isGlobalObject ? globalLibrary(method ?? "") : libraryOf(evaluator, callee, module, 0);
  if (called) return requestOf(evaluator, called, node, module, undefined, environment);
  if (!receiver || method === undefined || !METHODS.has(method)) return undefined;
  const through = libraryOf(evaluator, receiver, module, 0);
  return through?.library.methods?.includes(method)
    ? requestOf(evaluator, through, node, module, method, environment)
    : undefined;
}

const METHODS: ReadonlySet<string> = new Set(httpLibraries.flatMap((each) => each.methods ?? []));

function requestOf(
  evaluator: Evaluator,
  { library, settings: shared }: LibraryInUse,
  node: ts.CallExpression,
  module: Module,
  method: string | undefined,
  environment: Environment | undefined,
): HttpRequest | undefined {
  if (node.arguments.some(ts.isSpreadElement)) return undefined;
  const given = node.arguments.map((argument) => evaluator.evaluate(argument, module, environment));
  const at = { module, node };
  const first = given[0] ?? UNDEFINED;
  // `axios({ url, method, data })`
  const isWhole = first.kind === "object";
  const isSeparate = library.isBodySeparate === true && method === "post";
  const settings = isWhole ? first : (given[isSeparate ? 2 : 1] ?? UNDEFINED);
  const body = isSeparate ? (given[1] ?? UNDEFINED) : property(evaluator, settings, library.body, at);
  // Where parameters stand for something, nothing may be what stands for the body.
  if (isNothing(body) && environment === undefined) return undefined;
  const isPost = method === "post" || mayBePost(property(evaluator, settings, "method", at));
  if (!isPost) return undefined;
  const url = isWhole ? property(evaluator, settings, "url", at) : first;
  return { library, url, body: parsed(body), settings, shared: shared ?? UNDEFINED };
}

function mayBePost(method: Abstract): boolean {
  return method.kind === "constant" ? String(method.value).toUpperCase() === "POST" : !isNothing(method);
}

/** The data that a body is text of. */
function parsed(body: Abstract): Abstract {
  if (isNothing(body)) return UNDEFINED;
  if (body.kind === "json") return body.of;
  return body.kind === "object" ? body : unknown("call", "at" in body ? body.at : undefined);
}

function property(evaluator: Evaluator, holder: Abstract, name: string, at: Located): Abstract {
  return isNothing(holder) ? UNDEFINED : member(evaluator, holder, name, at);
}

function globalLibrary(name: string): LibraryInUse | undefined {
  const library = httpLibraries.find((each) => each.globals?.includes(name));
  return library && { library, settings: undefined };
}

/** The library that an expression stands for, be it an import or what a maker made of it. */
function libraryOf(
  evaluator: Evaluator,
  expression: ts.Expression,
  module: Module,
  depth: number,
): LibraryInUse | undefined {
  const node = unwrapped(expression);
  if (ts.isIdentifier(node)) {
    const declaration = module.scopes.resolve(node.text, node);
    if (!declaration) return globalLibrary(node.text);
    const imported = importedLibrary(declaration);
    if (imported) return { library: imported, settings: undefined };
  }
  if (depth >= MAXIMUM_MAKERS || !namesMaker(module)) return undefined;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node)) return undefined;
  // What nobody describes is unknown, and says which expression made it.
  const made = ts.isCallExpression(node) ? { module, node } : creationOf(evaluator.evaluate(node, module));
  if (!made) return undefined;
  const maker = unwrapped(made.node.expression);
  if (!ts.isPropertyAccessExpression(maker)) return undefined;
  const name = calleeName(made.node) ?? "";
  const from = MAKERS.has(name) ? libraryOf(evaluator, maker.expression, made.module, depth + 1) : undefined;
  if (!from?.library.makers?.includes(name)) return undefined;
  const [settings] = made.node.arguments;
  return { library: from.library, settings: settings ? evaluator.evaluate(settings, made.module) : undefined };
}

const MAKERS: ReadonlySet<string> = new Set(httpLibraries.flatMap((each) => each.makers ?? []));

const namesMakers = new WeakMap<Module, boolean>();

/** Whether a file imports a library that others can be made of, by a look at its text: most calls need no other. */
function namesMaker(module: Module): boolean {
  let isNamed = namesMakers.get(module);
  if (isNamed === undefined) namesMakers.set(module, (isNamed = MAKER_IMPORT.test(module.source.text)));
  return isNamed;
}

const MAKER_IMPORT = new RegExp(
  `["'\`](?:${httpLibraries.flatMap((each) => (each.makers ? Object.keys(each.specifiers) : [])).join("|")})["'\`]`,
);

function creationOf(value: Abstract): Located<ts.CallExpression> | undefined {
  if (value.kind !== "unknown" || !value.at || !ts.isCallExpression(value.at.node)) return undefined;
  return { module: value.at.module, node: value.at.node };
}

function importedLibrary(declaration: Declaration): HttpLibrary | undefined {
  const statement = importStatement(declaration)?.moduleSpecifier;
  const specifier = statement && ts.isStringLiteral(statement) ? statement.text : requiredOf(declaration);
  if (specifier === undefined) return undefined;
  const name = ts.isImportSpecifier(declaration)
    ? (declaration.propertyName ?? declaration.name).text
    : ts.isBindingElement(declaration)
      ? (propertyName(declaration.propertyName ?? declaration.name) ?? "")
      : "default";
  return httpLibraries.find((each) => {
    const names = Object.hasOwn(each.specifiers, specifier) ? each.specifiers[specifier] : undefined;
    return names?.includes(name);
  });
}

/** The specifier of `const x = require("x")` or `const { x } = require("x")`. */
function requiredOf(declaration: Declaration): string | undefined {
  const variable = ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  if (!ts.isVariableDeclaration(variable) || !variable.initializer) return undefined;
  const initializer = unwrapped(variable.initializer);
  return ts.isCallExpression(initializer) ? requiredSpecifier(initializer) : undefined;
}
