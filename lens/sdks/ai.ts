import type { SdkDefaults } from "../facts.ts";
import { providerModules, providerTypes } from "./ai-providers.ts";
import { type CallOptionPaths } from "./call-parts.ts";
import type {
  CallbackDescription,
  CallDescription,
  ExportedEntity,
  OptionPath,
  OptionPaths,
  ResponseDescription,
  SdkDescription,
  SystemPromptPath,
  ToolDescription,
  TypeDescription,
} from "./description.ts";

/** Waits without end; `retryWithExponentialBackoff` tries twice more; one step unless `stopWhen` or `maxSteps` says more. */
const defaults: SdkDefaults = { timeout: null, retries: 2, maxSteps: 1 };
const defaultsWithoutSteps: SdkDefaults = { ...defaults, maxSteps: undefined };

/** Options that every function takes. Only text generation takes a `timeout`, from major 6 on. */
const request: CallOptionPaths = { model: "0.model", retries: "0.maxRetries", abortSignal: "0.abortSignal" };

const generation: CallOptionPaths = {
  ...request,
  maxOutputTokens: [
    { path: "0.maxOutputTokens", from: 5 },
    { path: "0.maxTokens", until: 4 },
  ],
  temperature: "0.temperature",
  topP: "0.topP",
  topK: "0.topK",
  stopSequences: "0.stopSequences",
  seed: "0.seed",
  system: [{ path: "0.instructions", from: 7 }, "0.system"],
  messages: ["0.messages", "0.prompt"],
  caching: readOnly("0.providerOptions.anthropic.cacheControl", "0.providerOptions.openai.promptCacheKey"),
  guardrail: guardrailIn("0"),
  modalities: readOnly(
    "0.providerOptions.google.responseModalities",
    "0.providerOptions.googleVertex.responseModalities",
    "0.providerOptions.vertex.responseModalities",
  ),
  safety: readOnly(
    "0.providerOptions.google.safetySettings",
    "0.providerOptions.googleVertex.safetySettings",
    "0.providerOptions.vertex.safetySettings",
  ),
  store: readOnly("0.providerOptions.openai.store", "0.providerOptions.azure.store"),
  serviceTier: readOnly("0.providerOptions.openai.serviceTier"),
  telemetry: telemetryIn("0"),
  user: readOnly(
    "0.providerOptions.openai.safetyIdentifier",
    "0.providerOptions.openai.user",
    "0.providerOptions.anthropic.metadata.userId",
  ),
  reasoning: [
    { path: "0.reasoning", from: 7 },
    ...readOnly(
      "0.providerOptions.openai.reasoningEffort",
      "0.providerOptions.anthropic.thinking",
      "0.providerOptions.google.thinkingConfig",
      "0.providerOptions.googleVertex.thinkingConfig",
      "0.providerOptions.vertex.thinkingConfig",
    ),
  ],
};

const systemPrompts: readonly SystemPromptPath[] = [
  { path: "0.instructions" },
  { path: "0.system" },
  { path: "0.messages", roles: ["system"], content: "content" },
  { path: "0.prompt", roles: ["system"], content: "content" },
];

const textOptions: CallOptionPaths = {
  ...generation,
  timeout: { path: "0.timeout", from: 6 },
  tools: "0.tools",
  toolChoice: "0.toolChoice",
  maxSteps: [
    { path: "0.stopWhen", from: 5 },
    { path: "0.maxSteps", until: 4 },
  ],
  outputSchema: [
    { path: "0.output", from: 6 },
    { path: "0.experimental_output", until: 6 },
  ],
};

/** A tool is named by the key that it stands under; the input is checked before `execute` runs, in every major. */
const toolDescription: ToolDescription = {
  options: {
    description: "0.description",
    inputSchema: [
      { path: "0.inputSchema", from: 5 },
      { path: "0.parameters", until: 4 },
    ],
    handler: "0.execute",
    approval: { path: "0.needsApproval", from: 6 },
  },
  isInputChecked: true,
  // Before ai 5, an error of a tool ended the run: `ToolExecutionError`.
  failures: { form: "thrown", from: 5 },
  callId: { parameter: 1, name: "toolCallId", from: 4 },
};

/** `generateText` gives these as values, `streamText` as promises. */
const textResponse: ResponseDescription = {
  text: ["text", "steps[].text"],
  data: ["output", "experimental_output"],
  toolArguments: ["toolCalls[].input", "toolCalls[].args", "steps[].toolCalls[].input", "steps[].toolCalls[].args"],
  // `output` from major 5 on, `result` before; from 5 on also sorted by whether the tool's type is known.
  toolResults: ["toolResults", "staticToolResults", "dynamicToolResults"].flatMap((name) =>
    ["output", "result"].flatMap((field) => [`${name}[].${field}`, `steps[].${name}[].${field}`]),
  ),
  finishReason: ["finishReason", "rawFinishReason", "steps[].finishReason"],
  finishReasonName: "finishReason",
  finishedValues: ["stop", "tool-calls"],
};

