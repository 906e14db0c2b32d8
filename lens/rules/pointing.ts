import type { ConstantValue, Failure, ModelCall } from "../facts.ts";

/**
 * Where a finding about a written value goes: at the value, with the call beside it; at the call where the value
 * stands in another file.
 */
export function pointAt(
  constant: ConstantValue,
  call: ModelCall,
): Pick<Failure, "place"> & Required<Pick<Failure, "related">> {
  return isInFileOf(constant, call)
    ? { place: constant.place, related: [{ place: call.calleePlace, message: "This call uses it" }] }
    : { place: call.calleePlace, related: [{ place: constant.place, message: "It is set here" }] };
}

/** Whether a value stands in the file of the call, where a fix of the call's finding may change it. */
export function isInFileOf(constant: ConstantValue, call: ModelCall): boolean {
  return constant.place.file === call.place.file;
}
