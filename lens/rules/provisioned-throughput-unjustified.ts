import { propertyAt, propertyState } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf, mentions } from "./values.ts";

export const provisionedThroughputUnjustified = defineRule({
  meta: {
    id: "provisioned-throughput-unjustified",
    title: "Provisioned throughput bought by the hour with no end",
    pillar: "cost-optimization",
    practices: ["GENCOST02-BP01", "GENREL01-BP01", "GENSUS01-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (resource.kind !== "provisioned throughput") return { outcome: "not applicable" };
    const model = propertyAt(resource, "modelId");
    if (mentions(model, "custom-model") || mentions(model, "imported-model")) return { outcome: "not applicable" };
    switch (propertyState(resource, "commitmentDuration")) {
      case "known":
        return { outcome: "pass", place: resource.place };
      case "unknown":
        return { outcome: "unknown", reason: "whether the throughput is committed to cannot be told" };
      case "absent":
        break;
    }
    const id = constantOf(model)?.value;
    if (typeof id !== "string")
      return { outcome: "unknown", reason: "whether the model needs throughput of its own cannot be told" };
    if (context.facts.some((fact) => fact.fact === "resource" && fact.kind === "end of provisioned throughput")) {
      return { outcome: "pass", place: resource.place };
    }
    return {
      outcome: "fail",
      place: resource.calleePlace,
      severity: resource.context.isExample ? "info" : "warning",
      message: `\`${resource.name}\` buys throughput of \`${id}\` by the hour, without \`commitmentDuration\`, and nothing here ends it`,
    };
  },
});
