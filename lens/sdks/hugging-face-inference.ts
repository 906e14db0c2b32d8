import { call, type CallOptionPaths, withoutStreamFlag } from "./call-parts.ts";
import type { CallKind } from "../facts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  SdkDescription,
  TypeDescription,
} from "./description.ts";
import { chatCompletion, sharedChatOptions } from "./openai-shape.ts";

const { timeout: _timeout, retries: _retries, abortSignal: _abortSignal, ...sharedOptions } = sharedChatOptions;

const request: CallOptionPaths = { abortSignal: "1.signal" };

const chatOptions: CallOptionPaths = {
  ...sharedOptions,
  maxOutputTokens: "0.max_tokens",
  reasoning: "0.reasoning_effort",
  streamUsage: "0.stream_options.include_usage",
  ...request,
};

const chat: CallDescription = { ...withoutStreamFlag(chatCompletion(chatOptions)), options: chatOptions };

/** How much is written where no limit is set is up to the server, so the limit is no option here. */
const textGeneration: CallDescription = {
  kind: "completion",
  options: {
    model: "0.model",
    temperature: "0.parameters.temperature",
    topP: "0.parameters.top_p",
    topK: "0.parameters.top_k",
    stopSequences: "0.parameters.stop",
    seed: "0.parameters.seed",
    outputSchema: "0.parameters.grammar",
    messages: "0.inputs",
    ...request,
  },
  response: { text: ["generated_text"], finishReason: [] },
};

/** A task that takes `inputs` and gives something other than a conversation. */
function task(kind: CallKind): CallDescription {
  return { kind, options: { model: "0.model", input: ["0.inputs", "0.data"], ...request } };
}

function textTask(text: string): CallDescription {
  return {
    kind: "completion",
    options: { model: "0.model", messages: "0.inputs", ...request },
    response: { text: [text], finishReason: [] },
  };
}

/** Tasks by the name of their function, which is the name of their method too. */
const tasks: Readonly<Record<string, CallDescription>> = {
  chatCompletion: chat,
  chatCompletionStream: { ...chat, kind: "stream" },
  textGeneration,
  textGenerationStream: { ...textGeneration, kind: "stream" },
  summarization: textTask("summary_text"),
  translation: textTask("translation_text"),
  questionAnswering: task("other"),
  tableQuestionAnswering: task("other"),
  fillMask: task("other"),
  textClassification: task("other"),
  tokenClassification: task("other"),
  zeroShotClassification: task("other"),
  featureExtraction: task("embedding"),
  sentenceSimilarity: task("embedding"),
  textToImage: task("image"),
  imageToImage: task("image"),
  textToVideo: task("other"),
  imageToVideo: task("other"),
  imageToText: task("other"),
  imageClassification: task("other"),
  imageSegmentation: task("other"),
  objectDetection: task("other"),
  zeroShotImageClassification: task("other"),
  visualQuestionAnswering: task("other"),
  documentQuestionAnswering: task("other"),
  textToSpeech: task("audio"),
  audioToAudio: task("audio"),
  audioClassification: task("audio"),
  automaticSpeechRecognition: task("audio"),
};

const members: Readonly<Record<string, MemberDescription>> = {
  ...Object.fromEntries(Object.entries(tasks).map(([name, description]) => [name, call(description)])),
  endpoint: { member: "makes", type: "Endpoint" },
};

const functions: Readonly<Record<string, ExportedEntity>> = Object.fromEntries(
  Object.entries(tasks).map(([name, description]) => [name, { entity: "function", call: description }]),
);

const client: TypeDescription = {
  role: "client",
  provider: "huggingface",
  options: { apiKey: "0", baseUrl: "1.endpointUrl" },
  // 2.8 lib/request.js and 4.13 utils/request.js: no time limit, and again and again while the answer is 503.
  defaults: { timeout: null, retries: undefined, maxSteps: undefined },
  members,
};

/** The client of Hugging Face's inference service, majors 2 to 4. */
export const huggingFaceInference: SdkDescription = {
  id: "huggingface-inference",
  title: "Hugging Face Inference",
  versionPackage: "@huggingface/inference",
  modules: [
    {
      specifiers: ["@huggingface/inference"],
      exports: {
        InferenceClient: { entity: "class", type: "InferenceClient" },
        HfInference: { entity: "class", type: "InferenceClient" },
        HfInferenceEndpoint: { entity: "class", type: "HfInferenceEndpoint" },
        InferenceClientEndpoint: { entity: "class", type: "InferenceClient" },
        ...functions,
      },
    },
  ],
  types: {
    InferenceClient: client,
    Endpoint: { ...client, options: { baseUrl: "0" } },
    HfInferenceEndpoint: { ...client, options: { baseUrl: "0", apiKey: "1" } },
  },
};
