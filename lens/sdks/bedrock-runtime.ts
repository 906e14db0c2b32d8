import type { OptionName } from "../facts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  OptionPath,
  OptionPaths,
  SdkDescription,
  TypeDescription,
} from "./description.ts";

type Options = Readonly<Partial<Record<OptionName, OptionPaths>>>;

/** Where the options of one request stand: beside a command, or as the second argument of a method. */
type RequestArgument = "send" | "1";

function request(argument: RequestArgument): Options {
  return {
    timeout: [`${argument}.requestTimeout`, "client.timeout"],
    retries: "client.retries",
    abortSignal: `${argument}.abortSignal`,
  };
}

function converse(argument: RequestArgument): CallDescription {
  return {
    ...converseStream(argument),
    kind: "chat",
    response: {
      text: ["output.message.content[].text"],
      toolArguments: ["output.message.content[].toolUse.input"],
      finishReason: ["stopReason"],
      finishReasonName: "stopReason",
      finishedValues: ["end_turn", "stop_sequence", "tool_use"],
    },
  };
}

function converseStream(argument: RequestArgument): CallDescription {
  return {
    kind: "stream",
    options: {
      model: "0.modelId",
      maxOutputTokens: "0.inferenceConfig.maxTokens",
      temperature: "0.inferenceConfig.temperature",
      topP: "0.inferenceConfig.topP",
      system: "0.system",
      messages: "0.messages",
      tools: "0.toolConfig.tools",
      toolChoice: "0.toolConfig.toolChoice",
      outputSchema: "0.outputConfig.textFormat",
      guardrail: "0.guardrailConfig",
      metadata: "0.requestMetadata",
      reasoning: ["0.outputConfig.effort", "0.additionalModelRequestFields.thinking"],
      ...request(argument),
    },
    systemPrompts: [{ path: "0.system" }],
    toolName: "toolSpec.name",
  };
}

/** Reads an option in the body that the model's maker defines; which name is right depends on the model. */
function inBody(...names: readonly string[]): readonly OptionPath[] {
  return names.map((name) => ({ path: `json(0.body).${name}`, isReadOnly: true }));
}

/** `textKind` is the kind when the model writes text. What else the model may be is told by its id. */
function invokeModel(argument: RequestArgument, textKind: "chat" | "stream"): CallDescription {
  return {
    // An id in a variable may name an embedding or image model: then nothing is claimed, unless it streams.
    kind: textKind === "stream" ? "stream" : "other",
    options: {
      model: "0.modelId",
      maxOutputTokens: inBody(
        "max_tokens",
        "max_completion_tokens",
        "max_tokens_to_sample",
        "max_gen_len",
        "maxTokens",
        "inferenceConfig.maxTokens",
        "inferenceConfig.max_new_tokens",
        "textGenerationConfig.maxTokenCount",
        "generation_config.max_tokens",
      ),
      temperature: inBody("temperature", "inferenceConfig.temperature", "textGenerationConfig.temperature"),
      topP: inBody("top_p", "p", "topP", "inferenceConfig.topP", "inferenceConfig.top_p", "textGenerationConfig.topP"),
      system: inBody("system"),
      messages: inBody("messages", "prompt", "inputText", "message"),
      tools: inBody("tools", "toolConfig.tools"),
      toolChoice: inBody("tool_choice", "toolConfig.toolChoice"),
      guardrail: "0.guardrailIdentifier",
      reasoning: inBody("thinking", "output_config.effort"),
      ...request(argument),
    },
    systemPrompts: [
      { path: "json(0.body).system" },
      { path: "json(0.body).messages", roles: ["system"], content: "content" },
    ],
    kindByModel: [
      { pattern: /embed/i, kind: "embedding" },
      { pattern: /rerank/i, kind: "rerank" },
      { pattern: /titan-image|nova-canvas|stability\.|stable-diffusion|stable-image/i, kind: "image" },
      { pattern: /sonic/i, kind: "audio" },
      { pattern: /nova-reel|luma\.|pegasus|marengo/i, kind: "other" },
      {
        pattern:
          /anthropic|claude|amazon\.(nova|titan-(text|tg1))|meta\.|llama|mistral|mixtral|pixtral|cohere\.command|ai21|deepseek|openai|gpt-oss|qwen|writer\.|google\.gemma|minimax|moonshot|kimi|nvidia|zai\.|glm/i,
        kind: textKind,
      },
    ],
    kindByOption: [
      { path: "json(0.body).anthropic_version", kind: textKind },
      { path: "json(0.body).messages", kind: textKind },
      { path: "json(0.body).textGenerationConfig", kind: textKind },
      { path: "json(0.body).max_gen_len", kind: textKind },
    ],
  };
}

