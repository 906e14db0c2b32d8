import type { Place, Value } from "../../../lens/facts.ts";
import { type Abstract, alternativesOf } from "./abstract.ts";
import { place, toValue } from "./values.ts";

/** Stands for a piece of text that is not known. */
const HOLE = "…";

/** What JSON text holds that is made by `JSON.stringify`, or written out; holes in it may be inside of strings only. */
export function jsonContent(value: Abstract): Value | undefined {
  const [one, ...others] = alternativesOf(value);
  if (one === undefined || others.length > 0) return undefined;
  if (one.kind === "json") return toValue(one.of);
  if (one.kind === "constant") return typeof one.value === "string" ? parsed(one.value, place(one.at)) : undefined;
  if (one.kind !== "template") return undefined;
  return parsed(one.parts.map((part) => (typeof part === "string" ? part : HOLE)).join(""), place(one.at));
}

function parsed(text: string, at: Place): Value | undefined {
  try {
    return valueOf(JSON.parse(text), at);
  } catch {
    return undefined;
  }
}

/** A parsed value, every part of which stands where its text does. */
function valueOf(data: unknown, at: Place): Value {
  if (Array.isArray(data)) {
    const elements = data.map((each) => valueOf(each, at));
    return { state: "known", form: "array", elements, isComplete: true, place: at };
  }
  if (typeof data === "object" && data !== null) {
    const properties = new Map(Object.entries(data).map(([name, each]) => [name, valueOf(each, at)]));
    return { state: "known", form: "object", properties, isComplete: true, place: at };
  }
  if (typeof data === "string" && data.includes(HOLE)) return { state: "unknown", reason: "expression", place: at };
  return { state: "known", form: "constant", value: data as string | number | boolean | null, place: at };
}
