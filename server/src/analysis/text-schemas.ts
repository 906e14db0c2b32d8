import type { Place } from "../../../lens/facts.ts";
import type { Located } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import { ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** Packages whose schemas of text have a method `max`. */
const HAS_MAX = /^(zod|zod\/\w+|yup|joi|@hapi\/joi):|:z\./;

/** Methods of such a schema that give one of the same kind. */
const KEEPS_TEXT = new Set([
  "min",
  "nonempty",
  "trim",
  "toLowerCase",
  "toUpperCase",
  "lowercase",
  "uppercase",
  "normalize",
  "startsWith",
  "endsWith",
  "includes",
]);

/** The part of a schema that lets in text of any length and has a method to limit it; `undefined` for all other schemas. */
export function openTextSchema(evaluator: Evaluator, { module, node }: Located): Place | undefined {
  const calls: ts.CallExpression[] = [];
  let current = ts.isExpression(node) ? unwrapped(node) : undefined;
  while (current && ts.isCallExpression(current)) {
    calls.unshift(current);
    current = ts.isPropertyAccessExpression(current.expression) ? unwrapped(current.expression.expression) : undefined;
  }
  const [base, ...others] = calls;
  if (base === undefined || methodOf(base) !== "string") return undefined;
  const value = evaluator.evaluate(base, module);
  if (value.kind !== "unknown" || value.origin === undefined || !HAS_MAX.test(value.origin)) return undefined;
  const end = others.findIndex((call) => !KEEPS_TEXT.has(methodOf(call) ?? ""));
  const kept = end < 0 ? others : others.slice(0, end);
  return place({ module, node: kept.at(-1) ?? base });
}

function methodOf(call: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : undefined;
}
