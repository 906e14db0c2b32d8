import type { Place } from "../../../../lens/facts.ts";
import type { Scopes } from "../../analysis/scope.ts";
import { ts, unwrapped } from "../../analysis/syntax.ts";
import { copyableTo } from "./copied-code.ts";
import { addElement } from "./elements.ts";
import type { Formatting } from "./formatting.ts";
import type { Replacement } from "./search.ts";
import { nodesAt } from "./search.ts";
import { isOnlyFor, readText, writtenBetween } from "./text-pieces.ts";

/** Text with expressions of the file in it: strings are text as it is, places are copied. */
type TextParts = readonly (string | Place)[];

/** The code of a template literal; `undefined` where an expression in it would not mean the same at `target`. */
function templateCode(source: ts.SourceFile, scopes: Scopes, parts: TextParts, target: ts.Node): string | undefined {
  let inner = "";
  for (const part of parts) {
    if (typeof part === "string") {
      inner += writtenBetween("`", part);
      continue;
    }
    const expression = copyableTo(source, scopes, part, target);
    if (expression === undefined) return undefined;
    inner += `\${${expression.getText(source)}}`;
  }
  return `\`${inner}\``;
}

/**
 * A text before that of a message or prompt: as a block before its blocks, a message before it, or at the start of the
 * text that is the whole prompt. `role` makes it a message of that role behind the one at the place.
 */
export function addMessage(
  source: ts.SourceFile,
  formatting: Formatting,
  scopes: Scopes,
  { place, text, role, user }: { place: Place; text: TextParts; role?: string; user: Place },
): readonly Replacement[] | undefined {
  const expression = nodesAt(source, place).find(ts.isExpression);
  if (expression === undefined) return undefined;
  const message = unwrapped(expression);
  const list = expression.parent;
  if (!isOnlyFor(source, scopes, ts.isArrayLiteralExpression(list) ? list : expression, user)) return undefined;
  const code = templateCode(source, scopes, text, message);
  if (code === undefined) return undefined;
  if (role !== undefined) {
    const copy = withRole(source, message, role, code);
    return copy === undefined ? undefined : addElement(source, formatting, expression, "after", copy);
  }
  const blocks = blocksOf(message);
  if (blocks !== undefined) {
    const like = blocks.elements.find((block) => isTextBlock(block));
    if (like === undefined) return undefined;
    const copy = copyWithText(source, like, code);
    return copy === undefined ? undefined : addElement(source, formatting, like, "before", copy);
  }
  const copy = copyWithText(source, message, code);
  if (copy !== undefined) return addElement(source, formatting, expression, "before", copy);
  return atStartOfText(source, expression, code);
}

/** Properties of messages that a second one may have, too. */
const COMMON = new Set(["role", "type", "content", "text"]);

/** The array of blocks that a message has for its text. */
function blocksOf(message: ts.Expression): ts.ArrayLiteralExpression | undefined {
  if (!ts.isObjectLiteralExpression(message)) return undefined;
  for (const property of message.properties) {
    if (!ts.isPropertyAssignment(property) || !/^(content|parts)$/u.test(property.name.getText())) continue;
    const value = unwrapped(property.initializer);
    return ts.isArrayLiteralExpression(value) ? value : undefined;
  }
  return undefined;
}

function isTextBlock(block: ts.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(block) &&
    block.properties.every((property) => /^(text|type)$/u.test(property.name?.getText() ?? "")) &&
    block.properties.some((property) => property.name?.getText() === "text")
  );
}

/** The code of a message or block like another one, with another text. */
function copyWithText(source: ts.SourceFile, message: ts.Expression, code: string): string | undefined {
  const start = message.getStart(source);
  const around = (text: ts.Node, written: string): string =>
    source.text.slice(start, text.getStart(source)) + written + source.text.slice(text.end, message.end);
  if (ts.isNewExpression(message) && message.arguments?.length === 1) {
    const [only] = message.arguments;
    return only && !ts.isObjectLiteralExpression(only) && !ts.isSpreadElement(only) ? around(only, code) : undefined;
  }
  if (ts.isArrayLiteralExpression(message)) {
    const [role, text, ...others] = message.elements;
    if (role === undefined || text === undefined || others.length > 0) return undefined;
    return ts.isStringLiteral(role) && !ts.isSpreadElement(text) ? around(text, code) : undefined;
  }
  if (!ts.isObjectLiteralExpression(message)) return undefined;
  if (!message.properties.every((property) => COMMON.has(property.name?.getText(source) ?? ""))) return undefined;
  const text = message.properties.find((property) => /^(content|text)$/u.test(property.name?.getText(source) ?? ""));
  if (text === undefined) return undefined;
  if (ts.isPropertyAssignment(text)) return around(text.initializer, code);
  return ts.isShorthandPropertyAssignment(text) ? around(text, `${text.name.text}: ${code}`) : undefined;
}

function withRole(source: ts.SourceFile, message: ts.Expression, role: string, code: string): string | undefined {
  if (!ts.isObjectLiteralExpression(message) || message.properties.length !== 2) return undefined;
  const [first, second] = message.properties;
  if (first === undefined || second === undefined || !ts.isPropertyAssignment(first)) return undefined;
  if (first.name.getText(source) !== "role" || !ts.isStringLiteral(first.initializer)) return undefined;
  if (second.name?.getText(source) !== "content") return undefined;
  const start = message.getStart(source);
  const quote = source.text[first.initializer.getStart(source)]!;
  const text = ts.isPropertyAssignment(second) ? second.initializer : second;
  const written = ts.isPropertyAssignment(second) ? code : `content: ${code}`;
  return (
    source.text.slice(start, first.initializer.getStart(source)) +
    `${quote}${role}${quote}` +
    source.text.slice(first.initializer.end, text.getStart(source)) +
    written +
    source.text.slice(text.end, message.end)
  );
}

/** The text of a template at the start of a text. */
function atStartOfText(
  source: ts.SourceFile,
  prompt: ts.Expression,
  template: string,
): readonly Replacement[] | undefined {
  const inner = template.slice(1, -1);
  const { parent } = prompt;
  if (ts.isShorthandPropertyAssignment(parent)) {
    return [{ start: prompt.end, end: prompt.end, text: `: \`${inner}\\n\${${parent.name.text}}\`` }];
  }
  const isValue = ts.isPropertyAssignment(parent) && parent.initializer === prompt;
  const isArgument = ts.isCallExpression(parent) && parent.arguments.includes(prompt);
  if (!isValue && !isArgument) return undefined;
  const start = prompt.getStart(source);
  const first = readText(source, prompt)?.pieces[0];
  if (first?.kind === "fixed" && first.quote === "`") {
    return [{ start: first.start, end: first.start, text: `${inner}\\n` }];
  }
  if (ts.isStringLiteral(prompt)) {
    const text = writtenBetween("`", prompt.text);
    return [{ start, end: prompt.end, text: `\`${inner}\\n${text}\`` }];
  }
  if (first !== undefined) return [{ start, end: start, text: `\`${inner}\\n\` + ` }];
  if (!ts.isIdentifier(prompt) && !ts.isPropertyAccessExpression(prompt)) return undefined;
  return [{ start, end: prompt.end, text: `\`${inner}\\n\${${prompt.getText(source)}}\`` }];
}
