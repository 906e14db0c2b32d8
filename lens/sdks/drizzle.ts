import type { ExportedEntity, SdkDescription } from "./description.ts";

/** How near a column's vector is to another; how many rows are read is said by the query around it. */
const distance: ExportedEntity = {
  entity: "retrieval",
  retrieval: { kind: "search", provider: "pgvector", options: { query: "1", collection: "0" } },
};

/** Drizzle's functions for pgvector: checked against drizzle-orm 0.45.4. */
export const drizzle: SdkDescription = {
  id: "drizzle",
  title: "Drizzle ORM",
  versionPackage: "drizzle-orm",
  modules: [
    {
      specifiers: ["drizzle-orm", "drizzle-orm/sql/functions"],
      exports: {
        cosineDistance: distance,
        l2Distance: distance,
        l1Distance: distance,
        innerProduct: distance,
      },
      isGeneral: true,
    },
  ],
  types: {},
};
