import type { SdkDefaults } from "../facts.ts";
import { type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, OptionPaths, SdkDescription } from "./description.ts";

/**
 * A request that a program sends to a provider itself. Option paths count: `0` the body, `1` the settings of the
 * request, `2` the model that the URL names, `3` a time limit that stands elsewhere.
 */
export interface HttpOperation {
  /** Providers that have it, as base URLs tell them; all of them where left out. */
  readonly providers?: readonly string[];
  /** Fits the path of the URL; the group `model`, where there is one, holds the model. */
  readonly path: RegExp;
  readonly call: CallDescription;
  /** The answer is a stream unless `stream` is false. */
  readonly isStreamByDefault?: true;
}

/** How a library for HTTP takes a request. */
export interface HttpLibrary {
  /** Import specifiers that give it, and the exported names that send a request when called; `default` among them. */
  readonly specifiers: Readonly<Record<string, readonly string[]>>;
  /** Names that are it where nothing declares them. */
  readonly globals?: readonly string[];
  /**
   * Where the body stands: text in property `body`, or data in the property named. Methods such as `post` of
   * `separate` libraries take it as an argument of its own, before the settings.
   */
  readonly body: "body" | "json" | "data";
  readonly isBodySeparate?: true;
  /** Methods that send, besides calling it. */
  readonly methods?: readonly string[];
  /** Methods that make the same library with settings of their own, and the setting that URLs are relative to. */
  readonly makers?: readonly string[];
  readonly baseUrl?: string;
  readonly options: CallOptionPaths;
  readonly defaults: SdkDefaults;
}

const noDefaults: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: undefined };

/** What limits a request of `fetch` is the signal alone; how long it waits else differs from runtime to runtime. */
const fetchLibrary: HttpLibrary = {
  specifiers: {
    undici: ["fetch"],
    "node-fetch": ["default"],
    "node-fetch-native": ["default", "fetch"],
    "cross-fetch": ["default", "fetch"],
    "isomorphic-fetch": ["default"],
    "expo/fetch": ["fetch"],
    "@tauri-apps/plugin-http": ["fetch"],
  },
  globals: ["fetch"],
  body: "body",
  options: { abortSignal: "1.signal", timeout: { path: "3", isReadOnly: true } },
  defaults: { ...noDefaults, retries: 0 },
};

/** Requests of these libraries, in the order in which a name is looked for. */
export const httpLibraries: readonly HttpLibrary[] = [
  fetchLibrary,
  {
    specifiers: { undici: ["request"] },
    body: "body",
    options: { abortSignal: "1.signal", timeout: ["1.headersTimeout", { path: "3", isReadOnly: true }] },
    // Client of undici 6 and 7: headersTimeout 300 s.
    defaults: { ...noDefaults, timeout: 300_000, retries: 0 },
  },
  {
    specifiers: { ofetch: ["ofetch", "$fetch"] },
    globals: ["$fetch"],
    body: "body",
    // No `retries`: ofetch 1 does not repeat requests that carry a body.
    options: { abortSignal: "1.signal", timeout: ["1.timeout", { path: "3", isReadOnly: true }] },
    defaults: { ...noDefaults, retries: 0 },
  },
  {
    specifiers: { axios: ["default", "axios"] },
    body: "data",
    isBodySeparate: true,
    methods: ["post", "request"],
    makers: ["create"],
    baseUrl: "baseURL",
    options: { abortSignal: "1.signal", timeout: ["1.timeout", { path: "3", isReadOnly: true }] },
    // lib/defaults of axios 1: `timeout: 0`, which waits without end.
    defaults: { ...noDefaults, timeout: null, retries: 0 },
  },
  {
    specifiers: { got: ["default", "got"] },
    body: "json",
    methods: ["post"],
    makers: ["extend"],
    baseUrl: "prefixUrl",
    options: {
      abortSignal: "1.signal",
      timeout: ["1.timeout.request", { path: "3", isReadOnly: true }],
    },
    // source/core/options of got 14: no limit, and POST is not among the methods that are tried again.
    defaults: { ...noDefaults, timeout: null, retries: 0 },
  },
  {
    specifiers: { ky: ["default", "ky"] },
    body: "json",
    methods: ["post"],
    makers: ["create", "extend"],
    baseUrl: "prefixUrl",
    options: { abortSignal: "1.signal", timeout: ["1.timeout", { path: "3", isReadOnly: true }] },
    // source/core/constants of ky 1: 10 s, and POST is not among the methods that are tried again.
    defaults: { ...noDefaults, timeout: 10_000, retries: 0 },
  },
];

const chatCompletions: CallDescription = {
  kind: "chat",
  options: {
    model: ["0.model", "2"],
    maxOutputTokens: ["0.max_completion_tokens", "0.max_tokens"],
    temperature: "0.temperature",
    topP: "0.top_p",
    stopSequences: "0.stop",
    completions: "0.n",
    seed: "0.seed",
    messages: "0.messages",
    tools: "0.tools",
    toolChoice: "0.tool_choice",
    outputSchema: "0.response_format",
    stream: "0.stream",
    user: "0.user",
    reasoning: ["0.reasoning_effort", "0.reasoning"],
  },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.messages", roles: ["system", "developer"], content: "content" }],
  toolName: "function.name",
  tool: {
    options: {
      name: "0.function.name",
      description: "0.function.description",
      inputSchema: "0.function.parameters",
    },
  },
};

