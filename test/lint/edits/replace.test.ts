import assert from "node:assert/strict";
import { fixed } from "../marked-text.ts";

function wrap(marked: string): string | undefined {
  return fixed(marked, (place) => [{ edit: "wrap", place: place!, before: "Math.min(", after: ", 5)" }]);
}

describe("wrap", () => {
  it("puts code on both sides of a value", () => {
    assert.equal(wrap("f({ a: «b.c» });"), "f({ a: Math.min(b.c, 5) });");
  });

  it("names the property that a shorthand stands for", () => {
    assert.equal(wrap("f({ «a», b });"), "f({ a: Math.min(a, 5), b });");
  });

  it("leaves names alone that are no values", () => {
    for (const text of [
      "f({ «a»: 1 });",
      "const { «a» } = b;",
      "x.«a»;",
      "type A = «a»;",
      "({ «a» = 1 } = b);",
      "({ x: { «a» } } = b);",
    ]) {
      assert.equal(wrap(text), undefined, text);
    }
  });
});
