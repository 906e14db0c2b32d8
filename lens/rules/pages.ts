import abortSignalNotForwarded from "./abort-signal-not-forwarded.md";
import agentRoleOverbroad from "./agent-role-overbroad.md";
import agentStepLimitDisabled from "./agent-step-limit-disabled.md";
import agentTraceDisabled from "./agent-trace-disabled.md";
import allOrNothingBatch from "./all-or-nothing-batch.md";
import anthropicNonstreamingTooLong from "./anthropic-nonstreaming-too-long.md";
import attributionMetadataMissing from "./attribution-metadata-missing.md";
import awsRequestTimeoutNotEnforced from "./aws-request-timeout-not-enforced.md";
import batchApiForOfflineWork from "./batch-api-for-offline-work.md";
import bedrockCrossRegionNotUsed from "./bedrock-cross-region-not-used.md";
import bedrockGuardrailMissing from "./bedrock-guardrail-missing.md";
import bedrockModelNeedsInferenceProfile from "./bedrock-model-needs-inference-profile.md";
import bedrockTestAlias from "./bedrock-test-alias.md";
import bedrockThrottleRetryTooSmall from "./bedrock-throttle-retry-too-small.md";
import browserExposedClient from "./browser-exposed-client.md";
import cdkAgentGuardrailMissing from "./cdk-agent-guardrail-missing.md";
import cdkBedrockVpcEndpointMissing from "./cdk-bedrock-vpc-endpoint-missing.md";
import cdkGenaiDataUnencrypted from "./cdk-genai-data-unencrypted.md";
import cdkGenaiLogRetentionInfinite from "./cdk-genai-log-retention-infinite.md";
import cdkGuardrailTooWeak from "./cdk-guardrail-too-weak.md";
import cdkInvocationLoggingMissing from "./cdk-invocation-logging-missing.md";
import cdkLambdaTimeoutTooShort from "./cdk-lambda-timeout-too-short.md";
import cdkNotebookAlwaysOn from "./cdk-notebook-always-on.md";
import cdkSagemakerEndpointExposed from "./cdk-sagemaker-endpoint-exposed.md";
import cdkSagemakerNoAutoscaling from "./cdk-sagemaker-no-autoscaling.md";
import cdkSagemakerOversizedInstance from "./cdk-sagemaker-oversized-instance.md";
import cdkVectorStorePublic from "./cdk-vector-store-public.md";
import cdkVectorStoreSingleAz from "./cdk-vector-store-single-az.md";
import chunkingMisconfigured from "./chunking-misconfigured.md";
import clientControlledMessageRoles from "./client-controlled-message-roles.md";
import clientControlledModelParams from "./client-controlled-model-params.md";
import clientCreatedPerRequest from "./client-created-per-request.md";
import contentSafetyDisabled from "./content-safety-disabled.md";
import deprecatedGenaiSdk from "./deprecated-genai-sdk.md";
import deprecatedModelApi from "./deprecated-model-api.md";
import destructiveToolWithoutApproval from "./destructive-tool-without-approval.md";
import deterministicCallNotCached from "./deterministic-call-not-cached.md";
import deterministicTaskByLlm from "./deterministic-task-by-llm.md";
import duplicateModelCall from "./duplicate-model-call.md";
import dynamicToolDispatch from "./dynamic-tool-dispatch.md";
import embeddingCallInLoop from "./embedding-call-in-loop.md";
import embeddingDimensionsDefault from "./embedding-dimensions-default.md";
import embeddingModelMismatch from "./embedding-model-mismatch.md";
import evalsMissing from "./evals-missing.md";
import fineTuningDataUnfiltered from "./fine-tuning-data-unfiltered.md";
import finishReasonIgnored from "./finish-reason-ignored.md";
import floatingModelCall from "./floating-model-call.md";
import guardrailDraftVersion from "./guardrail-draft-version.md";
import guardrailInputNotTagged from "./guardrail-input-not-tagged.md";
import guardrailStreamAsync from "./guardrail-stream-async.md";
import handRolledRetry from "./hand-rolled-retry.md";
import hardcodedApiKey from "./hardcoded-api-key.md";
import hardcodedRegion from "./hardcoded-region.md";
import iamBedrockFullAccess from "./iam-bedrock-full-access.md";
import iamBedrockWildcard from "./iam-bedrock-wildcard.md";
import iamInvokeWithoutGuardrailCondition from "./iam-invoke-without-guardrail-condition.md";
import imageDetailUnbounded from "./image-detail-unbounded.md";
import implicitDefaultModel from "./implicit-default-model.md";
import inMemoryAgentState from "./in-memory-agent-state.md";
import inlinePromptUnmanaged from "./inline-prompt-unmanaged.md";
import insecureModelEndpoint from "./insecure-model-endpoint.md";
import llmTelemetryMissing from "./llm-telemetry-missing.md";
import localModelLoadedPerRequest from "./local-model-loaded-per-request.md";
import longOutputNonStreaming from "./long-output-non-streaming.md";
import mcpDnsRebindingUnprotected from "./mcp-dns-rebinding-unprotected.md";
import mcpSensitiveToolResult from "./mcp-sensitive-tool-result.md";
import mcpServerSharedAcrossRequests from "./mcp-server-shared-across-requests.md";
import mcpServerUnauthenticated from "./mcp-server-unauthenticated.md";
import mcpToolPoisoning from "./mcp-tool-poisoning.md";
import mcpUnpinnedServerCommand from "./mcp-unpinned-server-command.md";
import missingErrorBoundary from "./missing-error-boundary.md";
import missingMaxOutputTokens from "./missing-max-output-tokens.md";
import missingRequestTimeout from "./missing-request-timeout.md";
import modelCallOnTimer from "./model-call-on-timer.md";
import modelErrorSwallowed from "./model-error-swallowed.md";
import modelIdScattered from "./model-id-scattered.md";
import modelOutputJsonParseUnvalidated from "./model-output-json-parse-unvalidated.md";
import modelOutputToCodeExecution from "./model-output-to-code-execution.md";
import modelOutputToHtml from "./model-output-to-html.md";
import modelOutputToSql from "./model-output-to-sql.md";
import modelOutputToUrlOrPath from "./model-output-to-url-or-path.md";
import modelParameterUnsupported from "./model-parameter-unsupported.md";
import nestedRetries from "./nested-retries.md";
import noFallbackModel from "./no-fallback-model.md";
import noStreamingInChatHandler from "./no-streaming-in-chat-handler.md";
import nonIdempotentToolRetried from "./non-idempotent-tool-retried.md";
import oversizedModelForSimpleTask from "./oversized-model-for-simple-task.md";
import overspecifiedSampling from "./overspecified-sampling.md";
import piiFieldInPrompt from "./pii-field-in-prompt.md";
import prettyPrintedJsonInPrompt from "./pretty-printed-json-in-prompt.md";
import promptCacheBelowMinimum from "./prompt-cache-below-minimum.md";
import promptCacheMissing from "./prompt-cache-missing.md";
import promptCachePrefixVolatile from "./prompt-cache-prefix-volatile.md";
import promptOrPiiLogged from "./prompt-or-pii-logged.md";
import provisionedThroughputUnjustified from "./provisioned-throughput-unjustified.md";
import publicEnvApiKey from "./public-env-api-key.md";
import reasoningEffortNotSet from "./reasoning-effort-not-set.md";
import refusalNotHandled from "./refusal-not-handled.md";
import resourceCreatedAtRuntime from "./resource-created-at-runtime.md";
import responseStorageDefault from "./response-storage-default.md";
import retiredOrDeprecatedModel from "./retired-or-deprecated-model.md";
import retriesDisabled from "./retries-disabled.md";
import retrievalNoRelevanceThreshold from "./retrieval-no-relevance-threshold.md";
import retrievalTopKTooLarge from "./retrieval-top-k-too-large.md";
import retrievalWithoutTenantFilter from "./retrieval-without-tenant-filter.md";
import retrievedContentInSystemPrompt from "./retrieved-content-in-system-prompt.md";
import secretInPrompt from "./secret-in-prompt.md";
import sequentialIndependentCalls from "./sequential-independent-calls.md";
import streamBuffered from "./stream-buffered.md";
import streamErrorUnhandled from "./stream-error-unhandled.md";
import streamUsageMissing from "./stream-usage-missing.md";
import structuredOutputMissing from "./structured-output-missing.md";
import suppressionWithoutReason from "./suppression-without-reason.md";
import systemMessageMissing from "./system-message-missing.md";
import systemPromptInClientBundle from "./system-prompt-in-client-bundle.md";
import systemPromptReturned from "./system-prompt-returned.md";
import temperatureNotSet from "./temperature-not-set.md";
import timeoutExceedsPlatformLimit from "./timeout-exceeds-platform-limit.md";
import toolArgumentsUnvalidated from "./tool-arguments-unvalidated.md";
import toolErrorNotReturned from "./tool-error-not-returned.md";
import toolExecutesShell from "./tool-executes-shell.md";
import toolInputSchemaMissing from "./tool-input-schema-missing.md";
import toolWithoutTimeout from "./tool-without-timeout.md";
import trainingWithoutCheckpoint from "./training-without-checkpoint.md";
import unauthenticatedInferenceEndpoint from "./unauthenticated-inference-endpoint.md";
import unboundedAgentLoop from "./unbounded-agent-loop.md";
import unboundedConversationHistory from "./unbounded-conversation-history.md";
import unboundedParallelFanout from "./unbounded-parallel-fanout.md";
import unboundedUserInput from "./unbounded-user-input.md";
import uncheckedResponseAccess from "./unchecked-response-access.md";
import unpinnedModelAlias from "./unpinned-model-alias.md";
import untrustedInputInSingleStringPrompt from "./untrusted-input-in-single-string-prompt.md";
import untrustedInputInSystemPrompt from "./untrusted-input-in-system-prompt.md";
import untrustedInputInToolDescription from "./untrusted-input-in-tool-description.md";
import unusedMultipleCompletions from "./unused-multiple-completions.md";
import unusedSuppression from "./unused-suppression.md";
import usageNotRecorded from "./usage-not-recorded.md";
import wholeObjectInPrompt from "./whole-object-in-prompt.md";