const generateText: CallDescription = {
  kind: "chat",
  options: textOptions,
  systemPrompts,
  response: textResponse,
  toolName: "key",
  tool: toolDescription,
  defaults,
};

/** Streams throw nothing: their failures go to this callback, which writes to the console where there is none. */
const errorCallback: OptionPath = { path: "0.onError", from: 4 };

const streamText: CallDescription = {
  ...generateText,
  kind: "stream",
  options: { ...textOptions, errorCallback },
  response: {
    ...textResponse,
    toolResults: [...(textResponse.toolResults ?? []), "fullStream[].output", "fullStream[].result"],
  },
  // `text` from major 5 on, `textDelta` before.
  pieces: ["textStream[]", "fullStream[].text", "fullStream[].textDelta"],
};

const objectOptions: CallOptionPaths = { ...generation, outputSchema: "0.schema" };

/** Throws `NoObjectGeneratedError` when the output is cut off or does not fit the schema. */
const generateObject: CallDescription = {
  kind: "chat",
  options: objectOptions,
  systemPrompts,
  response: { text: [], data: ["object"], finishReason: ["finishReason"], isChecked: true },
  defaults: defaultsWithoutSteps,
};

const streamObject: CallDescription = {
  ...generateObject,
  kind: "stream",
  options: { ...objectOptions, errorCallback },
};

/** React Server Components: `streamUI` of `ai/rsc` and `@ai-sdk/rsc`. */
const streamUI: CallDescription = {
  kind: "stream",
  options: {
    ...generation,
    tools: "0.tools",
    toolChoice: "0.toolChoice",
  },
  systemPrompts,
  toolName: "key",
  tool: toolDescription,
  defaults: defaultsWithoutSteps,
};

const embedding: CallDescription = {
  kind: "embedding",
  options: {
    ...request,
    input: ["0.value", "0.values"],
    dimensions: [
      { path: "0.dimensions", from: 7 },
      ...readOnly("0.providerOptions.openai.dimensions", "0.providerOptions.google.outputDimensionality"),
    ],
    telemetry: telemetryIn("0"),
  },
  defaults: defaultsWithoutSteps,
};

const image: CallDescription = {
  kind: "image",
  options: { ...request, input: "0.prompt", completions: "0.n", seed: "0.seed" },
  defaults: defaultsWithoutSteps,
};

const speech: CallDescription = {
  kind: "audio",
  options: { ...request, input: "0.text" },
  defaults: defaultsWithoutSteps,
};

const transcription: CallDescription = {
  kind: "audio",
  options: { ...request, input: "0.audio" },
  defaults: defaultsWithoutSteps,
};

const rerank: CallDescription = {
  kind: "rerank",
  options: { ...request, input: "0.documents", telemetry: telemetryIn("0") },
  defaults: defaultsWithoutSteps,
};

const video: CallDescription = {
  kind: "other",
  options: { ...request, input: "0.prompt", completions: "0.n" },
  defaults: defaultsWithoutSteps,
};

const other: CallDescription = { kind: "other", options: request, defaults: defaultsWithoutSteps };
const batch: CallDescription = { kind: "batch", options: request, defaults: defaultsWithoutSteps };

/** A call of an agent: most of its options were given when it was made. */
const agentGenerate: CallDescription = {
  kind: "agent",
  options: {
    model: "settings.model",
    maxOutputTokens: "settings.maxOutputTokens",
    temperature: "settings.temperature",
    topP: "settings.topP",
    topK: "settings.topK",
    stopSequences: "settings.stopSequences",
    seed: "settings.seed",
    telemetry: telemetryIn("settings"),
    timeout: [
      { path: "0.timeout", from: 6 },
      { path: "settings.timeout", from: 6 },
    ],
    retries: "settings.maxRetries",
    abortSignal: ["0.abortSignal", { path: "settings.abortSignal", until: 5 }],
    system: [
      { path: "settings.instructions", from: 6 },
      { path: "settings.system", until: 5 },
    ],
    messages: ["0.messages", "0.prompt"],
    tools: "settings.tools",
    toolChoice: "settings.toolChoice",
    maxSteps: "settings.stopWhen",
    outputSchema: [
      { path: "settings.output", from: 6 },
      { path: "settings.experimental_output", until: 5 },
    ],
    guardrail: guardrailIn("settings"),
  },
  systemPrompts: [
    { path: "settings.instructions" },
    { path: "settings.system" },
    { path: "0.messages", roles: ["system"], content: "content" },
  ],
  response: textResponse,
  toolName: "key",
  tool: toolDescription,
};

