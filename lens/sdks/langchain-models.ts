import type { ClientOptionName, OptionName, SdkDefaults } from "../facts.ts";
import { streamed, withoutResponse } from "./call-parts.ts";
import type {
  ExportedEntity,
  MemberDescription,
  OptionPath,
  OptionPaths,
  ResponseDescription,
  TypeDescription,
} from "./description.ts";
import { chatCall, embeddingCall, structuredCall, textCall } from "./langchain-calls.ts";

/** A class of LangChain that asks a model, with the names of its constructor's options. */
interface ModelClass {
  /** Name that the package exports. */
  readonly name: string;
  readonly specifiers: readonly string[];
  readonly kind: "chat" | "text" | "embedding";
  readonly provider?: string;
  /** Options of the model, as names of the constructor's first argument. */
  readonly settings: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** Options of the connection, likewise. */
  readonly options?: Readonly<Partial<Record<ClientOptionName, readonly string[]>>>;
  readonly defaults: SdkDefaults;
  /** The model that it asks where none is named, where that is an old one. */
  readonly defaultModel?: string;
  /** Left to itself, it limits the answer by a number of its own. */
  readonly hasOwnOutputLimit?: true;
  /** Classes of programs extend it, and set what they like in ways of their own. */
  readonly isBase?: true;
  readonly finishReason?: { readonly name: string; readonly finished: readonly string[] };
}

/** `AsyncCaller` of @langchain/core 0.3.80 and 1.4.0 retries six times; itself it sets no time limit. */
const noTimeout: SdkDefaults = { timeout: null, retries: 6, maxSteps: undefined };
/** These hand an unset `timeout` on to a client of OpenAI's kind, which waits ten minutes. */
const tenMinutes: SdkDefaults = { timeout: 600_000, retries: 6, maxSteps: undefined };
/** As above, over a client of Groq's, which waits one minute (groq-sdk 0.37 and 1.x). */
const oneMinute: SdkDefaults = { timeout: 60_000, retries: 6, maxSteps: undefined };
/** The AWS client tries three times; `maxRetries` of ChatBedrockConverse is read by nothing (@langchain/aws 0.1.15, 1.4.5). */
const awsDefaults: SdkDefaults = { timeout: null, retries: 2, maxSteps: undefined };
const unseen: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: undefined };

const openaiSettings: ModelClass["settings"] = {
  model: ["model", "modelName"],
  maxOutputTokens: ["maxTokens", "maxCompletionTokens", "modelKwargs.max_tokens", "modelKwargs.max_completion_tokens"],
  temperature: ["temperature"],
  topP: ["topP"],
  completions: ["n"],
  stopSequences: ["stop", "stopSequences"],
  timeout: ["timeout"],
  retries: ["maxRetries"],
  user: ["user", "modelKwargs.safety_identifier"],
  modalities: ["modalities"],
  reasoning: ["reasoning", "reasoningEffort"],
  serviceTier: ["service_tier"],
  caching: ["promptCacheKey", "promptCacheOptions"],
  streamUsage: ["streamUsage"],
};

const openaiOptions: ModelClass["options"] = {
  apiKey: ["apiKey", "openAIApiKey", "configuration.apiKey"],
  baseUrl: ["configuration.baseURL", "configuration.basePath"],
  timeout: ["timeout"],
  retries: ["maxRetries"],
  headers: ["configuration.defaultHeaders"],
};

const azureOptions: ModelClass["options"] = {
  ...openaiOptions,
  apiKey: ["azureOpenAIApiKey", "apiKey", "openAIApiKey"],
};

const azureSettings: ModelClass["settings"] = {
  ...openaiSettings,
  model: ["model", "modelName", "azureOpenAIApiDeploymentName", "deploymentName"],
};

const openaiFinish: ModelClass["finishReason"] = {
  name: "response_metadata.finish_reason",
  finished: ["stop", "tool_calls"],
};

const googleFinish: ModelClass["finishReason"] = { name: "response_metadata.finishReason", finished: ["STOP"] };

const googleSettings: ModelClass["settings"] = {
  model: ["model", "modelName"],
  maxOutputTokens: ["maxOutputTokens"],
  temperature: ["temperature"],
  topP: ["topP"],
  topK: ["topK"],
  stopSequences: ["stopSequences"],
  retries: ["maxRetries"],
  safety: ["safetySettings"],
  streamUsage: ["streamUsage"],
};

