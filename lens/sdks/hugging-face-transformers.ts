import type { CallKind, SdkDefaults } from "../facts.ts";
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

/** Models that turn what they hear into text, or text into sound. */
const SOUND = /whisper|moonshine|voxtral|speech|musicgen|tts\b|wav2vec|hubert/i;

/** A model that was loaded by its name, below the tokenizer's level: what it is given are tokens. */
const generate: CallDescription = {
  kind: "completion",
  kindByModel: [{ pattern: SOUND, kind: "audio" }],
  options: { model: "root.0", temperature: "0.temperature", topP: "0.top_p", topK: "0.top_k", input: "0" },
};

/** One pass of the model, which gives numbers. */
function pass(kind: CallKind): CallDescription {
  return {
    kind,
    kindByModel: [
      { pattern: SOUND, kind: "audio" },
      { pattern: /embed|minilm|mpnet|\b(bge|gte|e5|clip|clap|siglip)\b/i, kind: "embedding" },
    ],
    options: { model: "root.0", input: "0" },
  };
}

const members: TypeDescription["members"] = {
  generate: call(generate),
  generate_speech: call({ ...pass("audio"), kindByModel: [] }),
  generate_images: call({ ...pass("image"), kindByModel: [] }),
};

/** Nothing is sent anywhere, so nothing is waited for or tried again. */
const defaults: SdkDefaults = { timeout: null, retries: 0, maxSteps: undefined };

/** Holds the model itself, in memory. */
const held: TypeDescription = { role: "client", provider: "local", defaults };

/** How the classes of models are named, of which there are some seven hundred, by what a call of one gives. */
const MODELS: Readonly<Record<string, string>> = {
  "*WithProjection": "EmbeddingModel",
  "*Model": "Model",
  "*For*": "Model",
  "*CausalLM": "Model",
  SpeechT5HifiGan: "Model",
};

/** Classes of what `pipeline` gives, which parameters and fields are declared with, by the kind of their calls. */
const PIPELINES: Readonly<Record<string, CallKind>> = {
  FeatureExtractionPipeline: "embedding",
  ImageFeatureExtractionPipeline: "embedding",
  TextGenerationPipeline: "completion",
  Text2TextGenerationPipeline: "completion",
  SummarizationPipeline: "completion",
  TranslationPipeline: "completion",
  ImageToTextPipeline: "completion",
  AutomaticSpeechRecognitionPipeline: "audio",
  TextToAudioPipeline: "audio",
  "*Pipeline": "other",
};

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
        ...Object.fromEntries(Object.keys(PIPELINES).map((name) => [name, { entity: "class", type: name } as const])),
        ...Object.fromEntries(
          Object.entries(MODELS).map(([name, type]) => [
            `${name}.from_pretrained`,
            { entity: "factory", type } as const,
          ]),
        ),
      },
    },
  ],
  types: {
    Pipeline: { ...held, whenCalled: call(run) },
    ...Object.fromEntries(
      Object.entries(PIPELINES).map(([name, kind]) => [
        name,
        { ...held, whenCalled: call({ ...run, kind, kindByOption: [] }) },
      ]),
    ),
    Model: { ...held, members, whenCalled: call(pass("other")) },
    EmbeddingModel: { ...held, members, whenCalled: call({ ...pass("embedding"), kindByModel: [] }) },
  },
};
