import type { Flow, ModelCall } from "../../../lens/facts.ts";
import type { CallDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, type AbstractUnknown, alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import { type OptionSite, readPath } from "./options.ts";
import { enclosingFunction, ts, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Outside data at the place where it is used. */
export type Tainted = AbstractUnknown & {
  readonly taint: NonNullable<AbstractUnknown["taint"]>;
  readonly at: NonNullable<AbstractUnknown["at"]>;
};

/** Parts of a message or block that hold its text. */
const TEXT_NAMES = ["text", "content"];

/** Outside data that reaches the instructions of a call, one flow for each tainted piece. */
export function flowsIntoSystemPrompt(
  evaluator: Evaluator,
  call: ModelCall,
  description: CallDescription,
  site: OptionSite,
): Flow[] {
  const found: Tainted[] = [];
  for (const prompt of description.systemPrompts ?? []) {
    const { value } = readPath(evaluator, prompt.path, site);
    if (!("roles" in prompt)) collect(value, found);
    else for (const content of instructions(value, prompt.roles, prompt.content)) collect(content, found);
  }
  const seen = new Set<string>();
  return found.flatMap((piece) => {
    const at = piece.at.module.file === call.place.file ? place(piece.at) : call.calleePlace;
    const key = `${at.start}:${at.end}`;
    if (seen.has(key) || isGuarded(piece)) return [];
    seen.add(key);
    return [
      {
        fact: "flow",
        sink: "system prompt",
        taint: piece.taint,
        place: at,
        sinkPlace: call.place,
        sinkText: call.callee,
        call,
        context: call.context,
        messages: call.options.messages,
      } satisfies Flow,
    ];
  });
}

/** Text of the messages whose role is one of those that instruct the model. */
function instructions(messages: Abstract, roles: readonly string[], content: string): Abstract[] {
  return alternativesOf(messages).flatMap((list) => {
    if (list.kind !== "array") return [];
    return list.elements.flatMap((element) =>
      alternativesOf(element()).flatMap((message) => {
        if (message.kind !== "object") return [];
        const role = message.properties.get("role")?.();
        const text = message.properties.get(content)?.();
        return role?.kind === "constant" && roles.includes(String(role.value)) && text ? [text] : [];
      }),
    );
  });
}

/** Parts of one prompt that are looked at. */
const MAXIMUM_PARTS = 2_000;

function collect(value: Abstract, found: Tainted[], depth = 0, left = { parts: MAXIMUM_PARTS }): void {
  if (depth > 6 || --left.parts < 0) return;
  switch (value.kind) {
    case "unknown":
      if (value.taint && value.at) found.push(value as Tainted);
      return;
    case "template":
      for (const part of value.parts) if (typeof part !== "string") collect(part, found, depth + 1, left);
      return;
    case "alternatives":
      for (const each of value.values) collect(each, found, depth + 1, left);
      return;
    case "json":
      return collect(value.of, found, depth + 1, left);
    case "array":
      for (const element of value.elements.slice(0, left.parts)) collect(element(), found, depth + 1, left);
      return;
    case "object":
      for (const name of TEXT_NAMES) {
        const property = value.properties.get(name);
        if (property) collect(property(), found, depth + 1, left);
      }
      return;
  }
}

/** Compared with constants, looked up in a list, or matched against a pattern in the same function. */
export function isGuarded(piece: Tainted): boolean {
  const { module, node } = piece.at;
  const texts = new Set([node.getText(module.source)]);
  for (const step of piece.taint.steps) {
    if (step.file === module.file) texts.add(module.source.text.slice(step.start, step.end));
  }
  const isPiece = (expression: ts.Node): boolean => texts.has(expression.getText(module.source));
  let isFound = false;
  walk(enclosingFunction(node) ?? module.source, (inner) => {
    if (isFound) return false;
    if (ts.isCallExpression(inner)) {
      const name = calleeName(inner);
      if (
        ["includes", "has", "test", "indexOf", "hasOwn", "match", "some", "isValid"].includes(name ?? "") &&
        inner.arguments.some(isPiece)
      )
        isFound = true;
      if (name === "match" && ts.isPropertyAccessExpression(inner.expression) && isPiece(inner.expression.expression))
        isFound = true;
      if (/^(validate|assert|sanitize|is[A-Z])/.test(name ?? "") && inner.arguments.some(isPiece)) isFound = true;
    }
    if (ts.isSwitchStatement(inner) && isPiece(inner.expression)) isFound = true;
    if (ts.isBinaryExpression(inner)) {
      const operator = inner.operatorToken.kind;
      if (operator === ts.SyntaxKind.InKeyword && isPiece(inner.left)) isFound = true;
      const isEquality =
        operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
        operator === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
        operator === ts.SyntaxKind.EqualsEqualsToken;
      if (isEquality && isPiece(inner.left) && ts.isStringLiteralLike(inner.right) && inner.right.text !== "")
        isFound = true;
    }
    return undefined;
  });
  return isFound;
}
