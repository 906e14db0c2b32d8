import type { Place } from "../../lens/facts.ts";
import type { Fix, FixEdit } from "../../lens/fixes.ts";
import { applyEdits } from "../../server/src/lint/apply.ts";
import { FixRenderer } from "../../server/src/lint/edits.ts";

export const FILE = "/project/app.tsx";

/** Text without its `«` and `»` marks, and the place of each pair, outer ones before inner ones. */
export function readMarks(marked: string): { text: string; places: readonly Place[] } {
  let text = "";
  const open: number[] = [];
  const places: Place[] = [];
  for (const character of marked) {
    if (character === "«") {
      open.push(places.length);
      places.push({ file: FILE, start: text.length, end: text.length });
    } else if (character === "»") {
      const index = open.pop()!;
      places[index] = { file: FILE, start: places[index]!.start, end: text.length };
    } else {
      text += character;
    }
  }
  return { text, places };
}

/** The text after a fix of the marked places; `undefined` where the fix is dropped. */
export function fixed(marked: string, edits: (...places: Place[]) => FixEdit[], file = FILE): string | undefined {
  const { text, places } = readMarks(marked);
  const moved = places.map((place) => ({ ...place, file }));
  const fix: Fix = { title: "Fix it", safety: "safe", edits: edits(...moved) };
  const rendered = new FixRenderer(file, text).render(fix);
  return rendered && applyEdits(text, rendered.edits);
}

/** Sets an option of the object at a place. */
export function setIn(object: Place, path: string, code: string): FixEdit {
  return { edit: "set option", insertion: { kind: "property", object, path: path.split(".") }, code };
}
