import type { OptionName } from "../facts.ts";
import type {
  CallDescription,
  MemberDescription,
  OptionPaths,
  SdkDescription,
  TypeDescription,
} from "./description.ts";

type Options = Readonly<Partial<Record<OptionName, OptionPaths>>>;

/** Options of one request: the second argument of every call, laid over the client's. */
const request: Options = {
  timeout: ["1.timeout", "client.timeout"],
  retries: ["1.maxRetries", "client.retries"],
  abortSignal: "1.signal",
};

/** Majors from 1 have neither `temperature` nor `top_p` in their types. */
const messageOptions: Options = {
  model: "0.model",
  maxOutputTokens: "0.max_tokens",
  temperature: { path: "0.temperature", until: 0 },
  topP: { path: "0.top_p", until: 0 },
  system: "0.system",
  messages: "0.messages",
  tools: "0.tools",
  toolChoice: "0.tool_choice",
  outputSchema: ["0.output_config.format", "0.output_format"],
  user: ["0.metadata.user_id", "0.user_profile_id"],
  metadata: "0.metadata",
  reasoning: ["0.thinking", "0.output_config.effort"],
  ...request,
};

const message: CallDescription = {
  kind: "chat",
  options: messageOptions,
  systemPrompts: [{ path: "0.system" }, { path: "0.messages", roles: ["system"], content: "content" }],
  toolName: "name",
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
};

/** Cut-off output is not valid JSON, which throws. */
const parse: CallDescription = { ...message, response: { ...response, data: ["parsed_output"], isChecked: true } };

const stream: CallDescription = { ...message, kind: "stream" };

/** Runs until the model asks for no more tools (lib/tools/BetaToolRunner): it has no bound of its own. */
const toolRunner: CallDescription = {
  ...message,
  kind: "agent",
  options: { ...messageOptions, stream: "0.stream", maxSteps: "0.max_iterations" },
  defaults: { timeout: 600_000, retries: 2, maxSteps: null },
};

const countTokens: CallDescription = { kind: "other", options: { model: "0.model", ...request } };

const batch: CallDescription = { kind: "batch", options: request };

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
    options: {
      model: "0.model",
      maxOutputTokens: "0.max_tokens_to_sample",
      temperature: "0.temperature",
      topP: "0.top_p",
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
  withOptions: { member: "override" },
};

const client: TypeDescription = {
  role: "client",
  provider: "anthropic",
  options: {
    apiKey: ["0.apiKey", "0.authToken"],
    baseUrl: "0.baseURL",
    timeout: "0.timeout",
    retries: "0.maxRetries",
    allowBrowser: "0.dangerouslyAllowBrowser",
    headers: "0.defaultHeaders",
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

function call(description: CallDescription): MemberDescription {
  return { member: "call", call: description };
}
