import { type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, SystemPromptPath, ToolDescription } from "./description.ts";

/** Options that a link between the model and the call may have set: `bind` until 0.3, `withConfig` ever since. */
function linked(name: string): readonly string[] {
  return [`1.${name}`, `made(withConfig).0.${name}`, `made(bind).0.${name}`];
}

/** How `initChatModel` tells who serves a model that is named without it (langchain 1.5, chat_models/universal). */
export const providerByModel: NonNullable<CallDescription["providerByModel"]> = [
  { pattern: /^(?:gpt-[345]|o[134])/, provider: "openai" },
  { pattern: /^claude/, provider: "anthropic" },
  { pattern: /^command/, provider: "cohere" },
  { pattern: /^accounts\/fireworks/, provider: "fireworks" },
  { pattern: /^gemini/, provider: "google-vertex" },
  { pattern: /^amazon\./, provider: "bedrock" },
  { pattern: /^mistral/, provider: "mistral" },
  { pattern: /^(?:sonar|pplx)/, provider: "perplexity" },
];

const systemPrompts: readonly SystemPromptPath[] = [{ path: "0", roles: ["system", "developer"], content: "content" }];

/** A tool as `bindTools` takes it where it is a plain object: LangChain's own form, or that of a provider. */
const plainTool: ToolDescription = {
  options: {
    name: ["0.function.name", "0.name"],
    description: ["0.function.description", "0.description"],
    inputSchema: ["0.function.parameters", "0.schema", "0.input_schema", "0.parameters"],
  },
};

/** Options of one call that any runnable takes (core 0.3.80 and 1.4.0, runnables/types). */
const runnable: CallOptionPaths = {
  timeout: linked("timeout"),
  abortSignal: linked("signal"),
  // A model may also be made with both.
  metadata: [...linked("metadata"), "root.0.metadata"],
  telemetry: [...linked("callbacks"), "root.0.callbacks"],
};

/** A call of a chat model, or of what `bindTools`, `withConfig` and `pipe` made of one. */
export const chatCall: CallDescription = {
  kind: "chat",
  options: {
    ...runnable,
    messages: "0",
    tools: ["made(bindTools).0", ...linked("tools")],
    toolChoice: ["made(bindTools).1.tool_choice", ...linked("tool_choice")],
    stopSequences: linked("stop"),
    outputSchema: [...linked("response_format"), ...linked("format")],
    retries: [
      { path: "1.maxRetries", from: 1 },
      { path: "made(withRetry).0.stopAfterAttempt", minus: 1 },
    ],
  },
  systemPrompts,
  toolName: "name",
  tool: plainTool,
  inheritsSettings: true,
};

/** A call of a model that goes on with text: it knows neither messages nor tools. */
export const textCall: CallDescription = {
  kind: "completion",
  options: {
    ...runnable,
    messages: "0",
    stopSequences: linked("stop"),
    retries: [
      { path: "1.maxRetries", from: 1 },
      { path: "made(withRetry).0.stopAfterAttempt", minus: 1 },
    ],
  },
  inheritsSettings: true,
};

/** `embedQuery` and `embedDocuments` take nothing but what to embed. */
export const embeddingCall: CallDescription = {
  kind: "embedding",
  options: { input: "0" },
  inheritsSettings: true,
};

/** `withStructuredOutput(schema)`: the parser behind it throws on text that is no such object. */
export function structuredCall(call: CallDescription): CallDescription {
  return {
    ...call,
    options: { ...call.options, outputSchema: "made(withStructuredOutput).0" },
    response: { text: [], finishReason: [], isChecked: true },
  };
}
