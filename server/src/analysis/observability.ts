import type { Observability, Value } from "../../../lens/facts.ts";
import type { ObservabilityDescription } from "../../../lens/sdks/description.ts";
import type { AbstractInstance } from "./abstract.ts";
import { contextOf } from "./context.ts";
import type { DescribedUse } from "./described-use.ts";
import type { Evaluator } from "./evaluator.ts";
import { place } from "./values.ts";

/** Evidence that something records what models do. */
export function observabilityFact(
  evaluator: Evaluator,
  use: DescribedUse,
  description: ObservabilityDescription,
): Observability {
  return {
    fact: "observability",
    product: description.product,
    mechanism: description.mechanism,
    place: place(use.at),
    context: contextOf(use.at.node, use.at.module, evaluator),
  };
}

/**
 * Products that trace a call: those around the client, agent or model objects that it goes through, and
 * OpenTelemetry where the SDK's own telemetry is switched on. In the order of their names, once each.
 */
export function tracedBy(instances: readonly AbstractInstance[], telemetry: Value | undefined): readonly string[] {
  const products = new Set(instances.flatMap((each) => each.tracedBy));
  if (isSwitchedOn(telemetry)) products.add("opentelemetry");
  return [...products].sort();
}

/** `true`, or an object that says so. */
function isSwitchedOn(telemetry: Value | undefined): boolean {
  if (telemetry?.state !== "known") return false;
  if (telemetry.form === "constant") return telemetry.value === true;
  if (telemetry.form !== "object") return false;
  return ["isEnabled", "enabled"].some((name) => {
    const flag = telemetry.properties.get(name);
    return flag?.state === "known" && flag.form === "constant" && flag.value === true;
  });
}
