import type { Place } from "../../../../lens/facts.ts";
import { ts, unwrapped } from "../../analysis/syntax.ts";
import { dressed, dressedStatements, isStatements, parseExpression } from "./code.ts";
import type { RuleCode } from "./code.ts";
import { indentationAt, isLastOnLine } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { scopesOf } from "./scopes.ts";
import type { Replacement } from "./search.ts";
import { nodesAt } from "./search.ts";
import { isOnlyFor, valueAround } from "./text-pieces.ts";

/**
 * Puts an expression in an expression's place, or statements in a statement's, with what the
 * surroundings ask for: braces in JSX, a name before the value of a shorthand property, parentheses
 * where an operator would pull the code apart. `undefined` where the place is neither.
 */
export function replaceCode(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  code: RuleCode,
): Replacement | undefined {
  const nodes = nodesAt(source, place);
  const indentation = indentationAt(source.text, place.start);
  const statement = nodes.find((node) => ts.isStatement(node) && !ts.isBlock(node));
  const expression = nodes.find(ts.isExpression);
  const parsed = parseExpression(code);
  if (expression !== undefined && parsed !== undefined) {
    const text = fitted(expression, parsed, dressed(code, formatting, indentation));
    return text === undefined ? undefined : { start: place.start, end: place.end, text };
  }
  if (statement !== undefined && isStatements(code)) {
    const text = dressedStatements(code, formatting, indentation);
    const needsEnd = !isLastOnLine(source.text, place.end) && !/[;}]$/u.test(text);
    return { start: place.start, end: place.end, text: needsEnd ? `${text};` : text };
  }
  return undefined;
}

/** Code on both sides of an expression or an arrow function's block, which stays as it is. `undefined` where the place holds none. */
export function wrapCode(
  source: ts.SourceFile,
  formatting: Formatting,
  { place, before, after, user }: { place: Place; before: RuleCode; after: RuleCode; user?: Place },
): readonly Replacement[] | undefined {
  const { start, end } = place;
  const nodes = nodesAt(source, place);
  const isBody = nodes.some((node) => ts.isBlock(node) && ts.isArrowFunction(node.parent));
  if (parseExpression(`${before}${isBody ? "{}" : "value"}${after}`) === undefined) return undefined;
  if (user !== undefined && !isPartOfValueFor(source, place, user)) return undefined;
  const [opening, closing] = [dressed(before, formatting, ""), dressed(after, formatting, "")];
  const shorthand = nodes.find(isNameOfShorthand);
  if (shorthand !== undefined) return [{ start: end, end, text: `: ${opening}${shorthand.getText(source)}${closing}` }];
  const isExpression = nodes.some(
    (node) =>
      ts.isExpression(node) &&
      !ts.isSpreadElement(node) &&
      !isFixed(node.parent, node) &&
      !ts.isJsxAttribute(node.parent),
  );
  // Behind an arrow braces are a block, and an object anywhere else.
  const wantsBlock = /=>\s*$/u.test(before) && source.text[start] === "{";
  if (isBody ? !wantsBlock : !isExpression || wantsBlock) return undefined;
  return [
    { start, end: start, text: opening },
    { start: end, end, text: closing },
  ];
}

function isPartOfValueFor(source: ts.SourceFile, place: Place, user: Place): boolean {
  const part = nodesAt(source, place).find(ts.isExpression);
  return part !== undefined && isOnlyFor(source, scopesOf(source), valueAround(part), user);
}

/** `model` of `{ model }`, which is a name and a value, unless something is taken apart by the braces. */
export function isNameOfShorthand(node: ts.Node): boolean {
  // The file itself has no parent.
  const parent = node.parent as ts.Node | undefined;
  if (parent === undefined || !ts.isShorthandPropertyAssignment(parent) || parent.name !== node) return false;
  let pattern: ts.Node = parent.parent;
  while (ts.isObjectLiteralElement(pattern.parent) || ts.isObjectLiteralExpression(pattern.parent)) {
    pattern = pattern.parent;
  }
  const isTarget =
    (ts.isBinaryExpression(pattern.parent) &&
      pattern.parent.left === pattern &&
      pattern.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
    (ts.isForOfStatement(pattern.parent) && pattern.parent.initializer === pattern);
  return !isTarget && parent.objectAssignmentInitializer === undefined;
}

function fitted(old: ts.Expression, code: ts.Expression, text: string): string | undefined {
  const { parent } = old;
  if (ts.isShorthandPropertyAssignment(parent)) {
    return parent.name === old ? `${parent.name.text}: ${text}` : undefined;
  }
  if (isFixed(parent, old)) return undefined;
  if (ts.isJsxAttribute(parent)) return ts.isStringLiteral(code) ? text : `{${text}}`;
  if (ts.isArrowFunction(parent) && parent.body === old && text.startsWith("{")) return `(${text})`;
  return isLoose(code) && isTight(parent, old) ? `(${text})` : text;
}

/** Whether no other expression can stand in the place of a node. */
function isFixed(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(parent) && parent.template === node) return true;
  return isName(parent, node) || ts.isDecorator(parent) || ts.isJsxElement(parent) || ts.isJsxFragment(parent);
}

/** Whether a node is a name rather than a value there: of a member, a declaration, a type. */
function isName(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isTypeNode(parent)) return true;
  return ["name", "label", "tagName"].some((part) => (parent as unknown as Record<string, unknown>)[part] === node);
}

/** Whether an expression is held together by operators that stronger ones around it would split. */
function isLoose(code: ts.Expression): boolean {
  return (
    ts.isBinaryExpression(code) ||
    ts.isConditionalExpression(code) ||
    ts.isArrowFunction(code) ||
    ts.isFunctionExpression(code) ||
    ts.isObjectLiteralExpression(code) ||
    ts.isAwaitExpression(code) ||
    ts.isYieldExpression(code) ||
    ts.isAsExpression(code) ||
    ts.isSatisfiesExpression(code) ||
    ts.isPrefixUnaryExpression(code) ||
    ts.isNewExpression(code)
  );
}

function isTight(parent: ts.Node, old: ts.Expression): boolean {
  if (ts.isBinaryExpression(parent)) {
    return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken || parent.left === old;
  }
  if (ts.isConditionalExpression(parent)) return parent.condition === old;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) return parent.expression === old;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === old;
  if (ts.isParenthesizedExpression(parent)) return false;
  return (
    ts.isPrefixUnaryExpression(parent) ||
    ts.isPostfixUnaryExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isTaggedTemplateExpression(parent) ||
    ts.isExpressionStatement(parent) ||
    (ts.isExpression(parent) && unwrapped(parent) === unwrapped(old))
  );
}
