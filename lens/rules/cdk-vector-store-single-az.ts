import { isForDevelopment, nameOf, propertyAt } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

export const cdkVectorStoreSingleAz = defineRule({
  meta: {
    id: "cdk-vector-store-single-az",
    title: "Vector store without a standby in another zone",
    pillar: "reliability",
    practices: ["GENREL02-BP01", "GENREL05-BP02"],
    related: ["GENREL05-BP02"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource) {
    if (resource.kind !== "vector store") return { outcome: "not applicable" };
    const isCollection = resource.name === "CfnCollection";
    const setting = isCollection
      ? propertyAt(resource, "standbyReplicas")
      : propertyAt(resource, "zoneAwareness", "enabled");
    const constant = constantOf(setting);
    if (constant === undefined) {
      return setting.state === "absent"
        ? { outcome: "not applicable" }
        : { outcome: "unknown", reason: "whether the store has a standby cannot be told" };
    }
    if (constant.value !== "DISABLED" && constant.value !== false) return { outcome: "pass", place: resource.place };
    if (resource.context.isExample || isForDevelopment(resource)) return { outcome: "not applicable" };
    const [code, name] = isCollection ? [`"ENABLED"`, "standbyReplicas"] : ["true", "zoneAwareness"];
    return {
      outcome: "fail",
      place: constant.place,
      message: `${nameOf(resource)} switches \`${name}\` off: when its Availability Zone fails, nothing can be retrieved`,
      fixes: [
        {
          title: `Set \`${code}\``,
          safety: "review",
          edits: [{ edit: "replace", place: constant.place, code }],
        },
      ],
    };
  },
});
