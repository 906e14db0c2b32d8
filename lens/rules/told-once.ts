import type { ModelCall, OptionName, Place } from "../facts.ts";
import { insertionOf } from "./insertions.ts";
import { isSamePlace, isWithin, modelCallsOf } from "./places.ts";
import type { JudgeContext } from "./rule.ts";
import { optionState } from "./values.ts";

/**
 * Whether an earlier call of the file takes its options from the same agent or model object, and lacks the same one: what
 * is told there need not be told again, because one change mends both. `isTold` leaves out calls that the rule says
 * nothing of.
 */
export function isToldBefore(
  call: ModelCall,
  name: OptionName,
  context: JudgeContext,
  isTold: (other: ModelCall) => boolean = () => true,
): boolean {
  const owner = ownerOf(call, name);
  if (owner === undefined) return false;
  const first = modelCallsOf(context.facts).find((other) => {
    const place = optionState(other.options[name]) === "absent" ? ownerOf(other, name) : undefined;
    return place !== undefined && isSamePlace(place, owner) && isTold(other);
  });
  return first !== undefined && !isSamePlace(first.place, call.place);
}

/** Where the option would be set, if that is not in the call itself. */
function ownerOf(call: ModelCall, name: OptionName): Place | undefined {
  const insertion = insertionOf(call.options[name]);
  const place = insertion?.kind === "property" ? insertion.object : insertion?.call;
  return place !== undefined && !isWithin(place, call.place) ? place : call.settingsPlace;
}
