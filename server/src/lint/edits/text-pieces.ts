import type { Place } from "../../../../lens/facts.ts";
import { ts, unwrapped } from "../../analysis/syntax.ts";
import type { Scopes } from "../../analysis/scope.ts";
import { nodesAt } from "./search.ts";

/** A text that code writes: a literal, a template, or several of them and other expressions joined by `+`. */
export interface TextExpression {
  /** All of it. */
  readonly root: ts.Expression;
  /** In the order of the text. */
  readonly pieces: readonly TextPiece[];
}

export type TextPiece =
  | {
      readonly kind: "fixed";
      /** Between the quotes, as it is written. */
      readonly start: number;
      readonly end: number;
      readonly quote: Quote;
    }
  | {
      readonly kind: "expression";
      readonly node: ts.Expression;
      /** With `${` and `}` in a template. */
      readonly start: number;
      readonly end: number;
      readonly isInTemplate: boolean;
    };

export type Quote = '"' | "'" | "`";

/**
 * The text that the expression at a place is a piece of. `undefined` where it is a piece of none, or where more than a
 * property, an element of a list, a `new` or a `const` is made of the text, so that it may be used for something else.
 */
export function textAround(source: ts.SourceFile, part: Place): TextExpression | undefined {
  const node = nodesAt(source, part).find(ts.isExpression);
  if (node === undefined) return undefined;
  let root: ts.Expression = node;
  for (;;) {
    const { parent } = root;
    if (ts.isTemplateSpan(parent)) root = parent.parent;
    else if (isConcatenation(parent)) root = parent;
    else if (ts.isParenthesizedExpression(parent)) root = parent;
    else break;
  }
  if (root === node || !isHeld(root)) return undefined;
  const text = readText(source, root);
  return text?.pieces.some((piece) => piece.kind === "expression" && piece.node === node) ? text : undefined;
}

/** The pieces of a text; an expression that is no text is a single piece of it. */
export function readText(source: ts.SourceFile, root: ts.Expression): TextExpression | undefined {
  const pieces: TextPiece[] = [];
  const pending: ts.Expression[] = [root];
  let isText = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const node = ts.isParenthesizedExpression(next) && isTextual(next) ? unwrapped(next) : next;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      isText = true;
      pieces.push(fixedPiece(source, node, 1));
    } else if (ts.isTemplateExpression(node)) {
      isText = true;
      pieces.push(fixedPiece(source, node.head, 2));
      for (const { expression, literal } of node.templateSpans) {
        const start = pieces.at(-1)!.end;
        const fixed = fixedPiece(source, literal, literal.kind === ts.SyntaxKind.TemplateTail ? 1 : 2);
        pieces.push({ kind: "expression", node: expression, start, end: fixed.start, isInTemplate: true }, fixed);
      }
    } else if (isConcatenation(node)) {
      pending.push(node.right, node.left);
    } else {
      const start = node.getStart(source);
      pieces.push({ kind: "expression", node, start, end: node.end, isInTemplate: false });
    }
  }
  return isText ? { root, pieces } : undefined;
}

/** Constants that lead to each other and are followed. */
const MAXIMUM_CONSTANTS = 4;

/**
 * Whether a value is used for nothing but the code at `place`: it stands there, or in a `const` that is read there and
 * nowhere else, perhaps by way of another such `const` that it is put into.
 */
export function isOnlyFor(source: ts.SourceFile, scopes: Scopes, value: ts.Expression, place: Place): boolean {
  const isInside = (node: ts.Node): boolean => place.start <= node.getStart(source) && node.end <= place.end;
  let root = value;
  for (let count = 0; count < MAXIMUM_CONSTANTS; count++) {
    if (isInside(root)) return true;
    const { parent } = root;
    if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
    if ((parent.parent.flags & ts.NodeFlags.Const) === 0) return false;
    if (ts.isVariableStatement(parent.parent.parent) && isExported(parent.parent.parent)) return false;
    const [reference, ...others] = scopes.references(parent);
    if (reference === undefined || others.length > 0) return false;
    if (isInside(reference)) return true;
    root = valueAround(reference);
  }
  return false;
}

/** The text, object, list or JSON that an expression is put into as it is, with all that those are put into. */
export function valueAround(part: ts.Expression): ts.Expression {
  let value = part;
  for (let node: ts.Node = part; node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    const isPart =
      ts.isTemplateSpan(parent) ||
      ts.isTemplateExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isObjectLiteralElement(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      isJson(parent) ||
      isConcatenation(parent);
    if (!isPart) break;
    if (ts.isExpression(parent)) value = parent;
  }
  return value;
}

/** Text as it is written between quotes of a kind. */
export function writtenBetween(quote: Quote, text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  if (quote === "`") return escaped.replaceAll("`", "\\`").replaceAll("${", "\\${");
  return escaped.replaceAll(quote, `\\${quote}`);
}

/** Whether `+` joins texts rather than numbers: some operand of the chain is text. */
function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && operands(node).some(isTextual)
  );
}

function operands(node: ts.Expression): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  let current = node;
  while (ts.isBinaryExpression(current) && current.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    found.push(current.right);
    current = current.left;
  }
  return [...found, current];
}

function isTextual(node: ts.Expression): boolean {
  const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
  return ts.isStringLiteralLike(inner) || ts.isTemplateExpression(inner) || isConcatenation(inner);
}

function isJson(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /^JSON\s*\.\s*stringify$/u.test(node.expression.getText());
}

function isHeld(root: ts.Expression): boolean {
  const { parent } = root;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === root;
  if (ts.isVariableDeclaration(parent))
    return parent.initializer === root && (parent.parent.flags & ts.NodeFlags.Const) !== 0;
  return ts.isArrayLiteralExpression(parent) || ts.isNewExpression(parent);
}

function isExported(statement: ts.VariableStatement): boolean {
  return statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function fixedPiece(
  source: ts.SourceFile,
  node: ts.LiteralLikeNode,
  closing: number,
): Extract<TextPiece, { kind: "fixed" }> {
  const start = node.getStart(source);
  const opening = source.text[start];
  const quote = opening === '"' || opening === "'" ? opening : "`";
  return { kind: "fixed", start: start + 1, end: node.end - closing, quote };
}
