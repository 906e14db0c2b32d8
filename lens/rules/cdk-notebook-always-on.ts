import { nameOf, propertyAt, propertyState } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

export const cdkNotebookAlwaysOn = defineRule({
  meta: {
    id: "cdk-notebook-always-on",
    title: "Notebook that never stops by itself",
    pillar: "sustainability",
    practices: ["GENSUS01-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource) {
    if (resource.name !== "CfnNotebookInstance") return { outcome: "not applicable" };
    switch (propertyState(resource, "lifecycleConfigName")) {
      case "known":
        return { outcome: "pass", place: resource.place };
      case "unknown":
        return { outcome: "unknown", reason: "whether the notebook has a lifecycle configuration cannot be told" };
      case "absent":
        break;
    }
    const type = constantOf(propertyAt(resource, "instanceType"))?.value;
    const what = typeof type === "string" ? `\`${type}\`` : "its instance";
    return {
      outcome: "fail",
      place: resource.calleePlace,
      message: `${nameOf(resource)} has no \`lifecycleConfigName\`, so ${what} runs until somebody stops it`,
    };
  },
});
