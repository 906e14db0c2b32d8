import type { MemberDescription } from "../../../lens/sdks/description.ts";
import {
  type Abstract,
  type AbstractInstance,
  alternativesOf,
  type Lazy,
  type Located,
  oneOf,
  UNDEFINED,
  unknown,
} from "./abstract.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { member } from "./members.ts";
import { readPath } from "./options.ts";
import type { ts } from "./syntax.ts";

/** Entries of one table that are looked at where the name that is asked for is not known. */
const MAXIMUM_ENTRIES = 16;

type At = Located<ts.CallExpression | ts.NewExpression>;

/** What stands at an option path of the expression that made an instance. */
export function valueAt(evaluator: Evaluator, path: string, instance: AbstractInstance): Abstract {
  return evaluator.nested<Abstract>(
    unknown("too deep"),
    () => readPath(evaluator, path, { call: instance.creation, arguments: instance.arguments, instance }).value,
  );
}

/** What stands under a name in a table: `mastra.getAgent("writer")`. */
export function lookedUp(evaluator: Evaluator, table: Abstract, given: readonly Lazy[] | undefined, at: At): Abstract {
  const key = given?.[0]?.() ?? unknown("spread", at);
  const names = alternativesOf(key);
  if (names.every((each) => each.kind === "constant" && each.value !== null)) {
    return oneOf(
      names.map((each) => (each.kind === "constant" ? member(evaluator, table, String(each.value), at) : UNDEFINED)),
    );
  }
  if (table.kind !== "object" || !table.isComplete || table.properties.size > MAXIMUM_ENTRIES) {
    return unknown("computed", at);
  }
  return oneOf([...table.properties.values()].map((each) => each()));
}

/** What `receiver.pipe(next)` gives, as far as facts go: the one of the two that calls a model. */
export function piped(receiver: AbstractInstance, next: Abstract, at: At): Abstract {
  const last = lastModel([receiver, next], at);
  if (last) return last;
  // What is not known may be the model; what is known to be none leaves the receiver to be piped on.
  return alternativesOf(next).every(isNoModel) ? receiver : unknown("call", at);
}

/** What a sequence of parts gives, as far as facts go: the last of them that calls a model. */
export function sequenced(parts: Abstract, at: At): Abstract {
  const list = alternativesOf(parts).flatMap((each) =>
    each.kind === "array" ? each.elements.map((element) => element()) : [each],
  );
  return lastModel(list, at) ?? unknown("call", at);
}

/** What `unknown.pipe(model)` gives: a part that is not described does not hide the one that calls a model. */
export function pipedFromUnknown(name: string | undefined, given: readonly Lazy[] | undefined, at: At): Abstract {
  const next = name === "pipe" ? given?.[0]?.() : undefined;
  if (!next || !alternativesOf(next).some((each) => each.kind === "instance" && hasPipe(each))) {
    return unknown("call", at);
  }
  return lastModel([unknown("call", at), next], at) ?? unknown("call", at);
}

function hasPipe({ type }: AbstractInstance): boolean {
  return Object.values(type.members ?? {}).some((each) => each.member === "pipe");
}

function lastModel(parts: readonly Abstract[], at: At): Abstract | undefined {
  for (let index = parts.length - 1; index >= 0; index--) {
    const values = alternativesOf(parts[index]!).filter((each) => !isNothing(each));
    const models = values.filter((each) => each.kind === "instance").filter((each) => callsModel(each));
    if (models.length === 0) continue;
    const placed = models.map((each) => inSequence(each, index > 0, index < parts.length - 1));
    return oneOf(models.length < values.length ? [...placed, unknown("call", at)] : placed);
  }
  return undefined;
}

function inSequence(model: AbstractInstance, isFed: boolean, isRead: boolean): AbstractInstance {
  return { ...model, isFed: model.isFed || isFed, isRead: model.isRead || isRead };
}

/** Whether something can be done with an instance that calls a model. */
function callsModel({ type }: AbstractInstance): boolean {
  return [...Object.values(type.members ?? {}), ...(type.whenCalled ? [type.whenCalled] : [])].some(
    (each: MemberDescription) => each.member === "call",
  );
}

function isNoModel(value: Abstract): boolean {
  if (value.kind === "instance") return !callsModel(value);
  return value.kind === "function" || value.kind === "object" || isNothing(value);
}
