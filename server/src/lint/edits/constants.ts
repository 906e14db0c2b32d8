import type { Place } from "../../../../lens/facts.ts";
import { ts, unwrapped, walk } from "../../analysis/syntax.ts";
import { templateTexts } from "./code.ts";
import { indentationAt, isFirstOnLine } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { isDeclared, isMemberName, nameUse } from "./names.ts";
import { nodesAt } from "./search.ts";
import type { Replacement } from "./search.ts";
import { firstOverload, topLevelNames, topWithComments } from "./statements.ts";

/**
 * The name under which a file exports the constant whose literal stands at a place; `undefined` where it exports it in
 * no simple way.
 */
export function exportedConstant(source: ts.SourceFile, place: Place): string | undefined {
  for (const node of nodesAt(source, place)) {
    if (!ts.isExpression(node)) continue;
    const declaration = holderOf(node);
    if (declaration === undefined || !ts.isIdentifier(declaration.name)) return undefined;
    const list = declaration.parent;
    if ((list.flags & ts.NodeFlags.Const) === 0 || !ts.isVariableStatement(list.parent)) return undefined;
    const isExported = list.parent.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return isExported && list.parent.parent === source ? declaration.name.text : undefined;
  }
  return undefined;
}

/** Whether a name can stand in place of the text at a place, with the same type. */
export function canBeNamed(source: ts.SourceFile, place: Place): boolean {
  const literal = nodesAt(source, place).find(ts.isStringLiteralLike);
  if (literal === undefined) return false;
  const { parent } = literal;
  return !ts.isEnumMember(parent) && !isConstAssertion(parent) && !ts.isLiteralTypeNode(parent);
}

/** Text that is written in the code, as it would be written elsewhere. */
export interface WrittenText {
  /** A name that the file does not have. */
  readonly name: string;
  readonly code: string;
}

/**
 * The text at a place, where it is put together of literals alone; `undefined` where any name or call takes part, or
 * the names that come to mind are taken.
 */
export function writtenText(source: ts.SourceFile, place: Place, name: string): WrittenText | undefined {
  const expression = nodesAt(source, place).find(ts.isExpression);
  if (expression === undefined || !isWritten(expression) || isConstAssertion(expression.parent)) return undefined;
  const free = [name, `${name}_2`, `${name}_3`].find((each) => {
    const { declared, read } = nameUse(source, each);
    return declared + read === 0;
  });
  if (free === undefined) return undefined;
  const text = source.text.slice(place.start, place.end);
  const inTemplate = templateTexts(text);
  const indentation = indentationAt(source.text, place.start);
  let offset = 0;
  const lines = text.split("\n").map((line) => {
    const start = offset;
    offset += line.length + 1;
    return !inTemplate(start) && line.startsWith(indentation) ? line.slice(indentation.length) : line;
  });
  return { name: free, code: lines.join("\n") };
}

/**
 * Declares a constant at the top level, above the statement that holds a place, or above all code where that may run
 * before. `undefined` where there is no line for it.
 */
export function declareConstant(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  { name, code }: WrittenText,
): Replacement | undefined {
  const holder = source.statements.find(({ pos, end }) => pos <= place.start && place.end <= end);
  if (holder === undefined) return undefined;
  const before = source.statements.slice(0, source.statements.indexOf(holder)).filter((each) => !isImport(each));
  const names = topLevelNames(holder);
  const isUsedBefore = before.some((statement) => readsAny(statement, names));
  const target = isUsedBefore ? before[0]! : firstOverload(source, holder);
  if (!isFirstOnLine(source.text, target.getStart(source))) return undefined;
  const at = topWithComments(source, target);
  const { endOfLine, hasSemicolons } = formatting;
  return { start: at, end: at, text: `const ${name} = ${code}${hasSemicolons ? ";" : ""}${endOfLine}${endOfLine}` };
}

/** The variable that is given a value as it is, `as const` or with a type that it has to fit aside. */
function holderOf(expression: ts.Expression): ts.VariableDeclaration | undefined {
  let current: ts.Node = expression;
  while (ts.isExpression(current.parent) && unwrapped(current.parent) === unwrapped(expression))
    current = current.parent;
  const { parent } = current;
  return ts.isVariableDeclaration(parent) && parent.initializer === current ? parent : undefined;
}

function isWritten(expression: ts.Expression): boolean {
  let isWrittenSoFar = true;
  walk(expression, (node) => {
    const isPart =
      ts.isStringLiteralLike(node) ||
      ts.isParenthesizedExpression(node) ||
      node.kind === ts.SyntaxKind.PlusToken ||
      (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) ||
      ts.isArrayLiteralExpression(node) ||
      isJoin(node) ||
      (ts.isPropertyAccessExpression(node) && isJoin(node.parent)) ||
      (ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
    if (!isPart) isWrittenSoFar = false;
    return isWrittenSoFar ? undefined : false;
  });
  return isWrittenSoFar;
}

/** `[…].join("\n")`. */
function isJoin(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) &&
    node.arguments.length <= 1 &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "join" &&
    ts.isArrayLiteralExpression(node.expression.expression)
  );
}

function isConstAssertion(node: ts.Node): boolean {
  return (
    ts.isAsExpression(node) &&
    ts.isTypeReferenceNode(node.type) &&
    ts.isIdentifier(node.type.typeName) &&
    node.type.typeName.text === "const"
  );
}

function isImport(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    (ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression))
  );
}

function readsAny(statement: ts.Statement, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  let isRead = false;
  walk(statement, (node) => {
    if (ts.isIdentifier(node) && names.has(node.text) && !isMemberName(node) && !isDeclared(node)) isRead = true;
    return isRead ? false : undefined;
  });
  return isRead;
}
