import { ai } from "./ai.ts";
import { anthropic } from "./anthropic.ts";
import { awsXray } from "./aws-xray.ts";
import { bedrockRuntime } from "./bedrock-runtime.ts";
import { braintrust } from "./braintrust.ts";
import type { SdkDescription } from "./description.ts";
import { genkit } from "./genkit.ts";
import { googleAdk } from "./google-adk.ts";
import { googleGenAI } from "./google-genai.ts";
import { googleGenerativeAI } from "./google-generative-ai.ts";
import { googleVertexAI } from "./google-vertexai.ts";
import { helicone } from "./helicone.ts";
import { httpHandlers } from "./http-handlers.ts";
import { instructor } from "./instructor.ts";
import { langchain } from "./langchain.ts";
import { langfuse } from "./langfuse.ts";
import { langsmith } from "./langsmith.ts";
import { llamaindex } from "./llamaindex.ts";
import { mastra } from "./mastra.ts";
import { modelContextProtocol } from "./model-context-protocol.ts";
import { openaiAgents } from "./openai-agents.ts";
import { openai } from "./openai.ts";
import { openinference } from "./openinference.ts";
import { portkey } from "./portkey.ts";
import { posthog } from "./posthog.ts";
import { sentry } from "./sentry.ts";
import { strands } from "./strands.ts";
import { traceloop } from "./traceloop.ts";
import { vercelOtel } from "./vercel-otel.ts";

/** Every SDK that the analysis knows. No two of their modules share an import specifier. */
export const sdks: readonly SdkDescription[] = [
  openai,
  anthropic,
  bedrockRuntime,
  ai,
  langchain,
  llamaindex,
  googleGenAI,
  googleGenerativeAI,
  googleVertexAI,
  openaiAgents,
  mastra,
  strands,
  genkit,
  googleAdk,
  modelContextProtocol,
  langfuse,
  langsmith,
  braintrust,
  posthog,
  sentry,
  traceloop,
  openinference,
  helicone,
  portkey,
  vercelOtel,
  awsXray,
  instructor,
  httpHandlers,
];

/**
 * Names of the packages that a file must mention to make, import or call anything described here.
 * Packages that only pass a client through are left out: on their own they call no model.
 */
export function sdkPackageNames(): readonly string[] {
  const names = new Set<string>();
  for (const sdk of sdks) {
    for (const module of sdk.modules) {
      if (Object.values(module.exports).some((exported) => exported.entity !== "wrapper")) {
        for (const specifier of module.specifiers) {
          names.add(packageNameOf(specifier));
        }
      }
    }
  }
  return [...names];
}

/** The package of an import specifier: `@scope/name/sub` gives `@scope/name`. */
export function packageNameOf(specifier: string): string {
  const segments = specifier.split("/");
  return segments.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
