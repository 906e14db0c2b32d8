import type { ExportedEntity, TypeDescription } from "./description.ts";
import { construct, granting } from "./cdk-constructs.ts";

const INVOKE_MODEL = ["bedrock:InvokeModel*", "bedrock:GetFoundationModel"];
const USE_PROFILE = ["bedrock:GetInferenceProfile", "bedrock:InvokeModel*"];

/**
 * Constructs of Bedrock that the CDK's alpha package and the generative AI constructs both have, and the methods
 * that give them away: from bedrock/ of @aws-cdk/aws-bedrock-alpha 2.271.0 and lib/cdk-lib/bedrock/ of
 * @cdklabs/generative-ai-cdk-constructs 0.1.318.
 */
export const bedrockConstructs: Readonly<Record<string, ExportedEntity>> = {
  Agent: construct("agent", "bedrock", "Agent"),
  AgentAlias: construct("agent alias", "bedrock", "AgentAlias"),
  Guardrail: construct("guardrail", "bedrock", "Guardrail"),
  Prompt: construct("prompt", "bedrock", "Prompt"),
  ApplicationInferenceProfile: construct("inference profile", "bedrock", "InferenceProfile"),
  BedrockFoundationModel: { entity: "class", type: "FoundationModel" },
  "BedrockFoundationModel.*": { entity: "instance", type: "FoundationModel" },
  "BedrockFoundationModel.fromCdkFoundationModel": { entity: "factory", type: "FoundationModel" },
  "BedrockFoundationModel.fromCdkFoundationModelId": { entity: "factory", type: "FoundationModel" },
  "CrossRegionInferenceProfile.fromConfig": { entity: "factory", type: "InferenceProfile" },
  "PromptRouter.fromDefaultId": { entity: "factory", type: "PromptRouter" },
  "Agent.fromAgentAttributes": { entity: "factory", type: "Agent" },
  "Agent.fromAgentAttrs": { entity: "factory", type: "Agent" },
  "AgentAlias.fromAttributes": { entity: "factory", type: "AgentAlias" },
  "Guardrail.fromGuardrailAttributes": { entity: "factory", type: "Guardrail" },
};

/** The types of `bedrockConstructs`. */
export const bedrockConstructTypes: Readonly<Record<string, TypeDescription>> = {
  Agent: granting({ grantInvoke: ["bedrock:InvokeAgent"] }),
  AgentAlias: granting({ grantInvoke: ["bedrock:InvokeAgent"], grantGet: ["bedrock:GetAgentAlias"] }),
  Guardrail: granting({ grantApply: ["bedrock:ApplyGuardrail"] }),
  Prompt: granting({ grantGet: ["bedrock:GetPrompt"] }),
  FoundationModel: granting({ grantInvoke: INVOKE_MODEL, grantInvokeAllRegions: INVOKE_MODEL }),
  InferenceProfile: granting({ grantInvoke: USE_PROFILE, grantProfileUsage: USE_PROFILE }),
  PromptRouter: granting({ grantInvoke: ["bedrock:GetPromptRouter", "bedrock:InvokeModel"] }),
};
