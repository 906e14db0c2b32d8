import type { CallKind } from "../facts.ts";
import type {
  MemberDescription,
  ResponseDescription,
  RetrievalDescription,
  SdkDescription,
  TypeDescription,
} from "./description.ts";

const INDEX = ["made(index).0.name", "made(index).0", "made(Index).0.name", "made(Index).0"];
const ASSISTANT = ["made(assistant).0.name", "made(assistant).0", "made(Assistant).0.name", "made(Assistant).0"];
const NAMESPACE = ["0.namespace", "made(namespace).0", "made(index).0.namespace"];

function retrieval(kind: RetrievalDescription["kind"], options: RetrievalDescription["options"]): MemberDescription {
  return { member: "retrieval", retrieval: { kind, options: { collection: INDEX, namespace: NAMESPACE, ...options } } };
}

/** Up to 6 records are the argument; later it is an object that holds them. */
const records = [
  { path: "0.records", from: 7 },
  { path: "0", until: 6 },
];

const index: TypeDescription = {
  role: "store",
  provider: "pinecone",
  members: {
    namespace: { member: "makes", type: "Index" },
    query: retrieval("search", {
      query: ["0.vector", "0.sparseVector", "0.id"],
      topK: "0.topK",
      filter: "0.filter",
    }),
    searchRecords: retrieval("search", {
      query: ["0.query.inputs", "0.query.vector", "0.query.id"],
      topK: "0.query.topK",
      filter: "0.query.filter",
      rerank: "0.rerank",
    }),
    upsert: retrieval("write", { documents: records }),
    upsertRecords: retrieval("write", { documents: records }),
    update: retrieval("write", { filter: "0.filter" }),
    startImport: retrieval("write", {}),
    deleteOne: retrieval("delete", {}),
    deleteMany: retrieval("delete", { filter: "0.filter" }),
    deleteAll: retrieval("delete", {}),
  },
};

function asks(kind: CallKind, response: ResponseDescription | undefined): MemberDescription {
  const options = { model: "0.model", temperature: "0.temperature", messages: "0.messages" };
  return { member: "call", call: { kind, options, ...(response && { response }) } };
}

/** Answers questions about the files that it was given, with a model that the service runs. */
const assistant: TypeDescription = {
  role: "store",
  provider: "pinecone",
  members: {
    chat: asks("chat", { text: ["message.content"], finishReason: ["finishReason"], finishReasonName: "finishReason" }),
    chatStream: asks("stream", undefined),
    chatCompletion: asks("chat", {
      text: ["choices[].message.content"],
      finishReason: ["choices[].finishReason"],
      finishReasonName: "finishReason",
    }),
    chatCompletionStream: asks("stream", undefined),
    context: {
      member: "retrieval",
      retrieval: {
        kind: "search",
        options: {
          collection: ASSISTANT,
          query: ["0.query", "0.messages"],
          topK: "0.topK",
          filter: "0.filter",
        },
      },
    },
    uploadFile: {
      member: "retrieval",
      retrieval: {
        kind: "write",
        options: {
          collection: ASSISTANT,
        },
      },
    },
  },
};

/** Pinecone's client, checked against @pinecone-database/pinecone 2.2, 5.1, 6.1, 7.2 and 8.2.0. */
export const pinecone: SdkDescription = {
  id: "pinecone",
  title: "Pinecone",
  versionPackage: "@pinecone-database/pinecone",
  modules: [
    {
      specifiers: ["@pinecone-database/pinecone"],
      exports: {
        Pinecone: { entity: "class", type: "Pinecone" },
        Index: { entity: "class", type: "Index" },
      },
    },
  ],
  types: {
    Pinecone: {
      role: "client",
      provider: "pinecone",
      options: {
        apiKey: "0.apiKey",
        baseUrl: "0.controllerHostUrl",
        headers: "0.additionalHeaders",
        retries: "0.maxRetries",
      },
      // dist/utils/fetch.js of 8.2.0; it sets no time limit.
      defaults: { timeout: null, retries: 3, maxSteps: undefined },
      members: {
        index: { member: "makes", type: "Index" },
        Index: { member: "makes", type: "Index" },
        assistant: { member: "makes", type: "Assistant" },
        Assistant: { member: "makes", type: "Assistant" },
        createAssistant: {
          member: "resource",
          resource: { kind: "agent", service: "pinecone", properties: "0", id: "0.name" },
        },
        createIndex: {
          member: "retrieval",
          retrieval: {
            kind: "index creation",
            options: { collection: "0.name", dimensions: "0.dimension", metric: "0.metric" },
          },
        },
        createIndexForModel: {
          member: "retrieval",
          retrieval: {
            kind: "index creation",
            options: { collection: "0.name", embeddings: "0.embed.model", metric: "0.embed.metric" },
          },
        },
        // The model comes first up to 6; later it is a property.
        "inference.embed": {
          member: "call",
          call: {
            kind: "embedding",
            options: {
              model: [
                { path: "0.model", from: 7 },
                { path: "0", until: 6 },
              ],
              input: [
                { path: "0.inputs", from: 7 },
                { path: "1", until: 6 },
              ],
            },
          },
        },
        "inference.rerank": {
          member: "call",
          call: {
            kind: "rerank",
            options: {
              model: [
                { path: "0.model", from: 7 },
                { path: "0", until: 6 },
              ],
              input: [
                { path: "0.documents", from: 7 },
                { path: "2", until: 6 },
              ],
            },
          },
        },
      },
    },
    Index: index,
    Assistant: assistant,
  },
};
