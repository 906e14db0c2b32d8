import { type Abstract, type Lazy, type Located, unknown } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { importStatement } from "./declarations.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { checkedAgainst, visibleSchema } from "./schemas.ts";
import { propertyName, ts, unwrapped } from "./syntax.ts";
import { tainted, type Tainted } from "./taint.ts";

/** Calls between `.input(…)` and the handler that are looked through. */
const MAXIMUM_LINKS = 12;

const TRPC_ENDS = new Set(["mutation", "query", "subscription"]);
const CONVEX_FUNCTIONS = new Set(["query", "mutation", "action"]);

/** What a parameter is in the handler of a tRPC procedure, a Convex function or a next-safe-action; `undefined` elsewhere. */
export function procedureParameter(
  evaluator: Evaluator,
  parameter: ts.ParameterDeclaration,
  module: Module,
): Abstract | undefined {
  const handler = parameter.parent;
  const index = handler.parameters.indexOf(parameter);
  if (ts.isCallExpression(handler.parent) && index === 0) {
    return chainedInput(evaluator, handler.parent, parameter, module);
  }
  const literal = ts.isPropertyAssignment(handler.parent) ? handler.parent.parent : handler.parent;
  const name = ts.isPropertyAssignment(handler.parent) ? handler.parent.name : handler.name;
  if (index !== 1 || !ts.isObjectLiteralExpression(literal) || !name || !ts.isIdentifier(name)) return undefined;
  return name.text === "handler" ? convexArguments(evaluator, literal, parameter, module) : undefined;
}

/** `procedure.input(schema).mutation(({ input }) => …)`, `action.inputSchema(schema).action(({ parsedInput }) => …)`. */
function chainedInput(
  evaluator: Evaluator,
  end: ts.CallExpression,
  parameter: ts.ParameterDeclaration,
  module: Module,
): Abstract | undefined {
  if (end.arguments[0] !== (parameter.parent as ts.Node)) return undefined;
  const last = calleeName(end) ?? "";
  const isAction = last === "action";
  if (!TRPC_ENDS.has(last) && !isAction) return undefined;
  let node: ts.Expression = end;
  let schema: ts.Expression | undefined;
  for (let link = 0; link < MAXIMUM_LINKS; link++) {
    if (ts.isCallExpression(node)) {
      const name = calleeName(node);
      if ((isAction ? name === "schema" || name === "inputSchema" : name === "input") && node.arguments[0])
        schema ??= node.arguments[0];
      node = unwrapped(node.expression);
    } else if (ts.isPropertyAccessExpression(node)) node = unwrapped(node.expression);
    else break;
  }
  const root = node;
  if (!schema || !ts.isIdentifier(root)) return undefined;
  const text = end.expression.getText(module.source);
  if (isAction ? !/action/i.test(root.text) : !/procedure/i.test(text)) return undefined;
  const name = isAction ? "parsedInput" : "input";
  const input = (): Abstract => checkedInput(evaluator, named(parameter, name), schema, module);
  const properties = new Map<string, Lazy>([[name, input]]);
  return { kind: "object", properties, isComplete: false, at: { module, node: parameter } };
}

/** `mutation({ args: { … }, handler: async (ctx, args) => … })` of Convex; its internal functions have no outside callers. */
function convexArguments(
  evaluator: Evaluator,
  literal: ts.ObjectLiteralExpression,
  parameter: ts.ParameterDeclaration,
  module: Module,
): Abstract | undefined {
  const call = literal.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== literal) return undefined;
  const callee = unwrapped(call.expression);
  if (!ts.isIdentifier(callee) || !CONVEX_FUNCTIONS.has(callee.text)) return undefined;
  const declaration = module.scopes.resolve(callee.text, callee);
  const specifier = declaration && importStatement(declaration)?.moduleSpecifier;
  if (!specifier || !ts.isStringLiteral(specifier)) return undefined;
  if (!/(^|\/)_generated\/server(\.js)?$|^convex\/server$/.test(specifier.text)) return undefined;
  const args = literal.properties.find((each) => propertyName(each.name as ts.PropertyName | undefined) === "args");
  if (!args || !ts.isPropertyAssignment(args)) return tainted("HTTP request", { module, node: parameter.name });
  return checkedInput(evaluator, parameter.name, args.initializer, module);
}

function checkedInput(evaluator: Evaluator, at: ts.Node, schema: ts.Expression, module: Module): Abstract {
  const piece = tainted("HTTP request", { module, node: at }) as Tainted;
  const found: Located | undefined = visibleSchema(evaluator.evaluate(schema, module));
  return found ? checkedAgainst(evaluator, piece, found) : unknown("parameter", piece.at);
}

/** The name that a destructured parameter gives to one of its properties, or the whole parameter. */
function named(parameter: ts.ParameterDeclaration, name: string): ts.Node {
  if (!ts.isObjectBindingPattern(parameter.name)) return parameter.name;
  return (
    parameter.name.elements.find((each) => propertyName(each.propertyName ?? each.name) === name) ?? parameter.name
  );
}
