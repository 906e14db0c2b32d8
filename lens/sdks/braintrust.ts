import type { SdkDescription } from "./description.ts";
import { clientWrapper, recorder } from "./tracing-entities.ts";

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
        traced: recorder("braintrust", "span"),
        wrapTraced: recorder("braintrust", "span"),
        Eval: recorder("braintrust", "evaluation"),
      },
    },
  ],
  types: {},
};
