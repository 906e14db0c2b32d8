import { call } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  SdkDescription,
  TypeDescription,
} from "./description.ts";
import { assistantMembers } from "./openai-assistants.ts";
import { chatMembers, parsingToolFunction } from "./openai-chat.ts";
import { classicTypes } from "./openai-classic.ts";
import { responsesMembers, responsesSocket } from "./openai-responses.ts";
import { runnerModules, runnerTypes } from "./openai-runners.ts";
import { clientOptions, request, requestAt } from "./openai-shape.ts";
import { vectorStoreMembers } from "./openai-vector-stores.ts";

const image: CallDescription = {
  kind: "image",
  options: {
    model: "0.model",
    input: "0.prompt",
    completions: "0.n",
    safety: "0.moderation",
    stream: { path: "0.stream", from: 5 },
    user: [{ path: "0.safety_identifier", from: 7 }, "0.user"],
    ...request,
  },
};

const transcription: CallDescription = {
  kind: "audio",
  options: { model: "0.model", temperature: "0.temperature", ...request },
};

const video: CallDescription = {
  kind: "other",
  options: { model: "0.model", input: "0.prompt", ...request },
  from: 6,
};

/** Settings of a session that a browser then opens with the secret that this call gives. */
const realtimeSecret: CallDescription = {
  kind: "other",
  options: {
    model: "0.session.model",
    maxOutputTokens: "0.session.max_output_tokens",
    system: "0.session.instructions",
    tools: "0.session.tools",
    toolChoice: "0.session.tool_choice",
    modalities: "0.session.output_modalities",
    ...request,
  },
  systemPrompts: [{ path: "0.session.instructions" }],
  toolName: "name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" } },
  from: 5,
};

/** A phone call that a model answers (resources/realtime/calls, 6.30 to 7.57). */
const realtimeCall: CallDescription = {
  kind: "audio",
  options: {
    model: "1.model",
    maxOutputTokens: "1.max_output_tokens",
    system: "1.instructions",
    tools: "1.tools",
    toolChoice: "1.tool_choice",
    modalities: "1.output_modalities",
    ...requestAt(2),
  },
  systemPrompts: [{ path: "1.instructions" }],
  toolName: "name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" } },
  from: 6,
};

const betaRealtimeSession: CallDescription = {
  kind: "other",
  options: {
    model: "0.model",
    maxOutputTokens: "0.max_response_output_tokens",
    temperature: "0.temperature",
    system: "0.instructions",
    tools: "0.tools",
    toolChoice: "0.tool_choice",
    modalities: "0.modalities",
    ...request,
  },
  systemPrompts: [{ path: "0.instructions" }],
  toolName: "name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" } },
};

const members: Readonly<Record<string, MemberDescription>> = {
  ...chatMembers,
  ...responsesMembers,
  ...assistantMembers,
  ...vectorStoreMembers,
  "embeddings.create": call({
    kind: "embedding",
    options: { model: "0.model", input: "0.input", dimensions: "0.dimensions", user: "0.user", ...request },
  }),
  "images.generate": call(image),
  "images.edit": call(image),
  "images.createVariation": call({
    kind: "image",
    options: { model: "0.model", completions: "0.n", user: "0.user", ...request },
  }),
  "audio.speech.create": call({ kind: "audio", options: { model: "0.model", input: "0.input", ...request } }),
  "audio.transcriptions.create": call(transcription),
  "audio.translations.create": call(transcription),
  "moderations.create": call({
    kind: "moderation",
    options: { model: "0.model", input: "0.input", ...request },
  }),
  "batches.create": call({ kind: "batch", options: { input: "0.input_file_id", metadata: "0.metadata", ...request } }),
  "videos.create": call(video),
  "videos.remix": call({ kind: "other", options: { input: "1.prompt", ...requestAt(2) }, from: 6 }),
  "videos.edit": call({ kind: "other", options: { input: "0.prompt", ...request }, from: 6 }),
  "videos.extend": call({ kind: "other", options: { input: "0.prompt", ...request }, from: 6 }),
  "realtime.clientSecrets.create": call(realtimeSecret),
  "realtime.calls.accept": call(realtimeCall),
  "beta.realtime.sessions.create": call(betaRealtimeSession),
  "fineTuning.jobs.create": {
    member: "resource",
    resource: { kind: "customisation job", service: "openai", properties: "0", id: "0.suffix" },
  },
  "evals.runs.create": {
    member: "resource",
    resource: { kind: "evaluation job", service: "openai", properties: "1", id: "1.name" },
  },
  withOptions: { member: "override" },
};

