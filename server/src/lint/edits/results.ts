import type { Place } from "../../../../lens/facts.ts";
import { isAssignment, ts } from "../../analysis/syntax.ts";
import { indentationAt, isFirstOnLine } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { nameUse } from "./names.ts";
import { nodesAt } from "./search.ts";
import type { Replacement } from "./search.ts";
import { statementAround, topWithComments } from "./statements.ts";

/**
 * Takes the result that was awaited at `first` where the same call is awaited at `again`. Where it has no name, it is
 * given one above the statement that asks for it first. `undefined` where the two are not written alike, or the first
 * might not have run, or run later, than it does now.
 */
export function reuseResult(
  source: ts.SourceFile,
  formatting: Formatting,
  first: Place,
  again: Place,
  name: string,
): readonly Replacement[] | undefined {
  if (first.file !== again.file) return undefined;
  const [earlier, later] = [awaitAround(source, first), awaitAround(source, again)];
  if (earlier === undefined || later === undefined || earlier.end > later.pos) return undefined;
  if (plainText(source, earlier) !== plainText(source, later) || functionAround(earlier) !== functionAround(later)) {
    return undefined;
  }
  const statement = statementAround(source, { ...first, start: earlier.getStart(source), end: earlier.end });
  if (statement === undefined || !isInScope(statement, later)) return undefined;
  const declared = constantOf(earlier);
  if (declared !== undefined) {
    const isOnlyOne = nameUse(source, declared).declared === 1;
    return isOnlyOne ? [replacementOf(source, later, declared)] : undefined;
  }
  const free = freeName(source, name);
  if (free === undefined || !runsFirst(earlier, statement)) return undefined;
  const { text } = source;
  const start = statement.getStart(source);
  if (!isFirstOnLine(text, start)) return undefined;
  const written = text.slice(earlier.getStart(source), earlier.end);
  const { endOfLine, hasSemicolons } = formatting;
  const line = `${indentationAt(text, start)}const ${free} = ${written}${hasSemicolons ? ";" : ""}${endOfLine}`;
  const top = topWithComments(source, statement);
  return [
    { start: top, end: top, text: line },
    replacementOf(source, earlier, free),
    replacementOf(source, later, free),
  ];
}

/** The `await` that waits for the call at a place: of a command, for the `send` that takes it. */
function awaitAround(source: ts.SourceFile, place: Place): ts.AwaitExpression | undefined {
  let call: ts.Node | undefined = nodesAt(source, place).find(
    (node) => ts.isCallExpression(node) || ts.isNewExpression(node),
  );
  if (call !== undefined && ts.isNewExpression(call)) {
    const { parent } = call;
    call = ts.isCallExpression(parent) && parent.arguments[0] === call ? parent : undefined;
  }
  return call !== undefined && ts.isAwaitExpression(call.parent) ? call.parent : undefined;
}

/** The name of the plain `const` that holds an expression. */
function constantOf(expression: ts.Expression): string | undefined {
  const { parent } = expression;
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== expression || !ts.isIdentifier(parent.name)) {
    return undefined;
  }
  return (parent.parent.flags & ts.NodeFlags.Const) === 0 ? undefined : parent.name.text;
}

/** Whether a name that is declared with a statement, or right above it, can be read at a node below. */
function isInScope(statement: ts.Statement, node: ts.Node): boolean {
  if (ts.isCaseOrDefaultClause(statement.parent)) return false;
  return node.pos >= statement.pos && isInside(node, statement.parent);
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  for (let current = node; current !== undefined; current = current.parent) if (current === outer) return true;
  return false;
}

/** Whether nothing that matters is worked out in a statement before an expression, and the expression always is. */
function runsFirst(expression: ts.Expression, statement: ts.Statement): boolean {
  let current: ts.Node = expression;
  while (current.parent !== statement) {
    const { parent } = current;
    const isFirst =
      ts.isParenthesizedExpression(parent) ||
      ts.isPrefixUnaryExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
        parent.expression === current) ||
      (ts.isBinaryExpression(parent) && parent.left === current && !isAssignment(parent)) ||
      (ts.isCallExpression(parent) &&
        (parent.expression === current || (parent.arguments[0] === current && isPlainName(parent.expression)))) ||
      (ts.isVariableDeclaration(parent) && parent.initializer === current) ||
      (ts.isVariableDeclarationList(parent) && parent.declarations[0] === current);
    if (!isFirst) return false;
    current = parent;
  }
  return (
    ts.isVariableStatement(statement) ||
    ts.isExpressionStatement(statement) ||
    ts.isReturnStatement(statement) ||
    (ts.isIfStatement(statement) && statement.expression === current)
  );
}

/** `use` or `console.log`. */
function isPlainName(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPlainName(node.expression));
}

/** Without the parentheses that an `await` needs and a name does not. */
function replacementOf(source: ts.SourceFile, expression: ts.Expression, name: string): Replacement {
  const { parent } = expression;
  const whole = ts.isParenthesizedExpression(parent) ? parent : expression;
  return { start: whole.getStart(source), end: whole.end, text: name };
}

function plainText(source: ts.SourceFile, node: ts.Node): string {
  return source.text.slice(node.getStart(source), node.end).replace(/\s+/gu, " ");
}

function functionAround(node: ts.Node): ts.Node | undefined {
  let current: ts.Node | undefined = node.parent;
  while (current !== undefined && !ts.isFunctionLike(current)) current = current.parent;
  return current;
}

function freeName(source: ts.SourceFile, name: string): string | undefined {
  return [name, `${name}Once`, `${name}Kept`].find((each) => {
    const { declared, read } = nameUse(source, each);
    return declared + read === 0;
  });
}