const completions: CallDescription = {
  kind: "completion",
  options: {
    model: ["0.model", "2"],
    maxOutputTokens: "0.max_tokens",
    temperature: "0.temperature",
    topP: "0.top_p",
    stopSequences: "0.stop",
    messages: "0.prompt",
    stream: "0.stream",
  },
  streamFlag: "0.stream",
};

const responses: CallDescription = {
  kind: "chat",
  options: {
    model: "0.model",
    maxOutputTokens: "0.max_output_tokens",
    temperature: "0.temperature",
    topP: "0.top_p",
    system: "0.instructions",
    messages: "0.input",
    tools: "0.tools",
    toolChoice: "0.tool_choice",
    outputSchema: "0.text.format",
    store: "0.store",
    stream: "0.stream",
    reasoning: "0.reasoning",
  },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.instructions" }, { path: "0.input", roles: ["system", "developer"], content: "content" }],
  toolName: "name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" } },
};

const anthropicMessages: CallDescription = {
  kind: "chat",
  options: {
    model: ["0.model", "2"],
    maxOutputTokens: "0.max_tokens",
    temperature: "0.temperature",
    topP: "0.top_p",
    topK: "0.top_k",
    stopSequences: "0.stop_sequences",
    system: "0.system",
    messages: "0.messages",
    tools: "0.tools",
    toolChoice: "0.tool_choice",
    metadata: "0.metadata",
    stream: "0.stream",
    reasoning: "0.thinking",
  },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.system" }],
  toolName: "name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.input_schema" } },
};

/** The REST interface takes names with capitals inside and with underscores. */
const generateContent: CallDescription = {
  kind: "chat",
  options: {
    model: "2",
    maxOutputTokens: either("generationConfig.maxOutputTokens", "generation_config.max_output_tokens"),
    temperature: either("generationConfig.temperature", "generation_config.temperature"),
    topP: either("generationConfig.topP", "generation_config.top_p"),
    topK: either("generationConfig.topK", "generation_config.top_k"),
    system: either("systemInstruction", "system_instruction"),
    messages: "0.contents",
    tools: "0.tools",
    outputSchema: either("generationConfig.responseSchema", "generationConfig.responseJsonSchema"),
    modalities: either("generationConfig.responseModalities"),
    safety: either("safetySettings", "safety_settings"),
  },
  systemPrompts: [{ path: "0.systemInstruction" }, { path: "0.system_instruction" }],
  toolName: "functionDeclarations[].name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" } },
};

const converse: CallDescription = {
  kind: "chat",
  options: {
    model: "2",
    maxOutputTokens: "0.inferenceConfig.maxTokens",
    temperature: "0.inferenceConfig.temperature",
    topP: "0.inferenceConfig.topP",
    system: "0.system",
    messages: "0.messages",
    tools: "0.toolConfig.tools",
    toolChoice: "0.toolConfig.toolChoice",
    guardrail: "0.guardrailConfig",
  },
  systemPrompts: [{ path: "0.system" }],
  toolName: "toolSpec.name",
};

/** The body is what the model's maker defines. */
const invokeModel: CallDescription = { kind: "other", options: { model: "2" } };

const ollamaChat: CallDescription = {
  kind: "chat",
  options: {
    model: "0.model",
    maxOutputTokens: "0.options.num_predict",
    temperature: "0.options.temperature",
    topP: "0.options.top_p",
    topK: "0.options.top_k",
    system: "0.system",
    messages: ["0.messages", "0.prompt"],
    tools: "0.tools",
    outputSchema: "0.format",
    stream: "0.stream",
  },
  systemPrompts: [{ path: "0.system" }, { path: "0.messages", roles: ["system"], content: "content" }],
  toolName: "function.name",
};

const cohereChat: CallDescription = {
  kind: "chat",
  options: {
    model: "0.model",
    maxOutputTokens: "0.max_tokens",
    temperature: "0.temperature",
    topP: "0.p",
    topK: "0.k",
    system: "0.preamble",
    messages: ["0.messages", "0.message", "0.prompt"],
    tools: "0.tools",
    outputSchema: "0.response_format",
    stream: "0.stream",
  },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.preamble" }, { path: "0.messages", roles: ["system"], content: "content" }],
};

const embedding: CallDescription = {
  kind: "embedding",
  options: { model: ["0.model", "2"], input: ["0.input", "0.texts", "0.content"], dimensions: "0.dimensions" },
};

