import type { SdkDefaults } from "../facts.ts";
import { call, type CallOptionPaths, streamed } from "./call-parts.ts";
import type {
  CallDescription,
  SdkDescription,
  SystemPromptPath,
  ToolDescription,
  TypeDescription,
} from "./description.ts";

/**
 * No time limit, and one attempt unless `retryOptions` are set (1.52, 2.32 and 3.1, `ApiClient.apiCall`). Major 1
 * reads `retryOptions` of the client only.
 */
const defaults: SdkDefaults = { timeout: null, retries: 0, maxSteps: undefined };

const functionDeclaration: ToolDescription = {
  options: {
    name: "0.name",
    description: "0.description",
    inputSchema: ["0.parametersJsonSchema", "0.parameters"],
  },
};

/** Options of one request, laid over the client's. */
function requestOptions(config: string): CallOptionPaths {
  return {
    timeout: [`${config}.httpOptions.timeout`, "client.timeout"],
    retries: [
      { path: `${config}.httpOptions.retryOptions.attempts`, minus: 1, from: 2 },
      // Without `attempts` there are five of them.
      { path: `${config}.httpOptions.retryOptions`, isReadOnly: true, from: 2 },
      // Late releases of the first major have it, too (1.52).
      {
        path: `${config}.httpOptions.retryOptions.attempts`,
        minus: 1,
        isReadOnly: true,
        isSetGlobally: true,
        until: 1,
      },
      "client.retries",
    ],
    abortSignal: `${config}.abortSignal`,
  };
}

/** Settings of an answer; `configs` are the places where they may stand, the first to be set counts. */
function generationOptions(...configs: readonly string[]): CallOptionPaths {
  const paths = (name: string): readonly string[] => configs.map((config) => `${config}.${name}`);
  return {
    maxOutputTokens: paths("maxOutputTokens"),
    temperature: paths("temperature"),
    topP: paths("topP"),
    topK: paths("topK"),
    stopSequences: paths("stopSequences"),
    completions: paths("candidateCount"),
    seed: paths("seed"),
    system: paths("systemInstruction"),
    tools: paths("tools"),
    toolChoice: paths("toolConfig"),
    outputSchema: [...paths("responseSchema"), ...paths("responseJsonSchema"), ...paths("responseMimeType")],
    modalities: paths("responseModalities"),
    caching: paths("cachedContent"),
    safety: paths("safetySettings"),
    metadata: paths("labels"),
    reasoning: paths("thinkingConfig"),
    serviceTier: paths("serviceTier"),
  };
}

const response: CallDescription["response"] = {
  text: ["text", "candidates[].content.parts[].text"],
  finishReason: ["candidates[].finishReason", "promptFeedback"],
  finishReasonName: "candidates[0].finishReason",
  finishedValues: ["STOP"],
};

function systemPromptsIn(...configs: readonly string[]): readonly SystemPromptPath[] {
  return configs.map((config) => ({ path: `${config}.systemInstruction` }));
}

const generate: CallDescription = {
  kind: "chat",
  options: {
    model: "0.model",
    messages: "0.contents",
    ...generationOptions("0.config"),
    ...requestOptions("0.config"),
  },
  systemPrompts: systemPromptsIn("0.config"),
  response,
  toolName: "functionDeclarations[].name",
  tool: functionDeclaration,
  kindByModel: [{ pattern: /-image(-|$)|^imagen-/, kind: "image" }],
};

/** `ai.chats.create(settings)`: settings of a message take the place of those of the chat. */
const sendMessage: CallDescription = {
  kind: "chat",
  options: {
    model: "settings.model",
    messages: "0.message",
    ...generationOptions("0.config", "settings.config"),
    ...requestOptions("0.config"),
    timeout: ["0.config.httpOptions.timeout", "settings.config.httpOptions.timeout", "client.timeout"],
    abortSignal: ["0.config.abortSignal", "settings.config.abortSignal"],
  },
  systemPrompts: systemPromptsIn("0.config", "settings.config"),
  response,
  toolName: "functionDeclarations[].name",
  tool: functionDeclaration,
};

const image: CallDescription = {
  kind: "image",
  options: {
    model: "0.model",
    // Pictures to be put together or cut up have their prompt in `source`.
    input: ["0.prompt", "0.source.prompt"],
    completions: "0.config.numberOfImages",
    ...requestOptions("0.config"),
  },
};

const video: CallDescription = {
  kind: "other",
  options: { model: "0.model", input: ["0.prompt", "0.source.prompt"], ...requestOptions("0.config") },
};