const client: TypeDescription = {
  role: "client",
  provider: "openai",
  options: { ...clientOptions, allowBrowser: "0.dangerouslyAllowBrowser" },
  // 4.104 core.js, 5.23 to 7.57 client.js: DEFAULT_TIMEOUT and `maxRetries ?? 2`.
  defaults: { timeout: 600_000, retries: 2, maxSteps: undefined },
  members,
};

/** A WebSocket on which a model hears and speaks: `new X({ model }, client)`, where the client may be left out. */
const realtimeSocket: CallDescription = {
  kind: "audio",
  options: { model: "0.model" },
  client: "1",
  provider: "openai",
};

/** The same by the methods that wait for a key. */
const preparedSocket: CallDescription = { kind: "audio", options: { model: "1.model" }, client: "0" };

/** The deployment is the client's where none is named. */
const azureSocket: CallDescription = {
  kind: "audio",
  options: { model: { path: "1.deploymentName", isSetGlobally: true } },
  client: "0",
};

function realtimeExports(name: string): Readonly<Record<string, ExportedEntity>> {
  return {
    [name]: { entity: "command", call: realtimeSocket },
    [`${name}.create`]: { entity: "function", call: preparedSocket },
    [`${name}.azure`]: { entity: "function", call: azureSocket },
  };
}

/** A tool whose arguments are held to a schema before its function runs. */
const schemaTool: ExportedEntity = {
  entity: "tool",
  tool: {
    options: { name: "0.name", description: "0.description", inputSchema: "0.parameters", handler: "0.function" },
    isInputChecked: true,
  },
};

/** The official client of OpenAI, majors 3 to 7, and classes with the same surface. */
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
        OpenAIApi: { entity: "class", type: "OpenAIApi" },
        Configuration: { entity: "class", type: "Configuration" },
      },
      defaultExport: "OpenAI",
    },
    { specifiers: ["openai/azure"], exports: { AzureOpenAI: { entity: "class", type: "AzureOpenAI" } } },
    { specifiers: ["openai/bedrock"], exports: { BedrockOpenAI: { entity: "class", type: "BedrockOpenAI" } } },
    {
      specifiers: ["openai/realtime/ws", "openai/beta/realtime/ws"],
      exports: realtimeExports("OpenAIRealtimeWS"),
    },
    {
      specifiers: ["openai/realtime/websocket", "openai/beta/realtime/websocket"],
      exports: realtimeExports("OpenAIRealtimeWebSocket"),
    },
    {
      specifiers: ["openai/resources/responses/ws", "openai/resources/beta/responses/ws"],
      exports: { ResponsesWS: { entity: "class", type: "ResponsesWS" } },
    },
    {
      specifiers: ["openai/providers/bedrock", "openai/providers/bedrock/aws"],
      exports: { bedrock: { entity: "factory", type: "BedrockProvider" } },
    },
    {
      specifiers: ["openai/providers/vertex"],
      exports: { vertex: { entity: "factory", type: "VertexProvider" } },
    },
    ...runnerModules,
    {
      specifiers: ["openai/lib/RunnableFunction"],
      exports: { ParsingToolFunction: { entity: "tool", tool: parsingToolFunction } },
    },
    {
      specifiers: ["openai/helpers/zod"],
      exports: { zodFunction: schemaTool, zodResponsesFunction: schemaTool },
    },
    {
      specifiers: ["openai/helpers/standard-schema"],
      exports: { standardFunction: schemaTool, standardResponsesFunction: schemaTool },
    },
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
    OpenAI: { ...client, providerOption: "0.provider" },
    ResponsesWS: responsesSocket,
    ...runnerTypes,
    BedrockProvider: { role: "other", provider: "bedrock" },
    VertexProvider: { role: "other", provider: "google-vertex" },
    AzureOpenAI: {
      ...client,
      provider: "azure-openai",
      options: { ...client.options, baseUrl: ["0.baseURL", "0.endpoint"] },
    },
    BedrockOpenAI: { ...client, provider: "bedrock", options: { ...client.options, region: "0.awsRegion" } },
    ...classicTypes,
  },
};
