import allOrNothingBatch from "./all-or-nothing-batch.md";
import bedrockGuardrailMissing from "./bedrock-guardrail-missing.md";
import browserExposedClient from "./browser-exposed-client.md";
import clientCreatedPerRequest from "./client-created-per-request.md";
import destructiveToolWithoutApproval from "./destructive-tool-without-approval.md";
import embeddingCallInLoop from "./embedding-call-in-loop.md";
import finishReasonIgnored from "./finish-reason-ignored.md";
import floatingModelCall from "./floating-model-call.md";
import handRolledRetry from "./hand-rolled-retry.md";
import hardcodedApiKey from "./hardcoded-api-key.md";
import mcpToolPoisoning from "./mcp-tool-poisoning.md";
import missingMaxOutputTokens from "./missing-max-output-tokens.md";
import missingRequestTimeout from "./missing-request-timeout.md";
import modelErrorSwallowed from "./model-error-swallowed.md";
import modelOutputJsonParseUnvalidated from "./model-output-json-parse-unvalidated.md";
import retiredOrDeprecatedModel from "./retired-or-deprecated-model.md";
import retriesDisabled from "./retries-disabled.md";
import sequentialIndependentCalls from "./sequential-independent-calls.md";
import suppressionWithoutReason from "./suppression-without-reason.md";
import toolInputSchemaMissing from "./tool-input-schema-missing.md";
import unboundedAgentLoop from "./unbounded-agent-loop.md";
import unboundedParallelFanout from "./unbounded-parallel-fanout.md";
import untrustedInputInSystemPrompt from "./untrusted-input-in-system-prompt.md";
import unusedSuppression from "./unused-suppression.md";

const pages: ReadonlyMap<string, string> = new Map([
  ["all-or-nothing-batch", allOrNothingBatch],
  ["bedrock-guardrail-missing", bedrockGuardrailMissing],
  ["browser-exposed-client", browserExposedClient],
  ["client-created-per-request", clientCreatedPerRequest],
  ["destructive-tool-without-approval", destructiveToolWithoutApproval],
  ["embedding-call-in-loop", embeddingCallInLoop],
  ["finish-reason-ignored", finishReasonIgnored],
  ["floating-model-call", floatingModelCall],
  ["hand-rolled-retry", handRolledRetry],
  ["hardcoded-api-key", hardcodedApiKey],
  ["mcp-tool-poisoning", mcpToolPoisoning],
  ["missing-max-output-tokens", missingMaxOutputTokens],
  ["missing-request-timeout", missingRequestTimeout],
  ["model-error-swallowed", modelErrorSwallowed],
  ["model-output-json-parse-unvalidated", modelOutputJsonParseUnvalidated],
  ["retired-or-deprecated-model", retiredOrDeprecatedModel],
  ["retries-disabled", retriesDisabled],
  ["sequential-independent-calls", sequentialIndependentCalls],
  ["suppression-without-reason", suppressionWithoutReason],
  ["tool-input-schema-missing", toolInputSchemaMissing],
  ["unbounded-agent-loop", unboundedAgentLoop],
  ["unbounded-parallel-fanout", unboundedParallelFanout],
  ["untrusted-input-in-system-prompt", untrustedInputInSystemPrompt],
  ["unused-suppression", unusedSuppression],
]);

/** The page of a rule as Markdown, for people; `undefined` where there is no rule of that id. */
export function rulePage(id: string): string | undefined {
  return pages.get(id);
}
