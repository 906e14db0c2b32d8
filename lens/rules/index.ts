import { agentRoleOverbroad } from "./agent-role-overbroad.ts";
import { bedrockGuardrailMissing } from "./bedrock-guardrail-missing.ts";
import { browserExposedClient } from "./browser-exposed-client.ts";
import { cdkAgentGuardrailMissing } from "./cdk-agent-guardrail-missing.ts";
import { cdkBedrockVpcEndpointMissing } from "./cdk-bedrock-vpc-endpoint-missing.ts";
import { cdkGenaiDataUnencrypted } from "./cdk-genai-data-unencrypted.ts";
import { cdkGenaiLogRetentionInfinite } from "./cdk-genai-log-retention-infinite.ts";
import { cdkGuardrailTooWeak } from "./cdk-guardrail-too-weak.ts";
import { cdkLambdaTimeoutTooShort } from "./cdk-lambda-timeout-too-short.ts";
import { cdkNotebookAlwaysOn } from "./cdk-notebook-always-on.ts";
import { cdkSagemakerEndpointExposed } from "./cdk-sagemaker-endpoint-exposed.ts";
import { cdkSagemakerNoAutoscaling } from "./cdk-sagemaker-no-autoscaling.ts";
import { cdkSagemakerOversizedInstance } from "./cdk-sagemaker-oversized-instance.ts";
import { cdkVectorStorePublic } from "./cdk-vector-store-public.ts";
import { cdkVectorStoreSingleAz } from "./cdk-vector-store-single-az.ts";
import { clientCreatedPerRequest } from "./client-created-per-request.ts";
import { embeddingModelMismatch } from "./embedding-model-mismatch.ts";
import { finishReasonIgnored } from "./finish-reason-ignored.ts";
import { hardcodedApiKey } from "./hardcoded-api-key.ts";
import { iamBedrockFullAccess } from "./iam-bedrock-full-access.ts";
import { iamBedrockWildcard } from "./iam-bedrock-wildcard.ts";
import { iamInvokeWithoutGuardrailCondition } from "./iam-invoke-without-guardrail-condition.ts";
import { missingMaxOutputTokens } from "./missing-max-output-tokens.ts";
import { missingRequestTimeout } from "./missing-request-timeout.ts";
import { modelOutputJsonParseUnvalidated } from "./model-output-json-parse-unvalidated.ts";
import { provisionedThroughputUnjustified } from "./provisioned-throughput-unjustified.ts";
import { resourceCreatedAtRuntime } from "./resource-created-at-runtime.ts";
import { retiredOrDeprecatedModel } from "./retired-or-deprecated-model.ts";
import { retriesDisabled } from "./retries-disabled.ts";
import { retrievalTopKTooLarge } from "./retrieval-top-k-too-large.ts";
import type { Rule } from "./rule.ts";
import { suppressionWithoutReason } from "./suppression-without-reason.ts";
import { trainingWithoutCheckpoint } from "./training-without-checkpoint.ts";
import { unboundedAgentLoop } from "./unbounded-agent-loop.ts";
import { untrustedInputInSystemPrompt } from "./untrusted-input-in-system-prompt.ts";
import { unusedSuppression } from "./unused-suppression.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  agentRoleOverbroad,
  bedrockGuardrailMissing,
  browserExposedClient,
  cdkAgentGuardrailMissing,
  cdkBedrockVpcEndpointMissing,
  cdkGenaiDataUnencrypted,
  cdkGenaiLogRetentionInfinite,
  cdkGuardrailTooWeak,
  cdkLambdaTimeoutTooShort,
  cdkNotebookAlwaysOn,
  cdkSagemakerEndpointExposed,
  cdkSagemakerNoAutoscaling,
  cdkSagemakerOversizedInstance,
  cdkVectorStorePublic,
  cdkVectorStoreSingleAz,
  clientCreatedPerRequest,
  embeddingModelMismatch,
  finishReasonIgnored,
  hardcodedApiKey,
  iamBedrockFullAccess,
  iamBedrockWildcard,
  iamInvokeWithoutGuardrailCondition,
  missingMaxOutputTokens,
  missingRequestTimeout,
  modelOutputJsonParseUnvalidated,
  provisionedThroughputUnjustified,
  resourceCreatedAtRuntime,
  retiredOrDeprecatedModel,
  retriesDisabled,
  retrievalTopKTooLarge,
  suppressionWithoutReason,
  trainingWithoutCheckpoint,
  unboundedAgentLoop,
  untrustedInputInSystemPrompt,
  unusedSuppression,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.meta.id, rule]));

/** The rule of an id; `undefined` where there is none. */
export function findRule(id: string): Rule | undefined {
  return rulesById.get(id);
}
