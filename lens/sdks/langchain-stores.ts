import type { ExportedEntity, MemberDescription, RetrievalDescription, TypeDescription } from "./description.ts";

/** A vector store: the class that the package exports, and who runs it. */
interface StoreClass {
  readonly name: string;
  readonly provider: string;
  readonly specifiers: readonly string[];
}

const stores: readonly StoreClass[] = [
  {
    name: "MemoryVectorStore",
    provider: "memory",
    specifiers: ["langchain/vectorstores/memory", "@langchain/classic/vectorstores/memory"],
  },
  {
    name: "PineconeStore",
    provider: "pinecone",
    specifiers: ["@langchain/pinecone", "@langchain/community/vectorstores/pinecone"],
  },
  { name: "Chroma", provider: "chroma", specifiers: ["@langchain/community/vectorstores/chroma"] },
  {
    name: "QdrantVectorStore",
    provider: "qdrant",
    specifiers: ["@langchain/qdrant", "@langchain/community/vectorstores/qdrant"],
  },
  {
    name: "WeaviateStore",
    provider: "weaviate",
    specifiers: ["@langchain/weaviate", "@langchain/community/vectorstores/weaviate"],
  },
  { name: "PGVectorStore", provider: "pgvector", specifiers: ["@langchain/community/vectorstores/pgvector"] },
  {
    name: "OpenSearchVectorStore",
    provider: "opensearch",
    specifiers: ["@langchain/community/vectorstores/opensearch"],
  },
  { name: "SupabaseVectorStore", provider: "supabase", specifiers: ["@langchain/community/vectorstores/supabase"] },
  { name: "FaissStore", provider: "faiss", specifiers: ["@langchain/community/vectorstores/faiss"] },
  { name: "HNSWLib", provider: "hnswlib", specifiers: ["@langchain/community/vectorstores/hnswlib"] },
  {
    name: "RedisVectorStore",
    provider: "redis",
    specifiers: ["@langchain/redis", "@langchain/community/vectorstores/redis"],
  },
  {
    name: "MongoDBAtlasVectorSearch",
    provider: "mongodb",
    specifiers: ["@langchain/mongodb", "@langchain/community/vectorstores/mongodb_atlas"],
  },
  { name: "Milvus", provider: "milvus", specifiers: ["@langchain/community/vectorstores/milvus"] },
  {
    name: "UpstashVectorStore",
    provider: "upstash",
    specifiers: ["@langchain/community/vectorstores/upstash"],
  },
  {
    name: "ElasticVectorSearch",
    provider: "elasticsearch",
    specifiers: ["@langchain/community/vectorstores/elasticsearch"],
  },
  { name: "LanceDB", provider: "lancedb", specifiers: ["@langchain/community/vectorstores/lancedb"] },
  { name: "NeonPostgres", provider: "neon", specifiers: ["@langchain/community/vectorstores/neon"] },
  {
    name: "VercelPostgres",
    provider: "vercel-postgres",
    specifiers: ["@langchain/community/vectorstores/vercel_postgres"],
  },
  {
    name: "AzureAISearchVectorStore",
    provider: "azure-ai-search",
    specifiers: ["@langchain/community/vectorstores/azure_aisearch"],
  },
  { name: "Neo4jVectorStore", provider: "neo4j", specifiers: ["@langchain/community/vectorstores/neo4j_vector"] },
  { name: "AstraDBVectorStore", provider: "astra-db", specifiers: ["@langchain/community/vectorstores/astradb"] },
  { name: "CassandraStore", provider: "cassandra", specifiers: ["@langchain/community/vectorstores/cassandra"] },
  { name: "ClickHouseStore", provider: "clickhouse", specifiers: ["@langchain/community/vectorstores/clickhouse"] },
  {
    name: "CouchbaseSearchVectorStore",
    provider: "couchbase",
    specifiers: ["@langchain/community/vectorstores/couchbase_search"],
  },
  {
    name: "SingleStoreVectorStore",
    provider: "singlestore",
    specifiers: ["@langchain/community/vectorstores/singlestore"],
  },
  { name: "TypeORMVectorStore", provider: "typeorm", specifiers: ["@langchain/community/vectorstores/typeorm"] },
  { name: "Typesense", provider: "typesense", specifiers: ["@langchain/community/vectorstores/typesense"] },
  { name: "ZepVectorStore", provider: "zep", specifiers: ["@langchain/community/vectorstores/zep"] },
  { name: "ZepCloudVectorStore", provider: "zep", specifiers: ["@langchain/community/vectorstores/zep_cloud"] },
  { name: "PrismaVectorStore", provider: "prisma", specifiers: ["@langchain/community/vectorstores/prisma"] },
  {
    name: "TurbopufferVectorStore",
    provider: "turbopuffer",
    specifiers: ["@langchain/community/vectorstores/turbopuffer"],
  },
  { name: "HanaDB", provider: "sap-hana", specifiers: ["@langchain/community/vectorstores/hanavector"] },
  { name: "MyScaleStore", provider: "myscale", specifiers: ["@langchain/community/vectorstores/myscale"] },
];

/** Four results unless told otherwise (core 0.3.80 and 1.4.0, vectorstores). */
const search: RetrievalDescription = {
  kind: "search",
  options: { query: "0", topK: "1", filter: "2", embeddings: "root.0" },
};

const write: RetrievalDescription = { kind: "write", options: { documents: "0", embeddings: "root.0" } };

