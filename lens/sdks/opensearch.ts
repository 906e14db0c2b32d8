import type { RetrievalDescription, SdkDescription } from "./description.ts";

const QUERY = "0.body.query";

/** A search is one for meaning where its query says so; other searches of logs and the like are none of ours. */
const search: RetrievalDescription = {
  kind: "search",
  options: {
    query: [`${QUERY}.knn`, `${QUERY}.neural`, `${QUERY}.hybrid`, QUERY],
    topK: "0.body.size",
    filter: `${QUERY}.bool.filter`,
    minimumScore: "0.body.min_score",
    collection: "0.index",
  },
  onlyWith: [
    `${QUERY}.knn`,
    `${QUERY}.neural`,
    `${QUERY}.hybrid`,
    `${QUERY}.bool.must.[].knn`,
    `${QUERY}.bool.should.[].knn`,
    `${QUERY}.bool.must.[].neural`,
    `${QUERY}.script_score.script.params.query_value`,
  ],
};

/** OpenSearch's client, its searches by vector: checked against @opensearch-project/opensearch 3.9.0. */
export const opensearch: SdkDescription = {
  id: "opensearch",
  title: "OpenSearch",
  versionPackage: "@opensearch-project/opensearch",
  modules: [
    {
      specifiers: ["@opensearch-project/opensearch"],
      exports: { Client: { entity: "class", type: "Client" } },
    },
  ],
  types: {
    Client: {
      role: "store",
      provider: "opensearch",
      members: {
        search: { member: "retrieval", retrieval: search },
        "indices.create": {
          member: "retrieval",
          retrieval: {
            kind: "index creation",
            options: { collection: "0.index" },
            onlyWith: "0.body.settings.index.knn",
          },
        },
      },
    },
  },
};
