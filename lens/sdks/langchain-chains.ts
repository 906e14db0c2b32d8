import { streamed, withoutResponse } from "./call-parts.ts";
import type { CallDescription, ExportedEntity, MemberDescription, TypeDescription } from "./description.ts";

/** A chain of the older kind is asked with its input first and settings of the call, `signal` and `timeout`, second. */
function chainCall(model: string): CallDescription {
  return {
    kind: "chat",
    options: {
      model,
      messages: "0",
      timeout: ["1.timeout", "made(withConfig).0.timeout"],
      abortSignal: ["1.signal", "0.signal", "made(withConfig).0.signal"],
      metadata: "1.metadata",
      telemetry: ["1.callbacks", "settings.callbacks"],
    },
    inheritsSettings: true,
  };
}

function chainMembers(call: CallDescription, type: string): Readonly<Record<string, MemberDescription>> {
  return {
    invoke: { member: "call", call },
    stream: { member: "call", call: streamed(call) },
    streamEvents: { member: "call", call: streamed(call) },
    batch: { member: "call", call: withoutResponse(call) },
    apply: { member: "call", call: withoutResponse(call) },
    call: { member: "call", call },
    run: { member: "call", call },
    predict: { member: "call", call },
    withConfig: { member: "makes", type },
    withRetry: { member: "makes", type },
    pipe: { member: "pipe", path: "0" },
  };
}

/** Where chains hold their model: an option of the first argument, or an argument of its own. */
const models: Readonly<Record<string, string>> = {
  Chain: "settings.llm",
  ChainOverModel: "root.0",
  ChainOverSecond: "root.1",
  ChainOverChain: "settings.combineDocumentsChain",
  ChainOverChainInside: "settings.llmChain",
};

/** Made of other chains, each with a model of its own. */
const compoundCall: CallDescription = {
  kind: "chat",
  options: { messages: "0", timeout: "1.timeout", abortSignal: ["1.signal", "0.signal"], telemetry: "1.callbacks" },
};

export const chainTypes: Readonly<Record<string, TypeDescription>> = {
  ...Object.fromEntries(
    Object.entries(models).map(([type, model]) => [
      type,
      {
        role: "agent",
        settings: { model },
        members: chainMembers(chainCall(model), type),
      } satisfies TypeDescription,
    ]),
  ),
  CompoundChain: { role: "agent", members: chainMembers(compoundCall, "CompoundChain") },
};

const compound: ExportedEntity = { entity: "class", type: "CompoundChain" };

const chain: ExportedEntity = { entity: "class", type: "Chain" };
const makesChain: ExportedEntity = { entity: "factory", type: "Chain" };
const overModel: ExportedEntity = { entity: "factory", type: "ChainOverModel" };
const overSecond: ExportedEntity = { entity: "factory", type: "ChainOverSecond" };
const overChain: ExportedEntity = { entity: "class", type: "ChainOverChain" };
const overChainInside: ExportedEntity = { entity: "class", type: "ChainOverChainInside" };

const legacyExports: Readonly<Record<string, ExportedEntity>> = {
  LLMChain: chain,
  ConversationChain: chain,
  RetrievalQAChain: overChain,
  "RetrievalQAChain.fromLLM": overModel,
  ConversationalRetrievalQAChain: overChain,
  "ConversationalRetrievalQAChain.fromLLM": overModel,
  VectorDBQAChain: overChain,
  "VectorDBQAChain.fromLLM": overModel,
  ChatVectorDBQAChain: overChain,
  "ChatVectorDBQAChain.fromLLM": overModel,
  AnalyzeDocumentChain: overChain,
  StuffDocumentsChain: overChainInside,
  MapReduceDocumentsChain: overChainInside,
  RefineDocumentsChain: overChainInside,
  APIChain: compound,
  MultiPromptChain: compound,
  MultiRetrievalQAChain: compound,
  LLMRouterChain: compound,
  ConstitutionalChain: compound,
  SequentialChain: compound,
  SimpleSequentialChain: compound,
  "APIChain.fromLLMAndAPIDocs": overModel,
  "ConstitutionalChain.fromLLM": overModel,
  "LLMRouterChain.fromLLM": overModel,
  "MultiPromptChain.fromLLMAndPrompts": overModel,
  "MultiPromptChain.fromPrompts": overModel,
  "MultiRetrievalQAChain.fromLLMAndRetrievers": overModel,
  "MultiRetrievalQAChain.fromRetrievers": overModel,
  loadQAChain: overModel,
  loadQAStuffChain: overModel,
  loadQAMapReduceChain: overModel,
  loadQARefineChain: overModel,
  loadSummarizationChain: overModel,
  createExtractionChain: overSecond,
  createExtractionChainFromZod: overSecond,
  createTaggingChain: overSecond,
  createTaggingChainFromZod: overSecond,
};

/** Chains of `langchain` 0.x, which are in `@langchain/classic` since 1.0. */
export const chainExports: readonly (readonly [
  specifiers: readonly string[],
  exports: Readonly<Record<string, ExportedEntity>>,
])[] = [
  [["langchain/chains", "@langchain/classic/chains"], legacyExports],
  [
    ["langchain/chains/combine_documents", "@langchain/classic/chains/combine_documents"],
    { createStuffDocumentsChain: makesChain },
  ],
  [
    ["langchain/chains/retrieval", "@langchain/classic/chains/retrieval"],
    { createRetrievalChain: { entity: "pipeline", path: "0.combineDocsChain" } },
  ],
  [
    ["langchain/chains/history_aware_retriever", "@langchain/classic/chains/history_aware_retriever"],
    { createHistoryAwareRetriever: makesChain },
  ],
  [
    ["langchain/chains/sql_db", "@langchain/classic/chains/sql_db"],
    { SqlDatabaseChain: chain, createSqlQueryChain: makesChain },
  ],
  [
    ["langchain/chains/graph_qa/cypher", "@langchain/classic/chains/graph_qa/cypher"],
    { "GraphCypherQAChain.fromLLM": makesChain },
  ],
];
