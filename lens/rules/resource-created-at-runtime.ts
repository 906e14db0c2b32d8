import type { ResourceKind } from "../facts.ts";
import { defineRule } from "./rule.ts";

/** What belongs into infrastructure code; jobs and sessions are made by programs. */
const KINDS: ReadonlySet<ResourceKind> = new Set<ResourceKind>([
  "guardrail",
  "agent",
  "agent alias",
  "action group",
  "knowledge base",
  "data source",
  "flow",
  "prompt",
  "inference profile",
  "agent runtime",
  "gateway",
  "memory",
]);

const SERVICES: ReadonlySet<string> = new Set(["bedrock", "bedrock-agentcore"]);

/** Code that sets things up: custom resources, migrations, deployment. */
const SET_UP =
  /custom.?resource|migrat|deploy|provision|set-?up|bootstrap|seed|infra|(^|[/._-])(cdk|iac|scripts?|bin|tools?|cli)([/._-]|$)/i;
const SET_UP_FUNCTION = /^(on(Event|Create|Update|Delete)|setUp|setup|main|deploy|provision|create.*Resource)/;

export const resourceCreatedAtRuntime = defineRule({
  meta: {
    id: "resource-created-at-runtime",
    title: "Agent, guardrail or knowledge base made by the running program",
    pillar: "operational-excellence",
    practices: ["GENOPS04-BP01", "AGENTOPS02-BP02"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource) {
    if (!KINDS.has(resource.kind) || !SERVICES.has(resource.service)) return { outcome: "not applicable" };
    if (resource.origin === "construct") return { outcome: "pass", place: resource.place };
    const { functionName, isExample, requestHandler } = resource.context;
    const path = resource.place.file.split("/").slice(-4).join("/");
    if (isExample || SET_UP.test(path) || SET_UP_FUNCTION.test(functionName ?? ""))
      return { outcome: "not applicable" };
    const where = requestHandler === undefined ? "the running program" : "a request";
    return {
      outcome: "fail",
      place: resource.calleePlace,
      message: `\`${resource.name}\` makes ${/^[aeiou]/.test(resource.kind) ? "an" : "a"} ${resource.kind} from ${where}: no review, no version and no way back, unlike in infrastructure code`,
      related:
        requestHandler === undefined
          ? []
          : [{ place: requestHandler.place, message: `Runs once per request (${requestHandler.framework})` }],
    };
  },
});
