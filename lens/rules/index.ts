import { agentStepLimitDisabled } from "./agent-step-limit-disabled.ts";
import { agentTraceDisabled } from "./agent-trace-disabled.ts";
import { anthropicNonstreamingTooLong } from "./anthropic-nonstreaming-too-long.ts";
import { attributionMetadataMissing } from "./attribution-metadata-missing.ts";
import { awsRequestTimeoutNotEnforced } from "./aws-request-timeout-not-enforced.ts";
import { bedrockCrossRegionNotUsed } from "./bedrock-cross-region-not-used.ts";
import { bedrockGuardrailMissing } from "./bedrock-guardrail-missing.ts";
import { bedrockModelNeedsInferenceProfile } from "./bedrock-model-needs-inference-profile.ts";
import { bedrockTestAlias } from "./bedrock-test-alias.ts";
import { bedrockThrottleRetryTooSmall } from "./bedrock-throttle-retry-too-small.ts";
import { browserExposedClient } from "./browser-exposed-client.ts";
import { clientCreatedPerRequest } from "./client-created-per-request.ts";
import { contentSafetyDisabled } from "./content-safety-disabled.ts";
import { deprecatedModelApi } from "./deprecated-model-api.ts";
import { embeddingDimensionsDefault } from "./embedding-dimensions-default.ts";
import { finishReasonIgnored } from "./finish-reason-ignored.ts";
import { guardrailDraftVersion } from "./guardrail-draft-version.ts";
import { guardrailStreamAsync } from "./guardrail-stream-async.ts";
import { hardcodedApiKey } from "./hardcoded-api-key.ts";
import { hardcodedRegion } from "./hardcoded-region.ts";
import { implicitDefaultModel } from "./implicit-default-model.ts";
import { insecureModelEndpoint } from "./insecure-model-endpoint.ts";
import { localModelLoadedPerRequest } from "./local-model-loaded-per-request.ts";
import { missingMaxOutputTokens } from "./missing-max-output-tokens.ts";
import { missingRequestTimeout } from "./missing-request-timeout.ts";
import { modelCallOnTimer } from "./model-call-on-timer.ts";
import { modelOutputJsonParseUnvalidated } from "./model-output-json-parse-unvalidated.ts";
import { modelParameterUnsupported } from "./model-parameter-unsupported.ts";
import { nestedRetries } from "./nested-retries.ts";
import { oversizedModelForSimpleTask } from "./oversized-model-for-simple-task.ts";
import { overspecifiedSampling } from "./overspecified-sampling.ts";
import { publicEnvApiKey } from "./public-env-api-key.ts";
import { reasoningEffortNotSet } from "./reasoning-effort-not-set.ts";
import { responseStorageDefault } from "./response-storage-default.ts";
import { retiredOrDeprecatedModel } from "./retired-or-deprecated-model.ts";
import { retriesDisabled } from "./retries-disabled.ts";
import type { Rule } from "./rule.ts";
import { streamUsageMissing } from "./stream-usage-missing.ts";
import { suppressionWithoutReason } from "./suppression-without-reason.ts";
import { systemMessageMissing } from "./system-message-missing.ts";
import { temperatureNotSet } from "./temperature-not-set.ts";
import { unboundedAgentLoop } from "./unbounded-agent-loop.ts";
import { unpinnedModelAlias } from "./unpinned-model-alias.ts";
import { untrustedInputInSystemPrompt } from "./untrusted-input-in-system-prompt.ts";
import { unusedSuppression } from "./unused-suppression.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  agentStepLimitDisabled,
  agentTraceDisabled,
  anthropicNonstreamingTooLong,
  attributionMetadataMissing,
  awsRequestTimeoutNotEnforced,
  bedrockCrossRegionNotUsed,
  bedrockGuardrailMissing,
  bedrockModelNeedsInferenceProfile,
  bedrockTestAlias,
  bedrockThrottleRetryTooSmall,
  browserExposedClient,
  clientCreatedPerRequest,
  contentSafetyDisabled,
  deprecatedModelApi,
  embeddingDimensionsDefault,
  finishReasonIgnored,
  guardrailDraftVersion,
  guardrailStreamAsync,
  hardcodedApiKey,
  hardcodedRegion,
  implicitDefaultModel,
  insecureModelEndpoint,
  localModelLoadedPerRequest,
  missingMaxOutputTokens,
  missingRequestTimeout,
  modelCallOnTimer,
  modelOutputJsonParseUnvalidated,
  modelParameterUnsupported,
  nestedRetries,
  oversizedModelForSimpleTask,
  overspecifiedSampling,
  publicEnvApiKey,
  reasoningEffortNotSet,
  responseStorageDefault,
  retiredOrDeprecatedModel,
  retriesDisabled,
  streamUsageMissing,
  suppressionWithoutReason,
  systemMessageMissing,
  temperatureNotSet,
  unboundedAgentLoop,
  unpinnedModelAlias,
  untrustedInputInSystemPrompt,
  unusedSuppression,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.meta.id, rule]));

/** The rule of an id; `undefined` where there is none. */
export function findRule(id: string): Rule | undefined {
  return rulesById.get(id);
}
