import type { ClientOptionName, SdkDefaults } from "../facts.ts";
import { type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, OptionPaths, SdkDescription, TypeDescription } from "./description.ts";

/** Of Amazon Bedrock the SDK waits two minutes (1.16, models/bedrock); the SDKs of OpenAI and Anthropic wait ten by themselves. */
const BEDROCK_WAIT = 120_000;
const OTHER_WAIT = 600_000;

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
  isOneStepWithoutTools: true,
};

/** `graph.invoke(input, options)`: agents that are made elsewhere ask their models. */
const orchestrate: CallDescription = {
  kind: "agent",
  options: {
    messages: "0",
    maxSteps: "settings.maxSteps",
    timeout: "settings.timeout",
    abortSignal: "1.cancelSignal",
    telemetry: "settings.traceAttributes",
  },
};

function orchestrator(maxSteps: SdkDefaults["maxSteps"]): TypeDescription {
  return {
    role: "agent",
    defaults: { timeout: undefined, retries: undefined, maxSteps },
    members: {
      invoke: { member: "call", call: orchestrate },
      stream: { member: "call", call: { ...orchestrate, kind: "stream" } },
    },
  };
}

const agent: TypeDescription = {
  role: "agent",
  // A model's name, or none, is one of Amazon Bedrock (1.16, agent/agent).
  provider: "bedrock",
  // `DefaultModelRetryStrategy` makes six attempts (1.19, retry/default-model-retry-strategy).
  defaults: { timeout: BEDROCK_WAIT, retries: 5, maxSteps: null },
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
  timeout: SdkDefaults["timeout"],
): TypeDescription {
  const defaults: SdkDefaults = { timeout, retries: undefined, maxSteps: undefined };
  return { role: "client", provider, settings: { ...common, ...settings }, options, defaults };
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
        Graph: { entity: "class", type: "Graph" },
        Swarm: { entity: "class", type: "Swarm" },
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
      specifiers: ["@strands-agents/sdk/models/vercel", "@strands-agents/sdk/vercel"],
      exports: { VercelModel: { entity: "class", type: "VercelModel" } },
    },
    {
      specifiers: ["@strands-agents/sdk/multiagent"],
      exports: { Graph: { entity: "class", type: "Graph" }, Swarm: { entity: "class", type: "Swarm" } },
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
    // Most graphs have no way back, and end by themselves; in a swarm the models say who is next.
    Graph: orchestrator(undefined),
    Swarm: orchestrator(null),
    // The model of the AI SDK that it holds says what it is and who serves it.
    VercelModel: {
      role: "model",
      settings: {
        ...common,
        model: "settings.provider",
        maxOutputTokens: ["settings.maxOutputTokens", "settings.maxTokens"],
        topK: "settings.topK",
        seed: "settings.seed",
      },
    },
    BedrockModel: model(
      "bedrock",
      {
        model: "settings.modelId",
        caching: "settings.cacheConfig",
        timeout: [
          "settings.requestTimeout",
          { path: "settings.clientConfig.requestHandler.requestTimeout", isReadOnly: true },
        ],
        guardrail: "settings.guardrailConfig.guardrailIdentifier",
        guardrailVersion: "settings.guardrailConfig.guardrailVersion",
        guardrailStreamMode: "settings.guardrailConfig.streamProcessingMode",
        trace: "settings.guardrailConfig.trace",
      },
      { region: "0.region", apiKey: ["0.apiKey", "0.clientConfig.credentials.secretAccessKey"] },
      BEDROCK_WAIT,
    ),
    OpenAIModel: model(
      "openai",
      { model: "settings.modelId" },
      { apiKey: "0.apiKey", baseUrl: "0.clientConfig.baseURL", timeout: "0.clientConfig.timeout" },
      OTHER_WAIT,
    ),
    AnthropicModel: model(
      "anthropic",
      // Its own limit counts where none is set (1.19, models/defaults).
      { model: "settings.modelId", maxOutputTokens: { path: "settings.maxTokens", isSetGlobally: true } },
      { apiKey: "0.apiKey", baseUrl: "0.clientConfig.baseURL", timeout: "0.clientConfig.timeout" },
      OTHER_WAIT,
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
      undefined,
    ),
  },
};
