import { call, type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, MemberDescription, TypeDescription } from "./description.ts";
import { functionTool, instructionsAmong } from "./openai-shape.ts";

/** Options of the HTTP request stand in axios' configuration, the last argument of every method. */
function requestAt(index: number): CallOptionPaths {
  return { timeout: [`${index}.timeout`, "client.timeout"], abortSignal: `${index}.signal` };
}

const sampling: CallOptionPaths = {
  model: "0.model",
  temperature: "0.temperature",
  topP: "0.top_p",
  completions: "0.n",
};

/** Streams come as text, by `responseType: "stream"` of axios. */
const chat: CallDescription = {
  kind: "chat",
  options: {
    ...sampling,
    maxOutputTokens: "0.max_tokens",
    stopSequences: "0.stop",
    messages: "0.messages",
    tools: "0.functions",
    toolChoice: "0.function_call",
    stream: "0.stream",
    user: "0.user",
    ...requestAt(1),
  },
  streamFlag: "0.stream",
  systemPrompts: [instructionsAmong],
  response: {
    text: ["data.choices[].message.content"],
    finishReason: ["data.choices[].finish_reason"],
    finishReasonName: "data.choices[0].finish_reason",
    finishedValues: ["stop", "function_call"],
  },
  toolName: "name",
  tool: functionTool,
};

/** It writes 16 tokens unless asked otherwise, so its limit is no option here. */
const completion: CallDescription = {
  kind: "completion",
  options: {
    ...sampling,
    stopSequences: "0.stop",
    messages: "0.prompt",
    stream: "0.stream",
    user: "0.user",
    ...requestAt(1),
  },
  streamFlag: "0.stream",
  response: {
    text: ["data.choices[].text"],
    finishReason: ["data.choices[].finish_reason"],
    finishReasonName: "data.choices[0].finish_reason",
    finishedValues: ["stop"],
  },
};

/** Rewrites a text by an instruction. */
const edit: CallDescription = {
  kind: "completion",
  options: { ...sampling, system: "0.instruction", messages: "0.input", ...requestAt(1) },
  systemPrompts: [{ path: "0.instruction" }],
  response: { text: ["data.choices[].text"], finishReason: [] },
};

const members: Readonly<Record<string, MemberDescription>> = {
  createChatCompletion: call(chat),
  createCompletion: call(completion),
  createEdit: call(edit),
  createEmbedding: call({
    kind: "embedding",
    options: { model: "0.model", input: "0.input", user: "0.user", ...requestAt(1) },
  }),
  createImage: call({
    kind: "image",
    options: { input: "0.prompt", completions: "0.n", user: "0.user", ...requestAt(1) },
  }),
  createImageEdit: call({ kind: "image", options: { input: "1", completions: "3", user: "6", ...requestAt(7) } }),
  createImageVariation: call({ kind: "image", options: { completions: "1", user: "4", ...requestAt(5) } }),
  createModeration: call({
    kind: "moderation",
    options: { model: "0.model", input: "0.input", ...requestAt(1) },
  }),
  createTranscription: call({ kind: "audio", options: { model: "1", temperature: "4", ...requestAt(6) } }),
  createTranslation: call({ kind: "audio", options: { model: "1", temperature: "4", ...requestAt(5) } }),
  createFineTune: {
    member: "resource",
    resource: { kind: "customisation job", service: "openai", properties: "0" },
  },
};

/** The generated client of major 3: `new OpenAIApi(new Configuration({ apiKey }))`, on top of axios. */
export const classicTypes: Readonly<Record<string, TypeDescription>> = {
  Configuration: { role: "other" },
  OpenAIApi: {
    role: "client",
    provider: "openai",
    options: {
      apiKey: ["0.apiKey", "0.accessToken"],
      baseUrl: ["0.basePath", "1"],
      // A third argument is an axios instance with settings of its own.
      timeout: ["0.baseOptions.timeout", { path: "2.defaults.timeout", isReadOnly: true }],
      headers: "0.baseOptions.headers",
    },
    // 3.3 base.js uses axios 0.26 as it comes: no time limit, no retries.
    defaults: { timeout: null, retries: 0, maxSteps: undefined },
    members,
  },
};
