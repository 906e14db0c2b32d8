import { call, type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, SdkDescription } from "./description.ts";
import { chatCompletion, clientOptions, request, sharedChatOptions } from "./openai-shape.ts";

const chatOptions: CallOptionPaths = {
  ...sharedChatOptions,
  maxOutputTokens: ["0.max_completion_tokens", "0.max_tokens"],
  tools: ["0.tools", "0.functions"],
  user: "0.user",
  metadata: "0.metadata",
  reasoning: ["0.reasoning_effort", "0.reasoning_format"],
  store: "0.store",
  serviceTier: "0.service_tier",
};

const transcription: CallDescription = {
  kind: "audio",
  options: { model: "0.model", temperature: "0.temperature", ...request },
};

/** The official client of Groq, majors 0 and 1. */
export const groq: SdkDescription = {
  id: "groq-sdk",
  title: "Groq",
  versionPackage: "groq-sdk",
  modules: [
    {
      specifiers: ["groq-sdk", "groq-sdk/index", "groq-sdk/index.mjs", "groq-sdk/client"],
      exports: { Groq: { entity: "class", type: "Groq" } },
      defaultExport: "Groq",
    },
  ],
  types: {
    Groq: {
      role: "client",
      provider: "groq",
      options: { ...clientOptions, allowBrowser: "0.dangerouslyAllowBrowser" },
      // 0.37 core.js and 1.6 client.js: a minute, and two retries.
      defaults: { timeout: 60_000, retries: 2, maxSteps: undefined },
      members: {
        "chat.completions.create": call(chatCompletion(chatOptions)),
        "embeddings.create": call({
          kind: "embedding",
          options: { model: "0.model", input: "0.input", user: "0.user", ...request },
        }),
        "audio.speech.create": call({ kind: "audio", options: { model: "0.model", input: "0.input", ...request } }),
        "audio.transcriptions.create": call(transcription),
        "audio.translations.create": call(transcription),
        "batches.create": call({
          kind: "batch",
          options: { input: "0.input_file_id", metadata: "0.metadata", ...request },
        }),
        withOptions: { member: "override" },
      },
    },
  },
};
