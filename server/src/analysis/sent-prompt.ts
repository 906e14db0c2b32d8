import type { Place } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, isInside, propertyName, ts, unwrapped, walk, writtenProperty } from "./syntax.ts";
import { place } from "./values.ts";

const INSTRUCTIONS = /^(system|instructions|systemInstruction|systemPrompt|system_instruction)$/;
const INSTRUCTING_ROLE = /^(system|developer)$/;

/** Calls that answer a request with what they are given. */
const ANSWERS = /^(json|send|end|Response|NextResponse)$/;

/** Answers that are meant for those who write the instructions. */
const FOR_STAFF = /admin|debug|internal|playground|preview|inspect|verbose|isDev|NODE_ENV|prompts?[-_/]/i;

/** Where the text that a call gives the model as instructions is part of what the handler answers. */
export function sentPrompt(
  call: ts.CallExpression | ts.NewExpression,
  handler: ts.FunctionLikeDeclaration,
  module: Module,
): Place | undefined {
  const names = instructionNames(call);
  if (names.length === 0 || FOR_STAFF.test(module.file)) return undefined;
  for (const name of names) {
    const declaration = module.scopes.resolve(name.text, name);
    if (!declaration || !ts.isVariableDeclaration(declaration)) continue;
    for (const reference of module.scopes.references(declaration)) {
      if (!isInside(reference, handler) || isInside(reference, call) || !isAnswered(reference, handler)) continue;
      return FOR_STAFF.test(handler.getText(module.source)) ? undefined : place({ module, node: reference });
    }
  }
  return undefined;
}

/** Variables that a call gives the model as instructions, alone or in the list of messages. */
function instructionNames(call: ts.CallExpression | ts.NewExpression): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  for (const argument of call.arguments ?? [])
    walk(argument, (node) => {
      if (isFunctionWithBody(node)) return false;
      if (ts.isObjectLiteralExpression(node)) addInstructions(node, found);
      return undefined;
    });
  return found;
}

function addInstructions(literal: ts.ObjectLiteralExpression, found: ts.Identifier[]): void {
  const role = writtenProperty(literal, "role");
  const isInstructing =
    role !== undefined &&
    ts.isStringLiteralLike(unwrapped(role)) &&
    INSTRUCTING_ROLE.test((unwrapped(role) as ts.StringLiteral).text);
  for (const each of literal.properties) {
    const name = propertyName(each.name as ts.PropertyName | undefined) ?? "";
    if (!INSTRUCTIONS.test(name) && !(isInstructing && name === "content")) continue;
    const value = ts.isPropertyAssignment(each)
      ? unwrapped(each.initializer)
      : ts.isShorthandPropertyAssignment(each)
        ? each.name
        : undefined;
    if (value && ts.isIdentifier(value)) found.push(value);
  }
}

/** Whether a variable stands as a value in the body of an answer. */
function isAnswered(reference: ts.Identifier, handler: ts.Node): boolean {
  let child: ts.Node = reference;
  for (let node: ts.Node = reference.parent; node && node !== handler; child = node, node = node.parent) {
    if (isFunctionWithBody(node)) return false;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = calleeName(node) ?? "";
      if (ANSWERS.test(name)) return node.arguments?.[0] === child;
      if (name !== "stringify") return false;
      continue;
    }
    if (ts.isPropertyAssignment(node) && node.initializer === child) {
      if (propertyName(node.name) === "body" && ts.isReturnStatement(node.parent.parent)) return true;
      continue;
    }
    const isKept =
      ts.isShorthandPropertyAssignment(node) ||
      ts.isObjectLiteralExpression(node) ||
      ts.isArrayLiteralExpression(node) ||
      ts.isSpreadAssignment(node) ||
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node);
    if (!isKept) return false;
  }
  return false;
}
