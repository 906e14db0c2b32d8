import type { Fact } from "./facts.ts";

/** The facts of one kind, in their order. */
export function factsOfKind<Kind extends Fact["fact"]>(
  facts: readonly Fact[],
  kind: Kind,
): readonly Extract<Fact, { readonly fact: Kind }>[] {
  return facts.filter((fact): fact is Extract<Fact, { readonly fact: Kind }> => fact.fact === kind);
}
