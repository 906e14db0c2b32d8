import { agentRoleOverbroad } from "./agent-role-overbroad.ts";
import { bedrockGuardrailMissing } from "./bedrock-guardrail-missing.ts";
import { browserExposedClient } from "./browser-exposed-client.ts";
import { cdkAgentGuardrailMissing } from "./cdk-agent-guardrail-missing.ts";
import { cdkGuardrailTooWeak } from "./cdk-guardrail-too-weak.ts";
import { cdkLambdaTimeoutTooShort } from "./cdk-lambda-timeout-too-short.ts";
import { cdkSagemakerNoAutoscaling } from "./cdk-sagemaker-no-autoscaling.ts";
import { cdkVectorStorePublic } from "./cdk-vector-store-public.ts";
import { clientCreatedPerRequest } from "./client-created-per-request.ts";
import { finishReasonIgnored } from "./finish-reason-ignored.ts";
import { hardcodedApiKey } from "./hardcoded-api-key.ts";
import { iamBedrockFullAccess } from "./iam-bedrock-full-access.ts";
import { iamBedrockWildcard } from "./iam-bedrock-wildcard.ts";
import { missingMaxOutputTokens } from "./missing-max-output-tokens.ts";
import { missingRequestTimeout } from "./missing-request-timeout.ts";
import { modelOutputJsonParseUnvalidated } from "./model-output-json-parse-unvalidated.ts";
import { provisionedThroughputUnjustified } from "./provisioned-throughput-unjustified.ts";
import { retiredOrDeprecatedModel } from "./retired-or-deprecated-model.ts";
import { retriesDisabled } from "./retries-disabled.ts";
import type { Rule } from "./rule.ts";
import { suppressionWithoutReason } from "./suppression-without-reason.ts";
import { unboundedAgentLoop } from "./unbounded-agent-loop.ts";
import { untrustedInputInSystemPrompt } from "./untrusted-input-in-system-prompt.ts";
import { unusedSuppression } from "./unused-suppression.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  agentRoleOverbroad,
  bedrockGuardrailMissing,
  browserExposedClient,
  cdkAgentGuardrailMissing,
  cdkGuardrailTooWeak,
  cdkLambdaTimeoutTooShort,
  cdkSagemakerNoAutoscaling,
  cdkVectorStorePublic,
  clientCreatedPerRequest,
  finishReasonIgnored,
  hardcodedApiKey,
  iamBedrockFullAccess,
  iamBedrockWildcard,
  missingMaxOutputTokens,
  missingRequestTimeout,
  modelOutputJsonParseUnvalidated,
  provisionedThroughputUnjustified,
  retiredOrDeprecatedModel,
  retriesDisabled,
  suppressionWithoutReason,
  unboundedAgentLoop,
  untrustedInputInSystemPrompt,
  unusedSuppression,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.meta.id, rule]));

/** The rule of an id; `undefined` where there is none. */
export function findRule(id: string): Rule | undefined {
  return rulesById.get(id);
}
