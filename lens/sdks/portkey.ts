import type { OptionName } from "../facts.ts";
import { call } from "./call-parts.ts";
import type { CallDescription, OptionPaths, SdkDescription } from "./description.ts";
import { recorder } from "./tracing-entities.ts";

const request: Readonly<Partial<Record<OptionName, OptionPaths>>> = { timeout: "client.timeout" };

const chat: CallDescription = {
  kind: "chat",
  options: {
    model: "0.model",
    maxOutputTokens: ["0.max_completion_tokens", "0.max_tokens"],
    temperature: "0.temperature",
    topP: "0.top_p",
    completions: "0.n",
    stopSequences: "0.stop",
    seed: "0.seed",
    messages: "0.messages",
    tools: ["0.tools", "0.functions"],
    toolChoice: ["0.tool_choice", "0.function_call"],
    outputSchema: "0.response_format",
    user: "0.user",
    stream: "0.stream",
    streamUsage: "0.stream_options.include_usage",
    ...request,
  },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.messages", roles: ["system", "developer"], content: "content" }],
  response: {
    text: ["choices[].message.content"],
    finishReason: ["choices[].finish_reason"],
    finishReasonName: "choices[0].finish_reason",
    finishedValues: ["stop", "tool_calls", "function_call"],
  },
  toolName: "function.name",
  tool: {
    options: {
      name: "0.function.name",
      description: "0.function.description",
      inputSchema: "0.function.parameters",
    },
  },
};

/** The gateway of Portkey, 1.x to 3.x: which provider answers is up to its configuration. */
export const portkey: SdkDescription = {
  id: "portkey",
  title: "Portkey",
  versionPackage: "portkey-ai",
  modules: [
    {
      specifiers: ["portkey-ai"],
      exports: {
        Portkey: {
          entity: "class",
          type: "Portkey",
          observability: { product: "portkey", mechanism: "gateway" },
        },
        createHeaders: recorder("portkey", "gateway"),
      },
      defaultExport: "Portkey",
    },
  ],
  types: {
    Portkey: {
      role: "client",
      provider: "portkey",
      options: {
        apiKey: "0.apiKey",
        baseUrl: "0.baseURL",
        timeout: "0.requestTimeout",
        allowBrowser: "0.dangerouslyAllowBrowser",
      },
      // Its agent gives up on an idle socket after five minutes and it tries twice; the gateway adds its own.
      defaults: { timeout: undefined, retries: 1, maxSteps: undefined },
      members: {
        "chat.completions.create": call(chat),
        "completions.create": call({
          kind: "completion",
          options: {
            model: "0.model",
            maxOutputTokens: "0.max_tokens",
            temperature: "0.temperature",
            messages: "0.prompt",
            stream: "0.stream",
            ...request,
          },
          streamFlag: "0.stream",
        }),
        "prompts.completions.create": call({
          kind: "chat",
          options: { maxOutputTokens: "0.max_tokens", stream: "0.stream", ...request },
          streamFlag: "0.stream",
        }),
        "responses.create": call({
          kind: "chat",
          options: {
            model: "0.model",
            maxOutputTokens: "0.max_output_tokens",
            temperature: "0.temperature",
            system: "0.instructions",
            messages: "0.input",
            tools: "0.tools",
            stream: "0.stream",
            ...request,
          },
          streamFlag: "0.stream",
          systemPrompts: [{ path: "0.instructions" }],
          toolName: "name",
        }),
        "embeddings.create": call({
          kind: "embedding",
          options: { model: "0.model", input: "0.input", dimensions: "0.dimensions", ...request },
        }),
        "images.generate": call({
          kind: "image",
          options: { model: "0.model", input: "0.prompt", completions: "0.n", ...request },
        }),
      },
    },
  },
};
