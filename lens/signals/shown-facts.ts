import type { Fact, ObservabilityMechanism, Resource, ResourceKind } from "../facts.ts";
import { constantOf } from "../rules/values.ts";
import type { ShownByFact } from "./signal-kind.ts";

/** Shows resources of some kinds, by their class and id. */
export function resourceOf(
  kinds: readonly ResourceKind[],
  fits: (resource: Resource) => boolean = () => true,
): (fact: Fact) => ShownByFact | undefined {
  return (fact) => {
    if (fact.fact !== "resource" || !kinds.includes(fact.kind) || !fits(fact)) return undefined;
    const id = constantOf(fact.id)?.value;
    return { place: fact.calleePlace, text: typeof id === "string" ? `${fact.name} ${id}` : fact.name };
  };
}

/** Shows what records, by product and mechanism. */
export function observabilityOf(
  mechanisms: readonly ObservabilityMechanism[],
  fits: (product: string) => boolean = () => true,
): (fact: Fact) => ShownByFact | undefined {
  return (fact) =>
    fact.fact === "observability" && mechanisms.includes(fact.mechanism) && fits(fact.product)
      ? { place: fact.place, text: `${fact.product} ${fact.mechanism}` }
      : undefined;
}
