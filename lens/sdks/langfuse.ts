import type { SdkDescription } from "./description.ts";
import { clientWrapper, recorder, recorders, records } from "./tracing-entities.ts";

/** Langfuse: `langfuse` 3.x with a client of its own, and the packages on OpenTelemetry since 4.x. */
export const langfuse: SdkDescription = {
  id: "langfuse",
  title: "Langfuse",
  versionPackage: "langfuse",
  modules: [
    {
      specifiers: ["langfuse", "langfuse-node"],
      exports: {
        observeOpenAI: clientWrapper("langfuse"),
        Langfuse: { entity: "class", type: "Langfuse" },
      },
      defaultExport: "Langfuse",
    },
    { specifiers: ["@langfuse/client"], exports: { LangfuseClient: { entity: "class", type: "LangfuseClient" } } },
    { specifiers: ["@langfuse/openai"], exports: { observeOpenAI: clientWrapper("langfuse") } },
    {
      specifiers: ["@langfuse/tracing"],
      exports: recorders("langfuse", "span", ["startActiveObservation", "startObservation", "observe"]),
    },
    {
      specifiers: ["@langfuse/otel"],
      exports: { LangfuseSpanProcessor: recorder("langfuse", "exporter") },
    },
    {
      specifiers: ["langfuse-langchain", "@langfuse/langchain"],
      exports: { CallbackHandler: recorder("langfuse", "callback") },
      defaultExport: "CallbackHandler",
    },
    {
      specifiers: ["@langfuse/vercel-ai-sdk"],
      exports: { LangfuseVercelAiSdkIntegration: recorder("langfuse", "instrumentation") },
    },
    { specifiers: ["langfuse-vercel"], exports: { LangfuseExporter: recorder("langfuse", "exporter") } },
  ],
  types: {
    Langfuse: {
      role: "other",
      members: {
        trace: records("langfuse", "span"),
        generation: records("langfuse", "span"),
        score: records("langfuse", "feedback"),
      },
    },
    LangfuseClient: {
      role: "other",
      members: {
        "score.create": records("langfuse", "feedback"),
        "experiment.run": records("langfuse", "evaluation"),
        "dataset.get": { member: "makes", type: "Dataset" },
      },
    },
    Dataset: { role: "other", members: { runExperiment: records("langfuse", "evaluation") } },
  },
};
