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

const endUser: OptionPaths = [{ path: "0.safety_identifier", from: 5 }, "0.user"];
const cacheKey: OptionPaths = [
  { path: "0.prompt_cache_key", from: 5 },
  { path: "0.prompt_cache_options", from: 6 },
];

const chatOptions: Options = {
  model: "0.model",
  maxOutputTokens: ["0.max_completion_tokens", "0.max_tokens"],
  temperature: "0.temperature",
  topP: "0.top_p",
  messages: "0.messages",
  tools: ["0.tools", "0.functions"],
  toolChoice: ["0.tool_choice", "0.function_call"],
  outputSchema: "0.response_format",
  caching: cacheKey,
  user: endUser,
  metadata: "0.metadata",
  reasoning: "0.reasoning_effort",
  ...request,
};

const chatToolArguments = [
  "choices[].message.tool_calls[].function.arguments",
  "choices[].message.tool_calls[].function.parsed_arguments",
  "choices[].message.function_call.arguments",
];

const responsesToolArguments = ["output[].arguments", "output[].parsed_arguments"];

const chat: CallDescription = {
  kind: "chat",
  options: { ...chatOptions, stream: "0.stream" },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.messages", roles: ["system", "developer"], content: "content" }],
  response: {
    text: ["choices[].message.content"],
    toolArguments: chatToolArguments,
    finishReason: ["choices[].finish_reason"],
    finishReasonName: "choices[0].finish_reason",
    finishedValues: ["stop", "tool_calls", "function_call"],
  },
  toolName: "function.name",
};

const { streamFlag: _chatStreamFlag, ...chatWithoutStreamFlag } = chat;

/** Throws `LengthFinishReasonError` and `ContentFilterFinishReasonError`. */
const chatParse: CallDescription = {
  ...chatWithoutStreamFlag,
  options: chatOptions,
  response: {
    text: ["choices[].message.content"],
    data: ["choices[].message.parsed"],
    toolArguments: chatToolArguments,
    finishReason: ["choices[].finish_reason"],
    isChecked: true,
  },
};

const chatStream: CallDescription = withoutResponse({ ...chatWithoutStreamFlag, kind: "stream", options: chatOptions });

/** Stops after ten requests unless told otherwise (lib/AbstractChatCompletionRunner, 4.104 to 7.57). */
const runTools: CallDescription = withoutResponse({
  ...chat,
  kind: "agent",
  options: { ...chatOptions, stream: "0.stream", maxSteps: "1.maxChatCompletions" },
  defaults: { timeout: 600_000, retries: 2, maxSteps: 10 },
});

const responsesOptions: Options = {
  model: "0.model",
  maxOutputTokens: "0.max_output_tokens",
  temperature: "0.temperature",
  topP: "0.top_p",
  system: "0.instructions",
  messages: "0.input",
  tools: "0.tools",
  toolChoice: "0.tool_choice",
  outputSchema: "0.text.format",
  caching: cacheKey,
  user: endUser,
  metadata: "0.metadata",
  reasoning: "0.reasoning",
  ...request,
};

const responses: CallDescription = {
  kind: "chat",
  options: { ...responsesOptions, stream: "0.stream" },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.instructions" }, { path: "0.input", roles: ["system", "developer"], content: "content" }],
  response: {
    text: ["output_text", "output[].content[].text"],
    toolArguments: responsesToolArguments,
    finishReason: ["status", "incomplete_details"],
    finishReasonName: "status",
    finishedValues: ["completed"],
  },
  toolName: "name",
};

const { streamFlag: _responsesStreamFlag, ...responsesWithoutStreamFlag } = responses;

/** Cut-off output is either not valid JSON, which throws, or leaves `output_parsed` null. */
const responsesParse: CallDescription = {
  ...responsesWithoutStreamFlag,
  options: responsesOptions,
  response: {
    text: ["output_text", "output[].content[].text"],
    data: ["output_parsed"],
    toolArguments: responsesToolArguments,
    finishReason: ["status", "incomplete_details"],
    isChecked: true,
  },
};

const responsesStream: CallDescription = withoutResponse({
  ...responsesWithoutStreamFlag,
  kind: "stream",
  options: responsesOptions,
});

const image: CallDescription = { kind: "image", options: { model: "0.model", user: endUser, ...request } };
const audio: CallDescription = { kind: "audio", options: { model: "0.model", ...request } };

