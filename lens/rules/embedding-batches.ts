import type { ModelCall } from "../facts.ts";
import { effectiveOptions } from "./effective-options.ts";
import { alternativesOf, constantOf } from "./values.ts";

/** Methods that are given many texts already. */
const TAKES_MANY = /(Many|Documents|Batch|Contents|Embeddings)$/;

/** Methods that take a single text, with no other that takes more. */
const TAKES_ONE_ONLY = /\bollama\.embeddings$/i;

/** Models that take one text for each request. */
const ONE_TEXT_MODELS = /titan-embed|nova-.*embed/i;

/** Whether one request of this embedding call could carry more texts; `undefined` where that cannot be told. */
export function canTakeMore(call: ModelCall): boolean | undefined {
  if (call.kind !== "embedding" || TAKES_MANY.test(call.callee)) {
    return false;
  }
  if (TAKES_ONE_ONLY.test(call.callee)) {
    return false;
  }
  const { model, input } = effectiveOptions(call);
  const ids = model === undefined ? [] : alternativesOf(model).map((id) => constantOf(id)?.value);
  if (ids.some((id) => typeof id === "string" && ONE_TEXT_MODELS.test(id))) {
    return false;
  }
  const isModelKnown = ids.length > 0 && ids.every((id) => typeof id === "string");
  if (!isModelKnown && (call.provider === "bedrock" || call.provider === "google-vertex")) {
    return undefined;
  }
  if (input?.state === "known" && input.form === "array" && input.elements.length !== 1) {
    return false;
  }
  return true;
}
