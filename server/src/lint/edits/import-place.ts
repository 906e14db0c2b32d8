import { ts, walk } from "../../analysis/syntax.ts";
import {
  endOfTrailingComments,
  isFirstOnLine,
  isLastOnLine,
  lineStartAt,
  nextLineAt,
  type Formatting,
} from "./formatting.ts";
import { requiredModule } from "./import-bindings.ts";
import type { Replacement } from "./search.ts";

/** Where a file would import one more module, and how it would write that. */
export interface ImportPlace {
  readonly style: "import" | "require";
  readonly quote: '"' | "'";
  /** The module's name as the file's other imports would have it. */
  readonly spelling: string;
  /** Puts whole statements there, which are given without semicolons. */
  put(statements: readonly string[]): Replacement;
}

/** `undefined` for a file that is no module, or of which it cannot be told what kind of module it is. */
export function placeForImport(source: ts.SourceFile, formatting: Formatting, module: string): ImportPlace | undefined {
  const style = importStyleOf(source);
  if (style === undefined) return undefined;
  const modules = source.statements.flatMap((statement) => importedModule(statement) ?? []);
  const hasPlainBuiltIns = modules.includes(module.replace(/^node:/u, "")) || usesPlainBuiltIns(modules);
  const spelling = hasPlainBuiltIns ? module.replace(/^node:/u, "") : module;
  const anchor = style === "import" ? importBefore(source, module) : lastLeadingRequire(source);
  const quote = anchor === undefined ? formatting.quote : quoteOf(source, anchor, formatting);
  const shared = { style, quote, spelling } as const;
  if (anchor === undefined) {
    const top = topOf(source, formatting);
    return top && { ...shared, put: top };
  }

  const { text } = source;
  const hasSemicolon = text[anchor.end - 1] === ";";
  const tail = endOfTrailingComments(text, anchor.end);
  if (isLastOnLine(text, tail)) {
    const put = (statements: readonly string[]): Replacement => ({
      start: tail,
      end: tail,
      text: statements.map((each) => `${formatting.endOfLine}${each}${hasSemicolon ? ";" : ""}`).join(""),
    });
    return { ...shared, put };
  }
  if (!hasSemicolon) return undefined;
  const put = (statements: readonly string[]): Replacement => ({
    start: anchor.end,
    end: anchor.end,
    text: statements.map((each) => ` ${each};`).join(""),
  });
  return { ...shared, put };
}

/** How a file takes what other modules export. */
export function importStyleOf(source: ts.SourceFile): "import" | "require" | undefined {
  if (source.fileName.endsWith(".cjs")) return "require";
  if (/\.m[jt]s$/u.test(source.fileName)) return "import";
  const { statements } = source;
  if (statements.some((each) => ts.isImportEqualsDeclaration(each) || isExportEquals(each))) {
    return statements.some(ts.isImportDeclaration) ? "import" : undefined;
  }
  if (statements.some((each) => ts.isImportDeclaration(each) || isExport(each))) return "import";
  return usesCommonJs(source) ? "require" : undefined;
}

function isExport(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isExportEquals(statement: ts.Statement): boolean {
  return ts.isExportAssignment(statement) && statement.isExportEquals === true;
}

function usesCommonJs(source: ts.SourceFile): boolean {
  let isCommonJs = false;
  walk(source, (node) => {
    if (isCommonJs || ts.isFunctionLike(node)) return false;
    if (ts.isExpression(node) && requiredModule(node) !== undefined) isCommonJs = true;
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const owner = node.expression.text;
      if (owner === "exports" || (owner === "module" && node.name.text === "exports")) isCommonJs = true;
    }
    return undefined;
  });
  return isCommonJs;
}

