import { allOrNothingBatch } from "./all-or-nothing-batch.ts";
import { bedrockGuardrailMissing } from "./bedrock-guardrail-missing.ts";
import { browserExposedClient } from "./browser-exposed-client.ts";
import { clientCreatedPerRequest } from "./client-created-per-request.ts";
import { destructiveToolWithoutApproval } from "./destructive-tool-without-approval.ts";
import { embeddingCallInLoop } from "./embedding-call-in-loop.ts";
import { finishReasonIgnored } from "./finish-reason-ignored.ts";
import { floatingModelCall } from "./floating-model-call.ts";
import { handRolledRetry } from "./hand-rolled-retry.ts";
import { hardcodedApiKey } from "./hardcoded-api-key.ts";
import { mcpToolPoisoning } from "./mcp-tool-poisoning.ts";
import { missingMaxOutputTokens } from "./missing-max-output-tokens.ts";
import { missingRequestTimeout } from "./missing-request-timeout.ts";
import { modelErrorSwallowed } from "./model-error-swallowed.ts";
import { modelOutputJsonParseUnvalidated } from "./model-output-json-parse-unvalidated.ts";
import { retiredOrDeprecatedModel } from "./retired-or-deprecated-model.ts";
import { retriesDisabled } from "./retries-disabled.ts";
import type { Rule } from "./rule.ts";
import { sequentialIndependentCalls } from "./sequential-independent-calls.ts";
import { suppressionWithoutReason } from "./suppression-without-reason.ts";
import { toolInputSchemaMissing } from "./tool-input-schema-missing.ts";
import { unboundedAgentLoop } from "./unbounded-agent-loop.ts";
import { unboundedParallelFanout } from "./unbounded-parallel-fanout.ts";
import { untrustedInputInSystemPrompt } from "./untrusted-input-in-system-prompt.ts";
import { unusedSuppression } from "./unused-suppression.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  allOrNothingBatch,
  bedrockGuardrailMissing,
  browserExposedClient,
  clientCreatedPerRequest,
  destructiveToolWithoutApproval,
  embeddingCallInLoop,
  finishReasonIgnored,
  floatingModelCall,
  handRolledRetry,
  hardcodedApiKey,
  mcpToolPoisoning,
  missingMaxOutputTokens,
  missingRequestTimeout,
  modelErrorSwallowed,
  modelOutputJsonParseUnvalidated,
  retiredOrDeprecatedModel,
  retriesDisabled,
  sequentialIndependentCalls,
  suppressionWithoutReason,
  toolInputSchemaMissing,
  unboundedAgentLoop,
  unboundedParallelFanout,
  untrustedInputInSystemPrompt,
  unusedSuppression,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.meta.id, rule]));

/** The rule of an id; `undefined` where there is none. */
export function findRule(id: string): Rule | undefined {
  return rulesById.get(id);
}
