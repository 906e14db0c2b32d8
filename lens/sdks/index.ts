import { ai } from "./ai.ts";
import { anthropic } from "./anthropic.ts";
import { awsCdk } from "./aws-cdk.ts";
import { awsSdk } from "./aws-sdk.ts";
import { bedrockAgentRuntime } from "./bedrock-agent-runtime.ts";
import { bedrockAgent } from "./bedrock-agent.ts";
import { bedrockAgentcoreAlpha } from "./bedrock-agentcore-alpha.ts";
import { bedrockAgentcoreClient } from "./bedrock-agentcore-client.ts";
import { bedrockAgentcoreControl } from "./bedrock-agentcore-control.ts";
import { bedrockAgentcore } from "./bedrock-agentcore.ts";
import { bedrockAlpha } from "./bedrock-alpha.ts";
import { bedrockRuntime } from "./bedrock-runtime.ts";
import { bedrock } from "./bedrock.ts";
import { chroma } from "./chroma.ts";
import type { SdkDescription } from "./description.ts";
import { drizzle } from "./drizzle.ts";
import { generativeAiCdkConstructs } from "./generative-ai-cdk-constructs.ts";
import { langchainVectorStores } from "./langchain-vector-stores.ts";
import { milvus } from "./milvus.ts";
import { mongodb } from "./mongodb.ts";
import { openai } from "./openai.ts";
import { opensearch } from "./opensearch.ts";
import { pinecone } from "./pinecone.ts";
import { qbusiness } from "./qbusiness.ts";
import { qdrant } from "./qdrant.ts";
import { s3vectors } from "./s3vectors.ts";
import { sagemakerRuntime } from "./sagemaker-runtime.ts";
import { sagemaker } from "./sagemaker.ts";
import { weaviate } from "./weaviate.ts";
import { wrappers } from "./wrappers.ts";

/** Every SDK that the analysis knows. No two of their modules share an import specifier. */
export const sdks: readonly SdkDescription[] = [
  openai,
  anthropic,
  bedrockRuntime,
  ai,
  wrappers,
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
  chroma,
  qdrant,
  weaviate,
  milvus,
  opensearch,
  mongodb,
  drizzle,
  langchainVectorStores,
  awsCdk,
  bedrockAlpha,
  bedrockAgentcoreAlpha,
  generativeAiCdkConstructs,
];

/**
 * Names of the packages that a file must mention to make, import or call anything described here.
 * Packages that only pass a client through are left out, as on their own they call no model, and so are general ones.
 */
export function sdkPackageNames(): readonly string[] {
  const names = new Set<string>();
  for (const sdk of sdks) {
    for (const module of sdk.modules) {
      if (module.isGeneral) continue;
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
