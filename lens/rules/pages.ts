import agentRoleOverbroad from "./agent-role-overbroad.md";
import bedrockGuardrailMissing from "./bedrock-guardrail-missing.md";
import browserExposedClient from "./browser-exposed-client.md";
import cdkAgentGuardrailMissing from "./cdk-agent-guardrail-missing.md";
import cdkBedrockVpcEndpointMissing from "./cdk-bedrock-vpc-endpoint-missing.md";
import cdkGenaiDataUnencrypted from "./cdk-genai-data-unencrypted.md";
import cdkGenaiLogRetentionInfinite from "./cdk-genai-log-retention-infinite.md";
import cdkGuardrailTooWeak from "./cdk-guardrail-too-weak.md";
import cdkLambdaTimeoutTooShort from "./cdk-lambda-timeout-too-short.md";
import cdkNotebookAlwaysOn from "./cdk-notebook-always-on.md";
import cdkSagemakerEndpointExposed from "./cdk-sagemaker-endpoint-exposed.md";
import cdkSagemakerNoAutoscaling from "./cdk-sagemaker-no-autoscaling.md";
import cdkSagemakerOversizedInstance from "./cdk-sagemaker-oversized-instance.md";
import cdkVectorStorePublic from "./cdk-vector-store-public.md";
import cdkVectorStoreSingleAz from "./cdk-vector-store-single-az.md";
import clientCreatedPerRequest from "./client-created-per-request.md";
import embeddingModelMismatch from "./embedding-model-mismatch.md";
import finishReasonIgnored from "./finish-reason-ignored.md";
import hardcodedApiKey from "./hardcoded-api-key.md";
import iamBedrockFullAccess from "./iam-bedrock-full-access.md";
import iamBedrockWildcard from "./iam-bedrock-wildcard.md";
import iamInvokeWithoutGuardrailCondition from "./iam-invoke-without-guardrail-condition.md";
import missingMaxOutputTokens from "./missing-max-output-tokens.md";
import missingRequestTimeout from "./missing-request-timeout.md";
import modelOutputJsonParseUnvalidated from "./model-output-json-parse-unvalidated.md";
import provisionedThroughputUnjustified from "./provisioned-throughput-unjustified.md";
import resourceCreatedAtRuntime from "./resource-created-at-runtime.md";
import retiredOrDeprecatedModel from "./retired-or-deprecated-model.md";
import retriesDisabled from "./retries-disabled.md";
import retrievalTopKTooLarge from "./retrieval-top-k-too-large.md";
import suppressionWithoutReason from "./suppression-without-reason.md";
import trainingWithoutCheckpoint from "./training-without-checkpoint.md";
import unboundedAgentLoop from "./unbounded-agent-loop.md";
import untrustedInputInSystemPrompt from "./untrusted-input-in-system-prompt.md";
import unusedSuppression from "./unused-suppression.md";

const pages: ReadonlyMap<string, string> = new Map([
  ["agent-role-overbroad", agentRoleOverbroad],
  ["bedrock-guardrail-missing", bedrockGuardrailMissing],
  ["browser-exposed-client", browserExposedClient],
  ["cdk-agent-guardrail-missing", cdkAgentGuardrailMissing],
  ["cdk-bedrock-vpc-endpoint-missing", cdkBedrockVpcEndpointMissing],
  ["cdk-genai-data-unencrypted", cdkGenaiDataUnencrypted],
  ["cdk-genai-log-retention-infinite", cdkGenaiLogRetentionInfinite],
  ["cdk-guardrail-too-weak", cdkGuardrailTooWeak],
  ["cdk-lambda-timeout-too-short", cdkLambdaTimeoutTooShort],
  ["cdk-notebook-always-on", cdkNotebookAlwaysOn],
  ["cdk-sagemaker-endpoint-exposed", cdkSagemakerEndpointExposed],
  ["cdk-sagemaker-no-autoscaling", cdkSagemakerNoAutoscaling],
  ["cdk-sagemaker-oversized-instance", cdkSagemakerOversizedInstance],
  ["cdk-vector-store-public", cdkVectorStorePublic],
  ["cdk-vector-store-single-az", cdkVectorStoreSingleAz],
  ["client-created-per-request", clientCreatedPerRequest],
  ["embedding-model-mismatch", embeddingModelMismatch],
  ["finish-reason-ignored", finishReasonIgnored],
  ["hardcoded-api-key", hardcodedApiKey],
  ["iam-bedrock-full-access", iamBedrockFullAccess],
  ["iam-bedrock-wildcard", iamBedrockWildcard],
  ["iam-invoke-without-guardrail-condition", iamInvokeWithoutGuardrailCondition],
  ["missing-max-output-tokens", missingMaxOutputTokens],
  ["missing-request-timeout", missingRequestTimeout],
  ["model-output-json-parse-unvalidated", modelOutputJsonParseUnvalidated],
  ["provisioned-throughput-unjustified", provisionedThroughputUnjustified],
  ["resource-created-at-runtime", resourceCreatedAtRuntime],
  ["retired-or-deprecated-model", retiredOrDeprecatedModel],
  ["retries-disabled", retriesDisabled],
  ["retrieval-top-k-too-large", retrievalTopKTooLarge],
  ["suppression-without-reason", suppressionWithoutReason],
  ["training-without-checkpoint", trainingWithoutCheckpoint],
  ["unbounded-agent-loop", unboundedAgentLoop],
  ["untrusted-input-in-system-prompt", untrustedInputInSystemPrompt],
  ["unused-suppression", unusedSuppression],
]);

/** The page of a rule as Markdown, for people; `undefined` where there is no rule of that id. */
export function rulePage(id: string): string | undefined {
  return pages.get(id);
}
