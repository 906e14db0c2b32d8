import type { Place } from "../../../../lens/facts.ts";
import { ts, walk } from "../../analysis/syntax.ts";
import { dressedStatements, isStatements } from "./code.ts";
import type { RuleCode } from "./code.ts";
import {
  endOfTrailingComments,
  indentationAt,
  isFirstOnLine,
  isLastOnLine,
  lineStartAt,
  nextLineAt,
} from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { isDeclared, isMemberName } from "./names.ts";
import type { Replacement } from "./search.ts";
import { nodeAround, nodeAt } from "./search.ts";

/** Code before the statement that runs the place. `undefined` where no statement could be put there. */
export function insertBefore(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  code: RuleCode,
): Replacement | undefined {
  const statement = statementAround(source, place);
  if (statement === undefined || !isStatements(code)) return undefined;
  return insertBeforeStatement(source, formatting, statement, code);
}

/** Code after the statement that runs the place. `undefined` where it would not run, or not be right after. */
export function insertAfter(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  code: RuleCode,
): Replacement | undefined {
  const statement = statementAround(source, place);
  if (statement === undefined || !isStatements(code)) return undefined;
  if (!ts.isVariableStatement(statement) && !ts.isExpressionStatement(statement)) return undefined;
  const text = source.text;
  const start = statement.getStart(source);
  const indentation = indentationAt(text, start);
  const needsSemicolon = text[statement.end - 1] !== ";";
  const isHazard = /^[([`+\-/]/u.test(code);
  const tail = endOfTrailingComments(text, statement.end);
  if (isFirstOnLine(text, start) && isLastOnLine(text, tail)) {
    const line = `${formatting.endOfLine}${indentation}${dressedStatements(code, formatting, indentation)}`;
    if (!needsSemicolon || !isHazard) return { start: tail, end: tail, text: line };
    return tail === statement.end ? { start: tail, end: tail, text: `;${line}` } : undefined;
  }
  const separator = needsSemicolon ? "; " : " ";
  // What follows on the line must not run into the code.
  const inserted = `${separator}${dressedStatements(code, { ...formatting, hasSemicolons: true }, indentation)}`;
  return { start: statement.end, end: statement.end, text: inserted };
}

export function insertBeforeStatement(
  source: ts.SourceFile,
  formatting: Formatting,
  statement: ts.Statement,
  code: RuleCode,
): Replacement {
  const text = source.text;
  const start = statement.getStart(source);
  const indentation = indentationAt(text, start);
  if (!isFirstOnLine(text, start)) {
    const inline = dressedStatements(code, { ...formatting, hasSemicolons: true }, indentation);
    return { start, end: start, text: `${inline} ` };
  }
  const top = topWithComments(source, statement);
  const written = dressedStatements(code, formatting, indentation);
  return { start: top, end: top, text: `${indentation}${written}${formatting.endOfLine}` };
}

/** The smallest statement around a place that stands in a list of statements and runs whenever the place does. */
export function statementAround(source: ts.SourceFile, place: Place): ts.Statement | undefined {
  for (let current = nodeAround(source, place); current.parent !== undefined; current = current.parent) {
    const { parent } = current;
    if (hasStatements(parent) && parent.statements.includes(current as ts.Statement)) return current as ts.Statement;
    if (ts.isStatement(current) && !ts.isBlock(current) && !ts.isLabeledStatement(parent)) return undefined;
    if (ts.isArrowFunction(parent) && parent.body === current && !ts.isBlock(current)) return undefined;
    if (ts.isParameter(current) || ts.isPropertyDeclaration(current) || ts.isDecorator(current)) return undefined;
    if (ts.isIterationStatement(parent, false) && isRunEachTurn(parent, current)) return undefined;
    if (ts.isCaseClause(parent) || ts.isEnumMember(current)) return undefined;
  }
  return undefined;
}

/**
 * Moves a `const` out of every function, above the top-level statement that holds it. `undefined` where
 * that would change what any name stands for, or read a name before it has its value.
 */
export function moveToModule(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
): { readonly replacements: readonly Replacement[]; readonly name: string } | undefined {
  const statement = nodeAt(source, place, ts.isVariableStatement);
  if (statement === undefined || !hasStatements(statement.parent) || statement.parent === source) return undefined;
  const [declaration, ...others] = statement.declarationList.declarations;
  if (declaration === undefined || others.length > 0 || !ts.isIdentifier(declaration.name)) return undefined;
  if ((statement.declarationList.flags & ts.NodeFlags.Const) === 0 || !isMovable(statement)) return undefined;

  const name = declaration.name.text;
  let outermost: ts.Statement | undefined = source.statements.find(
    (candidate) => candidate.pos <= statement.pos && statement.end <= candidate.end,
  );
  if (outermost === undefined) return undefined;
  if (declarationsNamed(outermost, name) !== 1 || isUsedOutside(source, outermost, name)) return undefined;
  if (!canReadNamesAt(source, outermost, statement)) return undefined;
  outermost = firstOverload(source, outermost);
  if (!isFirstOnLine(source.text, outermost.getStart(source))) return undefined;

  const at = topWithComments(source, outermost);
  const { text, removal } = cutStatement(source, statement);
  const indentation = indentationAt(source.text, statement.getStart(source));
  const moved = withoutIndentation(text, indentation);
  const replacement = { start: at, end: at, text: `${moved}${formatting.endOfLine}${formatting.endOfLine}` };
  return { replacements: [replacement, removal], name };
}

type StatementHolder = ts.Node & { readonly statements: ts.NodeArray<ts.Statement> };

export function hasStatements(node: ts.Node): node is StatementHolder {
  return ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node);
}

function isRunEachTurn(loop: ts.IterationStatement, part: ts.Node): boolean {
  if (ts.isForStatement(loop)) return loop.condition === part || loop.incrementor === part;
  return (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) && loop.expression === part;
}

/** Start of the line of a statement, or of the comments that stand directly above it. */
export function topWithComments(source: ts.SourceFile, statement: ts.Statement): number {
  const text = source.text;
  let top = lineStartAt(text, statement.getStart(source));
  for (const comment of [...(ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [])].reverse()) {
    const isDirectlyAbove = nextLineAt(text, comment.end) === top && isFirstOnLine(text, comment.pos);
    if (!isDirectlyAbove) break;
    top = lineStartAt(text, comment.pos);
  }
  // The first line may begin with a byte order mark.
  return top === 0 && text.startsWith("\uFEFF") ? 1 : top;
}

function cutStatement(source: ts.SourceFile, statement: ts.Statement): { text: string; removal: Replacement } {
  const text = source.text;
  const start = statement.getStart(source);
  const tail = endOfTrailingComments(text, statement.end);
  if (isFirstOnLine(text, start) && isLastOnLine(text, tail)) {
    const top = topWithComments(source, statement);
    let end = nextLineAt(text, tail);
    const isAfterBrace = /\{[ \t]*\r?\n$/u.test(text.slice(0, top));
    const blankLine = /^[ \t]*\r?\n/u.exec(text.slice(end));
    if (isAfterBrace && blankLine !== null) end += blankLine[0].length;
    return {
      text: text.slice(top, tail).replace(/^[ \t]*/u, ""),
      removal: { start: top, end, text: "" },
    };
  }
  const blank = /^[ \t]*/u.exec(text.slice(statement.end))![0].length;
  return {
    text: text.slice(start, statement.end),
    removal: { start, end: statement.end + blank, text: "" },
  };
}

function withoutIndentation(text: string, indentation: string): string {
  if (indentation === "" || text.includes("`")) return text;
  return text
    .split("\n")
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line))
    .join("\n");
}

/** Whether a statement means the same outside functions. */
function isMovable(statement: ts.Statement): boolean {
  let isMovableSoFar = true;
  walk(statement, (node) => {
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword) {
      isMovableSoFar = false;
    }
    if (node.kind === ts.SyntaxKind.SuperKeyword || (ts.isIdentifier(node) && node.text === "arguments")) {
      isMovableSoFar = false;
    }
  });
  return isMovableSoFar;
}

