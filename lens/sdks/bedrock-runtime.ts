import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription } from "./aws-service.ts";
import { bodyNames, kindsByModel } from "./bedrock-body.ts";
import type { CallDescription, OptionPath } from "./description.ts";

const converseStream: CallDescription = {
  kind: "stream",
  options: {
    // An id, the ARN of an inference profile, or the ARN of a prompt that is kept in Bedrock.
    model: "0.modelId",
    maxOutputTokens: "0.inferenceConfig.maxTokens",
    temperature: "0.inferenceConfig.temperature",
    topP: "0.inferenceConfig.topP",
    topK: readOnly(
      "0.additionalModelRequestFields.top_k",
      "0.additionalModelRequestFields.topK",
      "0.additionalModelRequestFields.inferenceConfig.topK",
    ),
    stopSequences: "0.inferenceConfig.stopSequences",
    system: "0.system",
    messages: "0.messages",
    tools: "0.toolConfig.tools",
    toolChoice: "0.toolConfig.toolChoice",
    outputSchema: "0.outputConfig.textFormat",
    caching: readOnly(
      "0.system.[].cachePoint",
      "0.messages.[].content.[].cachePoint",
      "0.toolConfig.tools.[].cachePoint",
    ),
    guardrail: "0.guardrailConfig",
    guardrailVersion: "0.guardrailConfig.guardrailVersion",
    guardrailStreamMode: "0.guardrailConfig.streamProcessingMode",
    metadata: "0.requestMetadata",
    reasoning: [
      "0.outputConfig.effort",
      "0.additionalModelRequestFields.thinking",
      "0.additionalModelRequestFields.reasoningConfig",
    ],
    serviceTier: "0.serviceTier.type",
    trace: "0.guardrailConfig.trace",
  },
  // A prompt that is kept in Bedrock has these itself, and a request that names one may not set them.
  lacksByModel: [
    {
      pattern: /^arn:.*:prompt\//,
      lacks: ["maxOutputTokens", "temperature", "topP", "topK", "stopSequences", "system", "tools", "toolChoice"],
    },
  ],
  systemPrompts: [{ path: "0.system" }],
  toolName: "toolSpec.name",
  tool: {
    options: {
      name: "0.toolSpec.name",
      description: "0.toolSpec.description",
      inputSchema: "0.toolSpec.inputSchema.json",
    },
  },
};

const { guardrailStreamMode: _streamMode, ...converseOptions } = converseStream.options;

const converse: CallDescription = {
  ...converseStream,
  kind: "chat",
  options: converseOptions,
  response: {
    text: ["output.message.content[].text"],
    toolArguments: ["output.message.content[].toolUse.input"],
    finishReason: ["stopReason"],
    finishReasonName: "stopReason",
    finishedValues: ["end_turn", "stop_sequence", "tool_use"],
  },
};

function readOnly(...paths: readonly string[]): readonly OptionPath[] {
  return paths.map((path) => ({ path, isReadOnly: true }));
}

/** Reads an option in the body that the model's maker defines; which name is right depends on the model. */
function inBody(...names: readonly string[]): readonly OptionPath[] {
  return readOnly(...names.map((name) => `json(0.body).${name}`));
}

/** `textKind` is the kind when the model writes text. What else the model may be is told by its id. */
function invokeModel(textKind: "chat" | "stream"): CallDescription {
  return {
    // An id in a variable may name an embedding or image model: then nothing is claimed, unless it streams.
    kind: textKind === "stream" ? "stream" : "other",
    options: {
      model: "0.modelId",
      ...Object.fromEntries(Object.entries(bodyNames).map(([name, names]) => [name, inBody(...names)])),
      guardrail: "0.guardrailIdentifier",
      guardrailVersion: "0.guardrailVersion",
      ...(textKind === "stream" && {
        guardrailStreamMode: inBody("amazon-bedrock-guardrailConfig.streamProcessingMode"),
      }),
      metadata: "0.requestMetadata",
      serviceTier: "0.serviceTier",
      trace: "0.trace",
    },
    body: "0.body",
    systemPrompts: [
      { path: "json(0.body).system" },
      { path: "json(0.body).messages", roles: ["system"], content: "content" },
    ],
    kindByModel: kindsByModel(textKind),
    kindByOption: [
      { path: "json(0.body).anthropic_version", kind: textKind },
      { path: "json(0.body).messages", kind: textKind },
      { path: "json(0.body).textGenerationConfig", kind: textKind },
      { path: "json(0.body).max_gen_len", kind: textKind },
    ],
  };
}

/** Operations of Amazon Bedrock's runtime that ask a model or a guardrail for something. */
export const bedrockRuntimeOperations: AwsOperations = {
  Converse: { call: converse },
  ConverseStream: { call: converseStream },
  InvokeModel: { call: invokeModel("chat") },
  InvokeModelWithResponseStream: { call: invokeModel("stream") },
  // Speech to speech: what is asked for stands in the events of the stream.
  InvokeModelWithBidirectionalStream: { call: { kind: "audio", options: { model: "0.modelId" } } },
  StartAsyncInvoke: { call: { kind: "batch", options: { model: "0.modelId", input: "0.modelInput" } } },
  ApplyGuardrail: {
    call: {
      kind: "moderation",
      options: {
        guardrail: "0.guardrailIdentifier",
        guardrailVersion: "0.guardrailVersion",
        input: "0.content",
      },
    },
  },
  InvokeGuardrailChecks: { call: { kind: "moderation", options: { messages: "0.messages", safety: "0.checks" } } },
  CountTokens: { call: { kind: "other", options: { model: "0.modelId" } } },
};

/** AWS SDK for JavaScript 3, models of Amazon Bedrock: checked against @aws-sdk/client-bedrock-runtime 3.1164.0. */
export const bedrockRuntime = awsServiceDescription({
  id: "bedrock-runtime",
  title: "Amazon Bedrock Runtime",
  package: "@aws-sdk/client-bedrock-runtime",
  className: "BedrockRuntime",
  provider: "bedrock",
  operations: bedrockRuntimeOperations,
  names: {
    GuardrailStreamProcessingMode: { ASYNC: "async", SYNC: "sync" },
    GuardrailTrace: { DISABLED: "disabled", ENABLED: "enabled", ENABLED_FULL: "enabled_full" },
    ConversationRole: { ASSISTANT: "assistant", USER: "user" },
  },
});
