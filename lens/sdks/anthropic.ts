import { call, type CallOptionPaths } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  SdkDescription,
  TypeDescription,
} from "./description.ts";
import { clientOptions, request, requestAt } from "./openai-shape.ts";

/** Majors from 1 have neither `temperature` nor `top_p` in their types. */
const messageOptions: CallOptionPaths = {
  model: "0.model",
  maxOutputTokens: "0.max_tokens",
  temperature: { path: "0.temperature", until: 0 },
  topP: { path: "0.top_p", until: 0 },
  topK: { path: "0.top_k", until: 0 },
  stopSequences: "0.stop_sequences",
  system: "0.system",
  messages: "0.messages",
  tools: "0.tools",
  toolChoice: "0.tool_choice",
  outputSchema: ["0.output_config.format", "0.output_format"],
  user: ["0.metadata.user_id", "0.user_profile_id"],
  metadata: "0.metadata",
  reasoning: ["0.thinking", "0.output_config.effort"],
  caching: [
    "0.cache_control",
    "0.system.[].cache_control",
    "0.tools.[].cache_control",
    "0.messages.[].content.[].cache_control",
  ],
  serviceTier: "0.service_tier",
  ...request,
};

const message: CallDescription = {
  kind: "chat",
  options: messageOptions,
  systemPrompts: [{ path: "0.system" }, { path: "0.messages", roles: ["system"], content: "content" }],
  toolName: "name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.input_schema" } },
};

const response = {
  text: ["content[].text"],
  toolArguments: ["content[].input"],
  finishReason: ["stop_reason"],
  finishReasonName: "stop_reason",
  finishedValues: ["end_turn", "stop_sequence", "tool_use"],
};

const create: CallDescription = {
  ...message,
  options: { ...messageOptions, stream: "0.stream" },
  streamFlag: "0.stream",
  response,
  pieces: ["[].delta.text"],
};

/** Cut-off output is not valid JSON, which throws. */
const parse: CallDescription = {
  ...message,
  response: { ...response, data: ["parsed_output"], isChecked: true, refusal: ["stop_reason"] },
};

const stream: CallDescription = { ...message, kind: "stream", pieces: ["[].delta.text"] };

/** Runs until the model asks for no more tools (lib/tools/BetaToolRunner): it has no bound of its own. */
const toolRunner: CallDescription = {
  ...message,
  kind: "agent",
  options: { ...messageOptions, stream: "0.stream", maxSteps: "0.max_iterations" },
  defaults: { timeout: 600_000, retries: 2, maxSteps: null },
  tool: {
    options: {
      name: "0.name",
      description: "0.description",
      inputSchema: ["0.input_schema", "0.inputSchema"],
      handler: "0.run",
    },
  },
};

/** A tool that `toolRunner` runs by itself, checked against its schema first (helpers/beta/zod, 1.12). */
const runnableTool = {
  entity: "tool",
  tool: {
    options: { name: "0.name", description: "0.description", inputSchema: "0.inputSchema", handler: "0.run" },
    isInputChecked: true,
    // lib/tools/BetaRunnableTool, 1.12.
    failures: { form: "thrown" },
  },
} as const satisfies ExportedEntity;

/** Input of an agent that Anthropic runs; model, instructions and tools are those that it was made with. */
const sessionEvents: CallDescription = {
  kind: "agent",
  options: { session: "0", messages: "1.events", ...requestAt(2) },
};

const countTokens: CallDescription = { kind: "other", options: { model: "0.model", ...request } };

const batch: CallDescription = { kind: "batch", options: { input: "0.requests", ...request } };

const members: Readonly<Record<string, MemberDescription>> = {
  "messages.create": call(create),
  "messages.parse": call(parse),
  "messages.stream": call(stream),
  "messages.countTokens": call(countTokens),
  "messages.batches.create": call(batch),
  "beta.messages.create": call(create),
  "beta.messages.parse": call(parse),
  "beta.messages.stream": call(stream),
  "beta.messages.toolRunner": call(toolRunner),
  "beta.messages.countTokens": call(countTokens),
  "beta.messages.batches.create": call(batch),
  "beta.promptCaching.messages.create": call({ ...create, until: 0 }),
  "beta.promptCaching.messages.stream": call({ ...stream, until: 0 }),
  "completions.create": call({
    kind: "completion",
    until: 0,
    ending: {
      api: "Text Completions API",
      providers: ["anthropic"],
      replacement: "`messages.create`",
      endsOn: undefined,
    },
    options: {
      model: "0.model",
      maxOutputTokens: "0.max_tokens_to_sample",
      temperature: "0.temperature",
      topP: "0.top_p",
      topK: "0.top_k",
      stopSequences: "0.stop_sequences",
      messages: "0.prompt",
      stream: "0.stream",
      user: "0.metadata.user_id",
      metadata: "0.metadata",
      ...request,
    },
    streamFlag: "0.stream",
    response: {
      text: ["completion"],
      finishReason: ["stop_reason"],
      finishReasonName: "stop_reason",
      finishedValues: ["stop_sequence"],
    },
  }),
  "beta.sessions.events.send": call(sessionEvents),
  "beta.agents.create": {
    member: "resource",
    resource: { kind: "agent", service: "anthropic", properties: "0", id: "0.name" },
  },
  withOptions: { member: "override" },
};

