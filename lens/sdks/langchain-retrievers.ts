import type { ExportedEntity, MemberDescription, RetrievalDescription, TypeDescription } from "./description.ts";

type RetrievalOptions = RetrievalDescription["options"];

/** A retriever that is no more than `store.asRetriever()`: how it is made says what it searches with. */
interface RetrieverClass {
  readonly name: string;
  /** Static methods that make one, too. */
  readonly makers?: readonly string[];
  readonly specifiers: readonly string[];
  readonly provider?: string;
  readonly options: RetrievalOptions;
}

/** What a retriever inside it, or a model, decides is not known. */
const decidedInside: RetrievalOptions = {
  query: "0",
  topK: { path: "settings.k", isSetGlobally: true },
  filter: { path: "settings.filter", isSetGlobally: true },
  searchType: { path: "settings.searchType", isSetGlobally: true },
};

/** Files of `langchain` until 0.3, of `@langchain/classic` from 1.0 on. */
function classic(file: string): readonly string[] {
  return [`langchain/retrievers/${file}`, `@langchain/classic/retrievers/${file}`];
}

/** @langchain/aws 1.4.5 and @langchain/classic 1.0. */
const retrievers: readonly RetrieverClass[] = [
  {
    name: "AmazonKnowledgeBaseRetriever",
    specifiers: ["@langchain/aws", "@langchain/community/retrievers/amazon_knowledge_base"],
    provider: "bedrock",
    options: {
      query: "0",
      topK: "settings.topK",
      filter: "settings.filter",
      searchType: "settings.overrideSearchType",
      collection: "settings.knowledgeBaseId",
    },
  },
  {
    name: "AmazonKendraRetriever",
    specifiers: ["@langchain/aws", "@langchain/community/retrievers/amazon_kendra"],
    provider: "kendra",
    options: {
      query: "0",
      topK: "settings.topK",
      filter: "settings.attributeFilter",
      collection: "settings.indexId",
    },
  },
  {
    name: "SelfQueryRetriever",
    makers: ["fromLLM"],
    specifiers: classic("self_query"),
    options: {
      query: "0",
      topK: "settings.searchParams.k",
      // Where the code gives none, a model writes one from the question.
      filter: { path: "settings.searchParams.filter", isSetGlobally: true },
    },
  },
  {
    name: "ScoreThresholdRetriever",
    makers: ["fromVectorStore"],
    specifiers: classic("score_threshold"),
    options: {
      query: "0",
      topK: ["root.1.maxK", { path: "settings.maxK", isSetGlobally: true }],
      minimumScore: ["root.1.minSimilarityScore", { path: "settings.minSimilarityScore", isSetGlobally: true }],
      filter: ["root.1.filter", { path: "settings.filter", isSetGlobally: true }],
    },
  },
  { name: "MultiQueryRetriever", makers: ["fromLLM"], specifiers: classic("multi_query"), options: decidedInside },
  { name: "ParentDocumentRetriever", specifiers: classic("parent_document"), options: decidedInside },
  { name: "MultiVectorRetriever", specifiers: classic("multi_vector"), options: decidedInside },
  { name: "EnsembleRetriever", specifiers: classic("ensemble"), options: decidedInside },
  { name: "TimeWeightedVectorStoreRetriever", specifiers: classic("time_weighted"), options: decidedInside },
  { name: "ContextualCompressionRetriever", specifiers: classic("contextual_compression"), options: decidedInside },
];

function retrieverType({ provider, options }: RetrieverClass): TypeDescription {
  const searches: MemberDescription = { member: "retrieval", retrieval: { kind: "search", options } };
  return {
    role: "store",
    ...(provider === undefined ? {} : { provider }),
    members: { invoke: searches, batch: searches, getRelevantDocuments: searches },
  };
}

export const retrieverTypes: Readonly<Record<string, TypeDescription>> = Object.fromEntries(
  retrievers.map((each) => [each.name, retrieverType(each)]),
);

export const retrieverExports: readonly (readonly [
  specifiers: readonly string[],
  exports: Readonly<Record<string, ExportedEntity>>,
])[] = retrievers.map(({ name, makers = [], specifiers }) => [
  specifiers,
  {
    [name]: { entity: "class", type: name },
    ...Object.fromEntries(makers.map((maker) => [`${name}.${maker}`, { entity: "factory", type: name } as const])),
  },
]);
