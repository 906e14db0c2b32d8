import type { InsertionPoint, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
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

/** The fix that writes an absent option with a number, for review; none where the code offers no place. `why` ends the title. */
export function setNumberFixes(option: Value | undefined, number: number, why = ""): readonly Fix[] {
  const insertion = insertionOf(option);
  const name = insertion?.path.at(-1);
  if (insertion === undefined || name === undefined) {
    return [];
  }
  return [
    {
      title: `Set \`${name}: ${number}\`${why}`,
      safety: "review",
      edits: [{ edit: "set option", insertion, code: String(number) }],
    },
  ];
}
