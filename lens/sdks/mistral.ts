import { call, type CallOptionPaths, streamed } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  ResponseDescription,
  SdkDescription,
  TypeDescription,
} from "./description.ts";
import { functionTool } from "./openai-shape.ts";

/**
 * Options of a call whose request stands at one argument and the options of the HTTP request at the next: 0 and 1
 * for methods, 1 and 2 for the functions of their own, which get the client first.
 */
interface Shape {
  readonly body: 0 | 1;
  readonly isWrapped: boolean;
}

const method: Shape = { body: 0, isWrapped: false };
/** The functions give `{ ok, value, error }` rather than throw. */
const standalone: Shape = { body: 1, isWrapped: true };

function request({ body }: Shape): CallOptionPaths {
  const at = body + 1;
  return {
    timeout: [`${at}.timeoutMs`, "client.timeout"],
    abortSignal: [`${at}.signal`, `${at}.fetchOptions.signal`],
  };
}

function choices({ isWrapped }: Shape): ResponseDescription {
  const root = isWrapped ? "value.choices[]" : "choices[]";
  return {
    text: [`${root}.message.content`],
    finishReason: [`${root}.finishReason`],
    finishReasonName: `${root.replace("[]", "[0]")}.finishReason`,
    finishedValues: ["stop", "tool_calls"],
  };
}

function sampling(shape: Shape): CallOptionPaths {
  const at = `${shape.body}`;
  return {
    maxOutputTokens: `${at}.maxTokens`,
    temperature: `${at}.temperature`,
    topP: `${at}.topP`,
    stopSequences: `${at}.stop`,
    seed: `${at}.randomSeed`,
    metadata: `${at}.metadata`,
    caching: { path: `${at}.promptCacheKey`, from: 2 },
    ...request(shape),
  };
}

function chat(shape: Shape): CallDescription {
  const at = `${shape.body}`;
  return {
    kind: "chat",
    options: {
      model: `${at}.model`,
      ...sampling(shape),
      completions: `${at}.n`,
      messages: `${at}.messages`,
      tools: `${at}.tools`,
      toolChoice: `${at}.toolChoice`,
      outputSchema: `${at}.responseFormat`,
      safety: [`${at}.safePrompt`, { path: `${at}.guardrails`, from: 2 }],
      reasoning: [{ path: `${at}.reasoningEffort`, from: 2 }, `${at}.promptMode`],
      serviceTier: { path: `${at}.serviceTier`, from: 2 },
    },
    systemPrompts: [{ path: `${at}.messages`, roles: ["system"], content: "content" }],
    response: choices(shape),
    toolName: "function.name",
    tool: functionTool,
  };
}

/** The agent that the id names brings model and temperature. */
function agentCompletion(shape: Shape): CallDescription {
  const { options, ...rest } = chat(shape);
  const { model: _model, temperature: _temperature, topP: _topP, ...others } = options;
  return { ...rest, options: others };
}

/** Code between a prompt and a suffix. */
function fillInMiddle(shape: Shape): CallDescription {
  return {
    kind: "completion",
    options: { model: `${shape.body}.model`, ...sampling(shape), messages: `${shape.body}.prompt` },
    response: choices(shape),
  };
}

/** The service runs the tools that it has itself, step by step. */
function conversation(shape: Shape, body: string): CallDescription {
  const at = (name: string): string => `${shape.body}.${body}${name}`;
  return {
    kind: "agent",
    options: {
      model: at("model"),
      maxOutputTokens: at("completionArgs.maxTokens"),
      temperature: at("completionArgs.temperature"),
      topP: at("completionArgs.topP"),
      stopSequences: at("completionArgs.stop"),
      seed: at("completionArgs.randomSeed"),
      outputSchema: at("completionArgs.responseFormat"),
      toolChoice: at("completionArgs.toolChoice"),
      system: at("instructions"),
      messages: at("inputs"),
      tools: at("tools"),
      store: at("store"),
      session: `${shape.body}.conversationId`,
      ...request(shape),
    },
    systemPrompts: [{ path: at("instructions") }],
    toolName: "function.name",
    tool: functionTool,
  };
}

