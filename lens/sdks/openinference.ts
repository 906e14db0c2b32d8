import type { SdkDescription } from "./description.ts";
import { recorders } from "./tracing-entities.ts";

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
        "@arizeai/openinference-instrumentation-langchain",
        "@arizeai/openinference-instrumentation-mcp",
      ],
      exports: recorders("openinference", "instrumentation", [
        "OpenAIInstrumentation",
        "AnthropicInstrumentation",
        "BedrockInstrumentation",
        "BedrockAgentInstrumentation",
        "LangChainInstrumentation",
        "MCPInstrumentation",
      ]),
    },
    {
      specifiers: ["@arizeai/openinference-vercel"],
      exports: recorders("openinference", "exporter", [
        "OpenInferenceSimpleSpanProcessor",
        "OpenInferenceBatchSpanProcessor",
      ]),
    },
    { specifiers: ["@arizeai/phoenix-otel"], exports: recorders("phoenix", "instrumentation", ["register"]) },
  ],
  types: {},
};
