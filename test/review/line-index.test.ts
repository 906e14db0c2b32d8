import assert from "node:assert/strict";
import { LineIndex } from "../../server/src/review/line-index.ts";

describe("positions in a text", () => {
  it("counts lines as editors do, whatever ends them", () => {
    const lines = new LineIndex("a\r\nb\rc\n\nd");
    assert.deepEqual(
      [0, 1, 3, 5, 7, 8].map((offset) => lines.positionOf(offset)),
      [
        { line: 0, character: 0 },
        { line: 0, character: 1 },
        { line: 1, character: 0 },
        { line: 2, character: 0 },
        { line: 3, character: 0 },
        { line: 4, character: 0 },
      ],
    );
    assert.deepEqual(lines.positionOf(99), { line: 4, character: 1 });
    assert.deepEqual(lines.positionOf(-1), { line: 0, character: 0 });
  });
});
