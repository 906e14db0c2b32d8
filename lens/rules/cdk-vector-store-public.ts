import type { Resource, Value, Verdict } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { isOwnPlace, nameOf, propertyAt } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf, propertyOf } from "./values.ts";

export const cdkVectorStorePublic = defineRule({
  meta: {
    id: "cdk-vector-store-public",
    title: "Vector store that the whole internet can reach",
    pillar: "security",
    practices: ["GENSEC01-BP03", "GENSEC01-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource) {
    if (resource.name === "CfnSecurityPolicy") return judgeNetwork(resource);
    return resource.name === "CfnDomain" ? judgeDomain(resource) : { outcome: "not applicable" };
  },
});

/** Network policies of OpenSearch Serverless. */
function judgeNetwork(resource: Resource): Verdict {
  const type = constantOf(propertyAt(resource, "type"))?.value;
  if (type !== undefined && type !== "network") return { outcome: "not applicable" };
  const { policyDocument } = resource;
  if (policyDocument?.state !== "known" || policyDocument.form !== "array") {
    return { outcome: "unknown", reason: "what the network policy says cannot be told" };
  }
  const parts = policyDocument.elements.filter((part) => !isForDashboardOnly(part));
  const open = parts.find((part) => constantOf(propertyOf(part, "AllowFromPublic"))?.value === true);
  if (open === undefined) {
    const isClosed = parts.every((part) => constantOf(propertyOf(part, "AllowFromPublic"))?.value === false);
    return isClosed
      ? { outcome: "pass", place: resource.place }
      : { outcome: "unknown", reason: "whether the network policy lets the internet in cannot be told" };
  }
  const allowed = constantOf(propertyOf(open, "AllowFromPublic"));
  return {
    outcome: "fail",
    place: allowed?.place ?? resource.calleePlace,
    severity: resource.context.isExample ? "info" : "error",
    message: `${nameOf(resource)} sets \`AllowFromPublic: true\`: only the data access policy stands between the internet and the vectors`,
    fixes: fixesFor(open),
  };
}

/** Leave to see OpenSearch Dashboards, which ask for a login of their own. */
function isForDashboardOnly(part: Value): boolean {
  const rules = propertyOf(part, "Rules");
  if (rules?.state !== "known" || rules.form !== "array" || !rules.isComplete || rules.elements.length === 0)
    return false;
  return rules.elements.every((rule) => constantOf(propertyOf(rule, "ResourceType"))?.value === "dashboard");
}

function fixesFor(part: Value): readonly Fix[] {
  const allowed = constantOf(propertyOf(part, "AllowFromPublic"));
  if (part.state !== "known" || part.form !== "object" || allowed === undefined) return [];
  // In a policy that is one text, all parts stand where the text does.
  if (!isOwnPlace(allowed.place, part.place)) return [];
  const edits: FixEdit[] = [{ edit: "replace", place: allowed.place, code: "false" }];
  if (part.isComplete && !part.properties.has("SourceServices")) {
    const insertion = { kind: "property", object: part.place, path: ["SourceServices"] } as const;
    edits.push({ edit: "set option", insertion, code: `["bedrock.amazonaws.com"]` });
  }
  return [{ title: "Let only Bedrock reach the collection", safety: "review", edits }];
}

/** A domain of OpenSearch outside of a VPC, with a policy that lets everybody in. */
function judgeDomain(resource: Resource): Verdict {
  const statements = propertyAt(resource, "accessPolicies", "Statement");
  if (statements.state === "absent") return { outcome: "not applicable" };
  if (statements.state !== "known" || statements.form !== "array") {
    return { outcome: "unknown", reason: "who may reach the domain cannot be told" };
  }
  const open = statements.elements.find(letsEverybodyIn);
  if (open === undefined) return { outcome: "pass", place: resource.place };
  const network = propertyAt(resource, "vpcOptions");
  if (network.state !== "absent") return { outcome: "pass", place: resource.place };
  const principal = propertyOf(open, "Principal");
  return {
    outcome: "fail",
    place: principal?.state === "known" ? principal.place : resource.calleePlace,
    severity: resource.context.isExample ? "info" : "error",
    message: `${nameOf(resource)} lets everybody in: its policy allows \`Principal: "*"\`, and it is in no VPC`,
  };
}

function letsEverybodyIn(statement: Value): boolean {
  if (statement.state !== "known" || statement.form !== "object" || !statement.isComplete) return false;
  const principal = propertyOf(statement, "Principal");
  const everybody = constantOf(principal) ?? constantOf(propertyOf(principal, "AWS"));
  return (
    constantOf(propertyOf(statement, "Effect"))?.value === "Allow" &&
    everybody?.value === "*" &&
    !statement.properties.has("Condition")
  );
}
