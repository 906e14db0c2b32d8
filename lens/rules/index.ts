import { abortSignalNotForwarded } from "./abort-signal-not-forwarded.ts";
import { agentRoleOverbroad } from "./agent-role-overbroad.ts";
import { agentStepLimitDisabled } from "./agent-step-limit-disabled.ts";
import { agentTraceDisabled } from "./agent-trace-disabled.ts";
import { allOrNothingBatch } from "./all-or-nothing-batch.ts";
import { anthropicNonstreamingTooLong } from "./anthropic-nonstreaming-too-long.ts";
import { attributionMetadataMissing } from "./attribution-metadata-missing.ts";
import { awsRequestTimeoutNotEnforced } from "./aws-request-timeout-not-enforced.ts";
import { batchApiForOfflineWork } from "./batch-api-for-offline-work.ts";
import { bedrockCrossRegionNotUsed } from "./bedrock-cross-region-not-used.ts";
import { bedrockGuardrailMissing } from "./bedrock-guardrail-missing.ts";
import { bedrockModelNeedsInferenceProfile } from "./bedrock-model-needs-inference-profile.ts";
import { bedrockTestAlias } from "./bedrock-test-alias.ts";
import { bedrockThrottleRetryTooSmall } from "./bedrock-throttle-retry-too-small.ts";
import { browserExposedClient } from "./browser-exposed-client.ts";
import { cdkAgentGuardrailMissing } from "./cdk-agent-guardrail-missing.ts";
import { cdkBedrockVpcEndpointMissing } from "./cdk-bedrock-vpc-endpoint-missing.ts";
import { cdkGenaiDataUnencrypted } from "./cdk-genai-data-unencrypted.ts";
import { cdkGenaiLogRetentionInfinite } from "./cdk-genai-log-retention-infinite.ts";
import { cdkGuardrailTooWeak } from "./cdk-guardrail-too-weak.ts";
import { cdkInvocationLoggingMissing } from "./cdk-invocation-logging-missing.ts";
import { cdkLambdaTimeoutTooShort } from "./cdk-lambda-timeout-too-short.ts";
import { cdkNotebookAlwaysOn } from "./cdk-notebook-always-on.ts";
import { cdkSagemakerEndpointExposed } from "./cdk-sagemaker-endpoint-exposed.ts";
import { cdkSagemakerNoAutoscaling } from "./cdk-sagemaker-no-autoscaling.ts";
import { cdkSagemakerOversizedInstance } from "./cdk-sagemaker-oversized-instance.ts";
import { cdkVectorStorePublic } from "./cdk-vector-store-public.ts";
import { cdkVectorStoreSingleAz } from "./cdk-vector-store-single-az.ts";
import { chunkingMisconfigured } from "./chunking-misconfigured.ts";
import { clientControlledMessageRoles } from "./client-controlled-message-roles.ts";
import { clientControlledModelParams } from "./client-controlled-model-params.ts";
import { clientCreatedPerRequest } from "./client-created-per-request.ts";
import { contentSafetyDisabled } from "./content-safety-disabled.ts";
import { deprecatedGenaiSdk } from "./deprecated-genai-sdk.ts";
import { deprecatedModelApi } from "./deprecated-model-api.ts";
import { destructiveToolWithoutApproval } from "./destructive-tool-without-approval.ts";
import { deterministicCallNotCached } from "./deterministic-call-not-cached.ts";
import { deterministicTaskByLlm } from "./deterministic-task-by-llm.ts";
import { duplicateModelCall } from "./duplicate-model-call.ts";
import { dynamicToolDispatch } from "./dynamic-tool-dispatch.ts";
import { embeddingCallInLoop } from "./embedding-call-in-loop.ts";
import { embeddingDimensionsDefault } from "./embedding-dimensions-default.ts";
import { embeddingModelMismatch } from "./embedding-model-mismatch.ts";
import { evalsMissing } from "./evals-missing.ts";
import { fineTuningDataUnfiltered } from "./fine-tuning-data-unfiltered.ts";
import { finishReasonIgnored } from "./finish-reason-ignored.ts";
import { floatingModelCall } from "./floating-model-call.ts";
import { guardrailDraftVersion } from "./guardrail-draft-version.ts";
import { guardrailInputNotTagged } from "./guardrail-input-not-tagged.ts";
import { guardrailStreamAsync } from "./guardrail-stream-async.ts";
import { handRolledRetry } from "./hand-rolled-retry.ts";
import { hardcodedApiKey } from "./hardcoded-api-key.ts";
import { hardcodedRegion } from "./hardcoded-region.ts";
import { iamBedrockFullAccess } from "./iam-bedrock-full-access.ts";
import { iamBedrockWildcard } from "./iam-bedrock-wildcard.ts";
import { iamInvokeWithoutGuardrailCondition } from "./iam-invoke-without-guardrail-condition.ts";
import { imageDetailUnbounded } from "./image-detail-unbounded.ts";
import { implicitDefaultModel } from "./implicit-default-model.ts";
import { inMemoryAgentState } from "./in-memory-agent-state.ts";
import { inlinePromptUnmanaged } from "./inline-prompt-unmanaged.ts";
import { insecureModelEndpoint } from "./insecure-model-endpoint.ts";
import { llmTelemetryMissing } from "./llm-telemetry-missing.ts";
import { localModelLoadedPerRequest } from "./local-model-loaded-per-request.ts";
import { longOutputNonStreaming } from "./long-output-non-streaming.ts";
import { mcpDnsRebindingUnprotected } from "./mcp-dns-rebinding-unprotected.ts";
import { mcpSensitiveToolResult } from "./mcp-sensitive-tool-result.ts";
import { mcpServerSharedAcrossRequests } from "./mcp-server-shared-across-requests.ts";
import { mcpServerUnauthenticated } from "./mcp-server-unauthenticated.ts";
import { mcpToolPoisoning } from "./mcp-tool-poisoning.ts";
import { mcpUnpinnedServerCommand } from "./mcp-unpinned-server-command.ts";
import { missingErrorBoundary } from "./missing-error-boundary.ts";
import { missingMaxOutputTokens } from "./missing-max-output-tokens.ts";
import { missingRequestTimeout } from "./missing-request-timeout.ts";
import { modelCallOnTimer } from "./model-call-on-timer.ts";
import { modelErrorSwallowed } from "./model-error-swallowed.ts";
import { modelIdScattered } from "./model-id-scattered.ts";
import { modelOutputJsonParseUnvalidated } from "./model-output-json-parse-unvalidated.ts";
import { modelOutputToCodeExecution } from "./model-output-to-code-execution.ts";
import { modelOutputToHtml } from "./model-output-to-html.ts";
import { modelOutputToSql } from "./model-output-to-sql.ts";
import { modelOutputToUrlOrPath } from "./model-output-to-url-or-path.ts";
import { modelParameterUnsupported } from "./model-parameter-unsupported.ts";
import { nestedRetries } from "./nested-retries.ts";
import { noFallbackModel } from "./no-fallback-model.ts";
import { noStreamingInChatHandler } from "./no-streaming-in-chat-handler.ts";
import { nonIdempotentToolRetried } from "./non-idempotent-tool-retried.ts";
import { oversizedModelForSimpleTask } from "./oversized-model-for-simple-task.ts";
import { overspecifiedSampling } from "./overspecified-sampling.ts";
import { piiFieldInPrompt } from "./pii-field-in-prompt.ts";
import { prettyPrintedJsonInPrompt } from "./pretty-printed-json-in-prompt.ts";
import { promptCacheBelowMinimum } from "./prompt-cache-below-minimum.ts";
import { promptCacheMissing } from "./prompt-cache-missing.ts";
import { promptCachePrefixVolatile } from "./prompt-cache-prefix-volatile.ts";
import { promptOrPiiLogged } from "./prompt-or-pii-logged.ts";
import { provisionedThroughputUnjustified } from "./provisioned-throughput-unjustified.ts";
import { publicEnvApiKey } from "./public-env-api-key.ts";
import { reasoningEffortNotSet } from "./reasoning-effort-not-set.ts";
import { refusalNotHandled } from "./refusal-not-handled.ts";
import { resourceCreatedAtRuntime } from "./resource-created-at-runtime.ts";
import { responseStorageDefault } from "./response-storage-default.ts";
import { retiredOrDeprecatedModel } from "./retired-or-deprecated-model.ts";
import { retriesDisabled } from "./retries-disabled.ts";
import { retrievalNoRelevanceThreshold } from "./retrieval-no-relevance-threshold.ts";
import { retrievalTopKTooLarge } from "./retrieval-top-k-too-large.ts";
import { retrievalWithoutTenantFilter } from "./retrieval-without-tenant-filter.ts";
import { retrievedContentInSystemPrompt } from "./retrieved-content-in-system-prompt.ts";
import { practicesAgainst } from "./rule.ts";
import type { Rule } from "./rule.ts";
import { secretInPrompt } from "./secret-in-prompt.ts";
import { sequentialIndependentCalls } from "./sequential-independent-calls.ts";
import { streamBuffered } from "./stream-buffered.ts";
import { streamErrorUnhandled } from "./stream-error-unhandled.ts";
import { streamUsageMissing } from "./stream-usage-missing.ts";
import { structuredOutputMissing } from "./structured-output-missing.ts";
import { suppressionWithoutReason } from "./suppression-without-reason.ts";
import { systemMessageMissing } from "./system-message-missing.ts";
import { systemPromptInClientBundle } from "./system-prompt-in-client-bundle.ts";
import { systemPromptReturned } from "./system-prompt-returned.ts";
import { temperatureNotSet } from "./temperature-not-set.ts";
import { timeoutExceedsPlatformLimit } from "./timeout-exceeds-platform-limit.ts";
import { toolArgumentsUnvalidated } from "./tool-arguments-unvalidated.ts";
import { toolErrorNotReturned } from "./tool-error-not-returned.ts";
import { toolExecutesShell } from "./tool-executes-shell.ts";
import { toolInputSchemaMissing } from "./tool-input-schema-missing.ts";
import { toolWithoutTimeout } from "./tool-without-timeout.ts";
import { trainingWithoutCheckpoint } from "./training-without-checkpoint.ts";
import { unauthenticatedInferenceEndpoint } from "./unauthenticated-inference-endpoint.ts";
import { unboundedAgentLoop } from "./unbounded-agent-loop.ts";
import { unboundedConversationHistory } from "./unbounded-conversation-history.ts";
import { unboundedParallelFanout } from "./unbounded-parallel-fanout.ts";
import { unboundedUserInput } from "./unbounded-user-input.ts";
import { uncheckedResponseAccess } from "./unchecked-response-access.ts";
import { unpinnedModelAlias } from "./unpinned-model-alias.ts";
import { untrustedInputInSingleStringPrompt } from "./untrusted-input-in-single-string-prompt.ts";
import { untrustedInputInSystemPrompt } from "./untrusted-input-in-system-prompt.ts";
import { untrustedInputInToolDescription } from "./untrusted-input-in-tool-description.ts";
import { unusedMultipleCompletions } from "./unused-multiple-completions.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { usageNotRecorded } from "./usage-not-recorded.ts";
import { wholeObjectInPrompt } from "./whole-object-in-prompt.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  abortSignalNotForwarded,
  agentRoleOverbroad,
  agentStepLimitDisabled,
  agentTraceDisabled,
  allOrNothingBatch,
  anthropicNonstreamingTooLong,
  attributionMetadataMissing,
  awsRequestTimeoutNotEnforced,
  batchApiForOfflineWork,
  bedrockCrossRegionNotUsed,
  bedrockGuardrailMissing,
  bedrockModelNeedsInferenceProfile,
  bedrockTestAlias,
  bedrockThrottleRetryTooSmall,
  browserExposedClient,
  cdkAgentGuardrailMissing,
  cdkBedrockVpcEndpointMissing,
  cdkGenaiDataUnencrypted,
  cdkGenaiLogRetentionInfinite,
  cdkGuardrailTooWeak,
  cdkInvocationLoggingMissing,
  cdkLambdaTimeoutTooShort,
  cdkNotebookAlwaysOn,
  cdkSagemakerEndpointExposed,
  cdkSagemakerNoAutoscaling,
  cdkSagemakerOversizedInstance,
  cdkVectorStorePublic,
  cdkVectorStoreSingleAz,
  chunkingMisconfigured,
  clientControlledMessageRoles,
  clientControlledModelParams,
  clientCreatedPerRequest,
  contentSafetyDisabled,
  deprecatedGenaiSdk,
  deprecatedModelApi,
  destructiveToolWithoutApproval,
  deterministicCallNotCached,
  deterministicTaskByLlm,
  duplicateModelCall,
  dynamicToolDispatch,
  embeddingCallInLoop,
  embeddingDimensionsDefault,
  embeddingModelMismatch,
  evalsMissing,
  fineTuningDataUnfiltered,
  finishReasonIgnored,
  floatingModelCall,
  guardrailDraftVersion,
  guardrailInputNotTagged,
  guardrailStreamAsync,
  handRolledRetry,
  hardcodedApiKey,
  hardcodedRegion,
  iamBedrockFullAccess,
  iamBedrockWildcard,
  iamInvokeWithoutGuardrailCondition,
  imageDetailUnbounded,
  implicitDefaultModel,
  inMemoryAgentState,
  inlinePromptUnmanaged,
  insecureModelEndpoint,
  llmTelemetryMissing,
  localModelLoadedPerRequest,
  longOutputNonStreaming,
  mcpDnsRebindingUnprotected,
  mcpSensitiveToolResult,
  mcpServerSharedAcrossRequests,
  mcpServerUnauthenticated,
  mcpToolPoisoning,
  mcpUnpinnedServerCommand,
  missingErrorBoundary,
  missingMaxOutputTokens,
  missingRequestTimeout,
  modelCallOnTimer,
  modelErrorSwallowed,
  modelIdScattered,
  modelOutputJsonParseUnvalidated,
  modelOutputToCodeExecution,
  modelOutputToHtml,
  modelOutputToSql,
  modelOutputToUrlOrPath,
  modelParameterUnsupported,
  nestedRetries,
  noFallbackModel,
  noStreamingInChatHandler,
  nonIdempotentToolRetried,
  oversizedModelForSimpleTask,
  overspecifiedSampling,
  piiFieldInPrompt,
  prettyPrintedJsonInPrompt,
  promptCacheBelowMinimum,
  promptCacheMissing,
  promptCachePrefixVolatile,
  promptOrPiiLogged,
  provisionedThroughputUnjustified,
  publicEnvApiKey,
  reasoningEffortNotSet,
  refusalNotHandled,
  resourceCreatedAtRuntime,
  responseStorageDefault,
  retiredOrDeprecatedModel,
  retriesDisabled,
  retrievalNoRelevanceThreshold,
  retrievalTopKTooLarge,
  retrievalWithoutTenantFilter,
  retrievedContentInSystemPrompt,
  secretInPrompt,
  sequentialIndependentCalls,
  streamBuffered,
  streamErrorUnhandled,
  streamUsageMissing,
  structuredOutputMissing,
  suppressionWithoutReason,
  systemMessageMissing,
  systemPromptInClientBundle,
  systemPromptReturned,
  temperatureNotSet,
  timeoutExceedsPlatformLimit,
  toolArgumentsUnvalidated,
  toolErrorNotReturned,
  toolExecutesShell,
  toolInputSchemaMissing,
  toolWithoutTimeout,
  trainingWithoutCheckpoint,
  unauthenticatedInferenceEndpoint,
  unboundedAgentLoop,
  unboundedConversationHistory,
  unboundedParallelFanout,
  unboundedUserInput,
  uncheckedResponseAccess,
  unpinnedModelAlias,
  untrustedInputInSingleStringPrompt,
  untrustedInputInSystemPrompt,
  untrustedInputInToolDescription,
  unusedMultipleCompletions,
  unusedSuppression,
  usageNotRecorded,
  wholeObjectInPrompt,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.meta.id, rule]));

/** The rule of an id; `undefined` where there is none. */
export function findRule(id: string): Rule | undefined {
  return rulesById.get(id);
}

/** Rules whose findings speak against a practice, in the order of their ids; not those that only have to do with it. */
export function rulesAgainst(practice: string): readonly Rule[] {
  return rules.filter(({ meta }) => practicesAgainst(meta).includes(practice));
}