function inputs(shape: Shape, kind: CallDescription["kind"]): CallDescription {
  const at = `${shape.body}`;
  return {
    kind,
    options: {
      model: `${at}.model`,
      input: [`${at}.inputs`, `${at}.input`],
      ...(kind === "embedding" ? { dimensions: `${at}.outputDimension` } : {}),
      ...request(shape),
    },
  };
}

function transcription(shape: Shape): CallDescription {
  return {
    kind: "audio",
    options: { model: `${shape.body}.model`, temperature: `${shape.body}.temperature`, ...request(shape) },
  };
}

function batch(shape: Shape): CallDescription {
  const at = `${shape.body}`;
  return {
    kind: "batch",
    options: {
      model: `${at}.model`,
      input: [`${at}.inputFiles`, `${at}.requests`],
      metadata: `${at}.metadata`,
      ...request(shape),
    },
  };
}

/** Every call of majors 1 and 2 by the name of its method and of its function. */
const calls: readonly (readonly [method: string, name: string, describe: (shape: Shape) => CallDescription])[] = [
  ["chat.complete", "chatComplete", chat],
  ["chat.stream", "chatStream", (shape) => streamed(chat(shape))],
  ["fim.complete", "fimComplete", fillInMiddle],
  ["fim.stream", "fimStream", (shape) => streamed(fillInMiddle(shape))],
  ["agents.complete", "agentsComplete", agentCompletion],
  ["agents.stream", "agentsStream", (shape) => streamed(agentCompletion(shape))],
  ["embeddings.create", "embeddingsCreate", (shape) => inputs(shape, "embedding")],
  ["classifiers.moderate", "classifiersModerate", (shape) => inputs(shape, "moderation")],
  ["classifiers.moderateChat", "classifiersModerateChat", (shape) => inputs(shape, "moderation")],
  ["classifiers.classify", "classifiersClassify", (shape) => inputs(shape, "other")],
  ["classifiers.classifyChat", "classifiersClassifyChat", (shape) => inputs(shape, "other")],
  [
    "ocr.process",
    "ocrProcess",
    (shape) => ({
      kind: "other",
      options: { model: `${shape.body}.model`, input: `${shape.body}.document`, ...request(shape) },
    }),
  ],
  ["audio.transcriptions.complete", "audioTranscriptionsComplete", transcription],
  ["audio.transcriptions.stream", "audioTranscriptionsStream", transcription],
  ["audio.speech.complete", "audioSpeechComplete", (shape) => inputs(shape, "audio")],
  ["batch.jobs.create", "batchJobsCreate", batch],
  ["beta.conversations.start", "betaConversationsStart", (shape) => conversation(shape, "")],
  ["beta.conversations.startStream", "betaConversationsStartStream", (shape) => streamed(conversation(shape, ""))],
  [
    "beta.conversations.append",
    "betaConversationsAppend",
    (shape) => conversation(shape, "conversationAppendRequest."),
  ],
  [
    "beta.conversations.appendStream",
    "betaConversationsAppendStream",
    (shape) => streamed(conversation(shape, "conversationAppendStreamRequest.")),
  ],
  [
    "beta.conversations.restart",
    "betaConversationsRestart",
    (shape) => conversation(shape, "conversationRestartRequest."),
  ],
  [
    "beta.conversations.restartStream",
    "betaConversationsRestartStream",
    (shape) => streamed(conversation(shape, "conversationRestartStreamRequest.")),
  ],
];

const members: Readonly<Record<string, MemberDescription>> = {
  ...Object.fromEntries(calls.map(([name, , describe]) => [name, call(describe(method))])),
  "chat.parse": call(chat(method)),
  "chat.parseStream": call(streamed(chat(method))),
  "beta.agents.create": {
    member: "resource",
    resource: { kind: "agent", service: "mistral", properties: "0", id: "0.name" },
  },
  "fineTuning.jobs.create": {
    member: "resource",
    resource: { kind: "customisation job", service: "mistral", properties: "0", id: "0.suffix" },
  },
};

