import { call, type CallOptionPaths, withoutResponse } from "./call-parts.ts";
import type { CallDescription, ResponseDescription, SdkDescription } from "./description.ts";
import { functionName, functionTool } from "./openai-shape.ts";

/** The deployment comes first; options are the last argument. */
function request(index: number): CallOptionPaths {
  return {
    timeout: `${index}.requestOptions.timeout`,
    retries: "client.retries",
    abortSignal: `${index}.abortSignal`,
  };
}

const sampling: CallOptionPaths = {
  model: "0",
  maxOutputTokens: "2.maxTokens",
  temperature: "2.temperature",
  topP: "2.topP",
  stopSequences: "2.stop",
  completions: "2.n",
  user: "2.user",
  messages: "1",
  ...request(2),
};

const choices: ResponseDescription = {
  text: ["choices[].message.content"],
  finishReason: ["choices[].finishReason"],
  finishReasonName: "choices[0].finishReason",
  finishedValues: ["stop", "tool_calls", "function_call"],
};

const chat: CallDescription = {
  kind: "chat",
  options: {
    ...sampling,
    seed: "2.seed",
    tools: ["2.tools", "2.functions"],
    toolChoice: ["2.toolChoice", "2.functionCall"],
    outputSchema: "2.responseFormat",
  },
  systemPrompts: [{ path: "1", roles: ["system"], content: "content" }],
  response: choices,
  toolName: functionName,
  tool: functionTool,
};

const { maxOutputTokens: _limit, ...completionOptions } = sampling;

/** The service writes 16 tokens where no limit is set, so its limit is no option here. */
const completion: CallDescription = {
  kind: "completion",
  options: completionOptions,
  response: { ...choices, text: ["choices[].text"] },
};

const transcription: CallDescription = { kind: "audio", options: { model: "0", retries: "client.retries" } };

/** The client of Azure OpenAI before major 2, which has only types for `AzureOpenAI` of the package `openai`. */
export const azureOpenAi: SdkDescription = {
  id: "azure-openai",
  title: "Azure OpenAI",
  versionPackage: "@azure/openai",
  modules: [
    {
      specifiers: ["@azure/openai"],
      exports: {
        OpenAIClient: { entity: "class", type: "OpenAIClient" },
        AzureKeyCredential: { entity: "wrapper", path: "0" },
        OpenAIKeyCredential: { entity: "wrapper", path: "0" },
      },
    },
    {
      specifiers: ["@azure/core-auth"],
      exports: { AzureKeyCredential: { entity: "wrapper", path: "0" } },
    },
  ],
  types: {
    OpenAIClient: {
      role: "client",
      provider: "azure-openai",
      options: { apiKey: "1", baseUrl: "0", retries: "2.retryOptions.maxRetries" },
      // @azure/core-rest-pipeline constants.js: three retries; no time limit.
      defaults: { timeout: null, retries: 3, maxSteps: undefined },
      members: {
        getChatCompletions: call(chat),
        streamChatCompletions: call({ ...withoutResponse(chat), kind: "stream" }),
        getCompletions: call(completion),
        streamCompletions: call({ ...withoutResponse(completion), kind: "stream" }),
        getEmbeddings: call({
          kind: "embedding",
          options: { model: "0", input: "1", dimensions: "2.dimensions", user: "2.user", ...request(2) },
        }),
        getImages: call({
          kind: "image",
          options: { model: "0", input: "1", completions: "2.n", user: "2.user", ...request(2) },
        }),
        getAudioTranscription: call(transcription),
        getAudioTranslation: call(transcription),
      },
    },
  },
};