const vertexSettings: ModelClass["settings"] = {
  ...googleSettings,
  maxOutputTokens: ["maxOutputTokens"],
  seed: ["seed"],
  modalities: ["responseModalities"],
  reasoning: ["reasoningEffort", "thinkingLevel", "thinkingBudget", "maxReasoningTokens", "thinkingConfig"],
  outputSchema: ["responseSchema"],
};

const ollamaSettings: ModelClass["settings"] = {
  model: ["model"],
  maxOutputTokens: ["numPredict"],
  temperature: ["temperature"],
  topP: ["topP"],
  topK: ["topK"],
  seed: ["seed"],
  stopSequences: ["stop"],
  retries: ["maxRetries"],
  outputSchema: ["format"],
  reasoning: ["think"],
};

const ollamaOptions: ModelClass["options"] = { baseUrl: ["baseUrl"], retries: ["maxRetries"], headers: ["headers"] };

const mistralSettings: ModelClass["settings"] = {
  model: ["model", "modelName"],
  maxOutputTokens: ["maxTokens"],
  temperature: ["temperature"],
  topP: ["topP"],
  seed: ["seed", "randomSeed"],
  retries: ["maxRetries"],
};

const mistralOptions: ModelClass["options"] = {
  apiKey: ["apiKey"],
  baseUrl: ["serverURL", "endpoint"],
  retries: ["maxRetries"],
};

/** Options that nearly all chat models of @langchain/community have. */
const commonSettings: ModelClass["settings"] = {
  model: ["model", "modelName", "modelId"],
  maxOutputTokens: ["maxTokens", "maxNewTokens", "maxOutputTokens"],
  temperature: ["temperature"],
  topP: ["topP"],
  stopSequences: ["stop", "stopSequences"],
  retries: ["maxRetries"],
};

/** A class of @langchain/community, 0.3 and 1.1. */
function community(
  name: string,
  path: string,
  provider: string,
  kind: ModelClass["kind"],
  keys: readonly string[],
  more: Partial<ModelClass> = {},
): ModelClass {
  return {
    name,
    specifiers: [`@langchain/community/${path}`],
    kind,
    provider,
    settings: kind === "embedding" ? { model: ["model", "modelName"], retries: ["maxRetries"] } : commonSettings,
    options: { apiKey: keys, retries: ["maxRetries"] },
    defaults: { ...unseen, retries: 6 },
    ...more,
  };
}

const openaiSpecifiers = ["@langchain/openai"];
const azureSpecifiers = ["@langchain/openai", "@langchain/azure-openai"];
const vertexSpecifiers = ["@langchain/google-vertexai", "@langchain/google-vertexai-web"];

const bedrockCommunity: Partial<ModelClass> = {
  settings: {
    model: ["model", "applicationInferenceProfile"],
    maxOutputTokens: ["maxTokens"],
    temperature: ["temperature"],
    retries: ["maxRetries"],
    guardrail: ["guardrailIdentifier"],
    guardrailVersion: ["guardrailVersion"],
    guardrailStreamMode: ["guardrailConfig.streamProcessingMode"],
    trace: ["trace"],
  },
  options: {
    apiKey: ["credentials.secretAccessKey", "awsSecretAccessKey"],
    region: ["region"],
    retries: ["maxRetries"],
  },
  defaults: noTimeout,
  // That of the provider's text completion, such as 200 or 256.
  hasOwnOutputLimit: true,
};

/** A class that all models of a kind extend: of what has such a type, only that it is a model is known. */
function baseClass(name: string, kind: ModelClass["kind"], specifiers: readonly string[]): ModelClass {
  return {
    name,
    kind,
    specifiers,
    settings: {
      model: ["model"],
      maxOutputTokens: ["maxTokens"],
      temperature: ["temperature"],
      timeout: ["timeout"],
      retries: ["maxRetries"],
    },
    defaults: unseen,
    isBase: true,
  };
}

const chatModelBase = ["@langchain/core/language_models/chat_models", "langchain/chat_models/base"];
const languageModelBase = ["@langchain/core/language_models/base"];
const textModelBase = ["@langchain/core/language_models/llms"];
const embeddingsBase = ["@langchain/core/embeddings"];

