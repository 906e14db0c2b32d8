import type { ExportedEntity, SdkDescription } from "./description.ts";

/** Text that holds what pgvector orders rows by: how near a vector is to another (pgvector 0.8, README of the extension). */
export const VECTOR_OPERATOR = /<=>|<#>|<->|<\+>|<~>|<%>/;

/** What statements about vectors have in the names of columns and in casts; other extensions have the same operators. */
export const VECTOR_WORD = /embed|vector|halfvec|sparsevec/i;

/** Methods that send SQL that is written as text, over the usual database libraries. */
export const SQL_METHODS: ReadonlySet<string> = new Set([
  "query",
  "execute",
  "raw",
  "unsafe",
  "queryRaw",
  "$queryRaw",
  "$queryRawUnsafe",
  "any",
  "many",
  "manyOrNone",
  "one",
  "oneOrNone",
  "all",
  "prepare",
]);

/** Methods of query builders that are given a part of a statement as text: what rows are ordered by. */
export const ORDER_METHODS: ReadonlySet<string> = new Set(["orderBy", "addOrderBy", "orderByRaw"]);

/** Methods that `pgvector/knex` adds to Knex. */
export const KNEX_DISTANCES: ReadonlySet<string> = new Set([
  "l2Distance",
  "maxInnerProduct",
  "cosineDistance",
  "l1Distance",
  "hammingDistance",
  "jaccardDistance",
]);

/** Tags whose templates are SQL. */
export const SQL_TAGS: ReadonlySet<string> = new Set(["sql", "SQL", "$queryRaw", "$queryRawUnsafe", "queryRaw"]);

const registers: ExportedEntity = { entity: "factory", type: "Types" };

/** How near a column's vector is to another, for a query builder; how many rows are read is said by the query around it. */
const distance: ExportedEntity = {
  entity: "retrieval",
  retrieval: { kind: "search", provider: "pgvector", options: { query: "1" } },
};

/** pgvector for Node, 0.2: it teaches a database library the type; the searches are SQL, or made by a query builder. */
export const pgvector: SdkDescription = {
  id: "pgvector",
  title: "pgvector",
  versionPackage: "pgvector",
  modules: [
    {
      specifiers: ["pgvector", "pgvector/*"],
      exports: {
        registerType: registers,
        registerTypes: registers,
        toSql: registers,
        fromSql: registers,
        l2Distance: distance,
        maxInnerProduct: distance,
        cosineDistance: distance,
        l1Distance: distance,
        hammingDistance: distance,
        jaccardDistance: distance,
      },
      defaultExport: "*",
    },
  ],
  types: { Types: { role: "other" } },
};
