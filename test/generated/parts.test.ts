import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { generatedParts, replaceBetweenMarks } from "./parts.ts";

describe("generated parts", () => {
  for (const { name, file, fresh } of generatedParts) {
    it(`are fresh: ${name}`, () => {
      const present = readFileSync(file, "utf8");
      // Whole texts would hide the one line that matters.
      assert.ok(fresh(present) === present, `${file} is stale: npm run update-generated`);
    });
  }

  it("are replaced between their marks, and nothing else is", () => {
    const text = "a\n\n<!-- generated: x -->\n\nold\n\n<!-- end: x -->\n\nb\n";
    const changed = replaceBetweenMarks(text, "x", "new\n");
    assert.equal(changed, "a\n\n<!-- generated: x -->\n\nnew\n\n<!-- end: x -->\n\nb\n");
    assert.equal(replaceBetweenMarks(changed, "x", "new\n"), changed);
  });

  it("say so where their marks are gone", () => {
    assert.throws(() => replaceBetweenMarks("text", "x", "new\n"), /generated: x/u);
    assert.throws(() => replaceBetweenMarks("<!-- end: x --><!-- generated: x -->\n", "x", "new\n"), /generated: x/u);
  });
});
