import { call, type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, ExportedEntity, OptionPaths, SdkDescription, ToolDescription } from "./description.ts";
import { functionTool } from "./openai-shape.ts";

/**
 * Options of a chat request by their names: at the top until 0.3, then in `chatGenerationParams`, from major 1 on in
 * `chatRequest`. `body` is the argument that holds them.
 */
function chatAt(body: 0 | 1, ...names: readonly string[]): OptionPaths {
  return ["chatRequest.", "chatGenerationParams.", ""].flatMap((holder) =>
    names.map((name) => `${body}.${holder}${name}`),
  );
}

function request(body: 0 | 1): CallOptionPaths {
  const at = body + 1;
  return {
    timeout: [`${at}.timeoutMs`, "client.timeout"],
    abortSignal: [`${at}.signal`, `${at}.fetchOptions.signal`],
  };
}

function chat(body: 0 | 1): CallDescription {
  const root = body === 0 ? "" : "value.";
  return {
    kind: "chat",
    options: {
      model: chatAt(body, "model", "models"),
      maxOutputTokens: chatAt(body, "maxCompletionTokens", "maxTokens"),
      temperature: chatAt(body, "temperature"),
      topP: chatAt(body, "topP"),
      topK: chatAt(body, "topK"),
      stopSequences: chatAt(body, "stop"),
      seed: chatAt(body, "seed"),
      messages: chatAt(body, "messages"),
      tools: chatAt(body, "tools"),
      toolChoice: chatAt(body, "toolChoice"),
      outputSchema: chatAt(body, "responseFormat"),
      modalities: chatAt(body, "modalities"),
      reasoning: chatAt(body, "reasoning", "reasoningEffort"),
      caching: chatAt(body, "cacheControl", "promptCacheKey", "promptCacheOptions"),
      user: chatAt(body, "user"),
      metadata: chatAt(body, "metadata"),
      serviceTier: chatAt(body, "serviceTier"),
      session: chatAt(body, "sessionId"),
      trace: chatAt(body, "trace"),
      stream: `${body}.chatRequest.stream`,
      streamUsage: chatAt(body, "streamOptions.includeUsage"),
      ...request(body),
    },
    streamFlag: `${body}.chatRequest.stream`,
    systemPrompts: ["chatRequest.", "chatGenerationParams.", ""].map((holder) => ({
      path: `${body}.${holder}messages`,
      roles: ["system", "developer"],
      content: "content",
    })),
    response: {
      text: [`${root}choices[].message.content`],
      finishReason: [`${root}choices[].finishReason`],
      finishReasonName: `${root}choices[0].finishReason`,
      finishedValues: ["stop", "tool_calls"],
    },
    toolName: "function.name",
    tool: functionTool,
  };
}

const flatTool: ToolDescription = {
  options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" },
};

function responsesAt(holder: string, at: number): CallOptionPaths {
  return {
    model: [`${holder}.model`, `${holder}.models`],
    maxOutputTokens: `${holder}.maxOutputTokens`,
    temperature: `${holder}.temperature`,
    topP: `${holder}.topP`,
    topK: `${holder}.topK`,
    system: `${holder}.instructions`,
    messages: `${holder}.input`,
    tools: `${holder}.tools`,
    toolChoice: `${holder}.toolChoice`,
    outputSchema: `${holder}.text.format`,
    modalities: `${holder}.modalities`,
    reasoning: `${holder}.reasoning`,
    caching: [`${holder}.cacheControl`, `${holder}.promptCacheKey`, `${holder}.promptCacheOptions`],
    user: [`${holder}.safetyIdentifier`, `${holder}.user`],
    metadata: `${holder}.metadata`,
    store: `${holder}.store`,
    serviceTier: `${holder}.serviceTier`,
    session: [`${holder}.sessionId`, `${holder}.previousResponseId`],
    trace: `${holder}.trace`,
    timeout: [`${at}.timeoutMs`, "client.timeout"],
    abortSignal: [`${at}.signal`, `${at}.fetchOptions.signal`],
  };
}

function responses(body: 0 | 1): CallDescription {
  const holder = `${body}.responsesRequest`;
  return {
    kind: "chat",
    options: { ...responsesAt(holder, body + 1), stream: `${holder}.stream` },
    streamFlag: `${holder}.stream`,
    systemPrompts: [
      { path: `${holder}.instructions` },
      { path: `${holder}.input`, roles: ["system", "developer"], content: "content" },
    ],
    toolName: "name",
    tool: flatTool,
  };
}

