import type { Fact, Value } from "../facts.ts";
import { nameOf, propertyAt } from "./constructs.ts";
import { defineRule, listOption } from "./rule.ts";
import { constantOf, propertyOf } from "./values.ts";

/** A number of parameters that fills more than one accelerator, as names of models have it: `70B`, `8x22B`. */
const LARGE = /(^|[^0-9.])(6[5-9]|[7-9]\d|\d{3,}|8x\d+)b\b/i;

export const cdkSagemakerOversizedInstance = defineRule({
  meta: {
    id: "cdk-sagemaker-oversized-instance",
    title: "Endpoint on one of the largest instances",
    pillar: "sustainability",
    practices: ["GENSUS01-BP01", "GENCOST02-BP02", "GENSUS03-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    options: {
      instances: {
        type: "list of texts",
        default: ["ml.p4d.", "ml.p4de.", "ml.p5", "ml.p6", "ml.g5.48xlarge", "ml.g6.48xlarge", "ml.g6e.48xlarge"],
        description: "How the names of instances start that are too large for most models.",
      },
    },
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (resource.kind !== "endpoint configuration") return { outcome: "not applicable" };
    const variants = propertyAt(
      resource,
      resource.origin === "construct" ? "productionVariants" : "ProductionVariants",
    );
    if (variants.state !== "known" || variants.form !== "array") {
      return { outcome: "unknown", reason: "the variants of the endpoint cannot be told" };
    }
    const largest = listOption(context, "instances");
    for (const variant of variants.elements) {
      const type = constantOf(propertyOf(variant, "instanceType") ?? propertyOf(variant, "InstanceType"));
      if (type === undefined || !largest.some((name) => String(type.value).startsWith(name))) continue;
      if (context.facts.some(isLargeModel) || isLarge(variant)) return { outcome: "not applicable" };
      return {
        outcome: "fail",
        place: type.place,
        message: `${nameOf(resource)} serves from \`${String(type.value)}\`, one of the largest instances there are; nothing here says that the model needs it`,
      };
    }
    return { outcome: "pass", place: resource.place };
  },
});

/** Whether a fact is a model whose name or settings say that it is a large one. */
function isLargeModel(fact: Fact): boolean {
  return fact.fact === "resource" && fact.kind === "model" && (isLarge(fact.properties) || isLarge(fact.id));
}

function isLarge(value: Value): boolean {
  const pending: Value[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.state !== "known") continue;
    if (next.form === "constant" && typeof next.value === "string" && LARGE.test(next.value)) return true;
    if (next.form === "object") pending.push(...next.properties.values());
    if (next.form === "array") pending.push(...next.elements);
  }
  return false;
}
