import { addNames } from "../../analysis/loops.ts";
import { enclosingFunction, ts, walk } from "../../analysis/syntax.ts";
import { indentationAt, isFirstOnLine, isLastOnLine, lineEndAt, lineStartAt, nextLineAt } from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { stepOf, unindentLines } from "./indentation.ts";
import type { Replacement } from "./search.ts";

/** A block whose statements take the place of what stands around it: `from` holds it, and `to` is the same or comes after. */
export interface TakenOut {
  readonly block: ts.Block;
  readonly from: ts.Statement;
  readonly to: ts.Statement;
  /** What else is changed: new lines inside the block move with it. */
  readonly beside?: readonly Replacement[];
}

/**
 * Writes a block's statements without what stands around them, as far to the left as that stood. `undefined` where a name
 * that they declare is used around them, where a comment between them and the rest would be lost, or where lines are shared.
 */
export function takeOut(
  source: ts.SourceFile,
  formatting: Formatting,
  { block, from, to, beside = [] }: TakenOut,
): readonly Replacement[] | undefined {
  const { text } = source;
  const [first] = block.statements;
  const start = from.getStart(source);
  const open = block.getStart(source);
  const close = block.end - 1;
  if (first === undefined || text[close] !== "}" || isAnyNameShared(from, block)) return undefined;
  const isOnOwnLines =
    isFirstOnLine(text, start) &&
    isLastOnLine(text, open + 1) &&
    isFirstOnLine(text, first.getStart(source)) &&
    isFirstOnLine(text, close) &&
    isLastOnLine(text, to.end);
  if (!isOnOwnLines || hasComment(text.slice(start, open))) return undefined;
  const top = nextLineAt(text, open);
  const bottom = lineStartAt(text, close);
  const outer = indentationAt(text, start);
  const inner = indentationAt(text, first.getStart(source));
  const isDeeper = inner.startsWith(outer) && inner !== outer;
  const step = isDeeper ? inner.slice(outer.length) : stepOf(source, block, formatting);
  const moved = beside.map((each) =>
    each.start > open && each.end < block.end ? { ...each, text: each.text.replaceAll(`\n${step}`, "\n") } : each,
  );
  return [
    ...moved,
    { start: lineStartAt(text, start), end: top, text: "" },
    ...unindentLines(source, top, bottom, step),
    // The line break before the brace goes with it; the one after the last statement stays.
    { start: lineEndAt(text, bottom - 2), end: to.end, text: "" },
  ];
}

/** Whether a stretch of text that holds no strings has a comment. */
export function hasComment(text: string): boolean {
  return text.includes("//") || text.includes("/*");
}

/** Whether a name that a block declares for itself is also used outside of it. */
function isAnyNameShared(statement: ts.Statement, block: ts.Block): boolean {
  const names = new Set<string>();
  for (const each of block.statements) {
    if (ts.isVariableStatement(each)) for (const { name } of each.declarationList.declarations) addNames(name, names);
    else if (isNamedDeclaration(each) && each.name) names.add(each.name.text);
  }
  if (names.size === 0) return false;
  let isShared = false;
  walk(enclosingFunction(statement) ?? statement.getSourceFile(), (node) => {
    if (node === block || isShared) return false;
    if (ts.isIdentifier(node) && names.has(node.text)) isShared = true;
    return undefined;
  });
  return isShared;
}

function isNamedDeclaration(node: ts.Statement): node is ts.DeclarationStatement & { readonly name?: ts.Identifier } {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}
