import bedrockGuardrailMissing from "./bedrock-guardrail-missing.md";
import browserExposedClient from "./browser-exposed-client.md";
import clientControlledMessageRoles from "./client-controlled-message-roles.md";
import clientControlledModelParams from "./client-controlled-model-params.md";
import clientCreatedPerRequest from "./client-created-per-request.md";
import finishReasonIgnored from "./finish-reason-ignored.md";
import hardcodedApiKey from "./hardcoded-api-key.md";
import missingMaxOutputTokens from "./missing-max-output-tokens.md";
import missingRequestTimeout from "./missing-request-timeout.md";
import modelOutputJsonParseUnvalidated from "./model-output-json-parse-unvalidated.md";
import modelOutputToCodeExecution from "./model-output-to-code-execution.md";
import modelOutputToHtml from "./model-output-to-html.md";
import modelOutputToSql from "./model-output-to-sql.md";
import modelOutputToUrlOrPath from "./model-output-to-url-or-path.md";
import prettyPrintedJsonInPrompt from "./pretty-printed-json-in-prompt.md";
import promptCacheBelowMinimum from "./prompt-cache-below-minimum.md";
import promptCacheMissing from "./prompt-cache-missing.md";
import promptCachePrefixVolatile from "./prompt-cache-prefix-volatile.md";
import promptOrPiiLogged from "./prompt-or-pii-logged.md";
import retiredOrDeprecatedModel from "./retired-or-deprecated-model.md";
import retriesDisabled from "./retries-disabled.md";
import retrievedContentInSystemPrompt from "./retrieved-content-in-system-prompt.md";
import secretInPrompt from "./secret-in-prompt.md";
import structuredOutputMissing from "./structured-output-missing.md";
import suppressionWithoutReason from "./suppression-without-reason.md";
import systemPromptInClientBundle from "./system-prompt-in-client-bundle.md";
import toolExecutesShell from "./tool-executes-shell.md";
import unboundedAgentLoop from "./unbounded-agent-loop.md";
import unboundedUserInput from "./unbounded-user-input.md";
import untrustedInputInSingleStringPrompt from "./untrusted-input-in-single-string-prompt.md";
import untrustedInputInSystemPrompt from "./untrusted-input-in-system-prompt.md";
import untrustedInputInToolDescription from "./untrusted-input-in-tool-description.md";
import unusedSuppression from "./unused-suppression.md";

const pages: ReadonlyMap<string, string> = new Map([
  ["bedrock-guardrail-missing", bedrockGuardrailMissing],
  ["browser-exposed-client", browserExposedClient],
  ["client-controlled-message-roles", clientControlledMessageRoles],
  ["client-controlled-model-params", clientControlledModelParams],
  ["client-created-per-request", clientCreatedPerRequest],
  ["finish-reason-ignored", finishReasonIgnored],
  ["hardcoded-api-key", hardcodedApiKey],
  ["missing-max-output-tokens", missingMaxOutputTokens],
  ["missing-request-timeout", missingRequestTimeout],
  ["model-output-json-parse-unvalidated", modelOutputJsonParseUnvalidated],
  ["model-output-to-code-execution", modelOutputToCodeExecution],
  ["model-output-to-html", modelOutputToHtml],
  ["model-output-to-sql", modelOutputToSql],
  ["model-output-to-url-or-path", modelOutputToUrlOrPath],
  ["pretty-printed-json-in-prompt", prettyPrintedJsonInPrompt],
  ["prompt-cache-below-minimum", promptCacheBelowMinimum],
  ["prompt-cache-missing", promptCacheMissing],
  ["prompt-cache-prefix-volatile", promptCachePrefixVolatile],
  ["prompt-or-pii-logged", promptOrPiiLogged],
  ["retired-or-deprecated-model", retiredOrDeprecatedModel],
  ["retries-disabled", retriesDisabled],
  ["retrieved-content-in-system-prompt", retrievedContentInSystemPrompt],
  ["secret-in-prompt", secretInPrompt],
  ["structured-output-missing", structuredOutputMissing],
  ["suppression-without-reason", suppressionWithoutReason],
  ["system-prompt-in-client-bundle", systemPromptInClientBundle],
  ["tool-executes-shell", toolExecutesShell],
  ["unbounded-agent-loop", unboundedAgentLoop],
  ["unbounded-user-input", unboundedUserInput],
  ["untrusted-input-in-single-string-prompt", untrustedInputInSingleStringPrompt],
  ["untrusted-input-in-system-prompt", untrustedInputInSystemPrompt],
  ["untrusted-input-in-tool-description", untrustedInputInToolDescription],
  ["unused-suppression", unusedSuppression],
]);

/** The page of a rule as Markdown, for people; `undefined` where there is no rule of that id. */
export function rulePage(id: string): string | undefined {
  return pages.get(id);
}
