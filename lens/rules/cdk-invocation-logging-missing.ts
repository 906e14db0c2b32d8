import type { Fact, Permission, Resource } from "../facts.ts";
import { allFacts, isInLibrary } from "./packages.ts";
import { isSamePlace } from "./places.ts";
import { entriesOf } from "./policies.ts";
import { defineWorkspaceRule, oncePerWorkspace } from "./rule.ts";

export const cdkInvocationLoggingMissing = defineWorkspaceRule({
  meta: {
    id: "cdk-invocation-logging-missing",
    title: "Nothing switches on the log of model invocations",
    pillar: "security",
    practices: ["GENSEC03-BP01", "GENSEC01-BP04", "GENOPS02-BP02"],
    severity: "info",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["resource", "permission"],
  judge(fact, { workspace }) {
    const first = firstUse(workspace);
    if (first === undefined || !isSamePlace(first.place, fact.place)) return { outcome: "not applicable" };
    if (workspace.signals.some(({ kind }) => kind === "model-invocation-log")) {
      return { outcome: "pass", place: fact.place };
    }
    return {
      outcome: "fail",
      place: fact.calleePlace,
      message:
        "This app uses models of Amazon Bedrock, and nothing in the workspace calls `PutModelInvocationLoggingConfiguration`, so nobody can tell later what they were asked",
    };
  },
});

/** The first place of the workspace's CDK code that uses models: the setting is one for the account, so it is told once. */
const firstUse = oncePerWorkspace((workspace) =>
  allFacts(workspace)
    .filter((fact) => fact.fact === "resource" || fact.fact === "permission")
    .filter(
      (fact) =>
        !fact.context.isTest &&
        !fact.context.isExample &&
        usesBedrock(fact) &&
        !isInLibrary(workspace, fact.place.file),
    )
    .at(0),
);

function usesBedrock(fact: Fact): fact is Resource | Permission {
  if (fact.fact === "resource") {
    return fact.origin === "construct" && fact.service === "bedrock" && (fact.kind === "agent" || fact.kind === "flow");
  }
  return (
    fact.fact === "permission" &&
    entriesOf(fact.actions).some(({ text }) => /^bedrock:(?:Invoke|Converse|\*)/.test(text))
  );
}
