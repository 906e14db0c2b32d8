import type { MemberDescription, RetrievalDescription, SdkDescription } from "./description.ts";

function retrieval(kind: RetrievalDescription["kind"], options: RetrievalDescription["options"]): MemberDescription {
  return {
    member: "retrieval",
    retrieval: {
      kind,
      options: {
        collection: "0.collection_name",
        namespace: ["0.partition_name", "0.partition_names", "0.db_name"],
        ...options,
      },
    },
  };
}

const searches = retrieval("search", {
  query: ["0.data", "0.vector"],
  topK: ["0.limit", "0.topk"],
  filter: ["0.filter", "0.expr"],
  minimumScore: "0.params.radius",
  rerank: "0.rerank",
  metric: "0.metric_type",
});

const writes = retrieval("write", { documents: ["0.data", "0.fields_data"] });
const deletes = retrieval("delete", { filter: ["0.filter", "0.expr"] });

/** Milvus' client, checked against @zilliz/milvus2-sdk-node 3.0.6. */
export const milvus: SdkDescription = {
  id: "milvus",
  title: "Milvus",
  versionPackage: "@zilliz/milvus2-sdk-node",
  modules: [
    {
      specifiers: ["@zilliz/milvus2-sdk-node"],
      exports: { MilvusClient: { entity: "class", type: "MilvusClient" } },
    },
  ],
  types: {
    MilvusClient: {
      role: "client",
      provider: "milvus",
      options: {
        apiKey: ["0.token", "0.password", "2"],
        baseUrl: ["0.address", "0"],
        timeout: "0.timeout",
        retries: "0.maxRetries",
      },
      // dist/milvus/const/defaults.js of 3.0.6.
      defaults: { timeout: 15_000, retries: 3, maxSteps: undefined },
      members: {
        search: searches,
        hybridSearch: searches,
        insert: writes,
        upsert: writes,
        delete: deletes,
        deleteEntities: deletes,
        createCollection: retrieval("index creation", {
          dimensions: "0.dimension",
          metric: "0.metric_type",
        }),
        createIndex: retrieval("index creation", { metric: "0.metric_type" }),
      },
    },
  },
};
