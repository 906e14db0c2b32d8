import type {
  ExportedEntity,
  MemberDescription,
  ModuleDescription,
  RetrievalDescription,
  SdkDescription,
  TypeDescription,
} from "./description.ts";

function retrieval(kind: RetrievalDescription["kind"], options: RetrievalDescription["options"]): MemberDescription {
  return { member: "retrieval", retrieval: { kind, options } };
}

const search = retrieval("search", { query: "0", topK: "1", filter: "2" });
const diverseSearch = retrieval("search", { query: "0", topK: "1.k", filter: "1.filter" });

/** A store of one provider. What k is where it is left out, 4, is VectorStore's in @langchain/core. */
function store(provider: string): TypeDescription {
  return {
    role: "store",
    provider,
    members: {
      similaritySearch: search,
      similaritySearchWithScore: search,
      similaritySearchVectorWithScore: search,
      maxMarginalRelevanceSearch: diverseSearch,
      addDocuments: retrieval("write", { documents: "0" }),
      addVectors: retrieval("write", { documents: "1" }),
      delete: retrieval("delete", { filter: "0.filter" }),
      asRetriever: { member: "makes", type: `${provider} retriever` },
    },
  };
}

const retrieverSearch = retrieval("search", {
  query: "0",
  topK: ["made(asRetriever).0.k", "made(asRetriever).0"],
  filter: ["made(asRetriever).0.filter", "made(asRetriever).1"],
  searchType: "made(asRetriever).0.searchType",
});

/** Retrievers of langchain 0.x have `getRelevantDocuments` too. */
function retriever(provider: string): TypeDescription {
  return {
    role: "store",
    provider,
    members: {
      invoke: retrieverSearch,
      batch: retrieverSearch,
      getRelevantDocuments: retrieverSearch,
      addDocuments: retrieval("write", { documents: "0" }),
    },
  };
}

/** Classes of stores by the import specifiers that have them. */
const stores: readonly {
  readonly specifiers: readonly string[];
  readonly className: string;
  readonly provider: string;
}[] = [
  {
    specifiers: ["langchain/vectorstores/memory", "@langchain/classic/vectorstores/memory"],
    className: "MemoryVectorStore",
    provider: "memory",
  },
  { specifiers: ["@langchain/pinecone"], className: "PineconeStore", provider: "pinecone" },
  { specifiers: ["@langchain/qdrant"], className: "QdrantVectorStore", provider: "qdrant" },
  { specifiers: ["@langchain/weaviate"], className: "WeaviateStore", provider: "weaviate" },
  { specifiers: ["@langchain/mongodb"], className: "MongoDBAtlasVectorSearch", provider: "mongodb" },
  { specifiers: ["@langchain/redis"], className: "RedisVectorStore", provider: "redis" },
  ...(
    [
      ["chroma", "Chroma", "chroma"],
      ["pgvector", "PGVectorStore", "pgvector"],
      ["opensearch", "OpenSearchVectorStore", "opensearch"],
      ["elasticsearch", "ElasticVectorSearch", "elasticsearch"],
      ["faiss", "FaissStore", "faiss"],
      ["hnswlib", "HNSWLib", "hnswlib"],
      ["supabase", "SupabaseVectorStore", "supabase"],
      ["milvus", "Milvus", "milvus"],
      ["lancedb", "LanceDB", "lancedb"],
      ["upstash", "UpstashVectorStore", "upstash"],
      ["neon", "NeonPostgres", "neon"],
      ["vercel_postgres", "VercelPostgres", "vercel-postgres"],
      ["azure_aisearch", "AzureAISearchVectorStore", "azure-ai-search"],
      ["neo4j_vector", "Neo4jVectorStore", "neo4j"],
    ] as const
  ).map(([path, className, provider]) => ({
    specifiers: [`@langchain/community/vectorstores/${path}`, `langchain/vectorstores/${path}`],
    className,
    provider,
  })),
];

/** Static methods that make a store, some after filling it. */
const FACTORIES = ["fromDocuments", "fromTexts", "fromExistingIndex", "fromExistingCollection", "initialize", "load"];

const modules: readonly ModuleDescription[] = stores.map(({ specifiers, className, provider }) => ({
  specifiers,
  exports: {
    [className]: { entity: "class", type: provider },
    ...Object.fromEntries(
      FACTORIES.map((name): [string, ExportedEntity] => [
        `${className}.${name}`,
        { entity: "factory", type: provider },
      ]),
    ),
  },
}));

/**
 * Vector stores of LangChain, which all have the methods of VectorStore: checked against @langchain/core 1.4.0,
 * @langchain/community 1.1.29, @langchain/classic 1.0.50, @langchain/pinecone 1.0.3, @langchain/qdrant 1.0.3,
 * @langchain/weaviate 1.0.1 and @langchain/mongodb 1.3.1.
 */
export const langchainVectorStores: SdkDescription = {
  id: "langchain-vector-stores",
  title: "LangChain vector stores",
  versionPackage: "@langchain/core",
  modules,
  types: Object.fromEntries(
    stores.flatMap(({ provider }) => [
      [provider, store(provider)],
      [`${provider} retriever`, retriever(provider)],
    ]),
  ),
};
