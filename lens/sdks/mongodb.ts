import type { RetrievalDescription, SdkDescription } from "./description.ts";

const SEARCH = "0.[].$vectorSearch";

const search: RetrievalDescription = {
  kind: "search",
  options: {
    query: [`${SEARCH}.queryVector`, `${SEARCH}.query`],
    topK: `${SEARCH}.limit`,
    filter: `${SEARCH}.filter`,
    collection: "made(collection).0",
  },
  onlyWith: SEARCH,
};

/** MongoDB's driver, its searches by vector: checked against mongodb 7.9.0. */
export const mongodb: SdkDescription = {
  id: "mongodb",
  title: "MongoDB",
  versionPackage: "mongodb",
  modules: [
    {
      specifiers: ["mongodb"],
      exports: {
        MongoClient: { entity: "class", type: "MongoClient" },
        Db: { entity: "class", type: "Db" },
        Collection: { entity: "class", type: "Collection" },
      },
      isGeneral: true,
    },
  ],
  types: {
    MongoClient: {
      role: "store",
      provider: "mongodb",
      members: { db: { member: "makes", type: "Db" }, connect: { member: "override" } },
    },
    Db: { role: "store", provider: "mongodb", members: { collection: { member: "makes", type: "Collection" } } },
    Collection: {
      role: "store",
      provider: "mongodb",
      members: { aggregate: { member: "retrieval", retrieval: search } },
    },
  },
};
