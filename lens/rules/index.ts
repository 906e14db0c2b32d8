import { bedrockGuardrailMissing } from "./bedrock-guardrail-missing.ts";
import { browserExposedClient } from "./browser-exposed-client.ts";
import { clientControlledMessageRoles } from "./client-controlled-message-roles.ts";
import { clientControlledModelParams } from "./client-controlled-model-params.ts";
import { clientCreatedPerRequest } from "./client-created-per-request.ts";
import { finishReasonIgnored } from "./finish-reason-ignored.ts";
import { hardcodedApiKey } from "./hardcoded-api-key.ts";
import { missingMaxOutputTokens } from "./missing-max-output-tokens.ts";
import { missingRequestTimeout } from "./missing-request-timeout.ts";
import { modelOutputJsonParseUnvalidated } from "./model-output-json-parse-unvalidated.ts";
import { modelOutputToCodeExecution } from "./model-output-to-code-execution.ts";
import { modelOutputToHtml } from "./model-output-to-html.ts";
import { modelOutputToSql } from "./model-output-to-sql.ts";
import { modelOutputToUrlOrPath } from "./model-output-to-url-or-path.ts";
import { prettyPrintedJsonInPrompt } from "./pretty-printed-json-in-prompt.ts";
import { promptCacheBelowMinimum } from "./prompt-cache-below-minimum.ts";
import { promptCacheMissing } from "./prompt-cache-missing.ts";
import { promptCachePrefixVolatile } from "./prompt-cache-prefix-volatile.ts";
import { promptOrPiiLogged } from "./prompt-or-pii-logged.ts";
import { retiredOrDeprecatedModel } from "./retired-or-deprecated-model.ts";
import { retriesDisabled } from "./retries-disabled.ts";
import { retrievedContentInSystemPrompt } from "./retrieved-content-in-system-prompt.ts";
import type { Rule } from "./rule.ts";
import { secretInPrompt } from "./secret-in-prompt.ts";
import { structuredOutputMissing } from "./structured-output-missing.ts";
import { suppressionWithoutReason } from "./suppression-without-reason.ts";
import { systemPromptInClientBundle } from "./system-prompt-in-client-bundle.ts";
import { toolExecutesShell } from "./tool-executes-shell.ts";
import { unboundedAgentLoop } from "./unbounded-agent-loop.ts";
import { unboundedUserInput } from "./unbounded-user-input.ts";
import { untrustedInputInSingleStringPrompt } from "./untrusted-input-in-single-string-prompt.ts";
import { untrustedInputInSystemPrompt } from "./untrusted-input-in-system-prompt.ts";
import { untrustedInputInToolDescription } from "./untrusted-input-in-tool-description.ts";
import { unusedSuppression } from "./unused-suppression.ts";

/** Every rule, in the order of their ids. */
export const rules: readonly Rule[] = [
  bedrockGuardrailMissing,
  browserExposedClient,
  clientControlledMessageRoles,
  clientControlledModelParams,
  clientCreatedPerRequest,
  finishReasonIgnored,
  hardcodedApiKey,
  missingMaxOutputTokens,
  missingRequestTimeout,
  modelOutputJsonParseUnvalidated,
  modelOutputToCodeExecution,
  modelOutputToHtml,
  modelOutputToSql,
  modelOutputToUrlOrPath,
  prettyPrintedJsonInPrompt,
  promptCacheBelowMinimum,
  promptCacheMissing,
  promptCachePrefixVolatile,
  promptOrPiiLogged,
  retiredOrDeprecatedModel,
  retriesDisabled,
  retrievedContentInSystemPrompt,
  secretInPrompt,
  structuredOutputMissing,
  suppressionWithoutReason,
  systemPromptInClientBundle,
  toolExecutesShell,
  unboundedAgentLoop,
  unboundedUserInput,
  untrustedInputInSingleStringPrompt,
  untrustedInputInSystemPrompt,
  untrustedInputInToolDescription,
  unusedSuppression,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.meta.id, rule]));

/** The rule of an id; `undefined` where there is none. */
export function findRule(id: string): Rule | undefined {
  return rulesById.get(id);
}
