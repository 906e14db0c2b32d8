import type { SdkDescription } from "./description.ts";
import { clientWrapper, recorder, recorders } from "./tracing-entities.ts";

const wrappers = [
  "wrapOpenAI",
  "wrapOpenAIv4",
  "wrapAnthropic",
  "wrapAISDK",
  "wrapAISDKModel",
  "wrapBedrockRuntime",
  "wrapClaudeAgentSDK",
  "wrapCohere",
  "wrapGenkit",
  "wrapGoogleADK",
  "wrapGoogleGenAI",
  "wrapGoogleGenerativeAI",
  "wrapGroq",
  "wrapHuggingFace",
  "wrapHuggingFaceTransformers",
  "wrapMastraAgent",
  "wrapMistral",
  "wrapOllama",
  "wrapOpenRouter",
  "wrapStrandsAgentSDK",
];

/** Braintrust, 0.x to 3.x. */
export const braintrust: SdkDescription = {
  id: "braintrust",
  title: "Braintrust",
  versionPackage: "braintrust",
  modules: [
    {
      specifiers: ["braintrust"],
      exports: {
        ...Object.fromEntries(wrappers.map((name) => [name, clientWrapper("braintrust")])),
        initLogger: recorder("braintrust", "instrumentation"),
        braintrustAISDKTelemetry: recorder("braintrust", "instrumentation"),
        BraintrustSpanProcessor: recorder("braintrust", "exporter"),
        ...recorders("braintrust", "span", ["traced", "traceable", "wrapTraced", "startSpan"]),
        // Tests that are recorded as experiments.
        ...recorders("braintrust", "evaluation", ["Eval", "wrapVitest", "initNodeTestSuite"]),
      },
    },
    {
      specifiers: ["@braintrust/otel"],
      exports: recorders("braintrust", "exporter", ["BraintrustSpanProcessor", "BraintrustExporter"]),
    },
    {
      specifiers: ["@braintrust/langchain-js"],
      exports: recorders("braintrust", "callback", ["BraintrustCallbackHandler", "setGlobalHandler"]),
    },
    {
      specifiers: ["@braintrust/openai-agents"],
      exports: { OpenAIAgentsTraceProcessor: recorder("braintrust", "exporter") },
    },
    {
      specifiers: ["@braintrust/temporal"],
      exports: recorders("braintrust", "instrumentation", [
        "BraintrustTemporalPlugin",
        "createBraintrustTemporalPlugin",
      ]),
    },
  ],
  types: {},
};
