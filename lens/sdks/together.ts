import { call, type CallOptionPaths, withoutResponse, withoutStreamFlag } from "./call-parts.ts";
import type { SdkDescription } from "./description.ts";
import { chatCompletion, clientOptions, request, sharedChatOptions } from "./openai-shape.ts";

const chatOptions: CallOptionPaths = {
  ...sharedChatOptions,
  maxOutputTokens: "0.max_tokens",
  topK: "0.top_k",
  safety: "0.safety_model",
  reasoning: ["0.reasoning", "0.reasoning_effort"],
};

const finishReason = {
  finishReason: ["choices[].finish_reason"],
  finishReasonName: "choices[0].finish_reason",
  finishedValues: ["stop", "eos", "tool_calls", "function_call"],
} as const;

/** The official client of Together AI, major 0 (read at 0.52). */
export const together: SdkDescription = {
  id: "together-ai",
  title: "Together AI",
  versionPackage: "together-ai",
  modules: [
    {
      specifiers: ["together-ai", "together-ai/index", "together-ai/index.mjs", "together-ai/client"],
      exports: { Together: { entity: "class", type: "Together" } },
      defaultExport: "Together",
    },
  ],
  types: {
    Together: {
      role: "client",
      provider: "together",
      options: clientOptions,
      // 0.52 client.js: a minute, and two retries.
      defaults: { timeout: 60_000, retries: 2, maxSteps: undefined },
      members: {
        "chat.completions.create": call({
          ...chatCompletion(chatOptions),
          response: { text: ["choices[].message.content"], ...finishReason },
        }),
        "chat.completions.stream": call({
          ...withoutResponse(withoutStreamFlag(chatCompletion(chatOptions))),
          kind: "stream",
          options: chatOptions,
        }),
        "completions.create": call({
          kind: "completion",
          options: {
            model: "0.model",
            maxOutputTokens: "0.max_tokens",
            temperature: "0.temperature",
            topP: "0.top_p",
            topK: "0.top_k",
            stopSequences: "0.stop",
            completions: "0.n",
            seed: "0.seed",
            messages: "0.prompt",
            safety: "0.safety_model",
            stream: "0.stream",
            ...request,
          },
          streamFlag: "0.stream",
          response: { text: ["choices[].text"], ...finishReason },
        }),
        "embeddings.create": call({
          kind: "embedding",
          options: { model: "0.model", input: "0.input", ...request },
        }),
        "images.generate": call({
          kind: "image",
          options: {
            model: "0.model",
            input: "0.prompt",
            completions: "0.n",
            seed: "0.seed",
            safety: "0.disable_safety_checker",
            ...request,
          },
        }),
        // Its name in 0.13.
        "images.create": call({
          kind: "image",
          options: { model: "0.model", input: "0.prompt", completions: "0.n", seed: "0.seed", ...request },
        }),
        "rerank.create": call({
          kind: "rerank",
          options: { model: "0.model", input: "0.documents", messages: "0.query", topK: "0.top_n", ...request },
        }),
        "audio.speech.create": call({ kind: "audio", options: { model: "0.model", input: "0.input", ...request } }),
        "audio.create": call({ kind: "audio", options: { model: "0.model", input: "0.input", ...request } }),
        "audio.transcriptions.create": call({
          kind: "audio",
          options: { model: "0.model", temperature: "0.temperature", ...request },
        }),
        "audio.translations.create": call({
          kind: "audio",
          options: { model: "0.model", temperature: "0.temperature", ...request },
        }),
        "videos.create": call({
          kind: "other",
          options: { model: "0.model", input: "0.prompt", seed: "0.seed", ...request },
        }),
        "batches.create": call({
          kind: "batch",
          options: { model: "0.model_id", input: "0.input_file_id", ...request },
        }),
        "fineTuning.create": {
          member: "resource",
          resource: { kind: "customisation job", service: "together", properties: "0", id: "0.suffix" },
        },
        "endpoints.create": {
          member: "resource",
          resource: { kind: "endpoint", service: "together", properties: "0", id: "0.display_name" },
        },
        withOptions: { member: "override" },
      },
    },
  },
};
