import type { CallOptions, ModelCall } from "../facts.ts";

/**
 * All options that a model call is made with. Those of a call of the app's own wrapper are more than it decides
 * itself, and what it leaves to the wrapper tells how to judge what it does decide.
 */
export function effectiveOptions(call: ModelCall): CallOptions {
  return call.wrapper?.options ?? call.options;
}
