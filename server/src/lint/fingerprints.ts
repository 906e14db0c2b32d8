import { createHash } from "node:crypto";
import type { Place } from "../../../lens/facts.ts";

const LONGEST_TEXT = 200;

/**
 * Names findings of one file so that a name survives lines that move and a file that is renamed: it is
 * made from the rule, the line that the place starts on, the place's own text, and how many findings
 * with the same of all that came before. Ask in the order of the places.
 */
export class Fingerprints {
  readonly #text: string;
  readonly #occurrences = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  of(ruleId: string, place: Place): string {
    const lineStart = this.#text.lastIndexOf("\n", place.start - 1) + 1;
    const lineEnd = this.#text.indexOf("\n", place.start);
    const line = this.#text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
    const own = this.#text.slice(place.start, Math.min(place.end, place.start + LONGEST_TEXT));
    const content = [ruleId, withoutLayout(line).slice(0, LONGEST_TEXT), withoutLayout(own)].join("\n");
    const occurrence = this.#occurrences.get(content) ?? 0;
    this.#occurrences.set(content, occurrence + 1);
    return createHash("sha256").update(`${content}\n${occurrence}`).digest("hex").slice(0, 16);
  }
}

function withoutLayout(text: string): string {
  return text.replace(/\s+/gu, "");
}
