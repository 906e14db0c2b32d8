import { call, type CallOptionPaths, withoutResponse, withoutStreamFlag } from "./call-parts.ts";
import type { CallDescription, MemberDescription, OptionPaths, ToolDescription } from "./description.ts";
import {
  chatCompletion,
  chatToolArguments,
  functionName,
  functionTool,
  request,
  sharedChatOptions,
} from "./openai-shape.ts";

/** Who asks, for the provider's own checks. */
export const endUser: OptionPaths = [{ path: "0.safety_identifier", from: 5 }, "0.user"];

/** The cache key of a prompt. */
export const cacheKey: OptionPaths = [
  { path: "0.prompt_cache_key", from: 5 },
  { path: "0.prompt_cache_options", from: 6 },
];

const chatOptions: CallOptionPaths = {
  ...sharedChatOptions,
  maxOutputTokens: ["0.max_completion_tokens", "0.max_tokens"],
  tools: ["0.tools", "0.functions"],
  modalities: "0.modalities",
  caching: cacheKey,
  safety: { path: "0.moderation", from: 6 },
  user: endUser,
  metadata: "0.metadata",
  reasoning: "0.reasoning_effort",
  store: "0.store",
  serviceTier: "0.service_tier",
  streamUsage: "0.stream_options.include_usage",
};

const chat: CallDescription = {
  ...chatCompletion(chatOptions),
  // A tool of type `custom` takes text instead of arguments, from late major 5 on.
  toolName: [...functionName, "custom.name"],
  tool: {
    options: {
      name: ["0.function.name", "0.name", "0.custom.name"],
      description: ["0.function.description", "0.description", "0.custom.description"],
      inputSchema: ["0.function.parameters", "0.parameters"],
    },
  },
};

/** Throws `LengthFinishReasonError` and `ContentFilterFinishReasonError`. */
const chatParse: CallDescription = {
  ...withoutStreamFlag(chat),
  options: chatOptions,
  response: {
    text: ["choices[].message.content"],
    data: ["choices[].message.parsed"],
    toolArguments: chatToolArguments,
    finishReason: ["choices[].finish_reason"],
    isChecked: true,
    refusal: ["choices[].message.refusal"],
  },
};

const chatStream: CallDescription = {
  ...withoutResponse(withoutStreamFlag(chat)),
  kind: "stream",
  options: chatOptions,
};

/** A function that the runner calls itself: `{ function, parse?, parameters, description, name? }` (lib/RunnableFunction). */
const runnableTool: ToolDescription = {
  options: { ...functionTool.options, handler: ["0.function.function", "0.function"] },
  isNamedByHandler: true,
};

/** The same as an object of a class, for its types. */
export const parsingToolFunction: ToolDescription = {
  options: { name: "0.name", description: "0.description", inputSchema: "0.parameters", handler: "0.function" },
  isNamedByHandler: true,
};

/** Asks and calls what was asked for, ten times unless told otherwise (lib/AbstractChatCompletionRunner, 4.104 to 7.57). */
const runTools: CallDescription = {
  ...withoutResponse(chat),
  kind: "agent",
  options: { ...chatOptions, stream: "0.stream", maxSteps: "1.maxChatCompletions" },
  defaults: { timeout: 600_000, retries: 2, maxSteps: 10 },
  toolName: functionName,
  tool: runnableTool,
};

/** Text that goes on where the prompt ends: the older way. It is 16 tokens long unless asked otherwise, so its limit is no option here. */
const completion: CallDescription = {
  kind: "completion",
  options: {
    model: "0.model",
    temperature: "0.temperature",
    topP: "0.top_p",
    stopSequences: "0.stop",
    completions: "0.n",
    seed: "0.seed",
    messages: "0.prompt",
    stream: "0.stream",
    streamUsage: "0.stream_options.include_usage",
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
};

/** Chat completions and the older completions, majors 4 to 7. */
export const chatMembers: Readonly<Record<string, MemberDescription>> = {
  "chat.completions.create": call(chat),
  "chat.completions.parse": call({ ...chatParse, from: 5 }),
  "chat.completions.stream": call({ ...chatStream, from: 5 }),
  "chat.completions.runTools": call({ ...runTools, from: 5 }),
  "beta.chat.completions.parse": call({ ...chatParse, until: 4 }),
  "beta.chat.completions.stream": call({ ...chatStream, until: 4 }),
  "beta.chat.completions.runTools": call({ ...runTools, until: 4 }),
  "beta.chat.completions.runFunctions": call({ ...runTools, until: 4 }),
  "completions.create": call(completion),
};
