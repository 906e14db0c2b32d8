/**
 * The only file that knows which parser is used. Trees are TypeScript's; they never leave the analysis
 * and lint stages.
 */
import ts from "typescript";

export { ts };

export interface ParsedFile {
  readonly source: ts.SourceFile;
}

export interface ParseFailure {
  /** One line: what, and what to do. */
  readonly problem: string;
}

/** Longer texts are not parsed: one such file could hold up everything else. UTF-16 code units. */
export const DEFAULT_MAXIMUM_LENGTH = 1_048_576;

/** Brackets nested deeper than this make a recursive parser run out of stack. */
const MAXIMUM_NESTING = 1_000;

/** Trees that somebody still holds, by file: fixes are written over the text that was analysed a moment ago. */
const recent = new Map<string, WeakRef<ts.SourceFile>>();

const MOST_RECENT = 1_000;

/**
 * Parses any text, finished or not; syntax errors give a tree all the same.
 * Fails, with the reason, for text that is too long, too deeply nested, or no text at all.
 */
export function parse(file: string, text: string, maximumLength = DEFAULT_MAXIMUM_LENGTH): ParsedFile | ParseFailure {
  if (text.length > maximumLength) {
    const size = Math.round(text.length / 1024);
    const limit = Math.round(maximumLength / 1024);
    return {
      problem: `Not analysed: the file is ${size} KB long, over the limit of ${limit} KB. Raise genaiLens.maxFileSize or ignore the file.`,
    };
  }
  if (text.includes("\u0000")) {
    return {
      problem: "Not analysed: this is a binary file, not source code. Ignore it in genai-lens.json or rename it.",
    };
  }
  const known = recent.get(file)?.deref();
  if (known !== undefined && known.text === text) return { source: known };
  if (isNestedTooDeep(text)) return { problem: "Not analysed: the code is nested too deeply. Split the expression." };
  try {
    const source = ts.createSourceFile(
      file,
      text,
      { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
      true,
      scriptKind(file),
    );
    if (recent.size >= MOST_RECENT) recent.clear();
    recent.set(file, new WeakRef(source));
    return { source };
  } catch (error) {
    if (error instanceof RangeError) {
      return { problem: "Not analysed: the code is nested too deeply. Split the expression." };
    }
    return { problem: `Not analysed: the parser failed (${error instanceof Error ? error.message : String(error)}).` };
  }
}

function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 40 || code === 91 || code === 123) {
      if (++depth > MAXIMUM_NESTING) return true;
    } else if (code === 41 || code === 93 || code === 125) {
      if (depth > 0) depth--;
    }
  }
  return false;
}

function scriptKind(file: string): ts.ScriptKind {
  if (file.endsWith(".tsx")) return ts.ScriptKind.TSX;
  if (file.endsWith(".ts") || file.endsWith(".mts") || file.endsWith(".cts")) return ts.ScriptKind.TS;
  return ts.ScriptKind.JSX;
}

/**
 * Visits `root` and everything below it in source order, with a stack of its own, so that long chains
 * cannot overflow. `visit` returns `false` to leave out what is below a node.
 */
export function walk(root: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  const stack: ts.Node[] = [root];
  const add = (child: ts.Node): void => {
    stack.push(child);
  };
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (visit(node) === false) continue;
    const first = stack.length;
    ts.forEachChild(node, add);
    for (let low = first, high = stack.length - 1; low < high; low++, high--) {
      const child = stack[low]!;
      stack[low] = stack[high]!;
      stack[high] = child;
    }
  }
}

/** Takes off parentheses, `as`, `satisfies`, `!` and type assertions: they change no value. */
export function unwrapped(expression: ts.Expression): ts.Expression {
  let current = expression;
  while (
    ts.isParenthesizedExpression(current) ||
    ts.isAsExpression(current) ||
    ts.isSatisfiesExpression(current) ||
    ts.isNonNullExpression(current) ||
    ts.isTypeAssertionExpression(current)
  ) {
    current = current.expression;
  }
  return current;
}

/** The type that an expression is said to have with `as` or `<T>`, the outermost first. */
export function assertedType(expression: ts.Expression): ts.TypeNode | undefined {
  let current = expression;
  while (
    ts.isParenthesizedExpression(current) ||
    ts.isNonNullExpression(current) ||
    ts.isSatisfiesExpression(current)
  ) {
    current = current.expression;
  }
  return ts.isAsExpression(current) || ts.isTypeAssertionExpression(current) ? current.type : undefined;
}

/** The function, method, accessor or constructor around a node; `undefined` at module level. */
export function enclosingFunction(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent) {
    if (isFunctionWithBody(current)) return current;
  }
  return undefined;
}

export function isFunctionWithBody(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node)
  );
}

/** Whether a node sets something: `x = 1`, `x += 1`, `x ??= 1`. */
export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.kind;
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

/** Whether a node stands within another, or is it. */
export function isInside(node: ts.Node, holder: ts.Node): boolean {
  return holder.pos <= node.pos && node.end <= holder.end && node.getSourceFile() === holder.getSourceFile();
}

/** Text of a property name, when it is not computed. */
export function propertyName(name: ts.PropertyName | ts.BindingName | undefined): string | undefined {
  if (!name) return undefined;
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** The expression that an object literal gives a property; `undefined` where it gives none, or is no literal. */
export function writtenProperty(expression: ts.Expression, name: string): ts.Expression | undefined {
  const literal = unwrapped(expression);
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  for (const each of literal.properties) {
    if (ts.isPropertyAssignment(each) && propertyName(each.name) === name) return each.initializer;
    if (ts.isShorthandPropertyAssignment(each) && each.name.text === name) return each.name;
  }
  return undefined;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);
}
