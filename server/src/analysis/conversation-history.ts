import type { ConversationHistory } from "../../../lens/facts.ts";
import type { CallDescription } from "../../../lens/sdks/description.ts";
import { calleeName } from "./calls.ts";
import { exportedNameOf, handlerOf } from "./handlers.ts";
import type { Module } from "./module.ts";
import { listedPaths } from "./option-paths.ts";
import type { Declaration } from "./scope.ts";
import { enclosingFunction, ts, unwrapped, writtenProperty } from "./syntax.ts";
import { place } from "./values.ts";

/** Words of code that keeps a conversation short, or empties it. */
const SHORTENS =
  /trim|truncat|summari[sz]|compact|prune|sliding|window|max_?(history|messages|turns|context)|context_?management|(history|messages|context|turns?)_?(limit|length|size)|limit_?(history|messages)|reset|\.clear\(|\.delete\(|\.length\s*[=><]/i;

/** What asks a person at a terminal. */
const TERMINAL =
  /["'](node:)?readline(\/promises)?["']|["'](inquirer|@inquirer\/prompts|prompts|enquirer|@clack\/prompts)["']/;

/** Calls whose callback runs once for each event. */
const EVENT = /^(on|addListener|addEventListener|command|message|hears|action|event|tool|registerTool)$/;

const SHORTENING_METHODS = new Set(["slice", "splice", "shift", "pop", "filter"]);

/** The list of messages that a call sends, where it is made outside all functions, grows in one, and is never cut. */
export function historyOf(
  node: ts.CallExpression | ts.NewExpression,
  module: Module,
  description: CallDescription,
): ConversationHistory | undefined {
  const sent = sentMessages(node, description);
  if (!sent) return undefined;
  for (const name of listNames(sent)) {
    const found = historyNamed(name, module);
    if (found) return found;
  }
  return undefined;
}

/** The expression that a call gives as its messages, where that is written in the call. */
function sentMessages(
  node: ts.CallExpression | ts.NewExpression,
  { options }: CallDescription,
): ts.Expression | undefined {
  for (const { path } of listedPaths(options.messages)) {
    const [index, ...names] = path.split(".");
    let found: ts.Expression | undefined = node.arguments?.[Number(index)];
    for (const name of names) found = found && writtenProperty(found, name);
    if (found) return found;
  }
  return undefined;
}

/** Variables that hold the messages: `history`, or `history` in `[system, ...history, question]`. */
function listNames(expression: ts.Expression): readonly ts.Identifier[] {
  const node = unwrapped(expression);
  if (ts.isIdentifier(node)) return [node];
  if (!ts.isArrayLiteralExpression(node)) return [];
  return node.elements.flatMap((each) => {
    const spread = ts.isSpreadElement(each) ? unwrapped(each.expression) : undefined;
    return spread && ts.isIdentifier(spread) ? [spread] : [];
  });
}

function historyNamed(name: ts.Identifier, module: Module): ConversationHistory | undefined {
  const declaration = module.scopes.resolve(name.text, name);
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const store = isAtTop(declaration) ? undefined : storeOf(declaration.initializer, module);
  if (!isAtTop(declaration) && !store) return undefined;
  if (!store && !ts.isArrayLiteralExpression(unwrapped(declaration.initializer))) return undefined;
  const grows = growthOf(declaration, module);
  if (!grows || isShortened(declaration, module) || SHORTENS.test(module.source.text)) return undefined;
  const isTerminal = TERMINAL.test(module.source.text);
  if (!isTerminal && !isCalledAgain(grows, module)) return undefined;
  const made = store ?? declaration;
  return {
    scope: store ? "keyed" : "shared",
    name: store ? nameOf(store) : name.text,
    place: place({ module, node: made.name! }),
    grows: place({ module, node: grows }),
    isTerminal,
  };
}

function nameOf(declaration: Declaration): string {
  return declaration.name && ts.isIdentifier(declaration.name) ? declaration.name.text : "messages";
}

function isAtTop(declaration: ts.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent);
}

/** The `Map` or object outside all functions that `sessions.get(id) ?? []` or `sessions[id]` reads. */
function storeOf(expression: ts.Expression, module: Module): ts.VariableDeclaration | undefined {
  let node = unwrapped(expression);
  while (ts.isBinaryExpression(node)) node = unwrapped(node.left);
  let holder: ts.Expression | undefined;
  if (ts.isElementAccessExpression(node)) holder = node.expression;
  else if (ts.isCallExpression(node) && calleeName(node) === "get" && ts.isPropertyAccessExpression(node.expression))
    holder = node.expression.expression;
  const root = holder && unwrapped(holder);
  const declaration = root && ts.isIdentifier(root) ? module.scopes.resolve(root.text, root) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !isAtTop(declaration) || !declaration.initializer)
    return undefined;
  const made = unwrapped(declaration.initializer);
  const isStore =
    (ts.isNewExpression(made) && calleeName(made) === "Map") ||
    (ts.isObjectLiteralExpression(made) && made.properties.length === 0);
  return isStore ? declaration : undefined;
}

/** `history.push(…)` in a function. */
function growthOf(declaration: Declaration, module: Module): ts.Node | undefined {
  for (const reference of module.scopes.references(declaration)) {
    const access = reference.parent;
    const isPush =
      ts.isPropertyAccessExpression(access) && access.expression === reference && access.name.text === "push";
    if (isPush && ts.isCallExpression(access.parent) && enclosingFunction(reference)) return access;
  }
  return undefined;
}

/** Whether a function around a node may be called any number of times: others import it, or it answers requests or events. */
function isCalledAgain(node: ts.Node, module: Module): boolean {
  for (let owner = enclosingFunction(node); owner; owner = enclosingFunction(owner)) {
    if (ts.isMethodDeclaration(owner) || exportedNameOf(owner) !== undefined || handlerOf(owner, module)) return true;
    const call: ts.Node = owner.parent;
    if (ts.isCallExpression(call) && EVENT.test(calleeName(call) ?? "")) return true;
  }
  return false;
}

/** A method cuts it, something sets its length or gives it a new list, or a function that is not seen is given it. */
function isShortened(declaration: Declaration, module: Module): boolean {
  return module.scopes.references(declaration).some((reference) => {
    const { parent } = reference;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === reference)
      return SHORTENING_METHODS.has(parent.name.text) || parent.name.text === "length";
    return (
      ts.isBinaryExpression(parent) &&
      parent.left === reference &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    );
  });
}
