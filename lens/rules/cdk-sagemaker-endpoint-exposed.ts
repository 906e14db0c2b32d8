import type { Resource, Verdict } from "../facts.ts";
import { isForDevelopment, nameOf, propertyAt, propertyInsertion, propertyState } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

export const cdkSagemakerEndpointExposed = defineRule({
  meta: {
    id: "cdk-sagemaker-endpoint-exposed",
    title: "SageMaker model or notebook with open access to the internet",
    pillar: "security",
    practices: ["GENSEC01-BP02"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource) {
    if (isForDevelopment(resource)) return { outcome: "not applicable" };
    if (resource.name === "CfnModel") return judgeModel(resource);
    return resource.name === "CfnNotebookInstance" ? judgeNotebook(resource) : { outcome: "not applicable" };
  },
});

/** A model is closed in by a VPC or by network isolation. */
function judgeModel(resource: Resource): Verdict {
  const isolation = constantOf(propertyAt(resource, "enableNetworkIsolation"))?.value;
  const states = [propertyState(resource, "vpcConfig"), propertyState(resource, "enableNetworkIsolation")];
  if (isolation === true || states[0] === "known") return { outcome: "pass", place: resource.place };
  if (states.includes("unknown") || (states[1] === "known" && isolation !== false)) {
    return { outcome: "unknown", reason: "how the model is closed in cannot be told" };
  }
  const insertion = propertyInsertion(resource, "enableNetworkIsolation");
  return {
    outcome: "fail",
    place: resource.calleePlace,
    message: `${nameOf(resource)} has neither \`enableNetworkIsolation\` nor \`vpcConfig\`: its container can send what it is asked anywhere`,
    fixes:
      insertion === undefined
        ? []
        : [
            {
              title: "Set `enableNetworkIsolation: true`",
              safety: "review",
              edits: [{ edit: "set option", insertion, code: "true" }],
            },
          ],
  };
}

function judgeNotebook(resource: Resource): Verdict {
  const access = propertyAt(resource, "directInternetAccess");
  const constant = constantOf(access);
  if (constant?.value === "Disabled") return { outcome: "pass", place: resource.place };
  if (access.state !== "absent" && constant?.value !== "Enabled") {
    return { outcome: "unknown", reason: "whether the notebook can reach the internet cannot be told" };
  }
  return {
    outcome: "fail",
    place: constant?.place ?? resource.calleePlace,
    message: `${nameOf(resource)} reaches the internet directly; \`directInternetAccess: "Disabled"\` with a subnet keeps its data in`,
  };
}
