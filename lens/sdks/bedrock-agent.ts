import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription, makes } from "./aws-service.ts";

/** Operations that set up agents, knowledge bases, flows and prompts in Amazon Bedrock. */
export const bedrockAgentOperations: AwsOperations = {
  CreateAgent: makes("agent", "bedrock", "agentName"),
  CreateAgentAlias: makes("agent alias", "bedrock", "agentAliasName"),
  CreateAgentActionGroup: makes("action group", "bedrock", "actionGroupName"),
  CreateKnowledgeBase: makes("knowledge base", "bedrock", "name"),
  CreateDataSource: makes("data source", "bedrock", "name"),
  CreateFlow: makes("flow", "bedrock", "name"),
  CreatePrompt: makes("prompt", "bedrock", "name"),
  StartIngestionJob: {
    retrieval: { kind: "write", provider: "bedrock", options: { collection: "0.knowledgeBaseId" } },
  },
  IngestKnowledgeBaseDocuments: {
    retrieval: {
      kind: "write",
      provider: "bedrock",
      options: { collection: "0.knowledgeBaseId", documents: "0.documents" },
    },
  },
  DeleteKnowledgeBaseDocuments: {
    retrieval: {
      kind: "delete",
      provider: "bedrock",
      options: { collection: "0.knowledgeBaseId", documents: "0.documentIdentifiers" },
    },
  },
};

/** AWS SDK for JavaScript 3, set-up of Bedrock's agents: checked against @aws-sdk/client-bedrock-agent 3.1138.0. */
export const bedrockAgent = awsServiceDescription({
  id: "bedrock-agent",
  title: "Amazon Bedrock Agents",
  package: "@aws-sdk/client-bedrock-agent",
  className: "BedrockAgent",
  provider: "bedrock",
  operations: bedrockAgentOperations,
});
