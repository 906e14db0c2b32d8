import type { SdkDescription } from "./description.ts";
import { recorder, recorders } from "./tracing-entities.ts";

/** OpenLLMetry of Traceloop, 0.x: instruments the SDKs from outside, with no word of it at the call. */
export const traceloop: SdkDescription = {
  id: "traceloop",
  title: "Traceloop",
  versionPackage: "@traceloop/node-server-sdk",
  modules: [
    {
      specifiers: ["@traceloop/node-server-sdk"],
      exports: {
        initialize: recorder("traceloop", "instrumentation"),
        ...recorders("traceloop", "span", ["withWorkflow", "withTask", "withAgent", "withTool", "withLLMCall"]),
      },
    },
    {
      specifiers: [
        "@traceloop/instrumentation-openai",
        "@traceloop/instrumentation-anthropic",
        "@traceloop/instrumentation-bedrock",
        "@traceloop/instrumentation-langchain",
        "@traceloop/instrumentation-llamaindex",
        "@traceloop/instrumentation-cohere",
        "@traceloop/instrumentation-vertexai",
      ],
      exports: recorders("traceloop", "instrumentation", [
        "OpenAIInstrumentation",
        "AnthropicInstrumentation",
        "BedrockInstrumentation",
        "LangChainInstrumentation",
        "LlamaIndexInstrumentation",
        "CohereInstrumentation",
        "VertexAIInstrumentation",
        "AIPlatformInstrumentation",
      ]),
    },
  ],
  types: {},
};
