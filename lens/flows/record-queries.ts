/** How a query of a database reads that may give whole records. */
export interface RecordQuery {
  /** The callee's text, without line breaks. */
  readonly callee: RegExp;
  /** Properties of the first argument that choose columns; left out where no such object is given. */
  readonly choosing?: readonly string[];
  /** Argument that chooses columns by being there. */
  readonly choosingArgument?: number;
  /** Property of the result that holds the records, where it does not hold them itself. */
  readonly result?: string;
  /** For queries that are SQL: the first argument asks for all columns. */
  readonly isSql?: true;
}

/** SQL that names no column. */
export const allColumns = /^\s*select\s+(\w+\.)?\*/i;

/** Prisma 5 and 6, Drizzle 0.30 to 0.44, Mongoose 8, TypeORM 0.3, Knex 3, Supabase 2 and pg 8. */
export const recordQueries: readonly RecordQuery[] = [
  {
    callee: /\b(prisma|prismaClient|db|tx)\.\w+\.(findMany|findFirst|findFirstOrThrow|findUnique|findUniqueOrThrow)$/,
    choosing: ["select", "omit", "columns"],
  },
  { callee: /\b(db|database)\.query\.\w+\.(findMany|findFirst)$/, choosing: ["columns"] },
  { callee: /^[A-Z]\w*\.(find|findOne|findById)$/, choosing: ["select"], choosingArgument: 1 },
  { callee: /\b\w+Repository\.(find|findBy|findOne|findOneBy|findOneByOrFail)$/, choosing: ["select"] },
  { callee: /\b(pool|client|db|pg|connection)\.(query|execute)$/, isSql: true, result: "rows" },
];

/** Chains that start so and have an empty `.select()`, or one with `*`, give whole records: Drizzle, Knex, Supabase. */
export const recordChains: readonly { readonly root: RegExp; readonly result?: string }[] = [
  { root: /^(db|database|drizzle|knex)$/ },
  { root: /^supabase\w*$/i, result: "data" },
];

/** Methods in a chain that choose columns by themselves. */
export const choosingMethods: ReadonlySet<string> = new Set([
  "select",
  "pluck",
  "column",
  "columns",
  "omit",
  "count",
  "projection",
]);
