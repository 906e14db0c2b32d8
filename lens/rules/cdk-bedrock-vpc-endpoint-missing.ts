import type { Fact, Resource } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { nameOf, propertyAt, propertyState } from "./constructs.ts";
import { isSamePlace } from "./places.ts";
import { entriesOf } from "./policies.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

/** Names of the endpoints that models are called through. */
const RUNTIME = /bedrock|sagemaker/i;

export const cdkBedrockVpcEndpointMissing = defineRule({
  meta: {
    id: "cdk-bedrock-vpc-endpoint-missing",
    title: "Function in a VPC that reaches Bedrock over the internet",
    pillar: "security",
    practices: ["GENSEC01-BP02", "GENREL02-BP01"],
    proves: ["GENSEC01-BP02"],
    related: ["GENREL02-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (resource.kind !== "function" || propertyState(resource, "vpc") !== "known") {
      return { outcome: "not applicable" };
    }
    if (!mayCallBedrock(resource, context.facts)) return { outcome: "not applicable" };
    const made = context.facts.filter((fact) => fact.fact === "resource");
    const services = made
      .filter(({ kind }) => kind === "vpc endpoint")
      .map((each) => constantOf(propertyAt(each, "service")));
    if (services.some((service) => service !== undefined && RUNTIME.test(String(service.value)))) {
      return { outcome: "pass", place: resource.place };
    }
    if (services.includes(undefined))
      return { outcome: "unknown", reason: "what the VPC's endpoints are for cannot be told" };
    if (!made.some(({ kind }) => kind === "vpc")) {
      return { outcome: "unknown", reason: "the VPC is made elsewhere, and may have the endpoint" };
    }
    return {
      outcome: "fail",
      place: resource.calleePlace,
      message: `${nameOf(resource)} stands in a VPC and may call models, but nothing here makes an endpoint for \`BEDROCK_RUNTIME\``,
      fixes: fixesFor(resource, made),
    };
  },
});

/** The endpoint, right below the VPC that the function stands in. */
function fixesFor({ vpc }: Resource, made: readonly Resource[]): readonly Fix[] {
  const isWithMethods = made.some(
    ({ name, place }) => vpc !== undefined && name === "Vpc" && isSamePlace(place, vpc.place),
  );
  if (vpc === undefined || !isWithMethods) return [];
  return [
    {
      title: "Add an interface endpoint for Bedrock to the VPC",
      safety: "review",
      edits: [
        {
          edit: "add import",
          file: vpc.place.file,
          module: "aws-cdk-lib/aws-ec2",
          names: ["InterfaceVpcEndpointAwsService"],
        },
        {
          edit: "insert after",
          place: vpc.place,
          code: `${vpc.name}.addInterfaceEndpoint("BedrockRuntime", {\n  service: InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME,\n});`,
        },
      ],
    },
  ];
}

/** Whether a function, or its role, is given the use of models in the same file. */
function mayCallBedrock({ place, role }: Resource, facts: readonly Fact[]): boolean {
  return facts.some((fact) => {
    if (fact.fact !== "permission" || fact.grantee === undefined) return false;
    const isIts = isSamePlace(fact.grantee, place) || (role !== undefined && isSamePlace(fact.grantee, role));
    return isIts && entriesOf(fact.actions).some(({ text }) => /^bedrock:(Invoke|Converse|\*)/.test(text));
  });
}
