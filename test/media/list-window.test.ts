import assert from "node:assert/strict";
import { piecesOf, type ListPiece, type ListView } from "../../media/review/list-window.ts";

const LONG = Array.from({ length: 10_000 }, () => 20);

function look(view: Partial<ListView>): readonly ListPiece[] {
  return piecesOf({ heights: LONG, top: 0, bottom: 800, pinned: undefined, ...view });
}

const indexes = (pieces: readonly ListPiece[]) => pieces.flatMap((piece) => ("index" in piece ? [piece.index] : []));
const heightOf = (pieces: readonly ListPiece[], heights: readonly number[]) =>
  pieces.reduce((sum, piece) => sum + ("gap" in piece ? piece.gap : (heights[piece.index] ?? 0)), 0);

describe("the window onto a long list", () => {
  it("draws what can be seen and a little more, at the start, in the middle and at the end", () => {
    for (const top of [0, 100_000, 199_200]) {
      const drawn = indexes(look({ top, bottom: top + 800 }));
      assert.ok(drawn.includes(top / 20) && drawn.includes(top / 20 + 39), String(top));
      assert.ok(drawn.length < 90, String(drawn.length));
    }
  });

  it("keeps the height of the whole", () => {
    for (const top of [-500, 0, 100_000, 199_200, 300_000]) {
      assert.equal(heightOf(look({ top, bottom: top + 800, pinned: 5_000 }), LONG), 200_000);
    }
  });

  it("goes by measured heights", () => {
    const heights = LONG.map((height, index) => (index < 100 ? 10 * height : height));
    assert.ok(indexes(look({ heights, top: 20_000, bottom: 20_800 })).includes(100));
  });

  it("draws the entry in focus wherever it is", () => {
    const pieces = look({ pinned: 9_000 });
    assert.ok(indexes(pieces).includes(9_000));
    assert.deepEqual(pieces.filter((piece) => "gap" in piece).length, 2);
  });

  it("draws short lists whole", () => {
    const heights = LONG.slice(0, 120);
    assert.equal(indexes(look({ heights, top: 5_000, bottom: 6_000 })).length, 120);
    assert.deepEqual(look({ heights: [] }), []);
  });
});