function bidirectionalStream(argument: RequestArgument): CallDescription {
  return { kind: "audio", options: { model: "0.modelId", ...request(argument) } };
}

function asyncInvoke(argument: RequestArgument): CallDescription {
  return { kind: "batch", options: { model: "0.modelId", ...request(argument) } };
}

function applyGuardrail(argument: RequestArgument): CallDescription {
  return { kind: "moderation", options: { guardrail: "0.guardrailIdentifier", ...request(argument) } };
}

function countTokens(argument: RequestArgument): CallDescription {
  return { kind: "other", options: { model: "0.modelId", ...request(argument) } };
}

const client: TypeDescription = {
  role: "client",
  provider: "bedrock",
  options: {
    apiKey: ["0.token.token", "0.credentials.secretAccessKey"],
    baseUrl: "0.endpoint",
    region: "0.region",
    // `requestHandler` is an object of settings or a handler made from one.
    timeout: ["0.requestHandler.requestTimeout", { path: "0.requestHandler.socketTimeout", isReadOnly: true }],
    retries: { path: "0.maxAttempts", minus: 1 },
  },
  // @smithy/node-http-handler: requestTimeout 0; @smithy/core: three attempts.
  defaults: { timeout: null, retries: 2, maxSteps: undefined },
  // Region and credentials are looked for when the first command is sent.
  isLazy: true,
  members: { send: { member: "send" } },
};

/** AWS SDK for JavaScript 3, models of Amazon Bedrock. */
export const bedrockRuntime: SdkDescription = {
  id: "bedrock-runtime",
  title: "Amazon Bedrock Runtime",
  versionPackage: "@aws-sdk/client-bedrock-runtime",
  modules: [
    {
      specifiers: ["@aws-sdk/client-bedrock-runtime"],
      exports: {
        BedrockRuntimeClient: { entity: "class", type: "BedrockRuntimeClient" },
        BedrockRuntime: { entity: "class", type: "BedrockRuntime" },
        ConverseCommand: command(converse("send")),
        ConverseStreamCommand: command(converseStream("send")),
        InvokeModelCommand: command(invokeModel("send", "chat")),
        InvokeModelWithResponseStreamCommand: command(invokeModel("send", "stream")),
        InvokeModelWithBidirectionalStreamCommand: command(bidirectionalStream("send")),
        StartAsyncInvokeCommand: command(asyncInvoke("send")),
        ApplyGuardrailCommand: command(applyGuardrail("send")),
        CountTokensCommand: command(countTokens("send")),
      },
    },
  ],
  types: {
    BedrockRuntimeClient: client,
    BedrockRuntime: {
      ...client,
      members: {
        ...client.members,
        converse: call(converse("1")),
        converseStream: call(converseStream("1")),
        invokeModel: call(invokeModel("1", "chat")),
        invokeModelWithResponseStream: call(invokeModel("1", "stream")),
        invokeModelWithBidirectionalStream: call(bidirectionalStream("1")),
        startAsyncInvoke: call(asyncInvoke("1")),
        applyGuardrail: call(applyGuardrail("1")),
        countTokens: call(countTokens("1")),
      },
    },
  },
};

function command(description: CallDescription): ExportedEntity {
  return { entity: "command", call: description };
}

function call(description: CallDescription): MemberDescription {
  return { member: "call", call: description };
}
