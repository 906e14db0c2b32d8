import type { Place, UnknownValue } from "../../../lens/facts.ts";
import type { Located } from "./abstract.ts";
import type { Module } from "./module.ts";
import { hasModifier, ts, unwrapped } from "./syntax.ts";

/** Names of functions whose result is another one each time. */
const RANDOM = /^(crypto\.)?randomUUID$|^Math\.random$|^nanoid$|^uuid(v[147])?$|^ulid$|^cuid$/;

/** Methods of a date that keep the time of day. */
const TELLS_TIME = new Set([
  "toISOString",
  "toString",
  "toUTCString",
  "toJSON",
  "toLocaleTimeString",
  "getTime",
  "valueOf",
]);

/** What the text of an expression that cannot be worked out tells of its value all the same. */
export function madeValue({ module, node }: Located): Pick<UnknownValue, "changes" | "compactJson" | "onlyReader"> {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return {};
  const name = node.expression.getText(module.source);
  if (name === "JSON.stringify" && ts.isCallExpression(node)) {
    const compactJson = withoutIndentation(node, module);
    if (compactJson === undefined) return {};
    const onlyReader = onlyReaderOf(node, module);
    return { compactJson, ...(onlyReader === undefined ? {} : { onlyReader }) };
  }
  if (RANDOM.test(name)) return { changes: "always" };
  return isTime(node, name) ? { changes: "with time" } : {};
}

/** Variables that a text goes through on its way. */
const MOST_VARIABLES = 5;

/** Where a text is handed over that an expression is part of, if nothing but that reads it; `undefined` where several places do. */
function onlyReaderOf(part: ts.Expression, module: Module): Place | undefined {
  let node: ts.Node = part;
  for (let variables = 0; variables <= MOST_VARIABLES; variables++) {
    while (isPartOf(node.parent, node)) node = node.parent;
    const { parent } = node;
    if (!ts.isVariableDeclaration(parent)) {
      const start = node.getStart(module.source);
      return { file: module.file, start, end: node.end };
    }
    const isConstant = (parent.parent.flags & ts.NodeFlags.Const) !== 0;
    if (!isConstant || hasModifier(parent.parent.parent, ts.SyntaxKind.ExportKeyword)) return undefined;
    const [only, ...others] = module.scopes.references(parent);
    if (only === undefined || others.length > 0) return undefined;
    node = only;
  }
  return undefined;
}

/** `text` of `` `${text}` ``, `text + more` and `text.trim()`. */
function isPartOf(parent: ts.Node, node: ts.Node): boolean {
  return (
    ts.isTemplateSpan(parent) ||
    ts.isTemplateExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken) ||
    (ts.isPropertyAccessExpression(parent) && parent.name.text === "trim") ||
    (ts.isCallExpression(parent) && parent.expression === node)
  );
}

/** `JSON.stringify(rows)` for `JSON.stringify(rows, null, 2)`; none where a replacer decides what is written. */
function withoutIndentation(node: ts.CallExpression, module: Module): string | undefined {
  const [value, replacer, space] = node.arguments;
  if (!value || !replacer || !space || isPattern(value) || isPlainList(value, module)) return undefined;
  const hasReplacer = replacer.kind !== ts.SyntaxKind.NullKeyword && replacer.getText() !== "undefined";
  if (hasReplacer) return undefined;
  const isIndented =
    (ts.isNumericLiteral(space) && space.text !== "0") || (ts.isStringLiteralLike(space) && space.text !== "");
  return isIndented ? `JSON.stringify(${value.getText()})` : undefined;
}

/** Names of values that show a model how its answer has to look. */
const PATTERN = /schema|example|format|template|sample/i;

/** Longest literal whose indentation is not worth a word, in UTF-16 units. */
const SMALL = 200;

/** Whether a value is there to be copied in form, or is too small to matter. */
function isPattern(value: ts.Expression): boolean {
  const node = unwrapped(value);
  const text = node.getText();
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return text.length < SMALL;
  return PATTERN.test(text);
}

/** A variable that is declared as `string[]`, or of other plain values: its lines are few and hardly indented. */
function isPlainList(value: ts.Expression, module: Module): boolean {
  const node = unwrapped(value);
  const declaration = ts.isIdentifier(node) ? module.scopes.resolve(node.text, node) : undefined;
  const type =
    declaration && (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration))
      ? declaration.type
      : undefined;
  return type !== undefined && PLAIN_LIST.test(type.getText(module.source));
}

const PLAIN_LIST = /^(?:readonly\s+)?(?:string|number|boolean)\[\]$|^(?:Readonly)?Array<(?:string|number|boolean)>$/;

/** `Date.now()`, `new Date()`, and what a date tells of the time of day. */
function isTime(node: ts.CallExpression | ts.NewExpression, name: string): boolean {
  if (name === "Date.now" || name === "performance.now") return true;
  if (ts.isNewExpression(node)) return name === "Date" && (node.arguments?.length ?? 0) === 0;
  const callee = unwrapped(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || !TELLS_TIME.has(callee.name.text)) return false;
  const holder = unwrapped(callee.expression);
  return ts.isNewExpression(holder) && holder.expression.getText() === "Date" && (holder.arguments?.length ?? 0) === 0;
}
