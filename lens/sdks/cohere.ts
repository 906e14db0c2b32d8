import { call, type CallOptionPaths, withoutResponse } from "./call-parts.ts";
import { cohereClassic, cohereKey } from "./cohere-classic.ts";
import type { CallDescription, MemberDescription, SdkDescription, TypeDescription } from "./description.ts";
import { request, seconds } from "./fern-shape.ts";

const sampling: CallOptionPaths = {
  model: "0.model",
  temperature: "0.temperature",
  topP: "0.p",
  topK: "0.k",
  stopSequences: "0.stopSequences",
  seed: "0.seed",
};

/** The first chat API: one message, and what was said before beside it. */
const chat: CallDescription = {
  kind: "chat",
  options: {
    ...sampling,
    maxOutputTokens: "0.maxTokens",
    system: "0.preamble",
    messages: "0.message",
    tools: "0.tools",
    outputSchema: "0.responseFormat",
    safety: "0.safetyMode",
    session: "0.conversationId",
    ...request,
  },
  systemPrompts: [{ path: "0.preamble" }, { path: "0.chatHistory", roles: ["SYSTEM"], content: "message" }],
  response: {
    text: ["text"],
    finishReason: ["finishReason"],
    finishReasonName: "finishReason",
    finishedValues: ["COMPLETE", "STOP_SEQUENCE"],
  },
  toolName: "name",
  tool: { options: { name: "0.name", description: "0.description", inputSchema: "0.parameterDefinitions" } },
};

const chatV2: CallDescription = {
  kind: "chat",
  options: {
    ...sampling,
    maxOutputTokens: "0.maxTokens",
    messages: "0.messages",
    tools: "0.tools",
    toolChoice: "0.toolChoice",
    outputSchema: "0.responseFormat",
    safety: "0.safetyMode",
    reasoning: "0.thinking",
    serviceTier: "0.priority",
    ...request,
  },
  systemPrompts: [{ path: "0.messages", roles: ["system"], content: "content" }],
  response: {
    text: ["message.content[].text"],
    finishReason: ["finishReason"],
    finishReasonName: "finishReason",
    finishedValues: ["COMPLETE", "STOP_SEQUENCE", "TOOL_CALL"],
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

const generate: CallDescription = {
  kind: "completion",
  options: {
    ...sampling,
    maxOutputTokens: "0.maxTokens",
    completions: "0.numGenerations",
    messages: "0.prompt",
    ...request,
  },
  response: { text: ["generations[].text"], finishReason: [] },
};

const embed: CallDescription = {
  kind: "embedding",
  options: {
    model: "0.model",
    input: ["0.texts", "0.images", "0.inputs"],
    dimensions: "0.outputDimension",
    ...request,
  },
};

const rerank: CallDescription = {
  kind: "rerank",
  options: { model: "0.model", input: "0.documents", messages: "0.query", topK: "0.topN", ...request },
};

const older: Readonly<Record<string, MemberDescription>> = {
  generate: call(generate),
  generateStream: call({ ...withoutResponse(generate), kind: "stream" }),
  classify: call({ kind: "other", options: { model: "0.model", input: "0.inputs", ...request } }),
  summarize: call({
    kind: "completion",
    options: { model: "0.model", temperature: "0.temperature", messages: "0.text", ...request },
    response: { text: ["summary"], finishReason: [] },
  }),
  "embedJobs.create": call({ kind: "batch", options: { model: "0.model", input: "0.datasetId", ...request } }),
  "batches.create": call({ kind: "batch", options: { model: "0.model", input: "0.inputDatasetId", ...request } }),
  "finetuning.createFinetunedModel": {
    member: "resource",
    resource: { kind: "customisation job", service: "cohere", properties: "0", id: "0.name" },
  },
};

const newer: Readonly<Record<string, MemberDescription>> = {
  chat: call(chatV2),
  chatStream: call({ ...withoutResponse(chatV2), kind: "stream" }),
  embed: call(embed),
  rerank: call(rerank),
};

const first: TypeDescription = {
  role: "client",
  provider: "cohere",
  options: {
    apiKey: ["0.token", "0.apiKey"],
    baseUrl: "0.baseUrl",
    timeout: seconds("0.timeoutInSeconds"),
    retries: "0.maxRetries",
    headers: "0.headers",
  },
  // 7.21 and 8.1 Client.js: 300 s; core/fetcher/requestWithRetries.js: DEFAULT_MAX_RETRIES = 2.
  defaults: { timeout: 300_000, retries: 2, maxSteps: undefined },
  members: {
    chat: call(chat),
    chatStream: call({ ...withoutResponse(chat), kind: "stream" }),
    embed: call(embed),
    rerank: call(rerank),
    ...older,
    ...Object.fromEntries(Object.entries(newer).map(([name, member]) => [`v2.${name}`, member])),
  },
};

const second: TypeDescription = { ...first, members: { ...newer, ...older } };

/** Clients of Cohere's models on AWS sign with its credentials. */
function onAws(type: TypeDescription, provider: "bedrock" | "sagemaker"): TypeDescription {
  return {
    ...type,
    provider,
    options: {
      ...type.options,
      apiKey: "0.awsSecretKey",
      region: "0.awsRegion",
    },
  };
}

/** The official client of Cohere, majors 5 to 8. */
export const cohere: SdkDescription = {
  id: "cohere-ai",
  title: "Cohere",
  versionPackage: "cohere-ai",
  modules: [
    {
      specifiers: ["cohere-ai"],
      exports: {
        CohereClient: { entity: "class", type: "CohereClient" },
        CohereClientV2: { entity: "class", type: "CohereClientV2" },
        BedrockClient: { entity: "class", type: "BedrockClient" },
        BedrockClientV2: { entity: "class", type: "BedrockClientV2" },
        SagemakerClient: { entity: "class", type: "SagemakerClient" },
        SagemakerClientV2: { entity: "class", type: "SagemakerClientV2" },
        init: { entity: "factory", type: "CohereKey" },
        "export=": { entity: "instance", type: "Cohere" },
      },
      defaultExport: "*",
    },
    {
      specifiers: ["cohere-ai/aws"],
      exports: {
        BedrockClient: { entity: "class", type: "BedrockClient" },
        BedrockClientV2: { entity: "class", type: "BedrockClientV2" },
        SagemakerClient: { entity: "class", type: "SagemakerClient" },
        SagemakerClientV2: { entity: "class", type: "SagemakerClientV2" },
      },
    },
  ],
  types: {
    Cohere: cohereClassic,
    CohereKey: cohereKey,
    CohereClient: first,
    CohereClientV2: second,
    BedrockClient: onAws(first, "bedrock"),
    BedrockClientV2: onAws(second, "bedrock"),
    SagemakerClient: onAws(first, "sagemaker"),
    SagemakerClientV2: onAws(second, "sagemaker"),
  },
};
