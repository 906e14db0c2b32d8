import type { OptionPaths, ToolDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, alternativesOf, unknown } from "./abstract.ts";
import { argumentsOf, calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { checkedAgainst, visibleSchema } from "./schemas.ts";
import { listedPaths } from "./option-paths.ts";
import { propertyName, ts, writtenProperty } from "./syntax.ts";
import { tainted, type Tainted } from "./taint.ts";
import { isTool } from "./tools.ts";

/** Places that one function is handed to. */
const MAXIMUM_PLACES = 8;

/** Objects inside objects between a call and a handler. */
const MAXIMUM_DEPTH = 8;

/** Where a function stands among the arguments of a call: `["0", "execute"]`. */
interface HandlerPlace {
  readonly call: ts.CallExpression | ts.NewExpression;
  readonly path: readonly string[];
}

/** The arguments that a model chose, for the first parameter of a tool's handler; `undefined` for all others. */
export function toolParameter(
  evaluator: Evaluator,
  parameter: ts.ParameterDeclaration,
  module: Module,
): Abstract | undefined {
  const handler = parameter.parent;
  if (handler.parameters[0] !== parameter || ts.isConstructorDeclaration(handler)) return undefined;
  for (const found of placesOf(handler, module)) {
    const tool = describedTool(evaluator, found, module);
    if (!tool) continue;
    const piece = tainted("tool argument", { module, node: parameter.name }) as Tainted;
    const schema = tool.schema && visibleSchema(evaluator.evaluate(tool.schema, module));
    if (schema) return checkedAgainst(evaluator, piece, schema);
    // A schema that cannot be read may leave no free text.
    return tool.schema ? unknown("parameter", piece.at) : tool.isSchemaless ? undefined : piece;
  }
  return undefined;
}

function placesOf(handler: ts.Node, module: Module): HandlerPlace[] {
  const own = placeOf(handler);
  if (own) return [own];
  const names: ts.Node[] = [];
  const holder = handler.parent;
  const declaration = ts.isFunctionDeclaration(handler)
    ? handler
    : ts.isVariableDeclaration(holder) && holder.initializer === handler
      ? holder
      : undefined;
  if (declaration) names.push(...module.scopes.references(declaration).slice(0, MAXIMUM_PLACES));
  return names.flatMap((each) => {
    const found = placeOf(each);
    return found ? [found] : [];
  });
}

function placeOf(start: ts.Node): HandlerPlace | undefined {
  const path: string[] = [];
  let node = start;
  while (path.length < MAXIMUM_DEPTH) {
    const { parent } = node;
    if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(parent)) {
      const name = propertyName(node.name);
      if (name === undefined) return undefined;
      path.unshift(name);
      node = parent;
    } else if (ts.isPropertyAssignment(parent) && parent.initializer === node) {
      const name = propertyName(parent.name);
      if (name === undefined) return undefined;
      path.unshift(name);
      node = parent.parent;
    } else if (ts.isShorthandPropertyAssignment(parent)) {
      path.unshift(parent.name.text);
      node = parent.parent;
    } else if (ts.isArrayLiteralExpression(parent)) {
      path.unshift("[]");
      node = parent;
    } else if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isParenthesizedExpression(parent)) {
      node = parent;
    } else if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const index = parent.arguments?.indexOf(node as ts.Expression) ?? -1;
      return index < 0 ? undefined : { call: parent, path: [String(index), ...path] };
    } else return undefined;
  }
  return undefined;
}

interface DescribedTool {
  /** The expression of its schema; `undefined` where none is written at the call. */
  readonly schema: ts.Expression | undefined;
  /** It has no schema although tools of its kind may: then it is given no arguments. */
  readonly isSchemaless: boolean;
}

function describedTool(evaluator: Evaluator, found: HandlerPlace, module: Module): DescribedTool | undefined {
  const { knowledge } = evaluator;
  const name = calleeName(found.call);
  if (name === undefined || !knowledge.mayTakeTool(name)) return undefined;
  for (const callee of alternativesOf(evaluator.evaluate(found.call.expression, module))) {
    const entity = callee.kind === "entity" ? callee.entity : undefined;
    const described = callee.kind === "member" ? callee.instance.type.members?.[callee.path] : undefined;
    const tool = entity?.entity === "tool" ? entity.tool : described?.member === "tool" ? described.tool : undefined;
    if (tool && isHandler(tool, found.path)) {
      const site = {
        call: { module, node: found.call },
        arguments: argumentsOf(evaluator, found.call, module, undefined),
      };
      return isTool(evaluator, tool, site) ? schemaOf(tool, found.call.arguments, []) : undefined;
    }
    const call =
      entity?.entity === "function" ? entity.call : described?.member === "call" ? described.call : undefined;
    for (const tools of pathsOf(call?.options.tools)) {
      const start = tools.split(".");
      const isBelow = start.every((each, index) => each === found.path[index]);
      if (!call?.tool || !isBelow || found.path.length < start.length + 2) continue;
      const element = found.path.slice(0, start.length + 1);
      const inside = ["0", ...found.path.slice(start.length + 1)];
      if (isHandler(call.tool, inside)) return schemaOf(call.tool, found.call.arguments, element);
    }
  }
  return undefined;
}

function pathsOf(paths: OptionPaths | undefined): readonly string[] {
  return listedPaths(paths).map((each) => each.path);
}

function isHandler(tool: ToolDescription, path: readonly string[]): boolean {
  return pathsOf(tool.options.handler).includes(path.join("."));
}

/** Reads the schema of a tool where it is written; `element` is the way to an element of a call's tools. */
function schemaOf(
  tool: ToolDescription,
  given: readonly ts.Expression[] | undefined,
  element: readonly string[],
): DescribedTool {
  const paths = pathsOf(tool.options.inputSchema);
  for (const each of paths) {
    const own = each.split(".");
    const path = element.length > 0 ? [...element, ...own.slice(1)] : own;
    let node: ts.Expression | undefined = given?.[Number(path[0])];
    for (const name of path.slice(1)) node = node && writtenProperty(node, name);
    if (node) return { schema: node, isSchemaless: false };
  }
  return { schema: undefined, isSchemaless: paths.length > 0 };
}
