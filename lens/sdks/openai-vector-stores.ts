import type { MemberDescription, RetrievalDescription } from "./description.ts";

const search: RetrievalDescription = {
  kind: "search",
  options: {
    collection: "0",
    query: "1.query",
    topK: "1.max_num_results",
    filter: "1.filters",
    minimumScore: "1.ranking_options.score_threshold",
    rerank: "1.ranking_options.ranker",
  },
};

const write: RetrievalDescription = { kind: "write", options: { collection: "0", documents: "1" } };

const stores: readonly (readonly [name: string, member: MemberDescription])[] = [
  [
    "create",
    { member: "resource", resource: { kind: "vector store", service: "openai", properties: "0", id: "0.name" } },
  ],
  ["files.create", { member: "retrieval", retrieval: write }],
  ["files.createAndPoll", { member: "retrieval", retrieval: write }],
  ["files.uploadAndPoll", { member: "retrieval", retrieval: write }],
  ["fileBatches.create", { member: "retrieval", retrieval: write }],
  ["fileBatches.createAndPoll", { member: "retrieval", retrieval: write }],
  ["fileBatches.uploadAndPoll", { member: "retrieval", retrieval: write }],
];

/** Vector stores that OpenAI keeps; they stood under `beta` in earlier versions of major 4. */
export const vectorStoreMembers: Readonly<Record<string, MemberDescription>> = Object.fromEntries([
  ...stores.map(([name, member]) => [`vectorStores.${name}`, member] as const),
  ...stores.map(([name, member]) => [`beta.vectorStores.${name}`, member] as const),
  ["vectorStores.search", { member: "retrieval", retrieval: search }],
]);
