import type { Module } from "./module.ts";
import { enclosingFunction, isInside, ts, unwrapped } from "./syntax.ts";

const IDS = "user_?id|tenant_?id|customer_?id|account_?id|workspace_?id|organi[sz]ation_?id|org_?id";

const HOLDERS = "(?:session|req|request|auth)\\??\\.user|currentUser";

const EVERY_PERSON = new RegExp(`\\b(?:${IDS}|${HOLDERS})\\b`, "gi");

const ID_NAME = new RegExp(`^(?:${IDS})$`, "i");

/** `session.user.id`, and what other libraries call it. */
const ID_OF_PERSON = new RegExp(`\\b(?:${HOLDERS})\\??\\.(?:id|sub|uid)$`, "i");

/** Whom some code speaks of, as it calls them: `userId`, `session.user`. What stands in comments only is not there. */
export function personNamedIn(code: ts.Node, source: ts.SourceFile): string | undefined {
  const start = code.getStart(source);
  for (const match of source.text.slice(start, code.end).matchAll(EVERY_PERSON)) {
    const node = nodeAt(code, start + match.index, source);
    if (ts.isToken(node) || ts.isIdentifier(node)) return match[0];
  }
  return undefined;
}

/**
 * Code that reads, where `at` stands, the id of whom the request is for: `userId`, `session.user.id`. It was read in the
 * handler before, and means the same there. `undefined` where nothing of the kind is in scope.
 */
export function personIdFor(handler: ts.FunctionLikeDeclaration, at: ts.Node, module: Module): string | undefined {
  const start = handler.getStart(module.source);
  const text = module.source.text.slice(start, at.getStart(module.source));
  for (const match of text.matchAll(EVERY_PERSON)) {
    const name = nodeAt(handler, start + match.index, module.source);
    if (!ts.isIdentifier(name) || name.getStart(module.source) !== start + match.index) continue;
    const found = asVariable(name, handler, at, module) ?? asMember(name, handler, at, module);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The smallest node that holds an offset; of a comment that is no token. */
function nodeAt(root: ts.Node, offset: number, source: ts.SourceFile): ts.Node {
  let current = root;
  for (;;) {
    const inner = ts.forEachChild(current, (child) =>
      child.getStart(source) <= offset && offset < child.end ? child : undefined,
    );
    if (inner === undefined) return current;
    current = inner;
  }
}

function asVariable({ text }: ts.Identifier, handler: ts.Node, at: ts.Node, { scopes }: Module): string | undefined {
  return ID_NAME.test(text) && isReadable(scopes.resolve(text, at), handler, at) ? text : undefined;
}

/** Whether a name is a variable or parameter of the handler that has its value where the call stands. */
function isReadable(declaration: ts.Node | undefined, handler: ts.Node, at: ts.Node): boolean {
  if (declaration === undefined || !isInside(declaration, handler) || declaration.end > at.pos) return false;
  return ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration) || ts.isParameter(declaration);
}

/** `req.body.userId`, `session.user.id`: what a check before it proved of it has to hold where the call stands, too. */
function asMember(name: ts.Identifier, handler: ts.Node, at: ts.Node, module: Module): string | undefined {
  let chain: ts.Expression = name;
  while (ts.isPropertyAccessExpression(chain.parent)) chain = chain.parent;
  const text = chain.getText(module.source);
  if (!ts.isPropertyAccessExpression(chain) || !/^[\w$.?]+$/.test(text)) return undefined;
  if (!ID_NAME.test(chain.name.text) && !ID_OF_PERSON.test(text)) return undefined;
  const root = rootOf(chain);
  const declaration = root && module.scopes.resolve(root.text, at);
  const isSame = root !== undefined && declaration === module.scopes.resolve(root.text, root);
  return isSame && isReadable(declaration, handler, at) && isReadAlways(chain, at) ? text : undefined;
}

function rootOf(chain: ts.Expression): ts.Identifier | undefined {
  let current = unwrapped(chain);
  while (ts.isPropertyAccessExpression(current)) current = unwrapped(current.expression);
  return ts.isIdentifier(current) ? current : undefined;
}

/** Whether an expression is read on every way to a place, in the same function, and as a value. */
function isReadAlways(expression: ts.Expression, at: ts.Node): boolean {
  if (enclosingFunction(expression) !== enclosingFunction(at)) return false;
  for (let child: ts.Node = expression, parent = child.parent; parent; child = parent, parent = parent.parent) {
    if (ts.isBlock(parent) || ts.isSourceFile(parent)) return isInside(at, parent);
    const isValue =
      ts.isVariableDeclaration(parent) ||
      ts.isVariableDeclarationList(parent) ||
      ts.isVariableStatement(parent) ||
      ts.isExpressionStatement(parent) ||
      ts.isAwaitExpression(parent) ||
      ts.isPrefixUnaryExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isTemplateSpan(parent) ||
      ts.isTemplateExpression(parent) ||
      (ts.isIfStatement(parent) && parent.expression === child) ||
      ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== child);
    if (!isValue) return false;
  }
  return false;
}
