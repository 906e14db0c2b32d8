import { VECTOR_OPERATOR, VECTOR_WORD } from "./pgvector.ts";

const SELECT = /\bselect\b/i;

/** Drizzle's functions for pgvector, which general programs import the library without. */
const DISTANCE = /\b(?:cosineDistance|l[12]Distance|innerProduct)\b/;

/**
 * Whether a text may search a table or collection by vectors over a general database library. Importing such a library
 * says nothing, so these marks tell which files are read.
 */
export function mayHoldVectorSearch(text: string): boolean {
  if (text.includes("$vectorSearch")) return true;
  if (VECTOR_OPERATOR.test(text) && SELECT.test(text) && VECTOR_WORD.test(text)) return true;
  return DISTANCE.test(text) && text.includes("drizzle-orm");
}