const agentStream: CallDescription = { ...agentGenerate, kind: "stream" };

/** Functions that are given an agent and stream its answer, such as `createAgentUIStreamResponse`. */
const agentUIStream: CallDescription = {
  ...agentStream,
  agent: "0.agent",
  from: 6,
  options: {
    ...agentStream.options,
    timeout: ["0.timeout", "settings.timeout"],
    abortSignal: "0.abortSignal",
    messages: "0.uiMessages",
  },
  systemPrompts: [{ path: "settings.instructions" }],
};

/** What the functions are called with that a text generation is told of its steps by (4 to 7). */
const stepCallbacks: readonly CallbackDescription[] = [
  ...["onStepFinish", "onStepEnd"].map((name) => ({ path: `0.${name}`, parameter: 0, response: "steps[]" })),
  ...["onFinish", "onEnd"].map((name) => ({ path: `0.${name}`, parameter: 0, response: "" })),
  ...["prepareStep", "experimental_prepareStep"].map((name) => ({
    path: `0.${name}`,
    parameter: 0,
    property: "steps",
    response: "steps",
  })),
];

const toolLoopAgent: TypeDescription = {
  role: "agent",
  // `stopWhen ?? stepCountIs(20)`, 6.0 and 7.0.
  defaults: { ...defaults, maxSteps: 20 },
  members: {
    generate: { member: "call", call: agentGenerate },
    stream: { member: "call", call: agentStream },
  },
  callbacks: { generate: stepCallbacks, stream: stepCallbacks },
};

const aiExports: Readonly<Record<string, ExportedEntity>> = {
  generateText: calls(generateText),
  streamText: calls(streamText),
  experimental_streamTextLowMemory: calls(streamText),
  generateObject: calls(generateObject),
  streamObject: calls(streamObject),
  embed: calls(embedding),
  embedMany: calls(embedding),
  generateImage: calls(image),
  experimental_generateImage: calls(image),
  generateSpeech: calls(speech),
  experimental_generateSpeech: calls(speech),
  experimental_streamSpeech: calls(speech),
  transcribe: calls(transcription),
  experimental_transcribe: calls(transcription),
  experimental_streamTranscribe: calls(transcription),
  rerank: calls(rerank),
  experimental_generateVideo: calls(video),
  experimental_startVideo: calls(video),
  experimental_startBatch: calls(batch),
  experimental_decide: calls(other),
  experimental_extract: calls(other),
  experimental_streamTranslate: calls(transcription),
  createAgentUIStream: calls(agentUIStream),
  createAgentUIStreamResponse: calls(agentUIStream),
  pipeAgentUIStreamToResponse: calls(agentUIStream),
  ToolLoopAgent: { entity: "class", type: "ToolLoopAgent" },
  Experimental_Agent: { entity: "class", type: "ExperimentalAgent" },
  createGateway: { entity: "factory", type: "GatewayProvider" },
  gateway: { entity: "instance", type: "GatewayProvider" },
  wrapLanguageModel: { entity: "factory", type: "WrappedModel" },
  experimental_wrapLanguageModel: { entity: "factory", type: "WrappedModel" },
  wrapEmbeddingModel: { entity: "wrapper", path: "0.model" },
  wrapImageModel: { entity: "wrapper", path: "0.model" },
  wrapProvider: { entity: "wrapper", path: "0.provider" },
  defaultSettingsMiddleware: { entity: "wrapper", path: "0" },
  stepCountIs: { entity: "wrapper", path: "0" },
  isStepCount: { entity: "wrapper", path: "0" },
  tool: { entity: "tool", tool: toolDescription },
  dynamicTool: { entity: "tool", tool: { ...toolDescription, isDynamic: true } },
  customProvider: { entity: "factory", type: "CustomProvider" },
  experimental_customProvider: { entity: "factory", type: "CustomProvider" },
  createProviderRegistry: { entity: "factory", type: "ProviderRegistry" },
  experimental_createProviderRegistry: { entity: "factory", type: "ProviderRegistry" },
};

/** Stand-ins for models, which answer what the program tells them to; by the majors of the SDK's own interface. */
const mockExports: Readonly<Record<string, ExportedEntity>> = Object.fromEntries(
  ["V1", "V2", "V3", "V4"].flatMap((version) => [
    ...["Language", "Embedding", "Image", "Speech", "Transcription", "Reranking", "Video"].map(
      (kind) => [`Mock${kind}Model${version}`, { entity: "class", type: "MockModel" }] as const,
    ),
    [`MockProvider${version}`, { entity: "class", type: "MockProvider" }] as const,
  ]),
);

