import type { Module } from "./module.ts";
import { isFunctionWithBody, propertyName, ts, unwrapped } from "./syntax.ts";

/** What a model's call of a tool is kept in, by its last name: `call.function`, `toolUse`, `block`. */
const CALL_OF_TOOL = /(^|[.\]?_])(function|fn|\w*tool_?call|\w*tool_?use|\w*function_?call|call|block)$/i;

/** The request that a server of tools is given. */
const SERVED_CALL = /\b(request|req)\.params$/;

const NAMES: ReadonlySet<string> = new Set(["name", "toolName"]);

/** Whether an expression is the name of a tool that a model chose, as far as its names show. */
export function isToolName(expression: ts.Expression, module: Module, depth = 0): boolean {
  const node = unwrapped(expression);
  if (ts.isPropertyAccessExpression(node)) return NAMES.has(node.name.text) && isCall(node.expression, module);
  if (!ts.isIdentifier(node) || depth > 2) return false;
  const declaration = module.scopes.resolve(node.text, node);
  if (!declaration) return false;
  if (ts.isBindingElement(declaration)) {
    const holder = declaration.parent.parent;
    const name = propertyName(declaration.propertyName ?? declaration.name) ?? "";
    return (
      NAMES.has(name) && ts.isVariableDeclaration(holder) && !!holder.initializer && isCall(holder.initializer, module)
    );
  }
  if (ts.isVariableDeclaration(declaration)) {
    return declaration.initializer !== undefined && isToolName(declaration.initializer, module, depth + 1);
  }
  return ts.isParameter(declaration) && isGivenName(declaration, module, depth);
}

function isCall(expression: ts.Expression, module: Module): boolean {
  const text = unwrapped(expression)
    .getText(module.source)
    .replace(/[!)]+$/, "");
  if (CALL_OF_TOOL.test(text)) return true;
  if (SERVED_CALL.test(text)) return /CallToolRequestSchema|tools\/call/.test(module.source.text);
  // `item.type === "function_call"` says what the item is.
  if (!/^\w+$/.test(text)) return false;
  return new RegExp(`\\b${text}\\??\\.type\\s*[!=]==?\\s*["'](function_call|tool_use|tool-call)["']`).test(
    module.source.text,
  );
}

/** A parameter of a function of the file that is called with such a name. */
function isGivenName(parameter: ts.ParameterDeclaration, module: Module, depth: number): boolean {
  const owner = parameter.parent;
  const holder = owner.parent;
  const declaration = ts.isFunctionDeclaration(owner)
    ? owner
    : ts.isVariableDeclaration(holder) && isFunctionWithBody(owner)
      ? holder
      : undefined;
  if (!declaration) return false;
  const index = owner.parameters.indexOf(parameter);
  return module.scopes.references(declaration).some((reference) => {
    const call = reference.parent;
    if (!ts.isCallExpression(call) || call.expression !== reference) return false;
    const argument = call.arguments[index];
    return argument !== undefined && isToolName(argument, module, depth + 1);
  });
}
