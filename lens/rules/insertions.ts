import type { InsertionPoint, Value } from "../facts.ts";
import { alternativesOf } from "./values.ts";

/** Where an absent option would be written; `undefined` where it is not absent or the code offers no place. */
export function insertionOf(value: Value | undefined): InsertionPoint | undefined {
  return value?.state === "absent" ? value.insertion : undefined;
}

/** Name of an absent option as this SDK spells it, such as `max_completion_tokens`. */
export function absentOptionName(value: Value): string | undefined {
  for (const alternative of alternativesOf(value)) {
    const name = insertionOf(alternative)?.path.at(-1);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}
