import assert from "node:assert/strict";
import { practiceTitle } from "../../lens/practices/practices.ts";
import { SIGNAL_KINDS, findSignalKind } from "../../lens/signals/index.ts";

describe("kinds of signals", () => {
  it("have ids, titles and practices of their own", () => {
    const ids = SIGNAL_KINDS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const kind of SIGNAL_KINDS) {
      assert.match(kind.id, /^[a-z]+(?:-[a-z]+)*$/);
      assert.match(kind.title, /^[A-Z][^.]+$/);
      assert.notEqual(kind.marks.length, 0, kind.id);
      assert.notEqual(kind.practices.length, 0, kind.id);
      assert.equal(new Set(kind.practices).size, kind.practices.length, kind.id);
      assert.equal(findSignalKind(kind.id), kind);
    }
    assert.equal(findSignalKind("no-such-kind"), undefined);
  });

  it("support practices that the lenses have", () => {
    for (const { id, practices, proves } of SIGNAL_KINDS) {
      assert.ok(
        (proves ?? []).every((practice) => practices.includes(practice)),
        id,
      );
      for (const practice of practices) {
        assert.notEqual(practiceTitle(practice), undefined, `${id}: ${practice}`);
      }
    }
  });

  it("are recognised by patterns that remember nothing between two files", () => {
    const patterns = SIGNAL_KINDS.flatMap(({ marks }) =>
      marks.flatMap((mark) => Object.values(mark).filter((value) => value instanceof RegExp)),
    );
    assert.notEqual(patterns.length, 0);
    for (const pattern of patterns) assert.doesNotMatch(pattern.flags, /[gy]/, pattern.source);
  });
});
