import type { FlowSink } from "../../../lens/facts.ts";
import { harmlessCharacters } from "../../../lens/flows/sanitisers.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped } from "./syntax.ts";

/** One class of characters, over and over: nothing that a match could take long over. */
const ONE_CLASS = /^(\[(?:\\.|[^\]\\])+\]|\\[DWS])[+*]?$/;

/** ASCII, and characters that stand for the letters, blanks and signs beyond it. */
const CHARACTERS: readonly string[] = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ..."\u00a0\u00e9\u0131\u017f\u03a9\u2028\u212a\u4e2d\uff1c",
];

/**
 * Sinks that a text can do no harm in once the call took all other characters out of it:
 * `text.replace(/[^\d+*()-]/g, "")`. Empty where that is not certain.
 */
export function harmlessAfterReplacing(call: ts.CallExpression, module: Module): readonly FlowSink[] {
  const [sought, instead] = call.arguments;
  if (!sought || !instead || call.arguments.length !== 2) return [];
  const pattern = regularExpression(sought, module);
  const text = unwrapped(instead);
  // `$&` and the like bring back what was found.
  if (!pattern || !ts.isStringLiteralLike(text) || text.text.includes("$")) return [];
  const kept = [...CHARACTERS.filter((character) => !pattern.test(character)), ...text.text];
  return Object.entries(harmlessCharacters)
    .filter(([, harmless]) => kept.every((character) => harmless.test(character)))
    .map(([sink]) => sink as FlowSink);
}

/** What every match of a literal is replaced by: a pattern that tells of one character whether it goes. */
function regularExpression(expression: ts.Expression, module: Module): RegExp | undefined {
  const node = constantOf(unwrapped(expression), module);
  if (!ts.isRegularExpressionLiteral(node)) return undefined;
  const end = node.text.lastIndexOf("/");
  const flags = node.text.slice(end + 1);
  const characters = ONE_CLASS.exec(node.text.slice(1, end))?.[1];
  if (characters === undefined || !flags.includes("g")) return undefined;
  try {
    return new RegExp(`^${characters}$`, flags.replaceAll(/[gy]/g, ""));
  } catch {
    return undefined;
  }
}

function constantOf(node: ts.Expression, module: Module): ts.Expression {
  const declaration = ts.isIdentifier(node) ? module.scopes.resolve(node.text, node) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return node;
  return (declaration.parent.flags & ts.NodeFlags.Const) === 0 ? node : unwrapped(declaration.initializer);
}