const aiCallbacks: Readonly<Record<string, readonly CallbackDescription[]>> = Object.fromEntries(
  ["generateText", "streamText", "experimental_streamTextLowMemory", "ToolLoopAgent", "Experimental_Agent"].map(
    (name) => [name, stepCallbacks],
  ),
);

/** The AI SDK of Vercel, majors 4 to 7, with the packages that give it models. */
export const ai: SdkDescription = {
  id: "ai",
  title: "Vercel AI SDK",
  versionPackage: "ai",
  modules: [
    { specifiers: ["ai"], exports: aiExports, callbacks: aiCallbacks },
    { specifiers: ["ai/rsc", "@ai-sdk/rsc"], exports: { streamUI: calls(streamUI) } },
    { specifiers: ["ai/test"], exports: mockExports },
    {
      specifiers: ["ai/mcp-stdio", "@ai-sdk/mcp/mcp-stdio"],
      exports: {
        Experimental_StdioMCPTransport: { entity: "class", type: "McpTransport" },
        StdioMCPTransport: { entity: "class", type: "McpTransport" },
      },
      launches: { Experimental_StdioMCPTransport: { path: "0" }, StdioMCPTransport: { path: "0" } },
    },
    ...providerModules,
  ],
  types: {
    McpTransport: { role: "other" },
    ToolLoopAgent: toolLoopAgent,
    // Until 5 this is a class of its own that runs one step; from 6 on it is another name for `ToolLoopAgent`.
    ExperimentalAgent: { ...toolLoopAgent, defaults },
    // What the middleware sets counts as set; a middleware that is not seen makes these unknown.
    WrappedModel: {
      role: "model",
      settings: {
        model: "0.model",
        maxOutputTokens: middlewareSetting("maxOutputTokens", "maxTokens"),
        temperature: middlewareSetting("temperature"),
        topP: middlewareSetting("topP"),
        guardrail: middlewareSetting(
          "providerOptions.bedrock.guardrailConfig",
          "providerOptions.amazonBedrock.guardrailConfig",
        ),
      },
    },
    // The ids of its models are the app's own names.
    CustomProvider: {
      role: "provider",
      members: {
        languageModel: { member: "makes", type: "AliasedModel" },
        embeddingModel: { member: "makes", type: "AliasedModel" },
        textEmbeddingModel: { member: "makes", type: "AliasedModel" },
        imageModel: { member: "makes", type: "AliasedModel" },
      },
    },
    AliasedModel: { role: "model" },
    ProviderRegistry: {
      role: "provider",
      members: {
        languageModel: { member: "makes", type: "RegistryModel" },
        embeddingModel: { member: "makes", type: "RegistryModel" },
        textEmbeddingModel: { member: "makes", type: "RegistryModel" },
        imageModel: { member: "makes", type: "RegistryModel" },
      },
    },
    RegistryModel: { role: "model", settings: { model: "0" } },
    MockModel: { role: "model", provider: "mock" },
    MockProvider: {
      role: "provider",
      provider: "mock",
      members: {
        languageModel: { member: "makes", type: "MockModel" },
        embeddingModel: { member: "makes", type: "MockModel" },
        textEmbeddingModel: { member: "makes", type: "MockModel" },
        imageModel: { member: "makes", type: "MockModel" },
      },
    },
    ...providerTypes,
  },
};

function calls(description: CallDescription): ExportedEntity {
  return { entity: "function", call: description };
}

/**
 * From major 7 on the provider reads `amazonBedrock`, and `bedrock` only where that is not there
 * (@ai-sdk/amazon-bedrock 5.0); before, it knows `bedrock` alone (4.0).
 */
function guardrailIn(start: "0" | "settings"): OptionPaths {
  const older = `${start}.providerOptions.bedrock.guardrailConfig`;
  return [
    { path: older, until: 6 },
    { path: `${start}.providerOptions.amazonBedrock.guardrailConfig`, from: 7 },
    { path: older, from: 7 },
  ];
}

/** Off unless told otherwise until 6; from 7 on what an app registers records every call that does not say no. */
function telemetryIn(start: "0" | "settings"): OptionPaths {
  return [{ path: `${start}.telemetry`, from: 7 }, `${start}.experimental_telemetry`];
}

function readOnly(...paths: readonly string[]): readonly { readonly path: string; readonly isReadOnly: true }[] {
  return paths.map((path) => ({ path, isReadOnly: true }));
}

function middlewareSetting(...names: readonly string[]): OptionPaths {
  return readOnly(...names.map((name) => `0.middleware.settings.${name}`));
}
