import type { ClientOptionName } from "../facts.ts";
import { type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, OptionPaths, SdkDescription, TypeDescription } from "./description.ts";

/** `agent.invoke(input, options)`: nothing bounds the turns unless `limits` does (1.19, types/agent). */
const invoke: CallDescription = {
  kind: "agent",
  options: {
    model: "settings.model",
    system: "settings.systemPrompt",
    messages: "0",
    tools: "settings.tools",
    maxSteps: "1.limits.turns",
    maxOutputTokens: { path: "1.limits.outputTokens", isReadOnly: true },
    abortSignal: "1.cancelSignal",
    outputSchema: ["1.structuredOutputSchema", "settings.structuredOutputSchema"],
    retries: { path: "settings.retryStrategy", isReadOnly: true },
    telemetry: "settings.traceAttributes",
  },
  systemPrompts: [{ path: "settings.systemPrompt" }],
  toolName: "name",
  inheritsSettings: true,
};

const agent: TypeDescription = {
  role: "agent",
  // `DefaultModelRetryStrategy` makes six attempts (1.19, retry/default-model-retry-strategy).
  defaults: { timeout: undefined, retries: 5, maxSteps: null },
  members: {
    invoke: { member: "call", call: invoke },
    stream: { member: "call", call: { ...invoke, kind: "stream" } },
  },
};

const common: CallOptionPaths = {
  maxOutputTokens: "settings.maxTokens",
  temperature: "settings.temperature",
  topP: "settings.topP",
  stopSequences: "settings.stopSequences",
};

function model(
  provider: string,
  settings: CallOptionPaths,
  options: Readonly<Partial<Record<ClientOptionName, OptionPaths>>>,
): TypeDescription {
  return { role: "client", provider, settings: { ...common, ...settings }, options };
}

/** Strands Agents of AWS, 1.x. */
export const strands: SdkDescription = {
  id: "strands",
  title: "Strands Agents",
  versionPackage: "@strands-agents/sdk",
  modules: [
    {
      specifiers: ["@strands-agents/sdk"],
      exports: {
        Agent: { entity: "class", type: "Agent" },
        BedrockModel: { entity: "class", type: "BedrockModel" },
        tool: {
          entity: "tool",
          tool: {
            options: {
              name: "0.name",
              description: "0.description",
              inputSchema: "0.inputSchema",
              handler: "0.callback",
            },
            isInputChecked: true,
          },
        },
      },
    },
    {
      specifiers: ["@strands-agents/sdk/models/bedrock", "@strands-agents/sdk/bedrock"],
      exports: { BedrockModel: { entity: "class", type: "BedrockModel" } },
    },
    {
      specifiers: ["@strands-agents/sdk/models/openai", "@strands-agents/sdk/openai"],
      exports: { OpenAIModel: { entity: "class", type: "OpenAIModel" } },
    },
    {
      specifiers: ["@strands-agents/sdk/models/anthropic", "@strands-agents/sdk/anthropic"],
      exports: { AnthropicModel: { entity: "class", type: "AnthropicModel" } },
    },
    {
      specifiers: ["@strands-agents/sdk/models/google", "@strands-agents/sdk/gemini"],
      exports: { GoogleModel: { entity: "class", type: "GoogleModel" } },
    },
    {
      specifiers: ["@strands-agents/sdk/telemetry"],
      exports: {
        setupTracer: {
          entity: "observability",
          observability: { product: "opentelemetry", mechanism: "instrumentation" },
        },
      },
    },
  ],
  types: {
    Agent: agent,
    BedrockModel: model(
      "bedrock",
      {
        model: "settings.modelId",
        caching: "settings.cacheConfig",
        timeout: "settings.requestTimeout",
        guardrail: "settings.guardrailConfig.guardrailIdentifier",
        guardrailVersion: "settings.guardrailConfig.guardrailVersion",
        guardrailStreamMode: "settings.guardrailConfig.streamProcessingMode",
        trace: "settings.guardrailConfig.trace",
      },
      { region: "0.region", apiKey: ["0.apiKey", "0.clientConfig.credentials.secretAccessKey"] },
    ),
    OpenAIModel: model(
      "openai",
      { model: "settings.modelId" },
      { apiKey: "0.apiKey", baseUrl: "0.clientConfig.baseURL", timeout: "0.clientConfig.timeout" },
    ),
    AnthropicModel: model(
      "anthropic",
      // Its own limit counts where none is set (1.19, models/defaults).
      { model: "settings.modelId", maxOutputTokens: { path: "settings.maxTokens", isSetGlobally: true } },
      { apiKey: "0.apiKey", baseUrl: "0.clientConfig.baseURL", timeout: "0.clientConfig.timeout" },
    ),
    GoogleModel: model(
      "google",
      {
        model: "settings.modelId",
        maxOutputTokens: "settings.params.maxOutputTokens",
        temperature: "settings.params.temperature",
        topP: "settings.params.topP",
      },
      { apiKey: "0.apiKey" },
    ),
  },
};
