import assert from "node:assert/strict";
import { stepFor, visibleRows } from "../../media/review/tree.ts";
import { SNAPSHOT } from "./snapshot.ts";

const expanded = new Set(["security", "GENSEC01"]);
const rows = visibleRows(SNAPSHOT.pillars, (id) => expanded.has(id));

describe("the panel's tree", () => {
  it("tells each row's place among its siblings", () => {
    assert.deepEqual(
      rows.map(({ position, siblings }) => [position, siblings]),
      [
        [1, 2],
        [1, 2],
        [1, 2],
        [2, 2],
        [2, 2],
        [2, 2],
      ],
    );
  });

  it("lists what can be seen, with level and parent", () => {
    assert.deepEqual(
      rows.map(({ id, level, parent }) => [id, level, parent]),
      [
        ["security", 1, undefined],
        ["GENSEC01", 2, "security"],
        ["GENSEC01-BP01", 3, "GENSEC01"],
        ["GENSEC01-BP02", 3, "GENSEC01"],
        ["GENSEC04", 2, "security"],
        ["reliability", 1, undefined],
      ],
    );
  });

  const steps: readonly [key: string, from: string, step: ReturnType<typeof stepFor>][] = [
    ["ArrowDown", "security", { focus: "GENSEC01" }],
    ["ArrowDown", "reliability", undefined],
    ["ArrowUp", "GENSEC04", { focus: "GENSEC01-BP02" }],
    ["ArrowUp", "security", undefined],
    ["Home", "GENSEC04", { focus: "security" }],
    ["Home", "security", undefined],
    ["End", "security", { focus: "reliability" }],
    ["ArrowRight", "reliability", { toggle: "reliability" }],
    ["ArrowRight", "security", { focus: "GENSEC01" }],
    ["ArrowRight", "GENSEC01-BP01", { open: "GENSEC01-BP01" }],
    ["ArrowLeft", "security", { toggle: "security" }],
    ["ArrowLeft", "GENSEC01-BP01", { focus: "GENSEC01" }],
    ["ArrowLeft", "reliability", undefined],
    ["PageDown", "security", { focus: "reliability" }],
    ["PageUp", "reliability", { focus: "security" }],
    ["Enter", "GENSEC04", { toggle: "GENSEC04" }],
    ["Enter", "GENSEC01-BP02", { open: "GENSEC01-BP02" }],
    [" ", "GENSEC01-BP01", { open: "GENSEC01-BP01" }],
    ["a", "security", undefined],
    ["ArrowDown", "gone", undefined],
  ];
  for (const [key, from, step] of steps) {
    it(`answers ${key === " " ? "Space" : key} on ${from}`, () => assert.deepEqual(stepFor(key, from, rows), step));
  }
});
