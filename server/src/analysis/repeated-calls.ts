import type { Place } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { enclosingFunction, isAssignment, isFunctionWithBody, ts, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Names of what asks several times on purpose: samples, votes, measurements, caches that are shown at work. */
const ON_PURPOSE =
  /sampl|vot|consisten|variant|candidate|ensemble|compare|bench|measure|latency|warm|cache|retry|attempt|again|second|repeat|judge|trial|\brun\d|determinis|seed|idempot|hit|miss/i;

/** Calls that give the same for the same. */
const PURE = /^(trim|toString|toLowerCase|toUpperCase|slice|join|stringify|String|replace|at|z|object|string|number)$/;

/** Calls that only look at what they are given. */
const READS = /^(log|info|debug|warn|error|stringify|String|Boolean|Number)$/;

/** An earlier call that is written the same, is made whenever this one is, and sends the same. */
export function earlierCall(root: ts.Node, module: Module): Place | undefined {
  if (!ts.isCallExpression(root) || root.arguments.length === 0 || !isAwaited(root)) return undefined;
  const owner = enclosingFunction(root);
  const last = owner && lastSameCall(root, owner, module);
  if (!last) return undefined;
  if (!isAlwaysBefore(last, root) || isOnPurpose(last, root, owner, module)) return undefined;
  return isSame(root, last, module) ? place({ module, node: last }) : undefined;
}

/** The last call of a function before one of its calls that is written the same, whatever the layout. */
function lastSameCall(
  root: ts.CallExpression,
  owner: ts.FunctionLikeDeclaration,
  module: Module,
): ts.CallExpression | undefined {
  const name = calleeName(root);
  let text: string | undefined;
  let last: ts.CallExpression | undefined;
  for (const node of module.invocations) {
    const isAlike =
      ts.isCallExpression(node) &&
      node.pos >= owner.pos &&
      node.end <= root.pos &&
      node.arguments.length === root.arguments.length &&
      calleeName(node) === name &&
      isAwaited(node) &&
      enclosingFunction(node) === owner;
    if (isAlike && textOf(node, module) === (text ??= textOf(root, module))) last = node;
  }
  return last;
}

function textOf(node: ts.Node, module: Module): string {
  return node.getText(module.source).replaceAll(/\s+/g, "");
}

function isAwaited(node: ts.Node): boolean {
  return ts.isAwaitExpression(node.parent);
}

/** Whether what stands around the first is left only by way of the second, and entered no other way. */
function isAlwaysBefore(first: ts.Node, second: ts.Node): boolean {
  let child = first;
  for (let current: ts.Node = first.parent; current; child = current, current = current.parent) {
    if (ts.isCatchClause(current) || ts.isTryStatement(current)) {
      if (!(current.pos <= second.pos && second.end <= current.end)) return false;
      if (ts.isTryStatement(current) && !(child.pos <= second.pos && second.end <= child.end)) return false;
    }
    if (current.pos <= second.pos && second.end <= current.end) {
      // Both hang on this node: what is left of the way must not choose between them.
      if (ts.isIfStatement(current) || ts.isConditionalExpression(current))
        return ts.isIfStatement(current) ? child === current.expression : child === current.condition;
      if (ts.isCaseBlock(current) || ts.isArrayLiteralExpression(current)) return false;
      return !ts.isCallExpression(current);
    }
    const isChosen = ts.isIfStatement(current)
      ? child !== current.expression
      : ts.isConditionalExpression(current)
        ? child !== current.condition
        : ts.isBinaryExpression(current)
          ? child === current.right && isLogical(current)
          : ts.isIterationStatement(current, false) || ts.isCaseOrDefaultClause(current) || isFunctionWithBody(current);
    if (isChosen) return false;
  }
  return false;
}

function isLogical(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isOnPurpose(first: ts.Node, second: ts.Node, owner: ts.Node, module: Module): boolean {
  const { text } = module.source;
  const around = [first, second].map((each) => {
    const line = text.lastIndexOf("\n", each.getStart(module.source));
    const before = text.lastIndexOf("\n", line - 1);
    return text.slice(Math.max(0, before), each.getStart(module.source));
  });
  const name = text.slice(owner.getStart(module.source), owner.getStart(module.source) + 120).split("{")[0] ?? "";
  return around.some((each) => ON_PURPOSE.test(each)) || ON_PURPOSE.test(name);
}

/** Whether nothing between the two calls can change what they send. */
function isSame(root: ts.CallExpression, first: ts.Node, module: Module): boolean {
  const names: ts.Identifier[] = [];
  let isPure = true;
  for (const part of [root.expression, ...root.arguments])
    walk(part, (node) => {
      if (isFunctionWithBody(node) || ts.isAwaitExpression(node)) isPure = false;
      else if (ts.isNewExpression(node)) isPure &&= calleeName(node)?.endsWith("Command") === true;
      else if (ts.isCallExpression(node)) isPure &&= PURE.test(calleeName(node) ?? "");
      else if (ts.isIdentifier(node) && isVariable(node)) names.push(node);
      else if (node.kind === ts.SyntaxKind.ThisKeyword && part !== root.expression) isPure = false;
      return isPure;
    });
  if (!isPure) return false;
  return names.every((name) => {
    const declaration = module.scopes.resolve(name.text, name);
    if (!declaration) return name.text === "undefined" || name.text === "JSON" || name.text === "String";
    // The same name in two blocks may be two variables.
    if (module.scopes.resolve(name.text, first) !== declaration) return false;
    if (ts.isImportSpecifier(declaration) || ts.isFunctionDeclaration(declaration)) return true;
    return module.scopes
      .references(declaration)
      .every((each) => each.end <= first.end || each.pos >= root.pos || isOnlyRead(each));
  });
}

/** A use that cannot change what the variable holds. */
function isOnlyRead(reference: ts.Identifier): boolean {
  let node: ts.Node = reference;
  while (isMember(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return parent.expression === node ? isAsked(node) : READS.test(calleeName(parent) ?? "");
  if (ts.isBinaryExpression(parent)) return node === reference && !isAssignment(parent);
  return ts.isIfStatement(parent) || ts.isTemplateSpan(parent) || ts.isPrefixUnaryExpression(parent)
    ? !ts.isPrefixUnaryExpression(parent) || parent.operator === ts.SyntaxKind.ExclamationToken
    : false;
}

/** A client may be asked other things in between: nothing of what it is sends changes by it. */
function isAsked(callee: ts.Node): boolean {
  return ts.isPropertyAccessExpression(callee) && /^(create|send|parse|invoke|generateContent)$/.test(callee.name.text);
}

function isMember(parent: ts.Node, node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.expression === node;
}

function isVariable(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(ts.isPropertyAssignment(parent) && parent.name === node);
}
