import type { PracticeAnswer } from "../protocol.ts";
import type { StoredAnswer } from "./answers.ts";
import { isObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";
import { REVIEW_FILE_VERSION } from "./review-file.ts";

/**
 * The text of a review file with some answers of a lens changed. Fields that this version does not know stay as they
 * are; lenses and practices stand in the order of their ids and every value on a line of its own, so that git can
 * merge it. `document` is `undefined` for a file that is new.
 */
export function writeAnswers(
  document: JsonObject | undefined,
  lens: string,
  changes: ReadonlyMap<string, StoredAnswer>,
): string {
  const { $schema, version: _version, answers: before, ...others } = document ?? {};
  const byLens = new Map(Object.entries(isObject(before) ? before : {}));
  const ofLens = byLens.get(lens);
  const answers = new Map(Object.entries(isObject(ofLens) ? ofLens : {}));
  for (const [practice, answer] of changes) {
    const entry = changedEntry(answers.get(practice), answer);
    if (Object.keys(entry).length === 0) answers.delete(practice);
    else answers.set(practice, entry);
  }
  if (answers.size > 0) byLens.set(lens, inOrder(answers));
  else byLens.delete(lens);
  const changed = {
    ...($schema === undefined ? {} : { $schema }),
    version: REVIEW_FILE_VERSION,
    answers: inOrder(
      new Map([...byLens].map(([id, of]) => [id, isObject(of) ? inOrder(new Map(Object.entries(of))) : of])),
    ),
    ...others,
  };
  return `${JSON.stringify(changed, undefined, 2)}\n`;
}

/** Fields in a fixed order, without those that say nothing. */
function changedEntry(before: unknown, answer: StoredAnswer): JsonObject {
  const {
    status: _status,
    note: _note,
    reason: _reason,
    owner: _owner,
    due: _due,
    links: _links,
    findings: _findings,
    ...others
  } = isObject(before) ? before : {};
  return { ...writtenAnswer(answer), ...others };
}

/** An answer as files keep it: without the fields that say nothing, and without anything where nobody answered. */
export function writtenAnswer(answer: StoredAnswer): JsonObject {
  const { status, note, reason, owner, due, links, findings }: PracticeAnswer & { findings?: number } = answer;
  const texts = Object.entries({ note, reason, owner, due }).filter(([, text]) => text !== "");
  const isFilled = status !== "open" || texts.length > 0 || links.length > 0;
  return {
    ...(isFilled ? { status } : {}),
    ...Object.fromEntries(texts),
    ...(links.length > 0 ? { links } : {}),
    ...(status === "done" && findings !== undefined && findings > 0 ? { findings } : {}),
  };
}

function inOrder(entries: ReadonlyMap<string, unknown>): JsonObject {
  return Object.fromEntries([...entries].sort(([first], [second]) => (first < second ? -1 : 1)));
}
