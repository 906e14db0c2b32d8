import type { Retrieval, RetrievalOptions } from "../../../lens/facts.ts";
import type { OptionPaths, RetrievalDescription } from "../../../lens/sdks/description.ts";
import { calleePlace, calleeText, clientFactOfChain, providerOf } from "./clients.ts";
import { contextOf } from "./context.ts";
import { type DescribedUse, openedValues, readValues } from "./described-use.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { changedLater, sendOf } from "./command-sends.ts";
import { isNarrowedAfter } from "./narrowing.ts";
import { isInMajor } from "./option-paths.ts";
import { readOption } from "./options.ts";
import { usesOfResult } from "./result-uses.ts";
import { ts } from "./syntax.ts";
import { place } from "./values.ts";

/** A search in a store, or a write to it; `undefined` where this major of the SDK has no such call. */
export function retrievalFact(
  evaluator: Evaluator,
  use: DescribedUse,
  description: RetrievalDescription,
): Retrieval | undefined {
  if (!isInMajor(description, use.sdkMajor)) return undefined;
  if (description.onlyWith !== undefined && !isThere(evaluator, use, description.onlyWith)) return undefined;
  const { module, node } = use.at;
  const options = withoutObjects(readValues(evaluator, description.options, use.site, use.sdkMajor));
  const isChanged = ts.isNewExpression(node) && changedLater(node, module, sendOf(evaluator, node, module)).size > 0;
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
    isNarrowed: isNarrowedAfter(use.at),
    uses: usesOfResult(use.at),
    client: use.through && clientFactOfChain(evaluator, use.through),
    context: contextOf(node, module, evaluator),
  };
}

function isThere(evaluator: Evaluator, use: DescribedUse, paths: OptionPaths): boolean {
  return ([paths].flat() as readonly OptionPaths[]).some((path) => {
    const value = readOption(evaluator, path, use.site, use.sdkMajor)?.value;
    return value !== undefined && value.kind !== "unknown" && value.kind !== "typed" && !isNothing(value);
  });
}

/** A number or name may be given alone or in an object: an object that leaves it out says nothing of it. */
function withoutObjects(options: RetrievalOptions): RetrievalOptions {
  const { topK, collection, namespace } = options;
  const cleared = Object.entries({ topK, collection, namespace }).filter(
    ([, value]) => value?.state === "known" && value.form === "object",
  );
  return {
    ...options,
    ...Object.fromEntries(cleared.map(([name]) => [name, { state: "absent", insertion: undefined }])),
  };
}