const image: CallDescription = { kind: "image", options: { model: ["0.model", "2"], input: "0.prompt" } };
const audio: CallDescription = { kind: "audio", options: { model: ["0.model", "2"] } };
const moderation: CallDescription = { kind: "moderation", options: { model: "0.model", input: "0.input" } };
const rerank: CallDescription = { kind: "rerank", options: { model: "0.model", input: "0.query" } };
const batch: CallDescription = { kind: "batch", options: {} };
const prediction: CallDescription = { kind: "other", options: { model: ["2", "0.version", "0.model"] } };

const DEPLOYMENT = "(?:/deployments/(?<model>[^/]+))?";

/** Requests that ask a model for something; the first that fits counts. Anything else at a provider is none. */
export const httpOperations: readonly HttpOperation[] = [
  { providers: ["anthropic", "azure-ai-foundry"], path: /\/v1\/messages$/, call: anthropicMessages },
  { providers: ["anthropic"], path: /\/v1\/messages\/batches$/, call: batch },
  { providers: ["anthropic"], path: /\/v1\/complete$/, call: completions },
  {
    providers: ["google-vertex"],
    path: /\/publishers\/anthropic\/models\/(?<model>[^/]+):rawPredict$/,
    call: anthropicMessages,
  },
  {
    providers: ["google-vertex"],
    path: /\/publishers\/anthropic\/models\/(?<model>[^/]+):streamRawPredict$/,
    call: { ...anthropicMessages, kind: "stream" },
  },
  { providers: ["google", "google-vertex"], path: /\/models\/(?<model>[^/]+):generateContent$/, call: generateContent },
  {
    providers: ["google", "google-vertex"],
    path: /\/models\/(?<model>[^/]+):streamGenerateContent$/,
    call: { ...generateContent, kind: "stream" },
  },
  {
    providers: ["google", "google-vertex"],
    path: /\/models\/(?<model>[^/]+):(?:embedContent|batchEmbedContents)$/,
    call: embedding,
  },
  { providers: ["google", "google-vertex"], path: /\/models\/(?<model>[^/]*imagen[^/]*):predict$/, call: image },
  {
    providers: ["google-vertex"],
    path: /\/models\/(?<model>[^/]+):(?:predict|rawPredict|predictLongRunning)$/,
    call: { kind: "other", options: { model: "2" } },
  },
  { providers: ["bedrock"], path: /\/model\/(?<model>[^/]+)\/converse$/, call: converse },
  { providers: ["bedrock"], path: /\/model\/(?<model>[^/]+)\/converse-stream$/, call: { ...converse, kind: "stream" } },
  { providers: ["bedrock"], path: /\/model\/(?<model>[^/]+)\/invoke$/, call: invokeModel },
  {
    providers: ["bedrock"],
    path: /\/model\/(?<model>[^/]+)\/invoke-with-response-stream$/,
    call: { ...invokeModel, kind: "stream" },
  },
  { providers: ["ollama"], path: /\/api\/(?:chat|generate)$/, call: ollamaChat, isStreamByDefault: true },
  { providers: ["ollama"], path: /\/api\/(?:embed|embeddings)$/, call: embedding },
  { providers: ["cohere"], path: /\/v[12]\/(?:chat|generate)$/, call: cohereChat },
  { providers: ["cohere"], path: /\/v[12]\/embed$/, call: embedding },
  {
    providers: ["replicate"],
    path: /\/v1\/(?:(?:models|deployments)\/(?<model>[^/]+\/[^/]+)\/)?predictions$/,
    call: prediction,
  },
  {
    providers: ["huggingface"],
    path: /\/(?:hf-inference\/)?models\/(?<model>[^/]+(?:\/[^/]+)?)\/v1\/chat\/completions$/,
    call: chatCompletions,
  },
  {
    providers: ["huggingface"],
    path: /\/models\/(?<model>[^/]+(?:\/[^/]+)?)(?:\/pipeline\/[^/]+)?$/,
    call: { kind: "other", options: { model: "2" } },
  },
  {
    providers: ["cloudflare-workers-ai"],
    path: /\/ai\/run\/(?<model>.+)$/,
    call: { kind: "other", options: { model: "2" } },
  },
  { path: new RegExp(`${DEPLOYMENT}/chat/completions$`), call: chatCompletions },
  { path: new RegExp(`${DEPLOYMENT}/embeddings$`), call: embedding },
  { path: new RegExp(`${DEPLOYMENT}/images/(?:generations|edits|variations)$`), call: image },
  { path: new RegExp(`${DEPLOYMENT}/audio/(?:speech|transcriptions|translations)$`), call: audio },
  { path: new RegExp(`${DEPLOYMENT}/completions$`), call: completions },
  { path: /\/v1\/responses$|\/openai\/responses$/, call: responses },
  { path: /\/v1\/moderations$/, call: moderation },
  { path: /\/v[12]\/rerank$/, call: rerank },
  { path: /\/v1\/batches$/, call: batch },
];

/** What calls of this kind say of their SDK. It has no package, so no major. */
export const http: SdkDescription = {
  id: "http",
  title: "HTTP requests to a provider",
  versionPackage: "node:http",
  modules: [],
  types: {},
};

function either(...paths: readonly string[]): OptionPaths {
  return paths.map((path) => `0.${path}`);
}
