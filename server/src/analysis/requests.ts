import {
  outsideDecorators,
  requestDescriptions,
  type RequestShape,
  requestTypes,
} from "../../../lens/flows/sources.ts";
import { type Abstract, type AbstractRequest, type Located, unknown } from "./abstract.ts";
import { handlerOf } from "./handlers.ts";
import type { Module } from "./module.ts";
import { ts } from "./syntax.ts";
import { tainted } from "./taint.ts";

/** What a parameter is when the function is known to be called with a request; `undefined` for all others. */
export function requestParameter(parameter: ts.ParameterDeclaration, module: Module): Abstract | undefined {
  const at = { module, node: parameter };
  const name = { module, node: parameter.name };
  for (const decorator of parameterDecorators(parameter)) {
    if (Object.hasOwn(outsideDecorators, decorator)) return tainted(outsideDecorators[decorator]!, name);
  }
  const handler = handlerOf(parameter.parent as ts.FunctionLikeDeclaration, module);
  const index = parameter.parent.parameters.indexOf(parameter);
  const role = handler?.parameters[index];
  if (role === undefined) return undefined;
  return role === "message" ? tainted("WebSocket message", name) : { kind: "request", shape: role, at };
}

function parameterDecorators(parameter: ts.ParameterDeclaration): readonly string[] {
  const decorators = ts.canHaveDecorators(parameter) ? (ts.getDecorators(parameter) ?? []) : [];
  return decorators.flatMap(({ expression }) =>
    ts.isCallExpression(expression) && ts.isIdentifier(expression.expression) ? [expression.expression.text] : [],
  );
}

/** What a parameter's type says by its name; `specifier` is where it is imported from, `undefined` for globals. */
export function requestOfTypeName(name: string, specifier: string | undefined, at: Located): Abstract | undefined {
  const shape = shapeOfType(name, specifier);
  return shape && { kind: "request", shape, at };
}

function shapeOfType(name: string, specifier = ""): RequestShape | undefined {
  if (!Object.hasOwn(requestTypes, specifier)) return undefined;
  const shapes = requestTypes[specifier]!;
  if (Object.hasOwn(shapes, name)) return shapes[name];
  return Object.entries(shapes).find(([each]) => each.endsWith("*") && name.startsWith(each.slice(0, -1)))?.[1];
}

/** A member of a request: outside data, a part of the request, or something of the server's own. */
export function requestMember(request: AbstractRequest, name: string, at: Located): Abstract {
  const { source, outside, parts } = requestDescriptions[request.shape];
  if (parts && Object.hasOwn(parts, name)) return { kind: "request", shape: parts[name]!, at };
  return outside.includes(name) ? tainted(source, at) : unknown("expression", at);
}
