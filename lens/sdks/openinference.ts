import type { SdkDescription } from "./description.ts";
import { recorder, recorders } from "./tracing-entities.ts";

/** OpenInference of Arize: instruments the SDKs from outside, with no word of it at the call. */
export const openinference: SdkDescription = {
  id: "openinference",
  title: "OpenInference",
  versionPackage: "@arizeai/openinference-core",
  modules: [
    {
      specifiers: [
        "@arizeai/openinference-instrumentation-openai",
        "@arizeai/openinference-instrumentation-anthropic",
        "@arizeai/openinference-instrumentation-bedrock",
        "@arizeai/openinference-instrumentation-bedrock-agent-runtime",
        "@arizeai/openinference-instrumentation-beeai",
        "@arizeai/openinference-instrumentation-claude-agent-sdk",
        "@arizeai/openinference-instrumentation-langchain",
        "@arizeai/openinference-instrumentation-langchain-v0",
        "@arizeai/openinference-instrumentation-mcp",
        "@arizeai/openinference-instrumentation-openai-agents",
      ],
      exports: {
        ...recorders("openinference", "instrumentation", [
          "OpenAIInstrumentation",
          "AnthropicInstrumentation",
          "BedrockInstrumentation",
          "BedrockAgentInstrumentation",
          "BeeAIInstrumentation",
          "ClaudeAgentSDKInstrumentation",
          "LangChainInstrumentation",
          "MCPInstrumentation",
          "OpenAIAgentsInstrumentation",
        ]),
        OpenInferenceTracingProcessor: recorder("openinference", "exporter"),
      },
    },
    {
      specifiers: ["@arizeai/openinference-vercel"],
      exports: recorders("openinference", "exporter", [
        "OpenInferenceSimpleSpanProcessor",
        "OpenInferenceBatchSpanProcessor",
      ]),
    },
    {
      specifiers: ["@arizeai/openinference-core"],
      exports: recorders("openinference", "span", [
        "withSpan",
        "observe",
        "traceAgent",
        "traceChain",
        "traceEmbedding",
        "traceLLM",
        "traceReranker",
        "traceRetriever",
        "traceTool",
      ]),
    },
    {
      specifiers: ["@arizeai/openinference-tanstack-ai"],
      exports: { openInferenceMiddleware: recorder("openinference", "instrumentation") },
    },
    { specifiers: ["@arizeai/phoenix-otel"], exports: recorders("phoenix", "instrumentation", ["register"]) },
  ],
  types: {},
};