function declarationsNamed(root: ts.Node, name: string): number {
  let count = 0;
  walk(root, (node) => {
    if (ts.isIdentifier(node) && node.text === name && isDeclared(node)) count++;
  });
  return count;
}

function isUsedOutside(source: ts.SourceFile, outermost: ts.Statement, name: string): boolean {
  let isUsed = false;
  for (const statement of source.statements) {
    if (statement === outermost) continue;
    const hasOwn = !isAtModuleLevel(statement, name) && declarationsNamed(statement, name) > 0;
    if (hasOwn) continue;
    walk(statement, (node) => {
      if (ts.isIdentifier(node) && node.text === name && !isMemberName(node)) isUsed = true;
    });
  }
  return isUsed;
}

function isAtModuleLevel(statement: ts.Statement, name: string): boolean {
  return topLevelNames(statement).has(name);
}

/** Whether every name that a statement reads stands for the same, and has its value, above `outermost`. */
function canReadNamesAt(source: ts.SourceFile, outermost: ts.Statement, statement: ts.Statement): boolean {
  const read = new Set<string>();
  walk(statement, (node) => {
    if (ts.isIdentifier(node) && !isMemberName(node) && !isDeclared(node)) read.add(node.text);
  });
  const position = source.statements.indexOf(outermost);
  for (const [index, candidate] of source.statements.entries()) {
    if (index < position || ts.isImportDeclaration(candidate) || ts.isFunctionDeclaration(candidate)) continue;
    for (const name of topLevelNames(candidate)) if (read.has(name)) return false;
  }
  let isFree = true;
  walk(outermost, (node) => {
    if (node === statement) return false;
    if (ts.isIdentifier(node) && read.has(node.text) && isDeclared(node) && node.parent !== outermost) isFree = false;
    return undefined;
  });
  return isFree;
}

export function topLevelNames(statement: ts.Statement): ReadonlySet<string> {
  const names = new Set<string>();
  walk(statement, (node) => {
    if (ts.isIdentifier(node) && isDeclared(node)) names.add(node.text);
    return node === statement || !(ts.isFunctionLike(node) || ts.isBlock(node) || ts.isClassLike(node))
      ? undefined
      : addOwnName(node, names);
  });
  return names;
}

function addOwnName(node: ts.Node, names: Set<string>): false {
  const name = (node as ts.NamedDeclaration).name;
  if (name !== undefined && ts.isIdentifier(name)) names.add(name.text);
  return false;
}

/** The first signature of an overloaded function: nothing may stand between them. */
export function firstOverload(source: ts.SourceFile, statement: ts.Statement): ts.Statement {
  if (!ts.isFunctionDeclaration(statement)) return statement;
  let first: ts.Statement = statement;
  for (let index = source.statements.indexOf(statement) - 1; index >= 0; index--) {
    const previous = source.statements[index]!;
    const isOverload =
      ts.isFunctionDeclaration(previous) && previous.body === undefined && previous.name?.text === statement.name?.text;
    if (!isOverload) break;
    first = previous;
  }
  return first;
}
