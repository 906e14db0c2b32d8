import type { Place } from "../../../../lens/facts.ts";
import { ts, walk } from "../../analysis/syntax.ts";
import { dressedStatements } from "./code.ts";
import { indentationAt, isFirstOnLine, isLastOnLine } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { isDeclared, isMemberName, nameUse } from "./names.ts";
import { nodesAt } from "./search.ts";
import type { Replacement } from "./search.ts";
import { firstOverload, hasStatements, topWithComments } from "./statements.ts";

/**
 * Turns `const name = await load(…)` inside a function into a load that all calls of the function share: a function
 * that loads, and a promise beside it. `undefined` where the load reads what only the function has.
 */
export function loadOnce(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
): readonly Replacement[] | undefined {
  const load = nodesAt(source, place).find(ts.isCallExpression);
  const declaration = load?.parent.parent;
  if (load === undefined || !ts.isAwaitExpression(load.parent) || declaration === undefined) return undefined;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || declaration.type !== undefined) return undefined;
  if (statement.declarationList.declarations.length > 1) return undefined;
  const { text } = source;
  const start = statement.getStart(source);
  const holder = source.statements.find(({ pos, end }) => pos <= place.start && place.end <= end);
  if (holder === undefined || holder === statement || !hasStatements(statement.parent)) return undefined;
  if (!isFirstOnLine(text, start) || !isLastOnLine(text, statement.end)) return undefined;
  if (!readsModuleOnly(source, load)) return undefined;

  const name = declaration.name.text;
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const [loader, kept] = [`load${capital}`, `loaded${capital}`];
  if ([loader, kept].some((each) => nameUse(source, each).declared + nameUse(source, each).read > 0)) return undefined;
  const target = firstOverload(source, holder);
  if (!isFirstOnLine(text, target.getStart(source))) return undefined;

  const isTyped = /\.[mc]?tsx?$/u.test(source.fileName);
  const { endOfLine, indent, hasSemicolons } = formatting;
  const semicolon = hasSemicolons ? ";" : "";
  const written = text.slice(load.getStart(source), load.end);
  const above = [
    `let ${kept}${isTyped ? `: ReturnType<typeof ${loader}> | undefined` : ""}${semicolon}`,
    "",
    `function ${loader}() {`,
    `${indent}return ${moved(written, indentationAt(text, start), indent)}${semicolon}`,
    "}",
    "",
    "",
  ].join(endOfLine);
  const indentation = indentationAt(text, start);
  const once = `${kept} ??= ${loader}().catch((error${isTyped ? ": unknown" : ""}) => {
  // The next one tries again.
  ${kept} = undefined;
  throw error;
});`;
  const at = topWithComments(source, target);
  return [
    { start: at, end: at, text: above },
    { start, end: start, text: `${dressedStatements(once, formatting, indentation)}${endOfLine}${indentation}` },
    { start: load.getStart(source), end: load.end, text: kept },
  ];
}

/** Lines after the first indented for a body of the top level; templates make lines that must stay. */
function moved(code: string, indentation: string, indent: string): string {
  if (!code.includes("\n") || code.includes("`")) return code;
  return code
    .split("\n")
    .map((line, index) =>
      index > 0 && line.startsWith(indentation) ? `${indent}${line.slice(indentation.length)}` : line,
    )
    .join("\n");
}

/** Whether an expression names only what the module declares, imports, or has from the platform. */
function readsModuleOnly(source: ts.SourceFile, expression: ts.Expression): boolean {
  let isModuleOnly = true;
  walk(expression, (node) => {
    if (ts.isFunctionLike(node) || ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword) {
      isModuleOnly = false;
    }
    if (!ts.isIdentifier(node) || isMemberName(node) || isDeclared(node)) return;
    if (!isOnlyAtTop(source, node.text)) isModuleOnly = false;
  });
  return isModuleOnly;
}

/** Whether every declaration of a name in a file is one of the top level. */
function isOnlyAtTop(source: ts.SourceFile, name: string): boolean {
  let isOnly = true;
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name || !isDeclared(node)) return;
    let current: ts.Node = node.parent;
    while (current.parent !== source && current.parent !== undefined) {
      current = current.parent;
      if (ts.isFunctionLike(current) || ts.isBlock(current)) isOnly = false;
    }
  });
  return isOnly;
}
