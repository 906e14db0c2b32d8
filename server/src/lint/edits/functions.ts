import type { Place } from "../../../../lens/facts.ts";
import { addNames, mentions } from "../../analysis/loops.ts";
import { hasModifier, isFunctionWithBody, ts } from "../../analysis/syntax.ts";
import { dressedStatements, isStatements, parseExpression } from "./code.ts";
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
import { indentLines, stepOf } from "./indentation.ts";
import { appendElements } from "./lists.ts";
import type { Replacement } from "./search.ts";
import { nodeAt } from "./search.ts";

/**
 * Puts all statements of an async function into a `try`, whose `catch` runs `code` with the failure as `error`; nothing
 * that they declare is used outside. `undefined` where the function must give a value back, or its lines leave no room.
 */
export function catchFailures(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  code: RuleCode,
): readonly Replacement[] | undefined {
  const owner = nodeAt(source, place, isFunctionWithBody);
  const body = owner?.body;
  if (owner === undefined || body === undefined || !ts.isBlock(body) || !isStatements(code)) return undefined;
  const { text } = source;
  const [first] = body.statements;
  const close = body.end - 1;
  if (first === undefined || text[close] !== "}" || isDirective(first) || !mayEndWithoutValue(owner)) return undefined;
  const handled = endsWithValue(body) ? returned(code) : code;
  if (handled === undefined) return undefined;

  const open = body.getStart(source) + 1;
  if (!text.slice(open, close).includes("\n")) {
    const inline = dressedStatements(handled, { ...formatting, hasSemicolons: true }, "");
    if (inline.includes("\n")) return undefined;
    return [
      { start: open, end: open, text: " try {" },
      { start: close, end: close, text: `} catch (error) { ${inline} } ` },
    ];
  }
  const head = endOfTrailingComments(text, open);
  const start = first.getStart(source);
  if (!isLastOnLine(text, head) || !isFirstOnLine(text, close) || !isFirstOnLine(text, start)) return undefined;
  const top = nextLineAt(text, head);
  const bottom = lineStartAt(text, close);
  const indentation = indentationAt(text, start);
  const step = stepOf(source, body, formatting);
  const { endOfLine } = formatting;
  const inner = indentation + step;
  const clause = [
    `${indentation}} catch (error) {`,
    `${inner}${dressedStatements(handled, { ...formatting, indent: step }, inner)}`,
    `${indentation}}`,
  ];
  return [
    { start: top, end: top, text: `${indentation}try {${endOfLine}` },
    ...indentLines(source, top, bottom, step),
    { start: bottom, end: bottom, text: clause.join(endOfLine) + endOfLine },
  ];
}

/** Another parameter after those of a function. `undefined` where a name of it means something else in the function. */
export function addParameter(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  code: RuleCode,
): readonly Replacement[] | undefined {
  const owner = nodeAt(source, place, isFunctionWithBody);
  const last = owner?.parameters.at(-1);
  if (owner === undefined || last === undefined || last.dotDotDotToken !== undefined) return undefined;
  const names = namesOfParameter(code);
  if (names === undefined || mentions(owner, names)) return undefined;
  const close = owner.getChildren(source).find((child) => child.kind === ts.SyntaxKind.CloseParenToken);
  if (close === undefined) {
    return [
      { start: last.getStart(source), end: last.getStart(source), text: "(" },
      { start: last.end, end: last.end, text: `, ${code})` },
    ];
  }
  const list = { source, elements: owner.parameters, close: close.getStart(source), isObject: false };
  return appendElements(list, formatting, () => [code]);
}

/** The names that a parameter declares; `undefined` for what is no parameter. */
function namesOfParameter(code: RuleCode): ReadonlySet<string> | undefined {
  const parsed = parseExpression(`(${code}) => 0`);
  const [parameter, ...others] = parsed !== undefined && ts.isArrowFunction(parsed) ? parsed.parameters : [];
  if (parameter === undefined || others.length > 0) return undefined;
  const names = new Set<string>();
  addNames(parameter.name, names);
  return names;
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** Whether a function may end without a value, as far as its type says. */
function mayEndWithoutValue(owner: ts.FunctionLikeDeclaration): boolean {
  if (!hasModifier(owner, ts.SyntaxKind.AsyncKeyword) || owner.asteriskToken !== undefined) return false;
  return owner.type === undefined || /\b(void|any|unknown|undefined)\b/u.test(owner.type.getText());
}

function endsWithValue(body: ts.Block): boolean {
  const last = body.statements.at(-1);
  return last !== undefined && ts.isReturnStatement(last) && last.expression !== undefined;
}

/** Where all ways through a function return something, compilers may ask for it. */
function returned(code: RuleCode): RuleCode | undefined {
  return code.includes("\n") ? undefined : `return ${code}`;
}
