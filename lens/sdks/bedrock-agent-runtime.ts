import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription, makes } from "./aws-service.ts";
import type { CallDescription, RetrievalDescription } from "./description.ts";

const KNOWLEDGE_BASE = "0.retrieveAndGenerateConfiguration.knowledgeBaseConfiguration";
const EXTERNAL_SOURCES = "0.retrieveAndGenerateConfiguration.externalSourcesConfiguration";

/** A setting of the answer's writing, in both forms that the request has. */
function ofGeneration(path: string): readonly string[] {
  return [`${KNOWLEDGE_BASE}.generationConfiguration.${path}`, `${EXTERNAL_SOURCES}.generationConfiguration.${path}`];
}

const retrieveAndGenerateStream: CallDescription = {
  kind: "stream",
  // As the reference of the service says of `RetrieveAndGenerateInput`.
  longestInput: 20_000,
  options: {
    model: [`${KNOWLEDGE_BASE}.modelArn`, `${EXTERNAL_SOURCES}.modelArn`],
    maxOutputTokens: ofGeneration("inferenceConfig.textInferenceConfig.maxTokens"),
    temperature: ofGeneration("inferenceConfig.textInferenceConfig.temperature"),
    topP: ofGeneration("inferenceConfig.textInferenceConfig.topP"),
    stopSequences: ofGeneration("inferenceConfig.textInferenceConfig.stopSequences"),
    system: ofGeneration("promptTemplate.textPromptTemplate"),
    messages: "0.input.text",
    guardrail: ofGeneration("guardrailConfiguration.guardrailId"),
    guardrailVersion: ofGeneration("guardrailConfiguration.guardrailVersion"),
    session: "0.sessionId",
    user: "0.userContext.userId",
    knowledgeBase: [`${KNOWLEDGE_BASE}.knowledgeBaseId`, `${EXTERNAL_SOURCES}.sources`],
  },
  systemPrompts: ofGeneration("promptTemplate.textPromptTemplate").map((path) => ({ path })),
};

const RETRIEVAL = "0.retrievalConfiguration";

const retrieve: RetrievalDescription = {
  kind: "search",
  provider: "bedrock",
  options: {
    query: "0.retrievalQuery.text",
    topK: [
      `${RETRIEVAL}.vectorSearchConfiguration.numberOfResults`,
      `${RETRIEVAL}.managedSearchConfiguration.numberOfResults`,
    ],
    filter: [`${RETRIEVAL}.vectorSearchConfiguration.filter`, `${RETRIEVAL}.managedSearchConfiguration.filter`],
    searchType: `${RETRIEVAL}.vectorSearchConfiguration.overrideSearchType`,
    rerank: [
      `${RETRIEVAL}.vectorSearchConfiguration.rerankingConfiguration`,
      `${RETRIEVAL}.managedSearchConfiguration.rerankingConfiguration`,
    ],
    collection: "0.knowledgeBaseId",
  },
};

const AGENTIC = "0.agenticRetrieveConfiguration";

/** Operations that run agents, flows and knowledge bases of Amazon Bedrock. */
export const bedrockAgentRuntimeOperations: AwsOperations = {
  RetrieveAndGenerate: {
    call: {
      ...retrieveAndGenerateStream,
      kind: "chat",
      response: { text: ["output.text"], finishReason: [] },
    },
  },
  RetrieveAndGenerateStream: { call: retrieveAndGenerateStream },
  Retrieve: { retrieval: retrieve },
  AgenticRetrieveStream: {
    call: {
      kind: "agent",
      options: {
        model: `${AGENTIC}.foundationModelConfiguration.bedrockFoundationModelConfiguration.modelConfiguration.modelArn`,
        messages: "0.messages",
        maxSteps: `${AGENTIC}.maxAgentIteration`,
        guardrail: "0.policyConfiguration.bedrockGuardrailConfiguration.guardrailId",
        guardrailVersion: "0.policyConfiguration.bedrockGuardrailConfiguration.guardrailVersion",
        knowledgeBase: "0.retrievers",
        session: "0.memoryConfiguration.sessionBinding.sessionId",
        user: "0.userContext.userId",
      },
    },
  },
  // Instructions, model and guardrail of an agent are kept in the service.
  InvokeAgent: {
    call: {
      kind: "agent",
      options: {
        messages: "0.inputText",
        session: "0.sessionId",
        agentAlias: "0.agentAliasId",
        knowledgeBase: "0.sessionState.knowledgeBaseConfigurations",
        metadata: "0.sessionState.sessionAttributes",
        trace: "0.enableTrace",
      },
    },
  },
  InvokeInlineAgent: {
    call: {
      kind: "agent",
      options: {
        model: "0.foundationModel",
        system: "0.instruction",
        messages: "0.inputText",
        tools: "0.actionGroups",
        guardrail: "0.guardrailConfiguration",
        guardrailVersion: "0.guardrailConfiguration.guardrailVersion",
        knowledgeBase: "0.knowledgeBases",
        session: "0.sessionId",
        metadata: "0.inlineSessionState.sessionAttributes",
        trace: "0.enableTrace",
      },
      systemPrompts: [{ path: "0.instruction" }],
      toolName: "actionGroupName",
      tool: {
        options: {
          name: "0.actionGroupName",
          description: "0.description",
          inputSchema: ["0.functionSchema", "0.apiSchema"],
        },
      },
    },
  },
  InvokeFlow: {
    call: {
      kind: "agent",
      options: {
        messages: "0.inputs",
        agentAlias: "0.flowAliasIdentifier",
        session: "0.executionId",
        trace: "0.enableTrace",
      },
    },
  },
  StartFlowExecution: {
    call: { kind: "batch", options: { messages: "0.inputs", agentAlias: "0.flowAliasIdentifier" } },
  },
  Rerank: {
    call: {
      kind: "rerank",
      options: {
        model: "0.rerankingConfiguration.bedrockRerankingConfiguration.modelConfiguration.modelArn",
        input: "0.sources",
      },
    },
  },
  OptimizePrompt: { call: { kind: "other", options: { model: "0.targetModelId", input: "0.input.textPrompt.text" } } },
  GenerateQuery: {
    call: {
      kind: "other",
      options: {
        messages: "0.queryGenerationInput.text",
        knowledgeBase:
          "0.transformationConfiguration.textToSqlConfiguration.knowledgeBaseConfiguration.knowledgeBaseArn",
      },
    },
  },
  CreateSession: makes("memory", "bedrock", undefined),
  DeleteAgentMemory: {
    retrieval: { kind: "delete", provider: "bedrock", options: { collection: "0.agentId", namespace: "0.memoryId" } },
  },
};

/** AWS SDK for JavaScript 3, agents of Amazon Bedrock at run time: checked against @aws-sdk/client-bedrock-agent-runtime 3.1164.0. */
export const bedrockAgentRuntime = awsServiceDescription({
  id: "bedrock-agent-runtime",
  title: "Amazon Bedrock Agent Runtime",
  package: "@aws-sdk/client-bedrock-agent-runtime",
  className: "BedrockAgentRuntime",
  provider: "bedrock",
  operations: bedrockAgentRuntimeOperations,
});
