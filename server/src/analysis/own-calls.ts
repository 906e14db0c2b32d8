import { type Abstract, type Lazy, unknown } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { importStatement } from "./declarations.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped } from "./syntax.ts";
import { marked, tainted } from "./taint.ts";

/** What a call gives of a function that the team's configuration names as a source or sanitiser; `undefined` for all others. */
export function ownCall(
  evaluator: Evaluator,
  node: ts.CallExpression,
  given: readonly Lazy[] | undefined,
  module: Module,
): Abstract | undefined {
  const { sources, sanitisers } = evaluator.knowledge.own;
  const name = calleeName(node);
  if (name === undefined || (!sources.lastNames.has(name) && !sanitisers.lastNames.has(name))) return undefined;
  const at = { module, node };
  const keys = writtenKeys(node, module);
  const [source] = sources.entries(keys);
  if (source) return tainted(source.source, at);
  const [sanitiser] = sanitisers.entries(keys);
  if (!sanitiser) return undefined;
  const data = given?.[0]?.();
  if (data === undefined || sanitiser.harmlessFor === undefined) return unknown("call", at);
  return marked(data, { harmlessFor: sanitiser.harmlessFor });
}

/**
 * The names that a callee goes by as it is written: `@acme/web:readBody` for what is imported, wherever that leads,
 * `readBody` or `store.run`, and `*.run` for a method of anything.
 */
export function writtenKeys(node: ts.CallExpression | ts.NewExpression, module: Module): readonly string[] {
  const names: string[] = [];
  let callee = unwrapped(node.expression);
  while (ts.isPropertyAccessExpression(callee)) {
    names.unshift(callee.name.text);
    callee = unwrapped(callee.expression);
  }
  const last = names.at(-1);
  const keys = last === undefined ? [] : [`*.${last}`];
  if (!ts.isIdentifier(callee)) return keys;
  keys.push([callee.text, ...names].join("."));
  const declaration = module.scopes.resolve(callee.text, callee);
  const specifier = declaration && importStatement(declaration)?.moduleSpecifier;
  if (!declaration || !specifier || !ts.isStringLiteral(specifier)) return keys;
  const imported = ts.isImportSpecifier(declaration)
    ? [(declaration.propertyName ?? declaration.name).text]
    : ts.isNamespaceImport(declaration)
      ? []
      : ["default"];
  const path = [...imported, ...names].join(".");
  keys.push(`${specifier.text}:${path}`);
  if (ts.isImportSpecifier(declaration)) keys.push(path);
  // A default export has what the module has, as far as names go.
  if (imported[0] === "default" && names.length > 0) keys.push(`${specifier.text}:${names.join(".")}`);
  return keys;
}
