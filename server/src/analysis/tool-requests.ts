import type { ToolRequest, Value } from "../../../lens/facts.ts";
import { importStatement } from "./declarations.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, propertyName, ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** Where a request's settings stand among its arguments, and the names that limit its time. */
interface RequestShape {
  readonly argument: number;
  /** The first is the one that a fix writes. */
  readonly limits: readonly string[];
}

const FETCH: RequestShape = { argument: 1, limits: ["signal"] };
const AXIOS_LIMITS = ["timeout", "signal", "cancelToken"];

/** `axios.get(url, config)` and `axios.post(url, body, config)` (axios 1); it waits for ever by default. */
const AXIOS: Readonly<Record<string, RequestShape>> = {
  get: { argument: 1, limits: AXIOS_LIMITS },
  delete: { argument: 1, limits: AXIOS_LIMITS },
  head: { argument: 1, limits: AXIOS_LIMITS },
  post: { argument: 2, limits: AXIOS_LIMITS },
  put: { argument: 2, limits: AXIOS_LIMITS },
  patch: { argument: 2, limits: AXIOS_LIMITS },
  request: { argument: 0, limits: AXIOS_LIMITS },
};

/** Something in the function, or around all requests of the file, may end a request that takes too long. */
const LIMITS_OTHERWISE =
  /Promise\s*\.\s*race|\b(with_?)?time_?out\w*\s*\(|\bsetTimeout\b|\bAbort(Controller|Signal)\b/i;
const LIMITS_ALL = /\baxios\.defaults\b|\bsetGlobalDispatcher\b|\binterceptors\b/;

/** A request by the global `fetch` or by axios; `undefined` for any other call. */
export function toolRequest(node: ts.CallExpression, module: Module): ToolRequest | undefined {
  const shape = shapeOf(node, module);
  if (!shape) return undefined;
  const text = node.expression.getText(module.source);
  return { text, place: place({ module, node: node.expression }), limit: limitOf(node, shape, module) };
}

function shapeOf(node: ts.CallExpression, module: Module): RequestShape | undefined {
  const callee = unwrapped(node.expression);
  if (ts.isIdentifier(callee)) {
    if (callee.text === "fetch") return module.scopes.resolve("fetch", callee) === undefined ? FETCH : undefined;
    const isUrlFirst = node.arguments[0] !== undefined && !ts.isObjectLiteralExpression(unwrapped(node.arguments[0]));
    return isAxios(callee, module) ? { argument: isUrlFirst ? 1 : 0, limits: AXIOS_LIMITS } : undefined;
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const holder = unwrapped(callee.expression);
  if (!ts.isIdentifier(holder)) return undefined;
  if (holder.text === "globalThis" && callee.name.text === "fetch") return FETCH;
  return isAxios(holder, module) ? AXIOS[callee.name.text] : undefined;
}

function isAxios(name: ts.Identifier, module: Module): boolean {
  const declaration = module.scopes.resolve(name.text, name);
  const specifier = declaration && importStatement(declaration)?.moduleSpecifier;
  return specifier !== undefined && ts.isStringLiteral(specifier) && specifier.text === "axios";
}

function limitOf(node: ts.CallExpression, { argument, limits }: RequestShape, module: Module): Value {
  const hidden: Value = { state: "unknown", reason: "expression", place: undefined };
  if (isLimitedOtherwise(node, module)) return hidden;
  if (node.arguments.some(ts.isSpreadElement)) return hidden;
  const [first = ""] = limits;
  const given = node.arguments[argument];
  if (!given) {
    if (node.arguments.length < argument) return { state: "absent", insertion: undefined };
    const call = place({ module, node });
    return { state: "absent", insertion: { kind: "argument", call, index: argument, path: [first] } };
  }
  const settings = unwrapped(given);
  if (!ts.isObjectLiteralExpression(settings)) return hidden;
  for (const each of settings.properties) {
    const name = each.name && propertyName(each.name);
    if (name === undefined) return hidden;
    if (limits.includes(name)) return hidden;
  }
  const object = place({ module, node: settings });
  return { state: "absent", insertion: { kind: "property", object, path: [first] } };
}

function isLimitedOtherwise(node: ts.Node, module: Module): boolean {
  if (LIMITS_ALL.test(module.source.text)) return true;
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent) {
    if (isFunctionWithBody(current) && LIMITS_OTHERWISE.test(current.getText(module.source))) return true;
    // What else stands in the file limits other requests.
    if (isFunctionWithBody(current) && !isFunctionWithBody(current.parent)) return false;
  }
  return false;
}
