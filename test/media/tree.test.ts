import assert from "node:assert/strict";
import { stepFor, visibleItems } from "../../media/review/tree.ts";
import { SNAPSHOT } from "./snapshot.ts";

const expanded = new Set(["security", "GENSEC01", "GENSEC01-BP02"]);
const items = visibleItems(SNAPSHOT.pillars, (id) => expanded.has(id));

describe("the panel's tree", () => {
  it("lists what can be seen, with level and parent", () => {
    assert.deepEqual(
      items.map(({ id, level, parent }) => [id, level, parent]),
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
    ["ArrowRight", "GENSEC01-BP01", { toggle: "GENSEC01-BP01" }],
    ["ArrowRight", "GENSEC01-BP02", undefined],
    ["ArrowLeft", "security", { toggle: "security" }],
    ["ArrowLeft", "GENSEC01-BP02", { toggle: "GENSEC01-BP02" }],
    ["ArrowLeft", "GENSEC01-BP01", { focus: "GENSEC01" }],
    ["ArrowLeft", "reliability", undefined],
    ["Enter", "GENSEC04", { toggle: "GENSEC04" }],
    [" ", "GENSEC01-BP01", { toggle: "GENSEC01-BP01" }],
    ["Escape", "GENSEC01-BP02", { toggle: "GENSEC01-BP02" }],
    ["Escape", "GENSEC01-BP01", undefined],
    ["Escape", "security", undefined],
    ["a", "security", undefined],
    ["ArrowDown", "gone", undefined],
  ];
  for (const [key, from, step] of steps) {
    it(`answers ${key === " " ? "Space" : key} on ${from}`, () => assert.deepEqual(stepFor(key, from, items), step));
  }
});
