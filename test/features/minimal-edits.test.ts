import assert from "node:assert/strict";
import fc from "fast-check";
import { minimalEdits } from "../../server/src/features/minimal-edits.ts";
import { applyEdits } from "../../server/src/lint/apply.ts";

const FILE = "/project/a.ts";

function apply(before: string, after: string): string {
  return applyEdits(
    before,
    minimalEdits(before, after).map((edit) => ({ file: FILE, ...edit })),
  );
}

describe("minimal edits", () => {
  it("turn any text into any other", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c\r\n", "\n", "d", "🦙\n"), { maxLength: 12 })
      .map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => assert.equal(apply(before, after), after)),
      { numRuns: 500 },
    );
  });

  it("leave lines alone that both texts have", () => {
    const edits = minimalEdits("a\nb\nc\nd\ne\n", "a\nB\nc\nd\nd2\ne\n");
    assert.deepEqual(edits, [
      { start: 2, end: 4, text: "B\n" },
      { start: 8, end: 8, text: "d2\n" },
    ]);
    assert.deepEqual(minimalEdits("a\n", "a\n"), []);
  });

  it("take one edit where there is too much to compare", () => {
    const before = Array.from({ length: 2_500 }, (_, index) => `a${index}\n`).join("");
    const after = before.replaceAll("a", "b");
    assert.equal(minimalEdits(before, after).length, 1);
    assert.equal(apply(before, after), after);
  });
});
