import type { SdkDefaults } from "../facts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  RetrievalDescription,
  SdkDescription,
} from "./description.ts";

const collectionOf = {
  collection: ["made(get).0", "made(use).0"],
  namespace: "made(withTenant).0",
};

function retrieval(kind: RetrievalDescription["kind"], options: RetrievalDescription["options"]): MemberDescription {
  return { member: "retrieval", retrieval: { kind, options: { ...collectionOf, ...options } } };
}

function search(minimumScore?: readonly string[]): MemberDescription {
  return retrieval("search", {
    query: "0",
    topK: ["1.limit", "1.autoLimit"],
    filter: "1.filters",
    rerank: "1.rerank",
    ...(minimumScore && { minimumScore }),
  });
}

const near = search(["1.certainty", "1.distance"]);

/** The store asks the model that its collection names for an answer. */
const generate: CallDescription = {
  kind: "chat",
  options: { messages: ["1.singlePrompt.prompt", "1.singlePrompt", "1.groupedTask.prompt", "1.groupedTask"] },
};

/** Weaviate's own agent: it searches the collections and writes an answer, with a model that the service chooses. */
const asks: CallDescription = {
  kind: "agent",
  options: { messages: "0", outputSchema: "1.outputFormat" },
  inheritsSettings: true,
  response: { text: ["finalAnswer"], data: ["finalAnswerParsed"], finishReason: [] },
};

const { response: _response, ...withoutResponse } = asks;

const streams: MemberDescription = { member: "call", call: { ...withoutResponse, kind: "stream" } };

const generates: MemberDescription = { member: "call", call: generate };
const connects: ExportedEntity = { entity: "factory", type: "WeaviateClient" };
const makesCollection: MemberDescription = { member: "makes", type: "Collection" };

/** dist/node/esm/connection/http.js: 30 s for a query; requests are not repeated. */
const defaults: SdkDefaults = { timeout: 30_000, retries: 0, maxSteps: undefined };

/** Weaviate's client of the third generation, checked against weaviate-client 3.12.1. */
export const weaviate: SdkDescription = {
  id: "weaviate",
  title: "Weaviate",
  versionPackage: "weaviate-client",
  modules: [
    {
      specifiers: ["weaviate-client"],
      exports: {
        // Interfaces, which parameters and fields are declared with.
        WeaviateClient: { entity: "class", type: "WeaviateClient" },
        Collection: { entity: "class", type: "Collection" },
        weaviate: { entity: "module", specifier: "weaviate-client" },
        connectToWeaviateCloud: connects,
        connectToWCD: connects,
        connectToWCS: connects,
        connectToLocal: { entity: "factory", type: "WeaviateClientByOptions" },
        connectToCustom: { entity: "factory", type: "WeaviateClientByOptions" },
        client: { entity: "factory", type: "WeaviateClientByOptions" },
      },
      defaultExport: "weaviate",
    },
    {
      specifiers: ["weaviate-agents"],
      exports: { QueryAgent: { entity: "class", type: "QueryAgent" } },
    },
  ],
  types: {
    WeaviateClient: {
      role: "client",
      provider: "weaviate",
      options: { baseUrl: "0", apiKey: ["1.authCredentials", "1.auth"], headers: "1.headers" },
      defaults,
      members: {
        "collections.get": makesCollection,
        "collections.use": makesCollection,
        "collections.create": makesCollection,
      },
    },
    WeaviateClientByOptions: {
      role: "client",
      provider: "weaviate",
      options: {
        baseUrl: ["0.host", "0.httpHost"],
        apiKey: ["0.authCredentials", "0.auth"],
        headers: "0.headers",
      },
      defaults,
      members: {
        "collections.get": makesCollection,
        "collections.use": makesCollection,
        "collections.create": makesCollection,
      },
    },
    // Checked against weaviate-agents 1.6.0.
    QueryAgent: {
      role: "agent",
      provider: "weaviate",
      settings: { system: "root.1.systemPrompt" },
      members: {
        ask: { member: "call", call: asks },
        run: { member: "call", call: asks },
        askStream: streams,
        stream: streams,
        search: {
          member: "retrieval",
          retrieval: { kind: "search", options: { query: "0", topK: "1.limit" } },
        },
      },
    },
    Collection: {
      role: "store",
      provider: "weaviate",
      members: {
        withTenant: makesCollection,
        withConsistency: makesCollection,
        "query.nearText": near,
        "query.nearVector": near,
        "query.nearImage": near,
        "query.nearObject": near,
        "query.hybrid": search(["1.maxVectorDistance"]),
        "query.bm25": search(),
        "generate.nearText": generates,
        "generate.nearVector": generates,
        "generate.hybrid": generates,
        "generate.bm25": generates,
        "data.insert": retrieval("write", { documents: "0" }),
        "data.insertMany": retrieval("write", { documents: "0" }),
        "data.update": retrieval("write", { documents: "0" }),
        "data.replace": retrieval("write", { documents: "0" }),
        "data.deleteById": retrieval("delete", {}),
        "data.deleteMany": retrieval("delete", { filter: "0" }),
      },
    },
  },
};
