import type { MemberDescription, RetrievalDescription, SdkDescription } from "./description.ts";

function retrieval(kind: RetrievalDescription["kind"], options: RetrievalDescription["options"]): MemberDescription {
  return { member: "retrieval", retrieval: { kind, options: { collection: "0", ...options } } };
}

const searchOptions = { topK: "1.limit", filter: "1.filter", minimumScore: "1.score_threshold" };

/** Qdrant's client, checked against @qdrant/js-client-rest 1.18.0; 1.19 has no more `search` and `recommend`. */
export const qdrant: SdkDescription = {
  id: "qdrant",
  title: "Qdrant",
  versionPackage: "@qdrant/js-client-rest",
  modules: [
    {
      specifiers: ["@qdrant/js-client-rest"],
      exports: { QdrantClient: { entity: "class", type: "QdrantClient" } },
    },
  ],
  types: {
    QdrantClient: {
      role: "client",
      provider: "qdrant",
      options: { apiKey: "0.apiKey", baseUrl: ["0.url", "0.host"], headers: "0.headers", timeout: "0.timeout" },
      // The client's constructor in dist/esm/qdrant-client.js.
      defaults: { timeout: 300_000, retries: 0, maxSteps: undefined },
      members: {
        query: retrieval("search", { query: "1.query", ...searchOptions }),
        queryGroups: retrieval("search", { query: "1.query", ...searchOptions }),
        queryBatch: retrieval("search", { query: "1.searches" }),
        search: retrieval("search", { query: "1.vector", ...searchOptions }),
        searchPointGroups: retrieval("search", { query: "1.vector", ...searchOptions }),
        searchBatch: retrieval("search", { query: "1.searches" }),
        recommend: retrieval("search", { query: "1.positive", ...searchOptions }),
        upsert: retrieval("write", { documents: ["1.points", "1.batch"] }),
        updateVectors: retrieval("write", { documents: "1.points" }),
        batchUpdate: retrieval("write", { documents: "1.operations" }),
        delete: retrieval("delete", { filter: "1.filter" }),
        deleteCollection: retrieval("delete", {}),
        createCollection: retrieval("index creation", {
          dimensions: "1.vectors.size",
          metric: "1.vectors.distance",
        }),
      },
    },
  },
};