/** Classes of the packages of LangChain that ask a model: @langchain/core 0.3 and 1.4, and what goes with them. */
const classes: readonly ModelClass[] = [
  ...["ChatOpenAI", "ChatOpenAICompletions", "ChatOpenAIResponses"].map((name): ModelClass => ({
    name,
    specifiers: openaiSpecifiers,
    kind: "chat",
    provider: "openai",
    settings: openaiSettings,
    options: openaiOptions,
    defaults: tenMinutes,
    // @langchain/openai 0.6 and 1.5.
    defaultModel: "gpt-3.5-turbo",
    finishReason: openaiFinish,
  })),
  ...["AzureChatOpenAI", "AzureChatOpenAICompletions", "AzureChatOpenAIResponses"].map((name): ModelClass => ({
    name,
    specifiers: azureSpecifiers,
    kind: "chat",
    provider: "azure-openai",
    settings: azureSettings,
    options: azureOptions,
    defaults: tenMinutes,
    finishReason: openaiFinish,
  })),
  {
    name: "OpenAI",
    specifiers: openaiSpecifiers,
    kind: "text",
    defaultModel: "gpt-3.5-turbo-instruct",
    provider: "openai",
    settings: openaiSettings,
    options: openaiOptions,
    defaults: tenMinutes,
    // Sixteen tokens, by the service's rule for text completion.
    hasOwnOutputLimit: true,
  },
  {
    name: "AzureOpenAI",
    specifiers: azureSpecifiers,
    kind: "text",
    provider: "azure-openai",
    settings: azureSettings,
    options: azureOptions,
    defaults: tenMinutes,
    hasOwnOutputLimit: true,
  },
  {
    name: "OpenAIEmbeddings",
    specifiers: openaiSpecifiers,
    kind: "embedding",
    defaultModel: "text-embedding-ada-002",
    provider: "openai",
    settings: {
      model: ["model", "modelName"],
      dimensions: ["dimensions"],
      timeout: ["timeout"],
      retries: ["maxRetries"],
    },
    options: openaiOptions,
    defaults: tenMinutes,
  },
  {
    name: "AzureOpenAIEmbeddings",
    specifiers: azureSpecifiers,
    kind: "embedding",
    provider: "azure-openai",
    settings: {
      model: ["model", "modelName", "azureOpenAIApiEmbeddingsDeploymentName", "azureOpenAIApiDeploymentName"],
      dimensions: ["dimensions"],
      timeout: ["timeout"],
      retries: ["maxRetries"],
    },
    options: azureOptions,
    defaults: tenMinutes,
  },
  ...["ChatAnthropic", "ChatAnthropicMessages"].map((name): ModelClass => ({
    name,
    specifiers: ["@langchain/anthropic"],
    kind: "chat",
    provider: "anthropic",
    settings: {
      model: ["model", "modelName"],
      maxOutputTokens: ["maxTokens", "maxTokensToSample"],
      temperature: ["temperature"],
      topP: ["topP"],
      topK: ["topK"],
      stopSequences: ["stopSequences"],
      timeout: ["clientOptions.timeout"],
      retries: ["maxRetries"],
      reasoning: ["thinking"],
      user: ["invocationKwargs.metadata.user_id"],
      streamUsage: ["streamUsage"],
    },
    options: {
      apiKey: ["apiKey", "anthropicApiKey"],
      baseUrl: ["anthropicApiUrl", "clientOptions.baseURL"],
      timeout: ["clientOptions.timeout"],
      retries: ["maxRetries"],
      allowBrowser: ["clientOptions.dangerouslyAllowBrowser"],
      headers: ["clientOptions.defaultHeaders"],
    },
    defaults: tenMinutes,
    // 2048 until 0.3, a number for each model since 1.0, and 4096 for those that it does not know.
    hasOwnOutputLimit: true,
    finishReason: { name: "response_metadata.stop_reason", finished: ["end_turn", "tool_use"] },
  })),
  {
    name: "ChatBedrockConverse",
    // @langchain/aws 1.4, without the profile that the model needs.
    defaultModel: "anthropic.claude-haiku-4-5-20251001-v1:0",
    specifiers: ["@langchain/aws"],
    kind: "chat",
    provider: "bedrock",
    settings: {
      model: ["applicationInferenceProfile", "model"],
      maxOutputTokens: ["maxTokens"],
      temperature: ["temperature"],
      topP: ["topP"],
      guardrail: ["guardrailConfig.guardrailIdentifier"],
      guardrailVersion: ["guardrailConfig.guardrailVersion"],
      guardrailStreamMode: ["guardrailConfig.streamProcessingMode"],
      trace: ["guardrailConfig.trace"],
      serviceTier: ["serviceTier"],
      timeout: ["clientOptions.requestHandler.requestTimeout"],
      streamUsage: ["streamUsage"],
    },
    options: {
      apiKey: ["credentials.secretAccessKey", "bedrockBearerToken", "bedrockApiKey"],
      region: ["region", "clientOptions.region"],
      timeout: ["clientOptions.requestHandler.requestTimeout"],
    },
    defaults: awsDefaults,
    finishReason: { name: "response_metadata.stopReason", finished: ["end_turn", "tool_use"] },
  },
  {
    name: "BedrockEmbeddings",
    // @langchain/aws 1.4.
    defaultModel: "amazon.titan-embed-text-v1",
    specifiers: ["@langchain/aws", "@langchain/community/embeddings/bedrock"],
    kind: "embedding",
    provider: "bedrock",
    settings: { model: ["model"], dimensions: ["dimensions"], retries: ["maxRetries"] },
    options: { apiKey: ["credentials.secretAccessKey", "bedrockBearerToken"], region: ["region"] },
    defaults: noTimeout,
  },
  {
    name: "ChatGoogleGenerativeAI",
    specifiers: ["@langchain/google-genai"],
    kind: "chat",
    provider: "google",
    settings: { ...googleSettings, reasoning: ["thinkingConfig"] },
    options: { apiKey: ["apiKey"], baseUrl: ["baseUrl"], retries: ["maxRetries"], headers: ["customHeaders"] },
    defaults: noTimeout,
    finishReason: googleFinish,
  },
  {
    name: "GoogleGenerativeAIEmbeddings",
    // @langchain/google-genai 2.1.
    defaultModel: "embedding-001",
    specifiers: ["@langchain/google-genai"],
    kind: "embedding",
    provider: "google",
    settings: { model: ["model", "modelName"], dimensions: ["outputDimensionality"], retries: ["maxRetries"] },
    options: { apiKey: ["apiKey"], baseUrl: ["baseUrl"] },
    defaults: noTimeout,
  },
  {
    name: "ChatVertexAI",
    specifiers: vertexSpecifiers,
    kind: "chat",
    provider: "google-vertex",
    settings: vertexSettings,
    options: { apiKey: ["apiKey"], region: ["location"], retries: ["maxRetries"] },
    defaults: noTimeout,
  },
  {
    name: "VertexAI",
    specifiers: vertexSpecifiers,
    kind: "text",
    provider: "google-vertex",
    settings: vertexSettings,
    options: { apiKey: ["apiKey"], region: ["location"], retries: ["maxRetries"] },
    defaults: noTimeout,
  },
  {
    name: "VertexAIEmbeddings",
    specifiers: vertexSpecifiers,
    kind: "embedding",
    provider: "google-vertex",
    settings: { model: ["model"], dimensions: ["dimensions"], retries: ["maxRetries"] },
    options: { region: ["location"] },
    defaults: noTimeout,
  },
  {
    // Gemini's own service or Vertex AI, as the settings and the credentials decide at run time.
    name: "ChatGoogle",
    specifiers: ["@langchain/google", "@langchain/google/node"],
    kind: "chat",
    settings: { ...vertexSettings, serviceTier: ["serviceTier"] },
    options: { apiKey: ["apiKey"], region: ["location"], retries: ["maxRetries"], headers: ["customHeaders"] },
    defaults: noTimeout,
  },
  {
    name: "ChatMistralAI",
    specifiers: ["@langchain/mistralai"],
    kind: "chat",
    provider: "mistral",
    settings: { ...mistralSettings, completions: ["numCompletions"], streamUsage: ["streamUsage"] },
    options: mistralOptions,
    defaults: noTimeout,
  },
  {
    name: "MistralAI",
    specifiers: ["@langchain/mistralai"],
    kind: "text",
    provider: "mistral",
    settings: mistralSettings,
    options: mistralOptions,
    defaults: noTimeout,
  },
  {
    name: "MistralAIEmbeddings",
    specifiers: ["@langchain/mistralai"],
    kind: "embedding",
    provider: "mistral",
    settings: { model: ["model", "modelName"], retries: ["maxRetries"] },
    options: mistralOptions,
    defaults: noTimeout,
  },
  {
    name: "ChatCohere",
    specifiers: ["@langchain/cohere"],
    kind: "chat",
    provider: "cohere",
    settings: { model: ["model"], temperature: ["temperature"], retries: ["maxRetries"] },
    options: { apiKey: ["apiKey", "token"], retries: ["maxRetries"] },
    defaults: { ...unseen, retries: 6 },
    finishReason: { name: "response_metadata.finishReason", finished: ["COMPLETE", "TOOL_CALL"] },
  },
  {
    name: "Cohere",
    specifiers: ["@langchain/cohere"],
    kind: "text",
    provider: "cohere",
    settings: {
      model: ["model"],
      maxOutputTokens: ["maxTokens"],
      temperature: ["temperature"],
      retries: ["maxRetries"],
    },
    options: { apiKey: ["apiKey", "token"], retries: ["maxRetries"] },
    defaults: { ...unseen, retries: 6 },
  },
  {
    name: "CohereEmbeddings",
    specifiers: ["@langchain/cohere"],
    kind: "embedding",
    provider: "cohere",
    settings: { model: ["model"], retries: ["maxRetries"] },
    options: { apiKey: ["apiKey", "token"] },
    defaults: { ...unseen, retries: 6 },
  },
  {
    name: "ChatGroq",
    specifiers: ["@langchain/groq"],
    kind: "chat",
    provider: "groq",
    settings: {
      model: ["model", "modelName"],
      maxOutputTokens: ["maxTokens"],
      temperature: ["temperature"],
      topP: ["topP"],
      completions: ["n"],
      stopSequences: ["stop", "stopSequences"],
      timeout: ["timeout"],
      retries: ["maxRetries"],
      user: ["user"],
      reasoning: ["reasoningEffort"],
      streamUsage: ["streamUsage"],
    },
    options: {
      apiKey: ["apiKey"],
      baseUrl: ["baseUrl"],
      timeout: ["timeout"],
      retries: ["maxRetries"],
      headers: ["defaultHeaders"],
    },
    defaults: oneMinute,
    finishReason: openaiFinish,
  },
  {
    name: "ChatOllama",
    specifiers: ["@langchain/ollama"],
    kind: "chat",
    provider: "ollama",
    settings: { ...ollamaSettings, streamUsage: ["streamUsage"] },
    options: ollamaOptions,
    defaults: noTimeout,
    finishReason: { name: "response_metadata.done_reason", finished: ["stop"] },
  },
  {
    name: "Ollama",
    specifiers: ["@langchain/ollama"],
    kind: "text",
    provider: "ollama",
    settings: ollamaSettings,
    options: ollamaOptions,
    defaults: noTimeout,
  },
  {
    name: "OllamaEmbeddings",
    specifiers: ["@langchain/ollama"],
    kind: "embedding",
    provider: "ollama",
    settings: { model: ["model"], dimensions: ["dimensions"], retries: ["maxRetries"] },
    options: ollamaOptions,
    defaults: noTimeout,
  },
  {
    name: "ChatXAI",
    specifiers: ["@langchain/xai"],
    kind: "chat",
    provider: "xai",
    settings: openaiSettings,
    options: { ...openaiOptions, apiKey: ["apiKey"] },
    defaults: { ...unseen, retries: 6 },
  },
  {
    name: "ChatDeepSeek",
    specifiers: ["@langchain/deepseek"],
    kind: "chat",
    provider: "deepseek",
    settings: openaiSettings,
    options: { ...openaiOptions, apiKey: ["apiKey"] },
    defaults: tenMinutes,
  },
  {
    name: "ChatCerebras",
    specifiers: ["@langchain/cerebras"],
    kind: "chat",
    provider: "cerebras",
    settings: { ...commonSettings, maxOutputTokens: ["maxCompletionTokens"], timeout: ["timeout"] },
    options: { apiKey: ["apiKey"], timeout: ["timeout"], retries: ["maxRetries"] },
    defaults: { ...unseen, retries: 6 },
  },
  {
    name: "ChatOpenRouter",
    specifiers: ["@langchain/openrouter"],
    kind: "chat",
    provider: "openrouter",
    settings: commonSettings,
    options: { apiKey: ["apiKey"], baseUrl: ["baseURL"], retries: ["maxRetries"] },
    defaults: { ...unseen, retries: 6 },
  },
  {
    name: "ChatCloudflareWorkersAI",
    specifiers: ["@langchain/cloudflare"],
    kind: "chat",
    provider: "cloudflare-workers-ai",
    settings: commonSettings,
    options: { apiKey: ["cloudflareApiToken"], baseUrl: ["baseUrl"], retries: ["maxRetries"] },
    defaults: { ...unseen, retries: 6 },
  },
  baseClass("BaseChatModel", "chat", chatModelBase),
  baseClass("SimpleChatModel", "chat", chatModelBase),
  baseClass("BaseLanguageModel", "chat", languageModelBase),
  baseClass("BaseLanguageModelInterface", "chat", languageModelBase),
  baseClass("BaseLLM", "text", textModelBase),
  baseClass("LLM", "text", textModelBase),
  baseClass("Embeddings", "embedding", embeddingsBase),
  baseClass("EmbeddingsInterface", "embedding", embeddingsBase),
  community("BedrockChat", "chat_models/bedrock", "bedrock", "chat", [], bedrockCommunity),
  community("Bedrock", "llms/bedrock", "bedrock", "text", [], bedrockCommunity),
  community("ChatTogetherAI", "chat_models/togetherai", "together", "chat", ["apiKey", "togetherAIApiKey"], {
    settings: openaiSettings,
    defaults: tenMinutes,
  }),
  community("ChatFireworks", "chat_models/fireworks", "fireworks", "chat", ["apiKey", "fireworksApiKey"], {
    settings: openaiSettings,
    defaults: tenMinutes,
  }),
  community("ChatPerplexity", "chat_models/perplexity", "perplexity", "chat", ["apiKey"], {
    settings: { ...commonSettings, topK: ["topK"], timeout: ["timeout"] },
  }),
  community("ChatDeepInfra", "chat_models/deepinfra", "deepinfra", "chat", ["apiKey"]),
  community("ChatMoonshot", "chat_models/moonshot", "moonshot", "chat", ["apiKey"]),
  community("ChatZhipuAI", "chat_models/zhipuai", "zhipu", "chat", ["zhipuAIApiKey"]),
  community("ChatAlibabaTongyi", "chat_models/alibaba_tongyi", "alibaba", "chat", ["alibabaApiKey"]),
  community("PortkeyChat", "chat_models/portkey", "portkey", "chat", ["apiKey"]),
  community("ChatOllama", "chat_models/ollama", "ollama", "chat", [], {
    settings: ollamaSettings,
    options: ollamaOptions,
    defaults: noTimeout,
  }),
  community("Ollama", "llms/ollama", "ollama", "text", [], {
    settings: ollamaSettings,
    options: ollamaOptions,
    defaults: noTimeout,
  }),
  community("OllamaEmbeddings", "embeddings/ollama", "ollama", "embedding", []),
  community("HuggingFaceInference", "llms/hf", "huggingface", "text", ["apiKey"], {
    settings: { ...commonSettings, topK: ["topK"] },
  }),
  community("Replicate", "llms/replicate", "replicate", "text", ["apiKey"], {
    settings: { model: ["model"], retries: ["maxRetries"] },
  }),
  community("HuggingFaceInferenceEmbeddings", "embeddings/hf", "huggingface", "embedding", ["apiKey"]),
  community("TogetherAIEmbeddings", "embeddings/togetherai", "together", "embedding", ["apiKey"]),
  community("VoyageEmbeddings", "embeddings/voyage", "voyage", "embedding", ["apiKey"]),
  community("JinaEmbeddings", "embeddings/jina", "jina", "embedding", ["apiKey"]),
];

