import type { Fact, InsertionPoint, Resource } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { nameOf, propertyInsertion, propertyState } from "./constructs.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

export const cdkAgentGuardrailMissing = defineRule({
  meta: {
    id: "cdk-agent-guardrail-missing",
    title: "Bedrock agent without a guardrail",
    pillar: "security",
    practices: ["GENSEC02-BP01", "GENSEC05-BP01", "AGENTSEC04-BP01"],
    proves: ["GENSEC02-BP01", "AGENTSEC04-BP01"],
    related: ["GENSEC05-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (resource.kind !== "agent" || resource.service !== "bedrock") return { outcome: "not applicable" };
    const isConstruct = resource.name === "Agent";
    const guardrail = isConstruct ? "guardrail" : "guardrailConfiguration";
    switch (propertyState(resource, guardrail)) {
      case "known":
        return { outcome: "pass", place: resource.place };
      case "unknown":
        return { outcome: "unknown", reason: "whether the agent has a guardrail cannot be told" };
      case "absent":
        break;
    }
    if (isGuardedOtherwise(context)) return { outcome: "pass", place: resource.place };
    return {
      outcome: "fail",
      place: resource.calleePlace,
      severity: resource.context.isExample ? "info" : "warning",
      message: `${nameOf(resource)} has no \`${guardrail}\`, so neither what people ask the agent nor what it answers is checked`,
      fixes: fixesFor(resource, guardrail, isConstruct, context.facts),
    };
  },
});

/** A guardrail that holds for all of the account. */
function isGuardedOtherwise({ settings, facts }: JudgeContext): boolean {
  return (
    settings.hasEnforcedGuardrail ||
    facts.some(
      (fact) =>
        fact.fact === "resource" &&
        (fact.name === "CfnEnforcedGuardrailConfiguration" ||
          fact.name.startsWith("PutEnforcedGuardrailConfiguration")),
    )
  );
}

function fixesFor(resource: Resource, name: string, isConstruct: boolean, facts: readonly Fact[]): readonly Fix[] {
  const insertion = propertyInsertion(resource, name);
  if (insertion === undefined || isConstruct || hasGuardrail(facts)) return [];
  return [guardrailFix(insertion)];
}

/** The file makes a guardrail that the agent should have; which variable holds it cannot be told from here. */
function hasGuardrail(facts: readonly Fact[]): boolean {
  return facts.some((fact) => fact.fact === "resource" && fact.kind === "guardrail");
}

function guardrailFix(insertion: InsertionPoint): Fix {
  return {
    title: "Add the guardrail named by `GUARDRAIL_ID` and `GUARDRAIL_VERSION`",
    safety: "review",
    edits: [
      {
        edit: "set option",
        insertion,
        code: "{ guardrailIdentifier: process.env.GUARDRAIL_ID, guardrailVersion: process.env.GUARDRAIL_VERSION }",
      },
    ],
  };
}
