import type { Place, Value } from "../facts.ts";

/** One action or resource of a policy, as far as its text is known. */
export interface PolicyEntry {
  /** With `…` for each part that is not known. */
  readonly text: string;
  readonly place: Place;
}

/** Entries of a list of actions or resources, or of one alone, that are known at least in part. */
export function entriesOf(value: Value | undefined): readonly PolicyEntry[] {
  if (value?.state !== "known") return [];
  switch (value.form) {
    case "constant":
      return typeof value.value === "string" ? [{ text: value.value, place: value.place }] : [];
    case "template":
      return [{ text: value.parts.map(textOf).join(""), place: value.place }];
    case "array":
      return value.elements.flatMap(entriesOf);
    default:
      return [];
  }
}

function textOf(part: string | Value): string {
  if (typeof part === "string") return part;
  return part.state === "known" && part.form === "constant" ? String(part.value) : "…";
}

/** Whether every entry is known, at least in part. */
export function isWholeList(value: Value): boolean {
  if (value.state !== "known") return false;
  if (value.form === "array") return value.isComplete && value.elements.every((each) => entriesOf(each).length === 1);
  return value.form === "constant" || value.form === "template";
}

/** What a statement does: `unknown` where its effect is not written out. */
export function effectOf(effect: Value): "Allow" | "Deny" | "unknown" {
  if (effect.state === "absent") return "Allow";
  const [entry] = entriesOf(effect);
  return entry?.text === "Allow" || entry?.text === "Deny" ? entry.text : "unknown";
}
