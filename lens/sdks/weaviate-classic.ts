import type { CallDescription, MemberDescription, RetrievalDescription, SdkDescription } from "./description.ts";

const NEAR: readonly string[] = [
  "withNearText",
  "withNearVector",
  "withNearObject",
  "withNearImage",
  "withNearAudio",
  "withNearVideo",
  "withNearThermal",
  "withNearDepth",
  "withNearIMU",
  "withHybrid",
  "withBm25",
  "withAsk",
];

const SETTINGS: readonly string[] = [
  "withFields",
  "withClassName",
  "withAfter",
  "withGroup",
  "withWhere",
  "withLimit",
  "withOffset",
  "withAutocut",
  "withSort",
  "withConsistencyLevel",
  "withGroupBy",
  "withTenant",
];

const place = { collection: "made(withClassName).0", namespace: "made(withTenant).0" };

function retrieval(
  kind: RetrievalDescription["kind"],
  options: RetrievalDescription["options"],
): Readonly<Record<string, MemberDescription>> {
  return { do: { member: "retrieval", retrieval: { kind, options: { ...place, ...options } } } };
}

const search = retrieval("search", {
  query: [
    "made(withNearText).0.concepts",
    "made(withHybrid).0.query",
    "made(withBm25).0.query",
    "made(withAsk).0.question",
    "made(withNearVector).0.vector",
  ],
  topK: ["made(withLimit).0", "made(withAutocut).0"],
  filter: "made(withWhere).0",
  minimumScore: NEAR.filter((name) => name.startsWith("withNear")).flatMap((name) => [
    `made(${name}).0.certainty`,
    `made(${name}).0.distance`,
  ]),
});

/** The store asks the model that its class names for an answer. */
const generate: CallDescription = {
  kind: "chat",
  options: { messages: ["made(withGenerate).0.singlePrompt", "made(withGenerate).0.groupedTask"] },
};

/** Links of one chain that all give the same type. */
function links(names: readonly string[], type: string): Readonly<Record<string, MemberDescription>> {
  return Object.fromEntries(names.map((name) => [name, { member: "makes", type }]));
}

const OBJECT_SETTINGS = [
  "withClassName",
  "withProperties",
  "withVector",
  "withVectors",
  "withId",
  "withConsistencyLevel",
  "withTenant",
];

/** Weaviate's client of the second generation, checked against weaviate-ts-client 2.2.0. Requests have no time limit. */
export const weaviateClassic: SdkDescription = {
  id: "weaviate-ts-client",
  title: "Weaviate, second generation",
  versionPackage: "weaviate-ts-client",
  modules: [
    {
      specifiers: ["weaviate-ts-client"],
      exports: {
        // An interface, which parameters and fields are declared with.
        WeaviateClient: { entity: "class", type: "WeaviateClient" },
        client: { entity: "factory", type: "WeaviateClient" },
      },
      defaultExport: "*",
    },
  ],
  types: {
    WeaviateClient: {
      role: "client",
      provider: "weaviate",
      options: { baseUrl: "0.host", apiKey: ["0.apiKey", "0.authClientSecret"], headers: "0.headers" },
      defaults: { timeout: null, retries: 0, maxSteps: undefined },
      members: {
        "graphql.get": { member: "makes", type: "Getter" },
        "data.creator": { member: "makes", type: "Creator" },
        "data.updater": { member: "makes", type: "Creator" },
        "data.merger": { member: "makes", type: "Creator" },
        "data.deleter": { member: "makes", type: "Deleter" },
        "batch.objectsBatcher": { member: "makes", type: "Batcher" },
        "batch.objectsBatchDeleter": { member: "makes", type: "Deleter" },
      },
    },
    // What lists objects becomes a search where it is told what to be near to.
    Getter: {
      role: "store",
      provider: "weaviate",
      members: {
        ...links(SETTINGS, "Getter"),
        ...links(NEAR, "Search"),
        withGenerate: { member: "makes", type: "Generation" },
      },
    },
    Search: {
      role: "store",
      provider: "weaviate",
      members: {
        ...links([...SETTINGS, ...NEAR], "Search"),
        withGenerate: { member: "makes", type: "Generation" },
        ...search,
      },
    },
    Generation: {
      role: "store",
      provider: "weaviate",
      members: {
        ...links([...SETTINGS, ...NEAR, "withGenerate"], "Generation"),
        do: { member: "call", call: generate },
      },
    },
    Creator: {
      role: "store",
      provider: "weaviate",
      members: { ...links(OBJECT_SETTINGS, "Creator"), ...retrieval("write", { documents: "made(withProperties).0" }) },
    },
    Batcher: {
      role: "store",
      provider: "weaviate",
      members: {
        ...links(["withObject", "withObjects", "withConsistencyLevel"], "Batcher"),
        ...retrieval("write", { documents: ["made(withObjects).0", "made(withObject).0"] }),
      },
    },
    Deleter: {
      role: "store",
      provider: "weaviate",
      members: {
        ...links(
          ["withClassName", "withId", "withTenant", "withConsistencyLevel", "withWhere", "withDryRun", "withOutput"],
          "Deleter",
        ),
        ...retrieval("delete", { filter: ["made(withWhere).0", "made(withId).0"] }),
      },
    },
  },
};
