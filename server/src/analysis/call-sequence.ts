import type { Place } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import { addNames, mentions } from "./loops.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Words of a comment that say why calls wait for each other. */
const ON_PURPOSE =
  /\border|\bsequen(ce|tial|tially)\b(?!-)|\bserial|one (by|after|at)|\brate\b|limit|throttl|quota|\bfirst\b|\bwait|\bbefore\b|cache/i;

/** The call awaited in the statement before, where this one's statement reads nothing that it gives. */
export function callBefore(root: ts.Node, module: Module): Place | undefined {
  const own = awaitedStatement(root);
  if (!own) return undefined;
  const holder = own.parent;
  if (!ts.isBlock(holder) && !ts.isSourceFile(holder)) return undefined;
  const index = holder.statements.indexOf(own);
  const names = new Set<string>();
  for (let at = index - 1; at >= 0; at--) {
    const statement = holder.statements[at]!;
    const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    if (!declaration?.initializer || !ts.isVariableStatement(statement) || !isConstant(statement)) return undefined;
    const awaited = unwrapped(declaration.initializer);
    if (!ts.isAwaitExpression(awaited)) {
      // Only what surely does nothing else may stand between the two.
      if (hasEffect(declaration.initializer)) return undefined;
      continue;
    }
    addNames(declaration.name, names);
    for (const between of holder.statements.slice(at + 1, index)) {
      if (!ts.isVariableStatement(between)) return undefined;
      for (const each of between.declarationList.declarations)
        if (each.initializer && mentions(each.initializer, names)) addNames(each.name, names);
    }
    if (mentions(own, names) || isExplained(statement, own, module)) return undefined;
    return place({ module, node: askedIn(unwrapped(awaited.expression)) });
  }
  return undefined;
}

/** The command of `client.send(new Command())`, which stands for the call. */
function askedIn(call: ts.Expression): ts.Expression {
  if (!ts.isCallExpression(call) || calleeName(call) !== "send") return call;
  const [command] = call.arguments;
  return command && ts.isNewExpression(command) ? command : call;
}

/** `const name = await call`, a statement of its own. */
function awaitedStatement(root: ts.Node): ts.VariableStatement | undefined {
  let node = root;
  while (isPlain(node.parent)) node = node.parent;
  if (!ts.isAwaitExpression(node.parent)) return undefined;
  node = node.parent;
  while (isPlain(node.parent)) node = node.parent;
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== node) return undefined;
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && isConstant(statement) ? statement : undefined;
}

function isPlain(node: ts.Node): boolean {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node);
}

function isConstant(statement: ts.VariableStatement): boolean {
  const { declarationList } = statement;
  return declarationList.declarations.length === 1 && (declarationList.flags & ts.NodeFlags.Const) !== 0;
}

function hasEffect(expression: ts.Expression): boolean {
  let isFound = false;
  walk(expression, (node) => {
    if (
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isYieldExpression(node)
    )
      isFound = true;
    return !isFound;
  });
  return isFound;
}

function isExplained(first: ts.Statement, second: ts.Statement, module: Module): boolean {
  const { text } = module.source;
  const before = [first, second].map((each) => text.slice(each.getFullStart(), each.getStart(module.source)));
  const comments = before.flatMap((each) => each.match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? []);
  return comments.some((each) => ON_PURPOSE.test(each));
}
