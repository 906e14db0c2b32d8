import assert from "node:assert/strict";
import { mayHoldVectorSearch } from "../../lens/sdks/vector-marks.ts";

describe("texts that may search by vectors", () => {
  const marked = [
    "db.query('SELECT id FROM notes ORDER BY embedding <=> $1')",
    "sql`select id from notes order by v <-> ${x}::vector`",
    "notes.aggregate([{ $vectorSearch: {} }])",
    'import { cosineDistance } from "drizzle-orm";',
  ];
  for (const text of marked) it(`do: ${text}`, () => assert.equal(mayHoldVectorSearch(text), true));

  const others = [
    "// text <-> select",
    "db.query('SELECT id FROM places ORDER BY place <-> $1')",
    'import { eq } from "drizzle-orm";',
    "const cosineDistance = (a, b) => 1 - dot(a, b);",
  ];
  for (const text of others) it(`do not: ${text}`, () => assert.equal(mayHoldVectorSearch(text), false));
});
