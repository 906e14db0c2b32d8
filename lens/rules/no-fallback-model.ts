import type { ModelCall } from "../facts.ts";
import { writesText } from "./kinds.ts";
import { productionCalls } from "./packages.ts";
import { defineWorkspaceRule, oncePerWorkspace } from "./rule.ts";
import { constantOf } from "./values.ts";

/** Providers that are asked themselves; gateways and clouds choose another model or Region on their own. */
const DIRECT: ReadonlySet<string | undefined> = new Set([
  "openai",
  "anthropic",
  "google",
  "mistral",
  "cohere",
  "groq",
  "xai",
  "deepseek",
  "together",
  "bedrock",
]);

/** Ids that stand for several Regions or models, or for a router. */
const SPREAD = /^(?:us|eu|apac|global|jp|au|ca)\.|:(?:prompt-router|inference-profile|application-inference-profile)\//;

export const noFallbackModel = defineWorkspaceRule({
  meta: {
    id: "no-fallback-model",
    title: "One model for people's requests, and no other when it fails",
    pillar: "reliability",
    practices: ["GENREL05-BP01", "GENREL03-BP01", "AGENTREL04-BP03"],
    severity: "hint",
    preset: "opt-in",
    fix: "none",
    includesTests: false,
    confidence: "low",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, { workspace }) {
    const { requestHandler, hasFallback, isExample } = call.context;
    if (requestHandler === undefined || !writesText(call.kind) || isExample || call.wrapper !== undefined) {
      return { outcome: "not applicable" };
    }
    if (hasFallback) return { outcome: "pass", place: call.place };
    if (call.handling.caught?.outcome === "handled") {
      return { outcome: "unknown", reason: "what is done about a failure may be a way out" };
    }
    const model = constantOf(call.options.model);
    if (typeof model?.value !== "string") return { outcome: "unknown", reason: "which model is asked cannot be told" };
    if (!DIRECT.has(call.provider) || SPREAD.test(model.value) || isElsewhere(call)) {
      return { outcome: "not applicable" };
    }
    if (providersOf(workspace).size > 1) return { outcome: "unknown", reason: "the app asks several providers" };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `This ${requestHandler.framework} has only \`${model.value}\` to ask; while that is overloaded or down, every request fails`,
    };
  },
});

/** A client with a base URL of its own may speak to a gateway. */
function isElsewhere({ client }: ModelCall): boolean {
  const url = client?.options.baseUrl;
  return url !== undefined && url.state !== "absent";
}

const providersOf = oncePerWorkspace(
  (workspace) => new Set(productionCalls(workspace).flatMap(({ provider }) => provider ?? [])),
);
