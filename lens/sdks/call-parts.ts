import type { OptionName } from "../facts.ts";
import type { CallDescription, MemberDescription, OptionPaths } from "./description.ts";

/** Option paths of one call, by the name of the option. */
export type CallOptionPaths = Readonly<Partial<Record<OptionName, OptionPaths>>>;

/** A member that calls a model. */
export function call(description: CallDescription): MemberDescription {
  return { member: "call", call: description };
}

/** The same call without what is known of its response: what it gives is no answer yet. */
export function withoutResponse(description: CallDescription): CallDescription {
  const { response: _response, ...rest } = description;
  return rest;
}

/** The same call where the answer comes in pieces. */
export function streamed(description: CallDescription): CallDescription {
  return { ...withoutResponse(description), kind: "stream" };
}

/** The same call where `stream: true` is no option, or makes no other kind of call. */
export function withoutStreamFlag(description: CallDescription): CallDescription {
  const { streamFlag: _streamFlag, ...rest } = description;
  return rest;
}
