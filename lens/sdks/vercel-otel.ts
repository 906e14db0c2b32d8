import type { SdkDescription } from "./description.ts";
import { recorder } from "./tracing-entities.ts";

/** What sets up OpenTelemetry for spans of the AI SDK to go to. */
export const vercelOtel: SdkDescription = {
  id: "vercel-otel",
  title: "OpenTelemetry of Vercel",
  versionPackage: "@vercel/otel",
  modules: [
    { specifiers: ["@vercel/otel"], exports: { registerOTel: recorder("opentelemetry", "instrumentation") } },
    { specifiers: ["@ai-sdk/otel"], exports: { OpenTelemetry: recorder("opentelemetry", "instrumentation") } },
  ],
  types: {},
};
