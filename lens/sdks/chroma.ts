import type { MemberDescription, RetrievalDescription, SdkDescription, TypeDescription } from "./description.ts";

const collectionOf = { collection: "settings.name", embeddings: "settings.embeddingFunction" };

function retrieval(kind: RetrievalDescription["kind"], options: RetrievalDescription["options"]): MemberDescription {
  return { member: "retrieval", retrieval: { kind, options: { ...collectionOf, ...options } } };
}

const makesCollection: MemberDescription = { member: "makes", type: "Collection" };

const client: TypeDescription = {
  role: "client",
  provider: "chroma",
  options: {
    apiKey: ["0.apiKey", "0.auth.credentials"],
    baseUrl: ["0.host", "0.path"],
    headers: "0.headers",
  },
  // It neither limits nor repeats its requests.
  defaults: { timeout: null, retries: 0, maxSteps: undefined },
  members: {
    createCollection: makesCollection,
    getCollection: makesCollection,
    getOrCreateCollection: makesCollection,
  },
};

/** Chroma's client, checked against chromadb 1.10, 2.4.6 and 3.5.0. */
export const chroma: SdkDescription = {
  id: "chroma",
  title: "Chroma",
  versionPackage: "chromadb",
  modules: [
    {
      specifiers: ["chromadb", "chromadb-client"],
      exports: {
        ChromaClient: { entity: "class", type: "ChromaClient" },
        CloudClient: { entity: "class", type: "ChromaClient" },
        // An interface, which parameters and fields are declared with.
        Collection: { entity: "class", type: "Collection" },
      },
    },
  ],
  types: {
    ChromaClient: client,
    Collection: {
      role: "store",
      provider: "chroma",
      members: {
        query: retrieval("search", {
          query: ["0.queryTexts", "0.queryEmbeddings", "0.queryURIs"],
          topK: "0.nResults",
          filter: ["0.where", "0.whereDocument"],
        }),
        // A search is made by a builder, of which the code shows no plain options.
        search: retrieval("search", {}),
        add: retrieval("write", { documents: ["0.documents", "0.embeddings"] }),
        upsert: retrieval("write", { documents: ["0.documents", "0.embeddings"] }),
        update: retrieval("write", { documents: ["0.documents", "0.embeddings"] }),
        delete: retrieval("delete", { filter: ["0.where", "0.whereDocument"] }),
      },
    },
  },
};
