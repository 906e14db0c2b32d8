import type { Place } from "../../../../lens/facts.ts";
import { ts } from "../../analysis/syntax.ts";
import type { Replacement } from "./search.ts";
import { nodesAt } from "./search.ts";

/** Methods of `Date` that give the time of day, and those that give the day in the same form. */
const DAY_METHODS: Readonly<Record<string, string>> = {
  toString: "toDateString",
  toUTCString: "toDateString",
  toLocaleString: "toLocaleDateString",
};

const DAY = "new Date().toISOString().slice(0, 10)";

/** The day instead of the time that an expression gives; `undefined` for forms that are not known. */
export function coarsenToDay(source: ts.SourceFile, place: Place): readonly Replacement[] | undefined {
  const node = nodesAt(source, place).find(ts.isExpression);
  if (node === undefined) return undefined;
  const { start, end } = place;
  if (isNewDate(node)) return inText(node) ? [{ start, end, text: "new Date().toDateString()" }] : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const callee = node.expression;
  if (ts.isIdentifier(callee)) return callee.text === "Date" && inText(node) ? [{ start, end, text: DAY }] : undefined;
  if (!ts.isPropertyAccessExpression(callee) || node.questionDotToken !== undefined) return undefined;
  const name = callee.name.text;
  if (ts.isIdentifier(callee.expression) && callee.expression.text === "Date") {
    return name === "now" && inText(node) ? [{ start, end, text: DAY }] : undefined;
  }
  if (!isNewDate(callee.expression)) return undefined;
  if (name === "toISOString" || name === "toJSON") return [{ start: end, end, text: ".slice(0, 10)" }];
  const method = Object.hasOwn(DAY_METHODS, name) ? DAY_METHODS[name] : undefined;
  // Options of the time may not be given to the method of the day.
  if (method === undefined || node.arguments.length > 1) return undefined;
  return [{ start: callee.name.getStart(source), end: callee.name.end, text: method }];
}

function isNewDate(node: ts.Expression): boolean {
  return (
    ts.isNewExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "Date" &&
    (node.arguments?.length ?? 0) === 0
  );
}

/** A number or a date may be put into a text in this way, and used as such everywhere else. */
function inText(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    ts.isTemplateSpan(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken && isBesideText(parent))
  );
}

function isBesideText({ left, right }: ts.BinaryExpression): boolean {
  return [left, right].some((each) => ts.isStringLiteralLike(each) || ts.isTemplateExpression(each));
}
