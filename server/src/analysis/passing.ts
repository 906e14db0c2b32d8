import { type PassingCall, passingCalls, schemaChecks } from "../../../lens/flows/sanitisers.ts";
import { type Abstract, type AbstractUnknown, type Lazy, type Located, oneOf, unknown } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import { CalleeTable } from "./origins.ts";
import { checkedAgainst, visibleSchema } from "./schemas.ts";
import { ts, unwrapped } from "./syntax.ts";
import { mapTainted, marked, taintedPieces } from "./taint.ts";

const passing = new CalleeTable(passingCalls);
const checks = new CalleeTable(schemaChecks);

/** What a function of a package that no SDK describes gives, where it is known to hand on what it is given. */
export function passedThrough(
  evaluator: Evaluator,
  callee: AbstractUnknown,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression>,
): Abstract | undefined {
  if (callee.origin === undefined || !given) return undefined;
  if (callee.origin === "util:promisify") return given[0]?.();
  const [entry] = passing.entries([callee.origin]);
  if (entry) return passed(entry, given);
  const [check] = checks.entries([callee.origin]);
  const name = calleeName(at.node);
  const method = check ?? (name === undefined ? undefined : checks.entries([`*.${name}`])[0]);
  if (!method) return undefined;
  const data = given[method.data]?.();
  if (data === undefined || taintedPieces(data).length === 0) return undefined;
  const holder = unwrapped(at.node.expression);
  const schema =
    method.schema !== undefined
      ? given[method.schema]?.()
      : ts.isPropertyAccessExpression(holder)
        ? evaluator.evaluate(holder.expression, at.module)
        : undefined;
  const found = visibleSchema(schema);
  // Who cannot see the schema cannot say that free text is left.
  if (!found) return unknown("call", at);
  const checked = mapTainted(data, (piece) => checkedAgainst(evaluator, { ...piece, at }, found));
  if (method.result === undefined) return checked;
  return { kind: "object", properties: new Map([[method.result, () => checked]]), isComplete: false, at };
}

/** The same for functions that are known by their name alone, such as `encodeURIComponent`; `undefined` for all others. */
export function passedByName(node: ts.CallExpression, given: readonly Lazy[] | undefined): Abstract | undefined {
  const name = calleeName(node);
  if (name === undefined || !passing.lastNames.has(name) || !given) return undefined;
  const callee = unwrapped(node.expression);
  const keys = ts.isPropertyAccessExpression(callee)
    ? [`*.${name}`, ...(ts.isIdentifier(callee.expression) ? [`${callee.expression.text}.${name}`] : [])]
    : [name];
  const [entry] = passing.entries(keys);
  return entry && passed(entry, given);
}

function passed(entry: PassingCall, given: readonly Lazy[]): Abstract | undefined {
  const kept = given.filter((_, index) => entry.arguments?.includes(index) ?? true).map((each) => each());
  const pieces = kept.flatMap((each) => taintedPieces(each));
  const [only] = kept;
  if (pieces.length === 0 || !only) return undefined;
  const value = kept.length === 1 ? only : oneOf(pieces);
  return entry.harmlessFor ? marked(value, { harmlessFor: entry.harmlessFor }) : value;
}
