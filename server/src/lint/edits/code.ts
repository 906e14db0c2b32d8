import { parse, ts, walk } from "../../analysis/syntax.ts";
import type { Formatting } from "./formatting.ts";
import { isMemberName } from "./names.ts";

/** Code as a rule writes it: two blanks per level, double quotes, semicolons. */
export type RuleCode = string;

/** The parsed expression that code stands for; `undefined` where it is none. */
export function parseExpression(code: RuleCode): ts.Expression | undefined {
  const source = parseWithoutErrors(`(${code}\n)`);
  const statement = source?.statements[0];
  if (source?.statements.length !== 1 || statement === undefined || !ts.isExpressionStatement(statement))
    return undefined;
  return ts.isParenthesizedExpression(statement.expression) ? statement.expression.expression : undefined;
}

/** Whether code can stand where statements can, in an async function. */
export function isStatements(code: RuleCode): boolean {
  return parseWithoutErrors(`async function wrapper() {\n${code}\n}`)?.statements.length === 1;
}

/** Whether code can be all of a file. */
export function isModule(code: RuleCode): boolean {
  return (parseWithoutErrors(code)?.statements.length ?? 0) > 0;
}

/** Code with other text for some names that it uses: `cdk.Duration` for `Duration`. `undefined` for what is no code. */
export function withNames(code: RuleCode, texts: ReadonlyMap<string, string>): RuleCode | undefined {
  if (![...texts.keys()].some((name) => code.includes(name))) return code;
  const [prefix, suffix] = parseExpression(code) === undefined ? ["async function wrapper() {\n", "\n}"] : ["(", "\n)"];
  const source = parseWithoutErrors(`${prefix}${code}${suffix}`);
  if (source === undefined) return undefined;
  let result = "";
  let done = 0;
  walk(source, (node) => {
    const text = ts.isIdentifier(node) ? texts.get(node.text) : undefined;
    if (text === undefined || isMemberName(node as ts.Identifier)) return;
    const start = node.getStart(source) - prefix.length;
    const key = ts.isShorthandPropertyAssignment(node.parent) ? `${(node as ts.Identifier).text}: ` : "";
    result += `${code.slice(done, start)}${key}${text}`;
    done = node.end - prefix.length;
  });
  return result + code.slice(done);
}

/** How many syntax errors the parser saw. */
export function syntaxErrorCount(source: ts.SourceFile): number {
  return (source as ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] }).parseDiagnostics?.length ?? 0;
}

/** Code in the dress of a file; lines after the first are indented by `indentation`, but for those inside a template. */
export function dressed(code: RuleCode, formatting: Formatting, indentation: string): string {
  const quoted = withQuotes(code, formatting.quote);
  const inTemplate = templateTexts(quoted);
  let offset = 0;
  const lines = quoted.split("\n").map((line, index) => {
    const start = offset;
    offset += line.length + 1;
    if (inTemplate(start)) return line;
    const blank = /^ */u.exec(line)![0].length;
    const depth = Math.floor(blank / 2);
    const own = formatting.indent.repeat(depth) + " ".repeat(blank % 2) + line.slice(blank);
    return index === 0 || line.trim() === "" ? own : indentation + own;
  });
  // Text of the file itself may have its line ends already.
  return lines.map((line) => line.replace(/\r$/u, "")).join(formatting.endOfLine);
}

/** Statements in the dress of a file, which may go without semicolons. */
export function dressedStatements(code: RuleCode, formatting: Formatting, indentation: string): string {
  if (formatting.hasSemicolons) return dressed(code, formatting, indentation);
  const inTemplate = templateTexts(code);
  const text = code.replace(/;(?=\n(?!\s*[([`+\-/])|$)/gu, (semicolon, at: number) =>
    inTemplate(at) ? semicolon : "",
  );
  return dressed(text, formatting, indentation);
}

/** The name of a property as it is written in an object literal. */
export function propertyKey(name: string, formatting: Formatting): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quotedText(name, formatting.quote);
}

export function quotedText(text: string, quote: '"' | "'"): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function parseWithoutErrors(text: string): ts.SourceFile | undefined {
  const parsed = parse("/code.ts", text);
  return "source" in parsed && syntaxErrorCount(parsed.source) === 0 ? parsed.source : undefined;
}

/** Tells whether an offset lies in the text of a template, where every character counts. */
export function templateTexts(code: RuleCode): (offset: number) => boolean {
  if (!code.includes("`")) return () => false;
  const tree = treeOf(code);
  if (tree === undefined) return () => false;
  const { source, offset: ahead } = tree;
  const texts: { readonly start: number; readonly end: number }[] = [];
  walk(source, (node) => {
    if (ts.isTemplateLiteralToken(node)) texts.push({ start: node.getStart(source) - ahead, end: node.end - ahead });
  });
  return (offset) => texts.some(({ start, end }) => start < offset && offset < end);
}

function withQuotes(code: RuleCode, quote: '"' | "'"): string {
  if (quote === '"' || !code.includes('"')) return code;
  const tree = treeOf(code);
  if (tree === undefined) return code;
  const { source, offset } = tree;
  let result = "";
  let done = 0;
  walk(source, (node) => {
    if (!ts.isStringLiteral(node)) return;
    const start = node.getStart(source) - offset;
    const inner = code.slice(start + 1, node.end - offset - 1);
    if (code[start] !== '"' || /["'\\]/u.test(inner)) return;
    result += `${code.slice(done, start)}'${inner}'`;
    done = node.end - offset;
  });
  return result + code.slice(done);
}

/** The tree of an expression or else of statements, and how far its offsets are ahead of the code's. */
function treeOf(code: RuleCode): { readonly source: ts.SourceFile; readonly offset: number } | undefined {
  const expression = parseWithoutErrors(`(${code}\n)`);
  if (expression !== undefined) return { source: expression, offset: 1 };
  const parsed = parse("/code.ts", code);
  return "source" in parsed ? { source: parsed.source, offset: 0 } : undefined;
}
