import type { SdkDescription } from "./description.ts";
import { clientWrapper, recorder, records } from "./tracing-entities.ts";

const traceable = recorder("langsmith", "span");

/** LangSmith, 0.x. LangChain also traces to it when the environment says so, with no word of it in the code. */
export const langsmith: SdkDescription = {
  id: "langsmith",
  title: "LangSmith",
  versionPackage: "langsmith",
  modules: [
    {
      specifiers: ["langsmith/wrappers", "langsmith/wrappers/*"],
      exports: {
        wrapOpenAI: clientWrapper("langsmith"),
        wrapAnthropic: clientWrapper("langsmith"),
        wrapGemini: clientWrapper("langsmith"),
        wrapSDK: clientWrapper("langsmith"),
        wrapAISDKModel: clientWrapper("langsmith"),
        OpenAIAgentsTracingProcessor: recorder("langsmith", "exporter"),
      },
    },
    {
      specifiers: ["langsmith/experimental/vercel"],
      exports: {
        wrapAISDK: clientWrapper("langsmith"),
        LangSmithTelemetry: recorder("langsmith", "instrumentation"),
        createLangSmithProviderOptions: recorder("langsmith", "call option"),
      },
    },
    // The second name is that of the package's own examples.
    {
      specifiers: ["langsmith/experimental/anthropic", "langsmith/experimental/claude_agent_sdk"],
      exports: { wrapClaudeAgentSDK: clientWrapper("langsmith") },
    },
    {
      specifiers: [
        "langsmith/experimental/otel/setup",
        "langsmith/experimental/otel/exporter",
        "langsmith/experimental/otel/processor",
      ],
      exports: {
        initializeOTEL: recorder("langsmith", "instrumentation"),
        LangSmithOTLPTraceExporter: recorder("langsmith", "exporter"),
        LangSmithOTLPSpanProcessor: recorder("langsmith", "exporter"),
      },
    },
    { specifiers: ["langsmith/langchain"], exports: { RunnableTraceable: recorder("langsmith", "span") } },
    { specifiers: ["langsmith/run_trees"], exports: { RunTree: recorder("langsmith", "span") } },
    { specifiers: ["langsmith/vercel"], exports: { AISDKExporter: recorder("langsmith", "exporter") } },
    { specifiers: ["langsmith/traceable"], exports: { traceable } },
    {
      specifiers: ["langsmith", "langsmith/client"],
      exports: {
        Client: { entity: "class", type: "Client" },
        traceable,
        RunTree: recorder("langsmith", "span"),
        evaluate: recorder("langsmith", "evaluation"),
      },
    },
    { specifiers: ["langsmith/evaluation"], exports: { evaluate: recorder("langsmith", "evaluation") } },
  ],
  types: {
    Client: { role: "other", members: { createFeedback: records("langsmith", "feedback") } },
  },
};