/** Runs the tools that it is given; stops after five steps unless `stopWhen` says more (funcs/call-model, 1.3). */
function callModel(body: 0 | 1): CallDescription {
  return {
    kind: "agent",
    options: { ...responsesAt(`${body}`, body + 1), maxSteps: `${body}.stopWhen` },
    systemPrompts: [
      { path: `${body}.instructions` },
      { path: `${body}.input`, roles: ["system", "developer"], content: "content" },
    ],
    defaults: { timeout: null, retries: undefined, maxSteps: 5 },
  };
}

function embeddings(body: 0 | 1): CallDescription {
  return {
    kind: "embedding",
    options: {
      model: [`${body}.requestBody.model`, `${body}.model`],
      input: [`${body}.requestBody.input`, `${body}.input`],
      dimensions: [`${body}.requestBody.dimensions`, `${body}.dimensions`],
      user: [`${body}.requestBody.user`, `${body}.user`],
      ...request(body),
    },
  };
}

const tool: ExportedEntity = {
  entity: "tool",
  tool: {
    options: {
      name: "0.name",
      description: "0.description",
      inputSchema: "0.inputSchema",
      handler: "0.execute",
      approval: "0.requireApproval",
    },
    isInputChecked: true,
  },
};

const methods: Readonly<Record<string, CallDescription>> = {
  "chat.send": chat(0),
  "responses.send": responses(0),
  "beta.responses.send": responses(0),
  callModel: callModel(0),
  "embeddings.generate": embeddings(0),
  "rerank.rerank": {
    kind: "rerank",
    options: {
      model: "0.requestBody.model",
      input: "0.requestBody.documents",
      messages: "0.requestBody.query",
      topK: "0.requestBody.topN",
      ...request(0),
    },
  },
  "images.generate": {
    kind: "image",
    options: {
      model: "0.imageGenerationRequest.model",
      input: "0.imageGenerationRequest.prompt",
      ...request(0),
    },
  },
  "tts.createSpeech": {
    kind: "audio",
    options: { model: "0.speechRequest.model", input: "0.speechRequest.input", ...request(0) },
  },
  "stt.createTranscription": { kind: "audio", options: { model: "0.sttRequest.model", ...request(0) } },
  "videoGeneration.generate": {
    kind: "other",
    options: {
      model: "0.videoGenerationRequest.model",
      input: "0.videoGenerationRequest.prompt",
      ...request(0),
    },
  },
};

const functions: Readonly<Record<string, ExportedEntity>> = {
  chatSend: { entity: "function", call: { ...chat(1), client: "0" } },
  callModel: { entity: "function", call: { ...callModel(1), client: "0" } },
  responsesSend: { entity: "function", call: { ...responses(1), client: "0" } },
  betaResponsesSend: { entity: "function", call: { ...responses(1), client: "0" } },
  embeddingsGenerate: { entity: "function", call: { ...embeddings(1), client: "0" } },
};

/** The official client of OpenRouter, majors 0 and 1. */
export const openRouter: SdkDescription = {
  id: "openrouter-sdk",
  title: "OpenRouter",
  versionPackage: "@openrouter/sdk",
  modules: [
    {
      specifiers: ["@openrouter/sdk", "@openrouter/sdk/index.js", "@openrouter/sdk/sdk/sdk.js"],
      exports: {
        OpenRouter: { entity: "class", type: "OpenRouter" },
        tool,
        stepCountIs: { entity: "wrapper", path: "0" },
      },
    },
    { specifiers: ["@openrouter/sdk/lib/tool.js", "@openrouter/sdk/lib/tool"], exports: { tool } },
    {
      specifiers: ["@openrouter/sdk/lib/stop-conditions.js", "@openrouter/sdk/lib/stop-conditions"],
      exports: { stepCountIs: { entity: "wrapper", path: "0" } },
    },
    {
      specifiers: ["@openrouter/sdk/core.js", "@openrouter/sdk/core"],
      exports: { OpenRouterCore: { entity: "class", type: "OpenRouterCore" } },
    },
    { specifiers: ["@openrouter/sdk/funcs/*"], exports: functions },
  ],
  types: {
    OpenRouter: {
      role: "client",
      provider: "openrouter",
      options: { apiKey: "0.apiKey", baseUrl: "0.serverURL", timeout: "0.timeoutMs" },
      // 0.13 and 1.3 funcs/chatSend.js: no time limit; it goes on trying for an hour where the server fails.
      defaults: { timeout: null, retries: undefined, maxSteps: undefined },
      members: Object.fromEntries(Object.entries(methods).map(([name, description]) => [name, call(description)])),
    },
    OpenRouterCore: {
      role: "client",
      provider: "openrouter",
      options: { apiKey: "0.apiKey", baseUrl: "0.serverURL", timeout: "0.timeoutMs" },
      defaults: { timeout: null, retries: undefined, maxSteps: undefined },
    },
  },
};