const members: Readonly<Record<string, MemberDescription>> = {
  "chat.completions.create": call(chat),
  "chat.completions.parse": call({ ...chatParse, from: 5 }),
  "chat.completions.stream": call({ ...chatStream, from: 5 }),
  "chat.completions.runTools": call({ ...runTools, from: 5 }),
  "beta.chat.completions.parse": call({ ...chatParse, until: 4 }),
  "beta.chat.completions.stream": call({ ...chatStream, until: 4 }),
  "beta.chat.completions.runTools": call({ ...runTools, until: 4 }),
  "beta.chat.completions.runFunctions": call({ ...runTools, until: 4 }),
  "responses.create": call(responses),
  "responses.parse": call(responsesParse),
  "responses.stream": call(responsesStream),
  "beta.responses.create": call({ ...responses, from: 6 }),
  "completions.create": call({
    kind: "completion",
    options: {
      model: "0.model",
      maxOutputTokens: "0.max_tokens",
      temperature: "0.temperature",
      topP: "0.top_p",
      messages: "0.prompt",
      stream: "0.stream",
      user: "0.user",
      ...request,
    },
    streamFlag: "0.stream",
    response: {
      text: ["choices[].text"],
      finishReason: ["choices[].finish_reason"],
      finishReasonName: "choices[0].finish_reason",
      finishedValues: ["stop"],
    },
  }),
  "embeddings.create": call({ kind: "embedding", options: { model: "0.model", user: "0.user", ...request } }),
  "images.generate": call(image),
  "images.edit": call(image),
  "images.createVariation": call(image),
  "audio.speech.create": call(audio),
  "audio.transcriptions.create": call(audio),
  "audio.translations.create": call(audio),
  "moderations.create": call({ kind: "moderation", options: { model: "0.model", ...request } }),
  "batches.create": call({ kind: "batch", options: { metadata: "0.metadata", ...request } }),
  "videos.create": call({ kind: "other", options: { model: "0.model", ...request }, from: 6 }),
  withOptions: { member: "override" },
};

const client: TypeDescription = {
  role: "client",
  provider: "openai",
  options: {
    apiKey: "0.apiKey",
    baseUrl: "0.baseURL",
    timeout: "0.timeout",
    retries: "0.maxRetries",
    allowBrowser: "0.dangerouslyAllowBrowser",
    headers: "0.defaultHeaders",
  },
  // 4.104 core.js, 5.23 to 7.57 client.js: DEFAULT_TIMEOUT and `maxRetries ?? 2`.
  defaults: { timeout: 600_000, retries: 2, maxSteps: undefined },
  members,
};

/** The official client of OpenAI, majors 4 to 7, and classes with the same surface. */
export const openai: SdkDescription = {
  id: "openai",
  title: "OpenAI",
  versionPackage: "openai",
  modules: [
    {
      specifiers: ["openai", "openai/index", "openai/index.mjs", "openai/client"],
      exports: {
        OpenAI: { entity: "class", type: "OpenAI" },
        AzureOpenAI: { entity: "class", type: "AzureOpenAI" },
        BedrockOpenAI: { entity: "class", type: "BedrockOpenAI" },
      },
      defaultExport: "OpenAI",
    },
    { specifiers: ["openai/azure"], exports: { AzureOpenAI: { entity: "class", type: "AzureOpenAI" } } },
    { specifiers: ["openai/bedrock"], exports: { BedrockOpenAI: { entity: "class", type: "BedrockOpenAI" } } },
    {
      specifiers: ["@posthog/ai"],
      exports: {
        OpenAI: { entity: "class", type: "OpenAI" },
        AzureOpenAI: { entity: "class", type: "AzureOpenAI" },
        withTracing: { entity: "wrapper", path: "0" },
      },
    },
    {
      specifiers: ["@posthog/ai/openai"],
      exports: {
        OpenAI: { entity: "class", type: "OpenAI" },
        PostHogOpenAI: { entity: "class", type: "OpenAI" },
        AzureOpenAI: { entity: "class", type: "AzureOpenAI" },
      },
      defaultExport: "OpenAI",
    },
  ],
  types: {
    OpenAI: client,
    AzureOpenAI: {
      ...client,
      provider: "azure-openai",
      options: { ...client.options, baseUrl: ["0.baseURL", "0.endpoint"] },
    },
    BedrockOpenAI: { ...client, provider: "bedrock", options: { ...client.options, region: "0.awsRegion" } },
  },
};

function call(description: CallDescription): MemberDescription {
  return { member: "call", call: description };
}

function withoutResponse(description: CallDescription): CallDescription {
  const { response: _response, ...rest } = description;
  return rest;
}