function storeType(provider: string | undefined, embeddings: string): TypeDescription {
  const searchHere: RetrievalDescription = { ...search, options: { ...search.options, embeddings } };
  const writeHere: RetrievalDescription = { ...write, options: { ...write.options, embeddings } };
  const byVector: RetrievalDescription = { kind: "search", options: { query: "0", topK: "1", filter: "2" } };
  const members: Readonly<Record<string, MemberDescription>> = {
    similaritySearch: { member: "retrieval", retrieval: searchHere },
    similaritySearchWithScore: { member: "retrieval", retrieval: searchHere },
    similaritySearchVectorWithScore: { member: "retrieval", retrieval: byVector },
    maxMarginalRelevanceSearch: {
      member: "retrieval",
      retrieval: { kind: "search", options: { query: "0", topK: "1.k", filter: "1.filter", embeddings } },
    },
    addDocuments: { member: "retrieval", retrieval: writeHere },
    addVectors: { member: "retrieval", retrieval: { kind: "write", options: { documents: "1" } } },
    delete: { member: "retrieval", retrieval: { kind: "delete", options: { filter: "0.filter" } } },
    asRetriever: { member: "makes", type: retrieverTypeName(provider) },
  };
  return { role: "store", ...(provider === undefined ? {} : { provider }), members };
}

/** `asRetriever({ k, filter, searchType })`, or `asRetriever(4, filter)`. */
function retrieverType(provider: string | undefined): TypeDescription {
  const retrieval: RetrievalDescription = {
    kind: "search",
    options: {
      query: "0",
      topK: ["made(asRetriever).0.k", "made(asRetriever).0"],
      filter: ["made(asRetriever).0.filter", "made(asRetriever).1"],
      searchType: "made(asRetriever).0.searchType",
    },
  };
  return { ...searching(retrieval), ...(provider === undefined ? {} : { provider }) };
}

/** How `new VectorStoreRetriever({ vectorStore, k, filter, searchType })` is set (core 1.4.0). */
const vectorStoreRetriever: RetrievalDescription = {
  kind: "search",
  options: { query: "0", topK: "settings.k", filter: "settings.filter", searchType: "settings.searchType" },
};

/** A retriever of another class decides by itself what it searches with: what is not read from it is not known. */
const anyRetriever: RetrievalDescription = {
  kind: "search",
  options: {
    query: "0",
    topK: { path: "made(asRetriever).0.k", isSetGlobally: true },
    filter: { path: "made(asRetriever).0.filter", isSetGlobally: true },
    searchType: { path: "made(asRetriever).0.searchType", isSetGlobally: true },
  },
};

function searching(retrieval: RetrievalDescription): TypeDescription {
  const searches: MemberDescription = { member: "retrieval", retrieval };
  return { role: "store", members: { invoke: searches, batch: searches, getRelevantDocuments: searches } };
}

const storeTypeName = (provider: string, maker: "class" | "documents" | "texts"): string =>
  `${provider} store ${maker}`;

function retrieverTypeName(provider: string | undefined): string {
  return provider === undefined ? "Retriever" : `${provider} retriever`;
}

/** `embeddings` is the first argument of the constructor and of `fromExistingIndex`, the second or third of the others. */
export const storeTypes: Readonly<Record<string, TypeDescription>> = {
  // Of what has a base class as its type, the code says no more than that it is a store or a retriever.
  VectorStore: storeType(undefined, "root.0"),
  Retriever: retrieverType(undefined),
  VectorStoreRetriever: searching(vectorStoreRetriever),
  BaseRetriever: searching(anyRetriever),
  ...Object.fromEntries(
    [...new Set(stores.map((each) => each.provider))].flatMap((provider) => [
      [storeTypeName(provider, "class"), storeType(provider, "root.0")] as const,
      [storeTypeName(provider, "documents"), storeType(provider, "root.1")] as const,
      [storeTypeName(provider, "texts"), storeType(provider, "root.2")] as const,
      [retrieverTypeName(provider), retrieverType(provider)] as const,
    ]),
  ),
};

function exportsOf({ name, provider }: StoreClass): Readonly<Record<string, ExportedEntity>> {
  const ofClass: ExportedEntity = { entity: "factory", type: storeTypeName(provider, "class") };
  const filling = (maker: "documents" | "texts", embeddings: string): ExportedEntity => ({
    entity: "factory",
    type: storeTypeName(provider, maker),
    retrieval: { kind: "write", provider, options: { documents: "0", embeddings } },
  });
  return {
    [name]: { entity: "class", type: storeTypeName(provider, "class") },
    [`${name}.fromDocuments`]: filling("documents", "1"),
    [`${name}.fromTexts`]: filling("texts", "2"),
    [`${name}.fromExistingIndex`]: ofClass,
    [`${name}.fromExistingCollection`]: ofClass,
    [`${name}.initialize`]: ofClass,
  };
}

export const storeExports: readonly (readonly [
  specifiers: readonly string[],
  exports: Readonly<Record<string, ExportedEntity>>,
])[] = [
  ...stores.map((each) => [each.specifiers, exportsOf(each)] as const),
  [
    ["@langchain/core/vectorstores"],
    {
      VectorStore: { entity: "class", type: "VectorStore" },
      VectorStoreInterface: { entity: "class", type: "VectorStore" },
      VectorStoreRetriever: { entity: "class", type: "VectorStoreRetriever" },
    },
  ],
  [
    ["@langchain/core/retrievers"],
    {
      BaseRetriever: { entity: "class", type: "BaseRetriever" },
      BaseRetrieverInterface: { entity: "class", type: "BaseRetriever" },
    },
  ],
];
