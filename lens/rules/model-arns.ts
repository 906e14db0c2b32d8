import type { Fact, Value } from "../facts.ts";
import { modelCallsOf } from "./places.ts";
import { alternativesOf, constantOf, propertyOf } from "./values.ts";

/** Id of a model on Bedrock, perhaps with the geography of an inference profile before it. */
const MODEL_ID = /^(?:(us|us-gov|eu|apac|jp|au|ca|global)\.)?([a-z0-9]+\.[a-z0-9][\w.:-]*)$/;

/** ARNs of the Bedrock models that some facts name, each once. */
export function modelArnsOf(facts: readonly Fact[]): readonly string[] {
  return [...new Set(namedModels(facts).flatMap(arnsOf))];
}

function namedModels(facts: readonly Fact[]): readonly Value[] {
  const called = modelCallsOf(facts)
    .filter(({ provider }) => provider === "bedrock")
    .map(({ options }) => options.model);
  const set = facts
    .filter((fact) => fact.fact === "resource")
    .map(({ properties }) => propertyOf(properties, "foundationModel"));
  return [...called, ...set].filter((value) => value !== undefined).flatMap(alternativesOf);
}

function arnsOf(model: Value): readonly string[] {
  const id = constantOf(model)?.value;
  const [, geography, base] = (typeof id === "string" && MODEL_ID.exec(id)) || [];
  if (base === undefined) return [];
  const own = `arn:aws:bedrock:*::foundation-model/${base}`;
  return geography === undefined ? [own] : [`arn:aws:bedrock:*:*:inference-profile/${geography}.${base}`, own];
}
