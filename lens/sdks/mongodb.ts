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

/** MongoDB's driver and Mongoose, their searches by vector: checked against mongodb 7.9.0 and mongoose 9.12.1. */
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
    {
      specifiers: ["mongoose"],
      exports: {
        model: { entity: "factory", type: "Model" },
        connection: { entity: "instance", type: "Connection" },
        mongoose: { entity: "module", specifier: "mongoose" },
      },
      defaultExport: "*",
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
    Connection: {
      role: "store",
      provider: "mongodb",
      members: {
        collection: { member: "makes", type: "Collection" },
        "db.collection": { member: "makes", type: "Collection" },
        model: { member: "makes", type: "Model" },
      },
    },
    Model: {
      role: "store",
      provider: "mongodb",
      members: {
        aggregate: {
          member: "retrieval",
          retrieval: { ...search, options: { ...search.options, collection: "made(model).0" } },
        },
      },
    },
  },
};
