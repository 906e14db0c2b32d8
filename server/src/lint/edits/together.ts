import type { Place } from "../../../../lens/facts.ts";
import { addNames, mentions } from "../../analysis/loops.ts";
import { ts } from "../../analysis/syntax.ts";
import {
  endOfTrailingComments,
  indentationAt,
  isFirstOnLine,
  isLastOnLine,
  lineStartAt,
  nextLineAt,
} from "./formatting.ts";
import type { Formatting } from "./formatting.ts";
import { indentLines, textWith } from "./indentation.ts";
import type { Replacement } from "./search.ts";
import { nodeAround } from "./search.ts";
import { topWithComments } from "./statements.ts";
import { hasComment } from "./taking-out.ts";

const MOST_TOGETHER = 4;

/** `const name = await call`, on lines of its own. */
interface Waiting {
  readonly statement: ts.VariableStatement;
  readonly name: ts.BindingName;
  readonly call: ts.Expression;
}

/**
 * Makes calls that wait one after the other start at once, in one `Promise.all` where the last of them stood. `places` are
 * those of calls in their order; the one at `index` and the one before it are in the result, the others where they need none
 * of its answers. `undefined` where those two cannot be.
 */
export function awaitTogether(
  source: ts.SourceFile,
  formatting: Formatting,
  places: readonly Place[],
  index: number,
): readonly Replacement[] | undefined {
  const all = places.map((place) => waitingAt(source, place));
  let [low, high] = [index - 1, index];
  const group = (from: number, to: number): readonly Waiting[] | undefined => {
    const chosen = all.slice(from, to + 1).filter((each) => each !== undefined);
    const isWhole = from >= 0 && chosen.length === to - from + 1 && chosen.length <= MOST_TOGETHER;
    return isWhole && areApart(chosen) ? chosen : undefined;
  };
  let chosen = group(low, high);
  if (chosen === undefined) return undefined;
  for (let more = group(low, high + 1); more !== undefined; more = group(low, ++high + 1)) chosen = more;
  for (let more = group(low - 1, high); more !== undefined; more = group(--low - 1, high)) chosen = more;
  return joined(source, formatting, chosen);
}

function waitingAt(source: ts.SourceFile, place: Place): Waiting | undefined {
  let node: ts.Node | undefined = nodeAround(source, place);
  while (node !== undefined && !ts.isVariableStatement(node)) {
    if (ts.isStatement(node) || ts.isArrowFunction(node)) return undefined;
    node = node.parent;
  }
  if (node === undefined || (!ts.isBlock(node.parent) && !ts.isSourceFile(node.parent))) return undefined;
  const [declaration, ...others] = node.declarationList.declarations;
  const isConstant = (node.declarationList.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;
  if (declaration?.initializer === undefined || others.length > 0 || !isConstant || node.modifiers) return undefined;
  if (declaration.type !== undefined || !ts.isAwaitExpression(declaration.initializer)) return undefined;
  const call = declaration.initializer.expression;
  const { text } = source;
  const [start, callStart] = [node.getStart(source), call.getStart(source)];
  const hasOwnLines = isFirstOnLine(text, start) && isLastOnLine(text, node.end);
  const isPlain =
    !hasComment(text.slice(start, declaration.name.getStart(source))) &&
    !/\n|\/[/*]/u.test(declaration.name.getText(source)) &&
    !hasComment(text.slice(declaration.name.end, callStart)) &&
    !hasComment(text.slice(call.end, node.end)) &&
    endOfTrailingComments(text, node.end) === node.end;
  const directives = text.slice(topWithComments(source, node), start);
  if (!hasOwnLines || !isPlain || /@ts-|eslint-|prettier-|biome-|oxlint-|genai-lens-/u.test(directives))
    return undefined;
  return { statement: node, name: declaration.name, call };
}

/** Whether calls stand in one block, and neither they nor what stands between them needs what one of them gives. */
function areApart(group: readonly Waiting[]): boolean {
  const holder = group[0]!.statement.parent as ts.Block | ts.SourceFile;
  const positions = group.map(({ statement }) => holder.statements.indexOf(statement));
  if (positions.some((each) => each < 0)) return false;
  const names = new Set<string>();
  for (const { name } of group) addNames(name, names);
  return holder.statements.slice(positions[0]!, positions.at(-1)! + 1).every((statement) => {
    const own = group.find((each) => each.statement === statement);
    if (own === undefined) return ts.isVariableStatement(statement) && !mentions(statement, names);
    return !mentions(own.call, names) && (ts.isIdentifier(own.name) || !hasDefaults(own.name, names));
  });
}

/** `{ a = other }`: a default may read a name of the group. */
function hasDefaults(pattern: ts.BindingPattern, names: ReadonlySet<string>): boolean {
  return pattern.elements.some(
    (each) => ts.isBindingElement(each) && each.initializer !== undefined && mentions(each.initializer, names),
  );
}

function joined(source: ts.SourceFile, formatting: Formatting, group: readonly Waiting[]): Replacement[] | undefined {
  const { text } = source;
  const last = group.at(-1)!.statement;
  const indentation = indentationAt(text, last.getStart(source));
  const { endOfLine, indent } = formatting;
  const elements = group.map((each) => elementText(source, each, indentation, indent));
  if (elements.some((each) => each === undefined)) return undefined;
  const names = group.map(({ name }) => name.getText(source)).join(", ");
  const end = text[last.end - 1] === ";" ? ";" : "";
  const lines = [`${indentation}const [${names}] = await Promise.all([`, ...elements, `${indentation}])${end}`];
  return [
    ...group.slice(0, -1).map(({ statement }) => withoutLines(source, statement)),
    { start: topWithComments(source, last), end: last.end, text: lines.join(endOfLine) },
  ];
}

/** A call as an element of a list, with the comments above its statement. `undefined` for a layout that cannot be moved. */
function elementText(
  source: ts.SourceFile,
  { statement, call }: Waiting,
  indentation: string,
  step: string,
): string | undefined {
  const { text } = source;
  const [start, callStart] = [statement.getStart(source), call.getStart(source)];
  if (indentationAt(text, start) !== indentation) return undefined;
  const lineIndentation = /^[ \t]*/u.exec(text.slice(lineStartAt(text, callStart)))![0];
  const isDeeper = lineIndentation === indentation + step;
  if (lineIndentation !== indentation && !isDeeper) return undefined;
  const moved = isDeeper ? [] : indentLines(source, callStart, call.end, step);
  const top = topWithComments(source, statement);
  const bottom = lineStartAt(text, start);
  const comments = textWith(source, top, bottom, indentLines(source, top, bottom, step));
  return `${comments}${indentation}${step}${textWith(source, callStart, call.end, moved)},`;
}

/** Takes out a statement's lines with the comments above, and a blank line that would be left over. */
function withoutLines(source: ts.SourceFile, statement: ts.Statement): Replacement {
  const { text } = source;
  const start = topWithComments(source, statement);
  let end = nextLineAt(text, statement.end);
  const isAtTop = /(^|\{[ \t]*\r?\n|\n[ \t]*\r?\n)$/u.test(text.slice(0, start));
  const blank = /^[ \t]*\r?\n/u.exec(text.slice(end));
  if (isAtTop && blank !== null) end += blank[0].length;
  return { start, end, text: "" };
}
