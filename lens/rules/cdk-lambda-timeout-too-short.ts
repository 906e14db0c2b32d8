import type { Fact, Permission, Resource } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { nameOf, propertyInsertion, propertyState } from "./constructs.ts";
import { isSamePlace } from "./places.ts";
import { entriesOf } from "./policies.ts";
import { defineRule } from "./rule.ts";

/** Actions that wait for a model to answer. */
const WAITS =
  /^(bedrock:(InvokeModel|InvokeAgent|InvokeInlineAgent|InvokeFlow|RetrieveAndGenerate|Invoke\*|\*)|bedrock-agentcore:(InvokeAgentRuntime|InvokeHarness)|sagemaker:InvokeEndpoint(WithResponseStream|\*)?$)/;

/** Actions that start a job and come back at once; those who may do so need leave to call the model as well. */
const STARTS = /^(bedrock:(StartAsyncInvoke|CreateModelInvocationJob)|sagemaker:InvokeEndpointAsync)/;

export const cdkLambdaTimeoutTooShort = defineRule({
  meta: {
    id: "cdk-lambda-timeout-too-short",
    title: "Lambda function that calls a model stops after 3 seconds",
    pillar: "reliability",
    practices: ["GENREL03-BP02", "GENREL03-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (resource.kind !== "function" || resource.origin !== "construct") return { outcome: "not applicable" };
    const given = permissionsOf(resource, context.facts);
    const isStarter = given.some((each) => allows(each, STARTS));
    const caller = given.find((each) => allows(each, WAITS));
    if (isStarter || (resource.callsModel !== true && caller === undefined)) return { outcome: "not applicable" };
    switch (propertyState(resource, "timeout")) {
      case "known":
        return { outcome: "pass", place: resource.place };
      case "unknown":
        return { outcome: "unknown", reason: "whether the function has a timeout of its own cannot be told" };
      case "absent":
        break;
    }
    return {
      outcome: "fail",
      place: resource.calleePlace,
      severity: resource.context.isExample ? "warning" : "error",
      message: `${nameOf(resource)} ${whyOf(resource)} and sets no \`timeout\`: Lambda stops it after 3 seconds, before most answers are done`,
      related: caller === undefined ? [] : [{ place: caller.calleePlace, message: "May call models by this" }],
      fixes: fixesFor(resource),
    };
  },
});

/** Longer than most answers take to write. */
const TIMEOUT = "Duration.seconds(60)";

function fixesFor(resource: Resource): readonly Fix[] {
  const insertion = propertyInsertion(resource, "timeout");
  if (insertion === undefined) return [];
  return [
    {
      title: `Set \`timeout: ${TIMEOUT}\``,
      safety: "review",
      edits: [
        { edit: "add import", file: resource.place.file, module: "aws-cdk-lib", names: ["Duration"] },
        { edit: "set option", insertion, code: TIMEOUT },
      ],
    },
  ];
}

function whyOf({ callsModel, entryFile }: Resource): string {
  if (callsModel !== true || entryFile === undefined) return "may call models";
  return `runs \`${entryFile.slice(entryFile.lastIndexOf("/") + 1)}\`, which calls a model,`;
}

/** Permissions that a function or its role is given in the same file. */
function permissionsOf({ place, role }: Resource, facts: readonly Fact[]): readonly Permission[] {
  return facts
    .filter((fact) => fact.fact === "permission")
    .filter(({ grantee }) => {
      if (grantee === undefined) return false;
      return isSamePlace(grantee, place) || (role !== undefined && isSamePlace(grantee, role));
    });
}

function allows(permission: Permission, actions: RegExp): boolean {
  return entriesOf(permission.actions).some(({ text }) => actions.test(text));
}
