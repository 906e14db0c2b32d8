import type { Fact, ModelCall, Value } from "../facts.ts";
import { nameOf, propertyAt } from "./constructs.ts";
import { effectiveOptions } from "./effective-options.ts";
import { usualDimensions } from "./embedding-dimensions.ts";
import { modelCallsOf } from "./places.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

export const embeddingModelMismatch = defineRule({
  meta: {
    id: "embedding-model-mismatch",
    title: "Index of another length than the vectors of its model",
    pillar: "performance-efficiency",
    practices: ["GENPERF04-BP01", "GENPERF04-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["retrieval", "resource"],
  judge(fact, context) {
    const dimensions = constantOf(dimensionsOf(fact));
    if (dimensions === undefined) return { outcome: "not applicable" };
    if (context.facts.filter((other) => dimensionsOf(other) !== undefined).length > 1) {
      return { outcome: "unknown", reason: "which of the file's indexes a model is for cannot be told" };
    }
    const calls = modelCallsOf(context.facts).filter(({ kind }) => kind === "embedding");
    if (calls.length === 0) return { outcome: "not applicable" };
    const made = calls.map(madeBy);
    const [first] = made;
    if (first === undefined || made.some((each) => each?.length !== first.length)) {
      return { outcome: "unknown", reason: "how long the vectors of this file are cannot be told" };
    }
    if (first.length === dimensions.value) return { outcome: "pass", place: fact.place };
    const what = fact.fact === "resource" ? nameOf(fact) : `\`${fact.callee}\``;
    return {
      outcome: "fail",
      place: dimensions.place,
      severity: fact.context.isExample ? "warning" : "error",
      message: `${what} makes an index for vectors of ${String(dimensions.value)} numbers; \`${first.model}\` makes ${first.length}`,
      related: [{ place: first.call.calleePlace, message: "The vectors are made here" }],
    };
  },
});

/** How long the vectors of an index are that a fact makes; `undefined` for what makes none. */
function dimensionsOf(fact: Fact): Value | undefined {
  if (fact.fact === "retrieval") return fact.kind === "index creation" ? fact.options.dimensions : undefined;
  if (fact.fact !== "resource" || fact.kind !== "index") return undefined;
  const value = propertyAt(fact, fact.name === "VectorIndex" ? "vectorDimensions" : "dimension");
  return value.state === "absent" ? undefined : value;
}

interface Vectors {
  readonly call: ModelCall;
  readonly model: string;
  readonly length: number;
}

/** What a call makes; `undefined` where its model or the length it asks for is not known. */
function madeBy(call: ModelCall): Vectors | undefined {
  const { model, dimensions } = effectiveOptions(call);
  const id = constantOf(model)?.value;
  if (typeof id !== "string") return undefined;
  const asked = constantOf(dimensions)?.value;
  const isUsual = dimensions === undefined || dimensions.state === "absent";
  const length = isUsual ? usualDimensions(id) : typeof asked === "number" ? asked : undefined;
  return length === undefined ? undefined : { call, model: id, length };
}
