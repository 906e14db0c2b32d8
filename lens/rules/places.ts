import type { Client, Fact, ModelCall, Place } from "../facts.ts";
import { isAboutStandIn } from "./stand-ins.ts";

export function isSamePlace(one: Place, other: Place): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end;
}

export function isWithin(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}

/** The model calls among some facts, in their order, but for those of stand-ins for a model. */
export function modelCallsOf(facts: readonly Fact[]): readonly ModelCall[] {
  return facts.filter((fact) => fact.fact === "model call").filter((call) => !isAboutStandIn(call));
}

/** The model calls among some facts that go through one client, in their order. */
export function callsThrough(client: Client, facts: readonly Fact[]): readonly ModelCall[] {
  return modelCallsOf(facts).filter(
    (call) => call.client !== undefined && isSamePlace(call.client.place, client.place),
  );
}