/** Names of types: the class, which is also what `bindTools(…)` and the like give, and one that checks its output. */
function typeNames(each: ModelClass): { own: string; structured: string } {
  const own = `${each.specifiers[0]!} ${each.name}`;
  return { own, structured: `${own} structured` };
}

function paths(start: string, names: readonly string[]): OptionPaths {
  return names.map((name) => `${start}.${name}`);
}

function withPaths<Name extends string>(
  start: string,
  options: Readonly<Partial<Record<Name, readonly string[]>>>,
): Partial<Record<Name, OptionPaths>> {
  const entries = Object.entries(options) as [Name, readonly string[]][];
  return Object.fromEntries(entries.map(([name, names]) => [name, paths(start, names)])) as Partial<
    Record<Name, OptionPaths>
  >;
}

function settingsOf(each: ModelClass): NonNullable<TypeDescription["settings"]> {
  const isSetElsewhere = (name: string): boolean =>
    each.isBase === true || (name === "maxOutputTokens" && each.hasOwnOutputLimit === true);
  const elsewhere = (name: string): OptionPath => ({ path: `root.0.${name}`, isSetGlobally: true });
  return Object.fromEntries(
    Object.entries(each.settings).map(([name, names]) => [
      name,
      isSetElsewhere(name) ? names.map(elsewhere) : paths("root.0", names),
    ]),
  );
}

