import assert from "node:assert/strict";
import { SHORTCUTS, shortcutFor, type KeyPress } from "../../media/review/shortcuts.ts";

const press = (key: string, keys: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...keys,
});

describe("the panel's shortcuts", () => {
  it("answer to their key, small or capital", () => {
    assert.deepEqual(shortcutFor(press("d"), false), { does: "answer", status: "done" });
    assert.deepEqual(shortcutFor(press("D", { shiftKey: true }), false), { does: "answer", status: "done" });
    assert.deepEqual(shortcutFor(press("?", { shiftKey: true }), false), { does: "help" });
  });

  it("leave letters to whoever types", () => {
    for (const { key } of SHORTCUTS.filter(({ key }) => key?.length === 1)) {
      assert.equal(shortcutFor(press(key ?? ""), true), undefined);
    }
    assert.equal(shortcutFor(press("z", { ctrlKey: true }), true), undefined);
    assert.deepEqual(shortcutFor(press("Escape"), true), { does: "back" });
    assert.deepEqual(shortcutFor(press("Enter", { ctrlKey: true }), true), { does: "next open" });
    assert.equal(shortcutFor(press("Enter"), true), undefined);
  });

  it("undo and redo as elsewhere", () => {
    assert.deepEqual(shortcutFor(press("z", { ctrlKey: true }), false), { does: "undo" });
    assert.deepEqual(shortcutFor(press("z", { metaKey: true, shiftKey: true }), false), { does: "redo" });
    assert.deepEqual(shortcutFor(press("y", { ctrlKey: true }), false), { does: "redo" });
  });

  it("leave the editor's own keys alone", () => {
    assert.equal(shortcutFor(press("p", { ctrlKey: true }), false), undefined);
    assert.equal(shortcutFor(press("d", { altKey: true }), false), undefined);
    assert.equal(shortcutFor(press("F1"), false), undefined);
  });

  it("have one meaning each", () => {
    const keys = SHORTCUTS.flatMap(({ key }) => (key === undefined ? [] : [key]));
    assert.equal(new Set(keys).size, keys.length);
  });
});
