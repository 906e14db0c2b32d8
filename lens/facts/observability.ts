import type { CodeContext } from "./code-context.ts";
import type { Place } from "./values.ts";

export type ObservabilityMechanism =
  | "client wrapper"
  | "instrumentation"
  | "callback"
  | "exporter"
  | "span"
  | "gateway"
  | "call option"
  | "feedback"
  | "evaluation";

/** Something that records what models do: evidence of tracing. */
export interface Observability {
  readonly fact: "observability";
  /** Such as `langfuse`. */
  readonly product: string;
  readonly mechanism: ObservabilityMechanism;
  readonly place: Place;
  readonly context: CodeContext;
}
