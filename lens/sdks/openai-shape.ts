import type { ClientOptionName } from "../facts.ts";
import type { CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, OptionPaths, ResponseDescription, ToolDescription } from "./description.ts";

/** Options of one request: the second argument of every call, laid over the client's. */
export const request: CallOptionPaths = requestAt(1);

/** The same for a call whose request options are another argument. */
export function requestAt(index: number): CallOptionPaths {
  return {
    timeout: [`${index}.timeout`, "client.timeout"],
    retries: [`${index}.maxRetries`, "client.retries"],
    abortSignal: `${index}.signal`,
  };
}

/** Options of clients that are made like OpenAI's. */
export const clientOptions: Readonly<Partial<Record<ClientOptionName, OptionPaths>>> = {
  apiKey: "0.apiKey",
  baseUrl: "0.baseURL",
  timeout: "0.timeout",
  retries: "0.maxRetries",
  headers: "0.defaultHeaders",
  checksCertificates: [
    "0.httpAgent.rejectUnauthorized",
    "0.httpAgent.options.rejectUnauthorized",
    "0.fetchOptions.dispatcher.connect.rejectUnauthorized",
  ],
};

/** A function that a chat model may ask for; the flat form is that of `functions`, which `tools` replaced. */
export const functionTool: ToolDescription = {
  options: {
    name: ["0.function.name", "0.name"],
    description: ["0.function.description", "0.description"],
    inputSchema: ["0.function.parameters", "0.parameters"],
  },
};

/** Where the name of such a function stands. */
export const functionName: readonly string[] = ["function.name", "name"];

/** Where a chat completion holds the arguments of the tools that the model calls; the parsed ones are openai's own. */
export const chatToolArguments: readonly string[] = [
  "choices[].message.tool_calls[].function.arguments",
  "choices[].message.tool_calls[].function.parsed_arguments",
  "choices[].message.function_call.arguments",
];

export const choices: ResponseDescription = {
  text: ["choices[].message.content"],
  toolArguments: chatToolArguments,
  finishReason: ["choices[].finish_reason"],
  finishReasonName: "choices[0].finish_reason",
  finishedValues: ["stop", "tool_calls", "function_call"],
};

/** Messages with instructions among the others. */
export const instructionsAmong = {
  path: "0.messages",
  roles: ["system", "developer"],
  content: "content",
} as const;

/** What `chat.completions.create` takes at every service that has it. */
export const sharedChatOptions: CallOptionPaths = {
  model: "0.model",
  temperature: "0.temperature",
  topP: "0.top_p",
  stopSequences: "0.stop",
  completions: "0.n",
  seed: "0.seed",
  messages: "0.messages",
  tools: "0.tools",
  toolChoice: ["0.tool_choice", "0.function_call"],
  // The second is how a client that Instructor wraps is given a schema.
  outputSchema: ["0.response_format", "0.response_model"],
  ...request,
};

/** `chat.completions.create` with the options that one service takes. */
export function chatCompletion(options: CallOptionPaths): CallDescription {
  return {
    kind: "chat",
    options: { ...options, stream: "0.stream" },
    streamFlag: "0.stream",
    systemPrompts: [instructionsAmong],
    response: choices,
    pieces: ["[].choices[].delta.content"],
    toolName: functionName,
    tool: functionTool,
  };
}
