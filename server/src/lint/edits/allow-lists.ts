import type { Place } from "../../../../lens/facts.ts";
import { ts, unwrapped, walk } from "../../analysis/syntax.ts";
import { quotedText } from "./code.ts";
import type { Formatting } from "./formatting.ts";
import { isNameOfShorthand } from "./replace.ts";
import type { Replacement } from "./search.ts";
import { nodesAt } from "./search.ts";

/** What the code calls an element of the list. */
const ELEMENT = "allowed";

/**
 * Looks the text at a place up in a list, and takes the list's first where it is not in it; what the code falls back to
 * by itself stays. `undefined` where the place is no value of its own, such as a part of a longer text.
 */
export function allowOnly(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  allowed: readonly string[],
): Replacement | undefined {
  const [fallback] = allowed;
  const value = nodesAt(source, place).find(ts.isExpression);
  if (fallback === undefined || value === undefined || !isPlain(value) || !isReplaceable(value)) return undefined;
  const texts = allowed.map((each) => quotedText(each, formatting.quote));
  const text = value.getText(source);
  const found = `[${texts.join(", ")}].find((${ELEMENT}) => ${ELEMENT} === ${text})`;
  const whole = hasFallback(value) ? found : `${found} ?? ${texts[0]!}`;
  const { parent } = value;
  const start = value.getStart(source);
  const name = ts.isShorthandPropertyAssignment(parent) ? `${parent.name.text}: ` : "";
  return { start, end: value.end, text: name + whole };
}

/** A name or a way from one, whose text can stand behind `===`. */
function isPlain(value: ts.Expression): boolean {
  let isShadowed = false;
  walk(value, (node) => {
    if (ts.isIdentifier(node) && node.text === ELEMENT) isShadowed = true;
  });
  const node = unwrapped(value);
  return (
    !isShadowed &&
    (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
    node === value
  );
}

/** Whether any expression may stand there, and is taken as it is. */
function isReplaceable(value: ts.Expression): boolean {
  const { parent } = value;
  if (hasFallback(value)) return true;
  if (ts.isShorthandPropertyAssignment(parent)) return isNameOfShorthand(value);
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) return parent.initializer === value;
  if (ts.isReturnStatement(parent)) return true;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== value;
}

/** `model ?? "gpt-5"`: the code says itself what to take instead. */
function hasFallback(value: ts.Expression): boolean {
  const { parent } = value;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === value &&
    (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
      parent.operatorToken.kind === ts.SyntaxKind.BarBarToken)
  );
}