function membersOf(each: ModelClass, response: ResponseDescription | undefined): Record<string, MemberDescription> {
  const { own, structured } = typeNames(each);
  if (each.kind === "embedding") {
    const call: MemberDescription = { member: "call", call: embeddingCall };
    return { embedQuery: call, embedDocuments: call };
  }
  const base = each.kind === "chat" ? chatCall : textCall;
  const whole = response === undefined ? base : { ...base, response };
  const makesLink: MemberDescription = { member: "makes", type: own };
  return {
    invoke: { member: "call", call: whole },
    stream: { member: "call", call: streamed(base) },
    streamEvents: { member: "call", call: streamed(base) },
    streamLog: { member: "call", call: streamed(base) },
    batch: { member: "call", call: withoutResponse(base) },
    generate: { member: "call", call: withoutResponse(base) },
    generatePrompt: { member: "call", call: withoutResponse(base) },
    call: { member: "call", call: { ...whole, until: 0 } },
    callPrompt: { member: "call", call: { ...base, until: 0 } },
    predict: { member: "call", call: { ...textCall, kind: base.kind, until: 0 } },
    predictMessages: { member: "call", call: { ...whole, until: 0 } },
    bind: makesLink,
    bindTools: makesLink,
    withConfig: makesLink,
    withRetry: makesLink,
    withFallbacks: makesLink,
    withListeners: makesLink,
    withStructuredOutput: { member: "makes", type: structured },
    pipe: { member: "pipe", path: "0" },
  };
}

