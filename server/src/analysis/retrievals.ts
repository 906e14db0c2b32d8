import type { Retrieval } from "../../../lens/facts.ts";
import type { RetrievalDescription } from "../../../lens/sdks/description.ts";
import { calleePlace, calleeText, clientFactOfChain, providerOf } from "./clients.ts";
import { contextOf } from "./context.ts";
import { type DescribedUse, isInMajor, openedValues, readValues } from "./described-use.ts";
import type { Evaluator } from "./evaluator.ts";
import { changedLater } from "./model-calls.ts";
import { ts } from "./syntax.ts";
import { place } from "./values.ts";

/** A search in a store, or a write to it; `undefined` where this major of the SDK has no such call. */
export function retrievalFact(
  evaluator: Evaluator,
  use: DescribedUse,
  description: RetrievalDescription,
): Retrieval | undefined {
  if (!isInMajor(description, use.sdkMajor)) return undefined;
  const { module, node } = use.at;
  const options = readValues(evaluator, description.options, use.site, use.sdkMajor);
  const isChanged = ts.isNewExpression(node) && changedLater(node, module).size > 0;
  return {
    fact: "retrieval",
    sdk: use.sdk.id,
    sdkMajor: use.sdkMajor,
    kind: description.kind,
    provider: description.provider ?? (use.through && providerOf(evaluator, use.through)),
    callee: calleeText(use.at),
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    options: isChanged ? openedValues(options) : options,
    client: use.through && clientFactOfChain(evaluator, use.through),
    context: contextOf(node, module, evaluator),
  };
}
