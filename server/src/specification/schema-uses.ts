import type { Place, Value } from "../../../lens/facts.ts";
import { alternativesOf } from "../../../lens/rules/values.ts";
import type { FileFacts, PictureContext } from "./product-facts.ts";

/** A schema that a model's answer, or what it writes for a tool, has to follow. */
export interface SchemaUse {
  readonly use: "answer" | "tool input";
  /** Name of the constant that holds it; `undefined` where it has none. */
  readonly name: string | undefined;
  /** Where it is written. */
  readonly place: Place;
}

/** `const Order =`, `export const Order: Schema =`, at the end of a text. */
const DECLARATION = /\b(?:const|let|var)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::[^=;\n]{0,200})?=\s*$/u;
const LONGEST_DECLARATION = 300;

/** The schemas that one file uses, each place once. */
export function schemaUsesOf({ calls, tools }: FileFacts, { text }: PictureContext): readonly SchemaUse[] {
  const schemas = new Map<string, SchemaUse>();
  const add = (use: SchemaUse["use"], value: Value | undefined): void => {
    for (const each of value === undefined ? [] : alternativesOf(value)) {
      const place = each.state === "absent" ? undefined : each.place;
      if (place === undefined || (each.state === "unknown" && each.reason !== "call")) continue;
      const key = `${use}\n${place.file}\n${place.start}`;
      if (!schemas.has(key)) schemas.set(key, { use, name: nameAt(place, text(place.file)), place });
    }
  };
  for (const call of calls) add("answer", call.options.outputSchema);
  for (const tool of tools) add("tool input", tool.options.inputSchema);
  return [...schemas.values()];
}

function nameAt({ start }: Place, text: string | undefined): string | undefined {
  return DECLARATION.exec(text?.slice(Math.max(0, start - LONGEST_DECLARATION), start) ?? "")?.[1];
}