const embed: CallDescription = {
  kind: "embedding",
  options: {
    model: "0.model",
    input: "0.contents",
    dimensions: "0.config.outputDimensionality",
    ...requestOptions("0.config"),
  },
};

const batch: CallDescription = {
  kind: "batch",
  options: { model: "0.model", messages: "0.src", ...requestOptions("0.config") },
};

/** A session over a socket; what is said in it is sent later. */
const live: CallDescription = {
  kind: "stream",
  options: {
    model: "0.model",
    maxOutputTokens: ["0.config.maxOutputTokens", "0.config.generationConfig.maxOutputTokens"],
    temperature: ["0.config.temperature", "0.config.generationConfig.temperature"],
    system: "0.config.systemInstruction",
    tools: "0.config.tools",
    modalities: "0.config.responseModalities",
  },
  systemPrompts: systemPromptsIn("0.config"),
  toolName: "functionDeclarations[].name",
  tool: functionDeclaration,
};

/** The newer interface, which keeps the conversation on the server unless `store` is false (1.33 and later). */
const interaction: CallDescription = {
  kind: "chat",
  options: {
    model: ["0.model", "0.agent"],
    messages: "0.input",
    system: "0.system_instruction",
    tools: "0.tools",
    maxOutputTokens: "0.generation_config.max_output_tokens",
    temperature: "0.generation_config.temperature",
    topP: "0.generation_config.top_p",
    seed: "0.generation_config.seed",
    stopSequences: "0.generation_config.stop_sequences",
    outputSchema: "0.response_format",
    modalities: "0.response_modalities",
    timeout: [
      { path: "1.timeout_ms", from: 3 },
      // Late releases of the second major take either (2.32).
      { path: "1.timeout_ms", from: 2, until: 2, isReadOnly: true },
      { path: "1.timeout", until: 2 },
    ],
    abortSignal: "1.signal",
    safety: { path: "0.safety_settings", from: 3 },
    store: "0.store",
    session: "0.previous_interaction_id",
    stream: "0.stream",
  },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.system_instruction" }],
  toolName: "name",
  // Servers of the Model Context Protocol and searches stand in the same list.
  tool: {
    options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" },
    onlyWhen: { path: "0.type", is: "function" },
  },
  defaults: { timeout: undefined, retries: undefined, maxSteps: undefined },
};

const client: TypeDescription = {
  role: "client",
  provider: "google",
  // `enterprise` is the newer name (2.18). A project or a location without either needs GOOGLE_GENAI_USE_VERTEXAI.
  providerSwitch: {
    flag: ["0.enterprise", "0.vertexai"],
    impliedBy: ["0.project", "0.location"],
    provider: "google-vertex",
  },
  options: {
    apiKey: "0.apiKey",
    baseUrl: "0.httpOptions.baseUrl",
    timeout: "0.httpOptions.timeout",
    retries: [
      { path: "0.httpOptions.retryOptions.attempts", minus: 1 },
      { path: "0.httpOptions.retryOptions", isReadOnly: true },
    ],
    headers: "0.httpOptions.headers",
    region: "0.location",
  },
  defaults,
  members: {
    "models.generateContent": call(generate),
    "models.generateContentStream": call({ ...streamed(generate), pieces: ["[].text"] }),
    "models.embedContent": call(embed),
    "models.generateImages": call(image),
    "models.editImage": call(image),
    "models.upscaleImage": call(image),
    "models.recontextImage": call(image),
    "models.segmentImage": call(image),
    "models.generateVideos": call(video),
    "batches.create": call(batch),
    "batches.createEmbeddings": call(batch),
    "live.connect": call(live),
    "live.music.connect": call({ kind: "audio", options: { model: "0.model" } }),
    "interactions.create": call(interaction),
    "chats.create": { member: "makes", type: "Chat" },
  },
};

/** Google Gen AI SDK, majors 0 to 3, for the Gemini API and Vertex AI. */
export const googleGenAI: SdkDescription = {
  id: "google-genai",
  title: "Google Gen AI SDK",
  versionPackage: "@google/genai",
  modules: [
    {
      specifiers: ["@google/genai", "@google/genai/node", "@google/genai/web"],
      exports: {
        GoogleGenAI: { entity: "class", type: "GoogleGenAI" },
        HarmCategory: { entity: "names" },
        HarmBlockThreshold: { entity: "names" },
        HarmBlockMethod: { entity: "names" },
      },
    },
  ],
  types: {
    GoogleGenAI: client,
    Chat: {
      role: "model",
      defaults,
      members: { sendMessage: call(sendMessage), sendMessageStream: call(streamed(sendMessage)) },
    },
  },
};
