import fc from "fast-check";

/** What a person sees as one character, of several code points, and some of them more than one way to write it. */
const CLUSTERS = ["é", "e\u0301", "ñ", "n\u0303", "각", "\u1100\u1161\u11a8", "नि", "🇩🇪", "👩‍👩‍👧", "👍🏽", "❤️", "y\u0306"];

/**
 * One character as it is shown: any letter, number, mark of punctuation, symbol or space of Unicode, or a cluster.
 * fast-check's own unit of that kind takes half a second to set up.
 */
const character = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)) },
  {
    weight: 3,
    arbitrary: fc
      .integer({ min: 0xa0, max: 0x1_faff })
      .map((code) => String.fromCodePoint(code))
      .filter((text) => /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]$/u.test(text)),
  },
  { weight: 1, arbitrary: fc.constantFrom(...CLUSTERS) },
);

/** Any text as people write it. Lengths are in characters. */
export function shownText(constraints: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.array(character, constraints).map((characters) => characters.join(""));
}
