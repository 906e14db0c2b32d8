import type { AwsOperation, AwsOperations } from "./aws-service.ts";
import { awsServiceDescription, makes } from "./aws-service.ts";
import type { RetrievalDescription } from "./description.ts";

const MODELS = ["bedrockModelConfig", "openAiModelConfig", "geminiModelConfig", "liteLlmModelConfig"];

/** A setting of the model that a harness runs, whoever serves it. */
function ofModel(setting: string): readonly string[] {
  return MODELS.map((model) => `0.model.${model}.${setting}`);
}

function memory(kind: RetrievalDescription["kind"], options: RetrievalDescription["options"]): AwsOperation {
  return { retrieval: { kind, provider: "bedrock-agentcore", options: { collection: "0.memoryId", ...options } } };
}

const evaluates: AwsOperation = { observability: { product: "bedrock-agentcore", mechanism: "evaluation" } };

const bedrockAgentcoreOperations: AwsOperations = {
  // Model and instructions stand in the agent's own program.
  InvokeAgentRuntime: {
    call: {
      kind: "agent",
      options: {
        messages: "0.payload",
        session: "0.runtimeSessionId",
        user: "0.runtimeUserId",
        agentAlias: "0.qualifier",
      },
    },
  },
  InvokeHarness: {
    call: {
      kind: "agent",
      options: {
        model: ofModel("modelId"),
        maxOutputTokens: ["0.maxTokens", ...ofModel("maxTokens")],
        temperature: ofModel("temperature"),
        topP: ofModel("topP"),
        system: "0.systemPrompt",
        messages: "0.messages",
        tools: "0.tools",
        maxSteps: "0.maxIterations",
        session: "0.runtimeSessionId",
        user: ["0.runtimeUserId", "0.actorId"],
        agentAlias: "0.qualifier",
      },
      systemPrompts: [{ path: "0.systemPrompt" }],
      toolName: "name",
      tool: {
        options: {
          name: "0.name",
          description: "0.config.inlineFunction.description",
          inputSchema: "0.config.inlineFunction.inputSchema",
        },
      },
    },
  },
  RetrieveMemoryRecords: memory("search", {
    query: "0.searchCriteria.searchQuery",
    topK: ["0.searchCriteria.topK", "0.maxResults"],
    filter: "0.searchCriteria.metadataFilters",
    namespace: ["0.namespace", "0.namespacePath"],
  }),
  CreateEvent: memory("write", { documents: "0.payload" }),
  BatchCreateMemoryRecords: memory("write", { documents: "0.records" }),
  BatchUpdateMemoryRecords: memory("write", { documents: "0.records" }),
  IngestData: memory("write", { documents: "0.source" }),
  DeleteEvent: memory("delete", {}),
  DeleteMemoryRecord: memory("delete", { namespace: "0.namespace" }),
  BatchDeleteMemoryRecords: memory("delete", { documents: "0.records" }),
  StartCodeInterpreterSession: makes("code interpreter", "bedrock-agentcore", "name"),
  StartBrowserSession: makes("browser tool", "bedrock-agentcore", "name"),
  Evaluate: evaluates,
  StartBatchEvaluation: evaluates,
};

/** AWS SDK for JavaScript 3, Bedrock AgentCore at run time: checked against @aws-sdk/client-bedrock-agentcore 3.1141.0. */
export const bedrockAgentcoreClient = awsServiceDescription({
  id: "bedrock-agentcore-client",
  title: "Amazon Bedrock AgentCore",
  package: "@aws-sdk/client-bedrock-agentcore",
  className: "BedrockAgentCore",
  provider: "bedrock-agentcore",
  operations: bedrockAgentcoreOperations,
});