const pages: ReadonlyMap<string, string> = new Map([
  ["abort-signal-not-forwarded", abortSignalNotForwarded],
  ["agent-role-overbroad", agentRoleOverbroad],
  ["agent-step-limit-disabled", agentStepLimitDisabled],
  ["agent-trace-disabled", agentTraceDisabled],
  ["all-or-nothing-batch", allOrNothingBatch],
  ["anthropic-nonstreaming-too-long", anthropicNonstreamingTooLong],
  ["attribution-metadata-missing", attributionMetadataMissing],
  ["aws-request-timeout-not-enforced", awsRequestTimeoutNotEnforced],
  ["batch-api-for-offline-work", batchApiForOfflineWork],
  ["bedrock-cross-region-not-used", bedrockCrossRegionNotUsed],
  ["bedrock-guardrail-missing", bedrockGuardrailMissing],
  ["bedrock-model-needs-inference-profile", bedrockModelNeedsInferenceProfile],
  ["bedrock-test-alias", bedrockTestAlias],
  ["bedrock-throttle-retry-too-small", bedrockThrottleRetryTooSmall],
  ["browser-exposed-client", browserExposedClient],
  ["cdk-agent-guardrail-missing", cdkAgentGuardrailMissing],
  ["cdk-bedrock-vpc-endpoint-missing", cdkBedrockVpcEndpointMissing],
  ["cdk-genai-data-unencrypted", cdkGenaiDataUnencrypted],
  ["cdk-genai-log-retention-infinite", cdkGenaiLogRetentionInfinite],
  ["cdk-guardrail-too-weak", cdkGuardrailTooWeak],
  ["cdk-invocation-logging-missing", cdkInvocationLoggingMissing],
  ["cdk-lambda-timeout-too-short", cdkLambdaTimeoutTooShort],
  ["cdk-notebook-always-on", cdkNotebookAlwaysOn],
  ["cdk-sagemaker-endpoint-exposed", cdkSagemakerEndpointExposed],
  ["cdk-sagemaker-no-autoscaling", cdkSagemakerNoAutoscaling],
  ["cdk-sagemaker-oversized-instance", cdkSagemakerOversizedInstance],
  ["cdk-vector-store-public", cdkVectorStorePublic],
  ["cdk-vector-store-single-az", cdkVectorStoreSingleAz],
  ["chunking-misconfigured", chunkingMisconfigured],
  ["client-controlled-message-roles", clientControlledMessageRoles],
  ["client-controlled-model-params", clientControlledModelParams],
  ["client-created-per-request", clientCreatedPerRequest],
  ["content-safety-disabled", contentSafetyDisabled],
  ["deprecated-genai-sdk", deprecatedGenaiSdk],
  ["deprecated-model-api", deprecatedModelApi],
  ["destructive-tool-without-approval", destructiveToolWithoutApproval],
  ["deterministic-call-not-cached", deterministicCallNotCached],
  ["deterministic-task-by-llm", deterministicTaskByLlm],
  ["duplicate-model-call", duplicateModelCall],
  ["dynamic-tool-dispatch", dynamicToolDispatch],
  ["embedding-call-in-loop", embeddingCallInLoop],
  ["embedding-dimensions-default", embeddingDimensionsDefault],
  ["embedding-model-mismatch", embeddingModelMismatch],
  ["evals-missing", evalsMissing],
  ["fine-tuning-data-unfiltered", fineTuningDataUnfiltered],
  ["finish-reason-ignored", finishReasonIgnored],
  ["floating-model-call", floatingModelCall],
  ["guardrail-draft-version", guardrailDraftVersion],
  ["guardrail-input-not-tagged", guardrailInputNotTagged],
  ["guardrail-stream-async", guardrailStreamAsync],
  ["hand-rolled-retry", handRolledRetry],
  ["hardcoded-api-key", hardcodedApiKey],
  ["hardcoded-region", hardcodedRegion],
  ["iam-bedrock-full-access", iamBedrockFullAccess],
  ["iam-bedrock-wildcard", iamBedrockWildcard],
  ["iam-invoke-without-guardrail-condition", iamInvokeWithoutGuardrailCondition],
  ["image-detail-unbounded", imageDetailUnbounded],
  ["implicit-default-model", implicitDefaultModel],
  ["in-memory-agent-state", inMemoryAgentState],
  ["inline-prompt-unmanaged", inlinePromptUnmanaged],
  ["insecure-model-endpoint", insecureModelEndpoint],
  ["llm-telemetry-missing", llmTelemetryMissing],
  ["local-model-loaded-per-request", localModelLoadedPerRequest],
  ["long-output-non-streaming", longOutputNonStreaming],
  ["mcp-dns-rebinding-unprotected", mcpDnsRebindingUnprotected],
  ["mcp-sensitive-tool-result", mcpSensitiveToolResult],
  ["mcp-server-shared-across-requests", mcpServerSharedAcrossRequests],
  ["mcp-server-unauthenticated", mcpServerUnauthenticated],
  ["mcp-tool-poisoning", mcpToolPoisoning],
  ["mcp-unpinned-server-command", mcpUnpinnedServerCommand],
  ["missing-error-boundary", missingErrorBoundary],
  ["missing-max-output-tokens", missingMaxOutputTokens],
  ["missing-request-timeout", missingRequestTimeout],
  ["model-call-on-timer", modelCallOnTimer],
  ["model-error-swallowed", modelErrorSwallowed],
  ["model-id-scattered", modelIdScattered],
  ["model-output-json-parse-unvalidated", modelOutputJsonParseUnvalidated],
  ["model-output-to-code-execution", modelOutputToCodeExecution],
  ["model-output-to-html", modelOutputToHtml],
  ["model-output-to-sql", modelOutputToSql],
  ["model-output-to-url-or-path", modelOutputToUrlOrPath],
  ["model-parameter-unsupported", modelParameterUnsupported],
  ["nested-retries", nestedRetries],
  ["no-fallback-model", noFallbackModel],
  ["no-streaming-in-chat-handler", noStreamingInChatHandler],
  ["non-idempotent-tool-retried", nonIdempotentToolRetried],
  ["oversized-model-for-simple-task", oversizedModelForSimpleTask],
  ["overspecified-sampling", overspecifiedSampling],
  ["pii-field-in-prompt", piiFieldInPrompt],
  ["pretty-printed-json-in-prompt", prettyPrintedJsonInPrompt],
  ["prompt-cache-below-minimum", promptCacheBelowMinimum],
  ["prompt-cache-missing", promptCacheMissing],
  ["prompt-cache-prefix-volatile", promptCachePrefixVolatile],
  ["prompt-or-pii-logged", promptOrPiiLogged],
  ["provisioned-throughput-unjustified", provisionedThroughputUnjustified],
  ["public-env-api-key", publicEnvApiKey],
  ["reasoning-effort-not-set", reasoningEffortNotSet],
  ["refusal-not-handled", refusalNotHandled],
  ["resource-created-at-runtime", resourceCreatedAtRuntime],
  ["response-storage-default", responseStorageDefault],
  ["retired-or-deprecated-model", retiredOrDeprecatedModel],
  ["retries-disabled", retriesDisabled],
  ["retrieval-no-relevance-threshold", retrievalNoRelevanceThreshold],
  ["retrieval-top-k-too-large", retrievalTopKTooLarge],
  ["retrieval-without-tenant-filter", retrievalWithoutTenantFilter],
  ["retrieved-content-in-system-prompt", retrievedContentInSystemPrompt],
  ["secret-in-prompt", secretInPrompt],
  ["sequential-independent-calls", sequentialIndependentCalls],
  ["stream-buffered", streamBuffered],
  ["stream-error-unhandled", streamErrorUnhandled],
  ["stream-usage-missing", streamUsageMissing],
  ["structured-output-missing", structuredOutputMissing],
  ["suppression-without-reason", suppressionWithoutReason],
  ["system-message-missing", systemMessageMissing],
  ["system-prompt-in-client-bundle", systemPromptInClientBundle],
  ["system-prompt-returned", systemPromptReturned],
  ["temperature-not-set", temperatureNotSet],
  ["timeout-exceeds-platform-limit", timeoutExceedsPlatformLimit],
  ["tool-arguments-unvalidated", toolArgumentsUnvalidated],
  ["tool-error-not-returned", toolErrorNotReturned],
  ["tool-executes-shell", toolExecutesShell],
  ["tool-input-schema-missing", toolInputSchemaMissing],
  ["tool-without-timeout", toolWithoutTimeout],
  ["training-without-checkpoint", trainingWithoutCheckpoint],
  ["unauthenticated-inference-endpoint", unauthenticatedInferenceEndpoint],
  ["unbounded-agent-loop", unboundedAgentLoop],
  ["unbounded-conversation-history", unboundedConversationHistory],
  ["unbounded-parallel-fanout", unboundedParallelFanout],
  ["unbounded-user-input", unboundedUserInput],
  ["unchecked-response-access", uncheckedResponseAccess],
  ["unpinned-model-alias", unpinnedModelAlias],
  ["untrusted-input-in-single-string-prompt", untrustedInputInSingleStringPrompt],
  ["untrusted-input-in-system-prompt", untrustedInputInSystemPrompt],
  ["untrusted-input-in-tool-description", untrustedInputInToolDescription],
  ["unused-multiple-completions", unusedMultipleCompletions],
  ["unused-suppression", unusedSuppression],
  ["usage-not-recorded", usageNotRecorded],
  ["whole-object-in-prompt", wholeObjectInPrompt],
]);

/** The page of a rule as Markdown, for people; `undefined` where there is no rule of that id. */
export function rulePage(id: string): string | undefined {
  return pages.get(id);
}