const functions: Readonly<Record<string, ExportedEntity>> = Object.fromEntries(
  calls.map(([, name, describe]) => [name, { entity: "function", call: { ...describe(standalone), client: "0" } }]),
);

const client: TypeDescription = {
  role: "client",
  provider: "mistral",
  options: { apiKey: "0.apiKey", baseUrl: "0.serverURL", timeout: "0.timeoutMs" },
  // funcs/chatComplete.js: no retries unless asked for; no time limit in 1.15, five minutes in 2.7.
  defaults: { timeout: undefined, retries: 0, maxSteps: undefined },
  members,
};

const earlyChoices: ResponseDescription = {
  text: ["choices[].message.content"],
  finishReason: ["choices[].finish_reason"],
  finishReasonName: "choices[0].finish_reason",
  finishedValues: ["stop", "tool_calls"],
};

/** Major 0 takes the same options, but no time limit of one call. */
const early: CallDescription = {
  kind: "chat",
  options: {
    model: "0.model",
    maxOutputTokens: "0.maxTokens",
    temperature: "0.temperature",
    topP: "0.topP",
    seed: "0.randomSeed",
    messages: "0.messages",
    tools: "0.tools",
    toolChoice: "0.toolChoice",
    outputSchema: "0.responseFormat",
    safety: ["0.safePrompt", "0.safeMode"],
    timeout: "client.timeout",
    retries: "client.retries",
    abortSignal: "1.signal",
  },
  systemPrompts: [{ path: "0.messages", roles: ["system"], content: "content" }],
  response: earlyChoices,
  toolName: "function.name",
  tool: functionTool,
};

const earlyCompletion: CallDescription = {
  kind: "completion",
  options: {
    model: "0.model",
    maxOutputTokens: "0.maxTokens",
    temperature: "0.temperature",
    topP: "0.topP",
    stopSequences: "0.stop",
    seed: "0.randomSeed",
    messages: "0.prompt",
    timeout: "client.timeout",
    retries: "client.retries",
    abortSignal: "1.signal",
  },
  response: earlyChoices,
};

/** `new MistralClient(apiKey, endpoint, maxRetries, timeout)`: seconds, and attempts rather than retries. */
const earlyClient: TypeDescription = {
  role: "client",
  provider: "mistral",
  options: {
    apiKey: "0",
    baseUrl: "1",
    retries: { path: "2", minus: 1 },
    timeout: { path: "3", times: 1000, isReadOnly: true },
  },
  // 0.5 client.js: 120 s, five attempts.
  defaults: { timeout: 120_000, retries: 4, maxSteps: undefined },
  members: {
    chat: call(early),
    chatStream: call(streamed(early)),
    completion: call(earlyCompletion),
    completionStream: call(streamed(earlyCompletion)),
    embeddings: call({
      kind: "embedding",
      options: { model: "0.model", input: "0.input", timeout: "client.timeout", retries: "client.retries" },
    }),
    "jobs.create": {
      member: "resource",
      resource: { kind: "customisation job", service: "mistral", properties: "0", id: "0.suffix" },
    },
  },
};

/** The official client of Mistral AI: the class of major 0, and the class and functions of majors 1 and 2. */
export const mistral: SdkDescription = {
  id: "mistralai",
  title: "Mistral AI",
  versionPackage: "@mistralai/mistralai",
  modules: [
    {
      specifiers: ["@mistralai/mistralai", "@mistralai/mistralai/index.js", "@mistralai/mistralai/sdk/sdk.js"],
      exports: {
        Mistral: { entity: "class", type: "Mistral" },
        MistralClient: { entity: "class", type: "MistralClient" },
      },
      defaultExport: "MistralClient",
    },
    {
      specifiers: ["@mistralai/mistralai/core.js", "@mistralai/mistralai/core"],
      exports: { MistralCore: { entity: "class", type: "MistralCore" } },
    },
    { specifiers: ["@mistralai/mistralai/funcs/*"], exports: functions },
  ],
  types: { Mistral: client, MistralCore: { ...client, members: {} }, MistralClient: earlyClient },
};
