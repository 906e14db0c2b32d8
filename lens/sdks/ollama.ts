import { call, type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, SdkDescription } from "./description.ts";
import { functionTool } from "./openai-shape.ts";

/** Sampling stands in an object of its own. The program writes without end where `num_predict` is not set. */
const sampling: CallOptionPaths = {
  model: "0.model",
  maxOutputTokens: "0.options.num_predict",
  temperature: "0.options.temperature",
  topP: "0.options.top_p",
  topK: "0.options.top_k",
  stopSequences: "0.options.stop",
  seed: "0.options.seed",
  outputSchema: "0.format",
  reasoning: "0.think",
  stream: "0.stream",
};

const chat: CallDescription = {
  kind: "chat",
  options: { ...sampling, messages: "0.messages", tools: "0.tools" },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.messages", roles: ["system"], content: "content" }],
  response: {
    text: ["message.content"],
    finishReason: ["done_reason"],
    finishReasonName: "done_reason",
    finishedValues: ["stop"],
  },
  toolName: "function.name",
  tool: functionTool,
};

const generate: CallDescription = {
  kind: "completion",
  options: { ...sampling, system: "0.system", messages: "0.prompt" },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.system" }],
  response: {
    text: ["response"],
    finishReason: ["done_reason"],
    finishReasonName: "done_reason",
    finishedValues: ["stop"],
  },
};

/** The official client of Ollama, which runs models on a machine of one's own (read at 0.6). */
export const ollama: SdkDescription = {
  id: "ollama",
  title: "Ollama",
  versionPackage: "ollama",
  modules: [
    {
      specifiers: ["ollama", "ollama/browser"],
      exports: {
        Ollama: { entity: "class", type: "Ollama" },
        ollama: { entity: "instance", type: "Ollama" },
      },
      defaultExport: "ollama",
    },
  ],
  types: {
    Ollama: {
      role: "client",
      provider: "ollama",
      options: { baseUrl: "0.host", headers: "0.headers" },
      // 0.6 src/browser.ts: it sets neither a time limit nor retries, and a call takes none.
      defaults: { timeout: null, retries: 0, maxSteps: undefined },
      members: {
        chat: call(chat),
        generate: call(generate),
        embed: call({
          kind: "embedding",
          options: { model: "0.model", input: "0.input", dimensions: "0.dimensions" },
        }),
        embeddings: call({ kind: "embedding", options: { model: "0.model", input: "0.prompt" } }),
      },
    },
  },
};