const client: TypeDescription = {
  role: "client",
  provider: "anthropic",
  options: {
    ...clientOptions,
    apiKey: ["0.apiKey", "0.authToken"],
    allowBrowser: "0.dangerouslyAllowBrowser",
  },
  // 0.30 core.js and 1.12 client.js: DEFAULT_TIMEOUT and `maxRetries ?? 2`.
  defaults: { timeout: 600_000, retries: 2, maxSteps: undefined },
  members,
};

/** The official client of Anthropic, and its classes for other clouds, which share the surface. */
export const anthropic: SdkDescription = {
  id: "anthropic",
  title: "Anthropic",
  versionPackage: "@anthropic-ai/sdk",
  modules: [
    {
      specifiers: [
        "@anthropic-ai/sdk",
        "@anthropic-ai/sdk/index",
        "@anthropic-ai/sdk/index.mjs",
        "@anthropic-ai/sdk/client",
      ],
      exports: {
        Anthropic: { entity: "class", type: "Anthropic" },
        BaseAnthropic: { entity: "class", type: "Anthropic" },
      },
      defaultExport: "Anthropic",
    },
    {
      specifiers: ["@anthropic-ai/sdk/helpers/beta/zod", "@anthropic-ai/sdk/helpers/beta/standard-schema"],
      exports: { betaZodTool: runnableTool, betaStandardSchemaTool: runnableTool },
    },
    {
      specifiers: ["@anthropic-ai/sdk/helpers/beta/json-schema"],
      exports: {
        betaTool: { entity: "tool", tool: { options: runnableTool.tool.options } },
      },
    },
    {
      specifiers: ["@anthropic-ai/bedrock-sdk", "@anthropic-ai/bedrock-sdk/client"],
      exports: {
        AnthropicBedrock: { entity: "class", type: "AnthropicBedrock" },
        AnthropicBedrockMantle: { entity: "class", type: "AnthropicBedrock" },
      },
      defaultExport: "AnthropicBedrock",
    },
    {
      specifiers: ["@anthropic-ai/vertex-sdk", "@anthropic-ai/vertex-sdk/client"],
      exports: { AnthropicVertex: { entity: "class", type: "AnthropicVertex" } },
      defaultExport: "AnthropicVertex",
    },
    {
      specifiers: ["@anthropic-ai/google-cloud-sdk", "@anthropic-ai/google-cloud-sdk/client"],
      exports: { AnthropicGoogleCloud: { entity: "class", type: "AnthropicVertex" } },
      defaultExport: "AnthropicGoogleCloud",
    },
    {
      specifiers: ["@anthropic-ai/foundry-sdk", "@anthropic-ai/foundry-sdk/client"],
      exports: { AnthropicFoundry: { entity: "class", type: "AnthropicFoundry" } },
      defaultExport: "AnthropicFoundry",
    },
    {
      specifiers: ["@posthog/ai/anthropic"],
      exports: {
        Anthropic: { entity: "class", type: "Anthropic" },
        PostHogAnthropic: { entity: "class", type: "Anthropic" },
      },
      defaultExport: "Anthropic",
    },
  ],
  types: {
    Anthropic: client,
    AnthropicBedrock: {
      ...client,
      provider: "bedrock",
      options: {
        ...client.options,
        apiKey: ["0.apiKey", "0.awsSecretKey", "0.awsSecretAccessKey"],
        region: "0.awsRegion",
      },
    },
    AnthropicVertex: {
      ...client,
      provider: "google-vertex",
      options: { ...client.options, apiKey: "0.accessToken", region: "0.region" },
    },
    AnthropicFoundry: { ...client, provider: "azure-ai-foundry" },
  },
};
