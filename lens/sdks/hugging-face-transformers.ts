import type { SdkDefaults } from "../facts.ts";
import { call } from "./call-parts.ts";
import type { CallDescription, SdkDescription, TypeDescription } from "./description.ts";

/**
 * The library writes 20 tokens where neither the call nor the model's own settings say more
 * (generation/configuration_utils.js, 4.3), so the limit on output is no option here.
 */
const run: CallDescription = {
  kind: "other",
  kindByOption: [
    {
      path: "root.0",
      pattern: /^(text-generation|text2text-generation|summarization|translation|image-to-text)/,
      kind: "completion",
    },
    { path: "root.0", pattern: /feature-extraction$|^embeddings$/, kind: "embedding" },
    { path: "root.0", pattern: /audio|speech|^asr$/, kind: "audio" },
  ],
  options: {
    model: "root.1",
    temperature: "1.temperature",
    topP: "1.top_p",
    topK: "1.top_k",
    messages: "0",
    input: "0",
  },
  systemPrompts: [{ path: "0", roles: ["system"], content: "content" }],
  response: { text: ["[].generated_text", "[].summary_text", "[].translation_text"], finishReason: [] },
};

/** A model that was loaded by its name, below the tokenizer's level: what it is given are tokens. */
const generate: CallDescription = {
  kind: "completion",
  options: { model: "root.0", temperature: "0.temperature", topP: "0.top_p", topK: "0.top_k", input: "0" },
};

/** Nothing is sent anywhere, so nothing is waited for or tried again. */
const defaults: SdkDefaults = { timeout: null, retries: 0, maxSteps: undefined };

/** Holds the model itself, in memory. */
const pipeline: TypeDescription = { role: "client", provider: "local", defaults, whenCalled: call(run) };

const loaders = [
  "AutoModel",
  "AutoModelForCausalLM",
  "AutoModelForSeq2SeqLM",
  "AutoModelForVision2Seq",
  "AutoModelForImageTextToText",
  "AutoModelForSpeechSeq2Seq",
] as const;

/** Models that run in this very process or browser: majors 3 and 4, and major 2 under its older name. */
export const huggingFaceTransformers: SdkDescription = {
  id: "huggingface-transformers",
  title: "Transformers.js",
  versionPackage: "@huggingface/transformers",
  modules: [
    {
      specifiers: ["@huggingface/transformers", "@xenova/transformers"],
      exports: {
        pipeline: { entity: "factory", type: "Pipeline" },
        ...Object.fromEntries(
          loaders.map((name) => [`${name}.from_pretrained`, { entity: "factory", type: "Model" } as const]),
        ),
      },
    },
  ],
  types: {
    Pipeline: pipeline,
    Model: { role: "client", provider: "local", defaults, members: { generate: call(generate) } },
  },
};
