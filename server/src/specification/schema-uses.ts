import type { ModelCall, Place, Value } from "../../../lens/facts.ts";
import { isSamePlace } from "../../../lens/rules/places.ts";
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
  const add = (use: SchemaUse["use"], place: Place): void => {
    const key = `${use}\n${place.file}\n${place.start}`;
    if (!schemas.has(key)) schemas.set(key, { use, name: nameAt(place, text(place.file)), place });
  };
  for (const call of calls) for (const place of answerSchemasOf(call)) add("answer", place);
  for (const { options } of tools) for (const place of schemaPlaces(options.inputSchema, [])) add("tool input", place);
  return [...schemas.values()];
}

/** Where the schemas are written that a call certainly asks its answer to follow. */
export function answerSchemasOf(call: ModelCall): readonly Place[] {
  const { outputSchema, ...others } = call.options;
  return schemaPlaces(outputSchema, Object.values(others));
}

/** A schema that a library makes is no value that is known; what other options come from as well is no schema. */
function schemaPlaces(value: Value | undefined, others: readonly Value[]): readonly Place[] {
  if (value === undefined || value.state === "absent" || value.place === undefined) return [];
  const { place } = value;
  if (value.state === "known") return value.form === "alternatives" ? [] : [place];
  const isShared = others.some(
    (other) => other.state !== "absent" && other.place !== undefined && isSamePlace(other.place, place),
  );
  return value.reason === "call" && !isShared ? [place] : [];
}

function nameAt({ start }: Place, text: string | undefined): string | undefined {
  return DECLARATION.exec(text?.slice(Math.max(0, start - LONGEST_DECLARATION), start) ?? "")?.[1];
}
