import { findPracticePosition, GENERATIVE_AI_LENS } from "../../../lens/practices/practices.ts";
import { isObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";

/** The lens that an answer of a file of version 1 speaks of: such files kept the answers for all lenses in one list. */
export function lensOfFirstVersion(document: JsonObject, practice: string): string {
  const { lens } = document;
  return findPracticePosition(practice)?.lens.id ?? (typeof lens === "string" ? lens : GENERATIVE_AI_LENS.id);
}

/** A file of version 1 in the form of version 2, with all that was in it. */
export function migrateFirstVersion(document: JsonObject, version: number): JsonObject {
  const { version: _version, lens: _lens, answers: before, ...others } = document;
  const byLens = new Map<string, Map<string, unknown>>();
  for (const [practice, entry] of Object.entries(isObject(before) ? before : {})) {
    const lens = lensOfFirstVersion(document, practice);
    const answers = byLens.get(lens) ?? new Map<string, unknown>();
    byLens.set(lens, answers.set(practice, withReason(entry)));
  }
  const answers = Object.fromEntries([...byLens].map(([lens, entries]) => [lens, Object.fromEntries(entries)]));
  return { ...others, version, answers };
}

/** Version 1 had only a note to say why a practice does not apply. */
export function withReason(entry: unknown): unknown {
  if (!isObject(entry) || entry["status"] !== "not applicable") return entry;
  const { note, reason, ...others } = entry;
  return reason === undefined && typeof note === "string" && note !== "" ? { ...others, reason: note } : entry;
}
