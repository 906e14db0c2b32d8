import type { SdkDescription } from "./description.ts";
import { recorder, recorders, records } from "./tracing-entities.ts";

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
        ...recorders("traceloop", "span", [
          "withWorkflow",
          "withTask",
          "withAgent",
          "withTool",
          "withLLMCall",
          "withConversation",
          // The same as decorators of methods.
          "workflow",
          "task",
          "agent",
          "tool",
          "conversation",
        ]),
        getClient: { entity: "factory", type: "TraceloopClient" },
        TraceloopClient: { entity: "class", type: "TraceloopClient" },
      },
    },
    {
      specifiers: [
        "@traceloop/instrumentation-openai",
        "@traceloop/instrumentation-anthropic",
        "@traceloop/instrumentation-bedrock",
        "@traceloop/instrumentation-google-generativeai",
        "@traceloop/instrumentation-together",
        "@traceloop/instrumentation-mcp",
        "@traceloop/instrumentation-langchain",
        "@traceloop/instrumentation-llamaindex",
        "@traceloop/instrumentation-cohere",
        "@traceloop/instrumentation-vertexai",
      ],
      exports: recorders("traceloop", "instrumentation", [
        "OpenAIInstrumentation",
        "AnthropicInstrumentation",
        "BedrockInstrumentation",
        "GenAIInstrumentation",
        "TogetherInstrumentation",
        "McpInstrumentation",
        "LangChainInstrumentation",
        "LlamaIndexInstrumentation",
        "CohereInstrumentation",
        "VertexAIInstrumentation",
        "AIPlatformInstrumentation",
      ]),
    },
  ],
  types: {
    TraceloopClient: {
      role: "other",
      members: {
        "experiment.run": records("traceloop", "evaluation"),
        "userFeedback.create": records("traceloop", "feedback"),
      },
    },
  },
};
