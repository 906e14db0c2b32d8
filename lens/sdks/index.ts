import { ai } from "./ai.ts";
import { anthropic } from "./anthropic.ts";
import { awsCdk } from "./aws-cdk.ts";
import { awsSdk } from "./aws-sdk.ts";
import { awsXray } from "./aws-xray.ts";
import { azureInference } from "./azure-inference.ts";
import { azureOpenAi } from "./azure-openai.ts";
import { bedrock } from "./bedrock.ts";
import { bedrockAgent } from "./bedrock-agent.ts";
import { bedrockAgentRuntime } from "./bedrock-agent-runtime.ts";
import { bedrockAgentcore } from "./bedrock-agentcore.ts";
import { bedrockAgentcoreAlpha } from "./bedrock-agentcore-alpha.ts";
import { bedrockAgentcoreClient } from "./bedrock-agentcore-client.ts";
import { bedrockAgentcoreControl } from "./bedrock-agentcore-control.ts";
import { bedrockAlpha } from "./bedrock-alpha.ts";
import { bedrockRuntime } from "./bedrock-runtime.ts";
import { braintrust } from "./braintrust.ts";
import { chroma } from "./chroma.ts";
import { claudeAgent } from "./claude-agent.ts";
import { cohere } from "./cohere.ts";
import type { SdkDescription } from "./description.ts";
import { drizzle } from "./drizzle.ts";
import { generativeAiCdkConstructs } from "./generative-ai-cdk-constructs.ts";
import { genkit } from "./genkit.ts";
import { googleAdk } from "./google-adk.ts";
import { googleGenAI } from "./google-genai.ts";
import { googleGenerativeAI } from "./google-generative-ai.ts";
import { googleVertexAI } from "./google-vertexai.ts";
import { groq } from "./groq.ts";
import { helicone } from "./helicone.ts";
import { httpHandlers } from "./http-handlers.ts";
import { huggingFaceInference } from "./hugging-face-inference.ts";
import { huggingFaceTransformers } from "./hugging-face-transformers.ts";
import { instructor } from "./instructor.ts";
import { langchain } from "./langchain.ts";
import { langfuse } from "./langfuse.ts";
import { langsmith } from "./langsmith.ts";
import { llamaindex } from "./llamaindex.ts";
import { mastra } from "./mastra.ts";
import { milvus } from "./milvus.ts";
import { mistral } from "./mistral.ts";
import { modelContextProtocol } from "./model-context-protocol.ts";
import { mongodb } from "./mongodb.ts";
import { ollama } from "./ollama.ts";
import { openai } from "./openai.ts";
import { openaiAgents } from "./openai-agents.ts";
import { openinference } from "./openinference.ts";
import { openRouter } from "./openrouter.ts";
import { opensearch } from "./opensearch.ts";
import { pgvector } from "./pgvector.ts";
import { pinecone } from "./pinecone.ts";
import { portkey } from "./portkey.ts";
import { posthog } from "./posthog.ts";
import { qbusiness } from "./qbusiness.ts";
import { qdrant } from "./qdrant.ts";
import { replicate } from "./replicate.ts";
import { s3vectors } from "./s3vectors.ts";
import { sagemaker } from "./sagemaker.ts";
import { sagemakerRuntime } from "./sagemaker-runtime.ts";
import { sentry } from "./sentry.ts";
import { strands } from "./strands.ts";
import { together } from "./together.ts";
import { traceloop } from "./traceloop.ts";
import { vercelOtel } from "./vercel-otel.ts";
import { weaviate } from "./weaviate.ts";
import { voyage } from "./voyage.ts";
import { weaviateClassic } from "./weaviate-classic.ts";

/** Every SDK that the analysis knows. No two of their modules share an import specifier. */
export const sdks: readonly SdkDescription[] = [
  openai,
  anthropic,
  bedrockRuntime,
  ai,
  bedrockAgentRuntime,
  bedrock,
  bedrockAgent,
  bedrockAgentcoreClient,
  bedrockAgentcoreControl,
  bedrockAgentcore,
  sagemakerRuntime,
  sagemaker,
  qbusiness,
  awsSdk,
  s3vectors,
  pinecone,
  pgvector,
  chroma,
  qdrant,
  weaviate,
  weaviateClassic,
  milvus,
  opensearch,
  mongodb,
  drizzle,
  awsCdk,
  bedrockAlpha,
  bedrockAgentcoreAlpha,
  generativeAiCdkConstructs,
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
  claudeAgent,
  groq,
  together,
  openRouter,
  mistral,
  cohere,
  voyage,
  ollama,
  replicate,
  huggingFaceInference,
  huggingFaceTransformers,
  azureOpenAi,
  azureInference,
];

/**
 * Import specifiers of which a file must name one to make, import or call anything described here; a trailing `/*`
 * stands for any subpath. Modules that only pass a client through are left out: on their own they call no model.
 */
export function sdkSpecifiers(): readonly string[] {
  const described = sdks
    .flatMap((sdk) => sdk.modules)
    .filter(
      (module) =>
        (!module.isGeneral || module.isReadAnyway) &&
        Object.values(module.exports).some((exported) => exported.entity !== "wrapper"),
    );
  return [...new Set(described.flatMap((module) => module.specifiers))];
}

/** The package of an import specifier: `@scope/name/sub` gives `@scope/name`. */
export function packageNameOf(specifier: string): string {
  const segments = specifier.split("/");
  return segments.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
