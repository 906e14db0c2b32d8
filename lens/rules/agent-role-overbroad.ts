import type { Fact, Permission, Place, Resource } from "../facts.ts";
import { nameOf } from "./constructs.ts";
import { isSamePlace } from "./places.ts";
import { effectOf, entriesOf } from "./policies.ts";
import { defineRule } from "./rule.ts";

/** What every role that writes logs and traces has. */
const BASIC = /^(logs|xray|cloudwatch):/;

/** Services that the rule `iam-bedrock-wildcard` speaks of. */
const OWN_RULE = /^(bedrock|bedrock-agentcore|sagemaker):/;

const AGENTS: ReadonlySet<Resource["kind"]> = new Set<Resource["kind"]>(["agent", "agent runtime"]);

export const agentRoleOverbroad = defineRule({
  meta: {
    id: "agent-role-overbroad",
    title: "Role of an agent that may do everything to data",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTREL02-BP02", "AGENTSEC03-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["permission"],
  judge(permission, context) {
    if (permission.origin !== "policy statement") return { outcome: "not applicable" };
    const agent = agentOf(permission.grantee, context.facts);
    if (agent === undefined || effectOf(permission.effect) === "Deny") return { outcome: "not applicable" };
    const wide = entriesOf(permission.actions).find(
      ({ text }) => (text === "*" || text.endsWith(":*")) && !BASIC.test(text) && !OWN_RULE.test(text),
    );
    if (wide === undefined) return { outcome: "pass", place: permission.place };
    if (effectOf(permission.effect) === "unknown") {
      return { outcome: "unknown", reason: "whether the statement allows or denies cannot be told" };
    }
    return {
      outcome: "fail",
      place: wide.place,
      severity: isForAll(permission) && !permission.context.isExample ? "warning" : "info",
      message: `The role of ${nameOf(agent)} may do \`${wide.text}\` on ${isForAll(permission) ? "every resource" : "these resources"}; whoever steers the agent may too`,
      related: [{ place: agent.calleePlace, message: "The agent that has the role" }],
    };
  },
});

function isForAll({ resources }: Permission): boolean {
  return entriesOf(resources).some(({ text }) => text === "*");
}

/** The agent that is given a permission, by itself or through its role. */
function agentOf(grantee: Place | undefined, facts: readonly Fact[]): Resource | undefined {
  if (grantee === undefined) return undefined;
  return facts
    .filter((fact) => fact.fact === "resource")
    .find(
      ({ kind, place, role }) =>
        AGENTS.has(kind) && (isSamePlace(place, grantee) || (role !== undefined && isSamePlace(role, grantee))),
    );
}