function importedModule(statement: ts.Statement): string | undefined {
  if (ts.isImportDeclaration(statement)) {
    return ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const initializer = statement.declarationList.declarations[0]?.initializer;
  return initializer === undefined ? undefined : requiredModule(initializer);
}

/** Node's own modules that most files take something of. */
const BUILT_INS: ReadonlySet<string> = new Set([
  "child_process",
  "crypto",
  "fs",
  "fs/promises",
  "os",
  "path",
  "url",
  "util",
]);

function usesPlainBuiltIns(modules: readonly string[]): boolean {
  return modules.some((name) => BUILT_INS.has(name)) && !modules.some((name) => name.startsWith("node:"));
}

/** The import that one of a module goes behind: the last of a package, or the last of all. */
function importBefore(source: ts.SourceFile, module: string): ts.Statement | undefined {
  const imports = source.statements.filter(ts.isImportDeclaration);
  const isRelative = (name: string): boolean => name.startsWith(".");
  if (isRelative(module)) return imports.at(-1);
  const ofPackages = imports.filter((each) => {
    const specifier = each.moduleSpecifier;
    return ts.isStringLiteral(specifier) && each.importClause !== undefined && !isRelative(specifier.text);
  });
  return ofPackages.at(-1) ?? imports.at(-1);
}

/** The last of the `require` statements that a file begins with: what is below may use what is above. */
function lastLeadingRequire(source: ts.SourceFile): ts.Statement | undefined {
  let last: ts.Statement | undefined;
  for (const statement of source.statements) {
    if (isDirective(statement)) continue;
    const isRequire = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.every(({ initializer }) => isRequired(initializer))
      : ts.isExpressionStatement(statement) && isRequired(statement.expression);
    if (!isRequire) break;
    last = statement;
  }
  return last;
}

/** Whether a value is a `require`, or a member or call of one. */
function isRequired(expression: ts.Expression | undefined): boolean {
  let current = expression;
  while (current !== undefined) {
    if (requiredModule(current) !== undefined) return true;
    current = ts.isCallExpression(current) || ts.isPropertyAccessExpression(current) ? current.expression : undefined;
  }
  return false;
}

function quoteOf(source: ts.SourceFile, statement: ts.Statement, formatting: Formatting): '"' | "'" {
  const quotes = statement.getText(source).match(/["']/gu);
  return quotes === null ? formatting.quote : (quotes.at(-1) as '"' | "'");
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** Comments that speak of the whole file, and stay at its top. */
const ABOUT_FILE =
  /^\/\/\/|^\/\*!|copyright|licen[cs]e|spdx|@ts-(?:no)?check|@jsx|@jest|@vitest|@file|@module|@flow|(?:es|ox)lint-(?:disable|enable|env)(?!-)|prettier-ignore-start|biome-ignore-all|istanbul ignore file|c8 ignore start/iu;

/** Puts statements above all others, below directives and what speaks of the file. */
function topOf(source: ts.SourceFile, formatting: Formatting): ImportPlace["put"] | undefined {
  const { text } = source;
  const first = source.statements.find((statement) => !isDirective(statement));
  if (first === undefined) return undefined;
  const start = first.getStart(source);
  const needsSemicolon = /^[([`+\-/]/u.test(text.slice(start));
  const semicolon = formatting.hasSemicolons || needsSemicolon ? ";" : "";
  if (!isFirstOnLine(text, start)) {
    return (statements) => ({ start, end: start, text: statements.map((each) => `${each}; `).join("") });
  }
  let at = lineStartAt(text, start);
  for (const comment of [...(ts.getLeadingCommentRanges(text, first.pos) ?? [])].reverse()) {
    const isAttached = nextLineAt(text, comment.end) === at && isFirstOnLine(text, comment.pos);
    if (!isAttached || ABOUT_FILE.test(text.slice(comment.pos, comment.end))) break;
    at = lineStartAt(text, comment.pos);
  }
  // The first line may begin with a byte order mark.
  if (at === 0 && text.startsWith("\uFEFF")) at = 1;
  const { endOfLine } = formatting;
  const isBelowText = at > 1 && !/\n[ \t]*\r?\n$/u.test(text.slice(0, at));
  return (statements) => {
    const lines = statements.map((each) => `${each}${semicolon}${endOfLine}`).join("");
    return { start: at, end: at, text: `${isBelowText ? endOfLine : ""}${lines}${endOfLine}` };
  };
}
