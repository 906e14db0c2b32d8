import type { Value } from "../facts.ts";
import { nameOf, propertyAt, propertyState } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf, propertyOf } from "./values.ts";

export const cdkSagemakerNoAutoscaling = defineRule({
  meta: {
    id: "cdk-sagemaker-no-autoscaling",
    title: "Real-time endpoint that does not scale",
    pillar: "sustainability",
    practices: ["GENSUS01-BP01", "GENCOST02-BP02", "GENREL01-BP01"],
    severity: "info",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (resource.kind !== "endpoint configuration" || resource.origin !== "construct") {
      return { outcome: "not applicable" };
    }
    if (propertyState(resource, "asyncInferenceConfig") === "known") return { outcome: "not applicable" };
    const variants = propertyAt(resource, "productionVariants");
    if (variants.state !== "known" || variants.form !== "array") {
      return { outcome: "unknown", reason: "the variants of the endpoint cannot be told" };
    }
    const states = variants.elements.map(scalingOf);
    if (states.includes("unknown")) return { outcome: "unknown", reason: "whether the variants scale cannot be told" };
    const fixed = variants.elements[states.indexOf("fixed")];
    const kinds = new Set(context.facts.flatMap((fact) => (fact.fact === "resource" ? [fact.kind] : [])));
    if (fixed === undefined || kinds.has("scaling target")) return { outcome: "pass", place: resource.place };
    if (!kinds.has("endpoint")) {
      return { outcome: "unknown", reason: "the endpoint is made in another file, and may be scaled there" };
    }
    return {
      outcome: "fail",
      place: resource.calleePlace,
      message: `${nameOf(resource)} keeps ${countOf(fixed)} running day and night: nothing in this file scales the endpoint`,
    };
  },
});

/** Whether the number of instances of a variant can change by what its properties say. */
function scalingOf(variant: Value): "fixed" | "scales" | "unknown" {
  if (variant.state !== "known" || variant.form !== "object") return "unknown";
  const { properties, isComplete } = variant;
  if (["serverlessConfig", "managedInstanceScaling"].some((name) => isSet(properties.get(name)))) return "scales";
  if (!isComplete) return "unknown";
  return isSet(properties.get("instanceType")) ? "fixed" : "unknown";
}

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value.state !== "absent";
}

function countOf(variant: Value): string {
  const count = constantOf(propertyOf(variant, "initialInstanceCount"))?.value;
  const type = constantOf(propertyOf(variant, "instanceType"))?.value;
  const instances = typeof type === "string" ? `\`${type}\`` : "its instances";
  return typeof count === "number" && typeof type === "string" ? `${count} × ${instances}` : instances;
}
