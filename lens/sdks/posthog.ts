import type { SdkDescription } from "./description.ts";
import { clientWrapper, recorder } from "./tracing-entities.ts";

/** PostHog's helpers for models. Its classes in place of those of OpenAI and Anthropic stand with these. */
export const posthog: SdkDescription = {
  id: "posthog",
  title: "PostHog",
  versionPackage: "@posthog/ai",
  modules: [
    { specifiers: ["@posthog/ai/vercel"], exports: { withTracing: clientWrapper("posthog") } },
    {
      specifiers: ["@posthog/ai/langchain"],
      exports: { LangChainCallbackHandler: recorder("posthog", "callback") },
    },
    { specifiers: ["@posthog/ai/otel"], exports: { PostHogTraceExporter: recorder("posthog", "exporter") } },
  ],
  types: {},
};
