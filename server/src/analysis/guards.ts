import type { FlowSink } from "../../../lens/facts.ts";
import { type Abstract, type Located, unknown } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { enclosingFunction, ts, unwrapped, walk } from "./syntax.ts";
import { mapTainted, marked, type Tainted } from "./taint.ts";

/** Functions that look something up or compare it: a piece that is handed to one is taken to be allowed from then on. */
const LOOKS_UP = new Set(["includes", "has", "test", "indexOf", "hasOwn", "match", "some", "isValid"]);

/** Functions of the app that check what they are given, by their name. */
const CHECKS =
  /^(validate|assert|sanitize|sanitise|is[A-Z]|check|ensure|verify|confirm|approve|authorize|allow|guard|require[A-Z])/;

/** Names of functions whose result is taken to be made safe. */
const MAKES_SAFE = /safe(?!Parse)|sanit|escape|valid(ate)?[A-Z]|allowed|whitelist|clean[A-Z]|redact|mask/i;

/** Looks at where a path leads: `resolved.startsWith(root)`. */
const CHECKS_PATH = /\.startsWith\(|\.relative\(|\.isAbsolute\(|["']\.\.["']|\.\.\//;

/** Looks at the host of a URL. */
const CHECKS_HOST = /\.(hostname|host|origin|protocol)\s*(\)|[!=]==?|\.\w+With\()|\.startsWith\(/;

/**
 * Whether a piece is compared with constants, looked up in a list, matched against a pattern or handed to a check
 * in the same function. The order of statements is not weighed.
 */
export function isGuarded(piece: Tainted): boolean {
  const { module } = piece.at;
  const texts = textsOf(piece);
  const isPiece = (expression: ts.Node): boolean => texts.has(expression.getText(module.source));
  let isFound = false;
  walk(functionAround(piece), (inner) => {
    if (isFound) return false;
    if (ts.isCallExpression(inner)) {
      const name = calleeName(inner) ?? "";
      if ((LOOKS_UP.has(name) || CHECKS.test(name)) && inner.arguments.some(isPiece)) isFound = true;
      if (name === "match" && ts.isPropertyAccessExpression(inner.expression) && isPiece(inner.expression.expression))
        isFound = true;
    }
    if (ts.isSwitchStatement(inner) && isPiece(inner.expression)) isFound = true;
    if (ts.isBinaryExpression(inner)) {
      const operator = inner.operatorToken.kind;
      if (operator === ts.SyntaxKind.InKeyword && isPiece(inner.left)) isFound = true;
      const isEquality =
        operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
        operator === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
        operator === ts.SyntaxKind.EqualsEqualsToken;
      if (isEquality && isPiece(inner.left) && ts.isStringLiteralLike(inner.right) && inner.right.text !== "")
        isFound = true;
    }
    return undefined;
  });
  return isFound;
}

/** Whether the function around a piece looks at its length and leaves when it is too long. */
export function isLengthChecked(piece: Tainted): boolean {
  const { module } = piece.at;
  const texts = textsOf(piece);
  let isFound = false;
  walk(functionAround(piece), (inner) => {
    if (isFound) return false;
    if (!ts.isIfStatement(inner) || !leaves(inner.thenStatement)) return undefined;
    walk(inner.expression, (each) => {
      if (!ts.isBinaryExpression(each)) return;
      const operator = each.operatorToken.kind;
      if (operator !== ts.SyntaxKind.GreaterThanToken && operator !== ts.SyntaxKind.GreaterThanEqualsToken) return;
      const { left } = each;
      if (!ts.isPropertyAccessExpression(left) || left.name.text !== "length") return;
      if (texts.has(left.expression.getText(module.source).replaceAll("?", ""))) isFound = true;
    });
    return undefined;
  });
  return isFound;
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

/** Whether the function around a piece checks it in the way that its sink needs: where a path leads, which host a URL has. */
export function isCheckedFor(piece: Tainted, sink: FlowSink): boolean {
  const pattern = sink === "file path" ? CHECKS_PATH : sink === "URL" ? CHECKS_HOST : undefined;
  return pattern?.test(functionAround(piece).getText(piece.at.module.source)) ?? false;
}

function textsOf(piece: Tainted): Set<string> {
  const { module, node } = piece.at;
  const texts = new Set([node.getText(module.source)]);
  for (const step of piece.taint.steps) {
    if (step.file === module.file) texts.add(module.source.text.slice(step.start, step.end));
  }
  walk(functionAround(piece), (inner) => {
    if (!ts.isVariableDeclaration(inner) || !inner.initializer || !texts.has(inner.name.getText(module.source))) return;
    for (const each of sameValues(inner.initializer)) texts.add(each.getText(module.source));
  });
  return texts;
}

/** Expressions whose value a variable has when it is set to an expression: `body.model` of `isKnown ? body.model : "m"`. */
function sameValues(expression: ts.Expression): readonly ts.Expression[] {
  const node = unwrapped(expression);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return [node];
  if (ts.isConditionalExpression(node)) return [...sameValues(node.whenTrue), ...sameValues(node.whenFalse)];
  const isFallback = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isFallback ? sameValues(node.left) : [];
}

function functionAround(piece: Tainted): ts.Node {
  return enclosingFunction(piece.at.node) ?? piece.at.module.source;
}

/** What a function of the workspace gave, if it was given outside data: one that checks or escapes is believed. */
export function guardedResult(
  value: Abstract,
  callee: Located<ts.FunctionLikeDeclaration>,
  at: Located<ts.CallExpression>,
): Abstract {
  if (mapTainted(value, () => unknown("call")) === value) return value;
  const name = calleeName(at.node) ?? "";
  if (MAKES_SAFE.test(name) || CHECKS.test(name)) return mapTainted(value, () => unknown("call", at));
  const harmlessFor = harmlessAfter(callee);
  return harmlessFor.length > 0 ? marked(value, { harmlessFor }) : value;
}

const harmless = new WeakMap<ts.Node, readonly FlowSink[]>();

function harmlessAfter({ module, node }: Located<ts.FunctionLikeDeclaration>): readonly FlowSink[] {
  let found = harmless.get(node);
  if (!found) {
    const text = node.getText(module.source);
    const sinks: FlowSink[] = [];
    if (CHECKS_PATH.test(text)) sinks.push("file path");
    if (CHECKS_HOST.test(text)) sinks.push("URL");
    if (/&lt;|&amp;/.test(text)) sinks.push("HTML");
    harmless.set(node, (found = sinks));
  }
  return found;
}
