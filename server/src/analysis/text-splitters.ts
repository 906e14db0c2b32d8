import type { TextSplitter, Value } from "../../../lens/facts.ts";
import type { OptionPaths, SplitterDescription } from "../../../lens/sdks/description.ts";
import { calleePlace, calleeText } from "./clients.ts";
import { contextOf } from "./context.ts";
import type { DescribedUse } from "./described-use.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { readPath, readValue } from "./options.ts";
import { place } from "./values.ts";

const ABSENT: Value = { state: "absent", insertion: undefined };

/** Something that cuts texts into pieces. */
export function textSplitterFact(
  evaluator: Evaluator,
  use: DescribedUse,
  description: SplitterDescription,
): TextSplitter {
  const option = (paths: OptionPaths): Value => readValue(evaluator, paths, use.site, use.sdkMajor) ?? ABSENT;
  return {
    fact: "text splitter",
    sdk: use.sdk.id,
    sdkMajor: use.sdkMajor,
    callee: calleeText(use.at),
    place: place(use.at),
    calleePlace: calleePlace(use.at),
    unit: unitOf(evaluator, use, description),
    chunkSize: option(description.chunkSize),
    chunkOverlap: option(description.chunkOverlap),
    defaults: description.defaults,
    throwsFrom: description.throwsFrom,
    context: contextOf(use.at.node, use.at.module, evaluator),
  };
}

function unitOf(
  evaluator: Evaluator,
  use: DescribedUse,
  { unit, measure, tokensBy }: SplitterDescription,
): TextSplitter["unit"] {
  if (measure !== undefined && !isNothing(readPath(evaluator, measure, use.site).value)) return undefined;
  if (tokensBy === undefined) return unit;
  const { value } = readPath(evaluator, tokensBy.path, use.site);
  if (isNothing(value)) return unit;
  if (value.kind !== "constant") return undefined;
  return tokensBy.values.includes(String(value.value)) ? "tokens" : unit;
}
