import type { ModelCall, Place, UnknownValue, Value } from "../../../lens/facts.ts";
import { alternativesOf, optionState } from "../../../lens/rules/values.ts";

/** A model that a call asks, or may ask. */
export interface ModelUse {
  readonly id: string;
  /** Who serves it; `undefined` where that cannot be told. */
  readonly provider: string | undefined;
  readonly kind: ModelCall["kind"];
  readonly callee: string;
  /** The call, without its arguments. */
  readonly place: Place;
  /** Where the id is written; `undefined` where the SDK takes it because none is named. */
  readonly written: Place | undefined;
  /** One of several that the call may ask. */
  readonly isAlternative: boolean;
}

/** A call whose model the code does not show. */
export interface UnknownModel {
  readonly callee: string;
  readonly place: Place;
  readonly provider: string | undefined;
  /** Where the model comes from, as the end of a sentence. */
  readonly reason: string;
}

/** The models that one call asks, as far as it decides that itself. */
export function modelUsesOf(call: ModelCall): readonly ModelUse[] {
  const { model } = call.options;
  const shared = { provider: call.provider, kind: call.kind, callee: call.callee, place: call.calleePlace };
  if (model === undefined) return [];
  if (optionState(model) === "absent") {
    const { model: usual } = call.defaults;
    return usual === undefined ? [] : [{ ...shared, id: usual, written: undefined, isAlternative: false }];
  }
  const alternatives = alternativesOf(model);
  return alternatives.flatMap((each) =>
    each.state === "known" && each.form === "constant" && typeof each.value === "string" && each.value !== ""
      ? [{ ...shared, id: each.value, written: each.place, isAlternative: alternatives.length > 1 }]
      : [],
  );
}

/** Why the model of one call is not known, or not all that it may be; the first reason of several. */
export function unknownModelsOf(call: ModelCall): readonly UnknownModel[] {
  const { model } = call.options;
  // A caller of the app's own function that leaves the model to it is told of at the call inside.
  if (model === undefined) return [];
  const [first] = alternativesOf(model).flatMap((each) => reasonOf(each) ?? []);
  if (first === undefined) return [];
  return [{ callee: call.callee, place: call.calleePlace, provider: call.provider, reason: first }];
}

function reasonOf(value: Value): string | undefined {
  if (value.state === "unknown") return reasonOfUnknown(value);
  if (value.state === "absent" || value.form === "constant") return undefined;
  return value.form === "template" ? "its name is put together from parts" : undefined;
}

function reasonOfUnknown({ reason, environmentVariable, taint }: UnknownValue): string {
  if (environmentVariable !== undefined) return `the environment variable \`${environmentVariable}\` names it`;
  if (taint !== undefined) return `data from outside chooses it (${taint.source})`;
  switch (reason) {
    case "parameter":
      return "callers of the function pass it";
    case "environment":
      return "the environment names it";
    case "outside data":
      return "data from outside chooses it";
    default:
      return "the code that names it was not followed";
  }
}
