import type { ObservabilityMechanism } from "../facts.ts";
import type { ExportedEntity, MemberDescription } from "./description.ts";

/** Gives back its first argument; calls through it are traced by `product`. */
export function clientWrapper(product: string, path = "0"): ExportedEntity {
  return { entity: "wrapper", path, observability: { product, mechanism: "client wrapper" } };
}

/** Calling it, or `new`, sets up recording of one kind. */
export function recorder(product: string, mechanism: ObservabilityMechanism): ExportedEntity {
  return { entity: "observability", observability: { product, mechanism } };
}

/** The same for several names. */
export function recorders(
  product: string,
  mechanism: ObservabilityMechanism,
  names: readonly string[],
): Readonly<Record<string, ExportedEntity>> {
  return Object.fromEntries(names.map((name) => [name, recorder(product, mechanism)]));
}

/** A member that records. */
export function records(product: string, mechanism: ObservabilityMechanism): MemberDescription {
  return { member: "observability", observability: { product, mechanism } };
}