function typesOf(each: ModelClass): [string, TypeDescription][] {
  const names = typeNames(each);
  const provider = each.provider === undefined ? {} : { provider: each.provider };
  const response: ResponseDescription | undefined =
    each.kind === "chat"
      ? {
          text: ["content", "text"],
          finishReason: ["response_metadata"],
          ...(each.finishReason === undefined
            ? {}
            : { finishReasonName: each.finishReason.name, finishedValues: each.finishReason.finished }),
        }
      : undefined;
  const own: TypeDescription = {
    role: "client",
    ...provider,
    defaults: { ...each.defaults, ...(each.defaultModel === undefined ? {} : { model: each.defaultModel }) },
    settings: settingsOf(each),
    options: withPaths("0", { ...each.options, ...(each.settings.model && { model: each.settings.model }) }),
    members: membersOf(each, response),
  };
  if (each.kind === "embedding") return [[names.own, own]];
  const structured: MemberDescription = { member: "makes", type: names.structured };
  const checked = structuredCall(each.kind === "text" ? textCall : chatCall);
  return [
    [names.own, own],
    [
      names.structured,
      {
        role: "model",
        ...provider,
        defaults: each.defaults,
        members: {
          invoke: { member: "call", call: checked },
          batch: { member: "call", call: withoutResponse(checked) },
          stream: { member: "call", call: streamed(checked) },
          bind: structured,
          withConfig: structured,
          withRetry: structured,
          withFallbacks: structured,
          pipe: { member: "pipe", path: "0" },
        },
      },
    ],
  ];
}

/** Types of all model classes. */
export const modelTypes: Readonly<Record<string, TypeDescription>> = Object.fromEntries(classes.flatMap(typesOf));

/** What the packages export, by specifier; other modules of a package add to it. */
export const modelExports: ReadonlyMap<string, Readonly<Record<string, ExportedEntity>>> = exportsBySpecifier();

function exportsBySpecifier(): Map<string, Record<string, ExportedEntity>> {
  const found = new Map<string, Record<string, ExportedEntity>>();
  for (const each of classes) {
    for (const specifier of each.specifiers) {
      const exports = found.get(specifier) ?? {};
      exports[each.name] = {
        entity: "class",
        type: typeNames(each).own,
        // `new ChatOpenAI("gpt-5.4", { … })`, of all chat models since the packages of core 1.0.
        ...(each.kind === "chat" ? { textFirst: "model" } : {}),
      };
      found.set(specifier, exports);
    }
  }
  return found;
}
