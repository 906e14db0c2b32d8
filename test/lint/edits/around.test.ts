import assert from "node:assert/strict";
import { fixed } from "../marked-text.ts";

/** The first pair of marks is the whole, the second what is kept. */
function around(marked: string, before: string, after: string): string | undefined {
  return fixed(marked, (outer, inner) => [{ edit: "replace around", outer: outer!, inner: inner!, before, after }]);
}

describe("replace around", () => {
  it("keeps an expression inside another", () => {
    assert.equal(around("const a = «await all(b.map(() => «f(c)»))»;", "(await ", ").d"), "const a = (await f(c)).d;");
  });

  it("makes a statement of a loop, and moves what is kept to the left", () => {
    assert.equal(
      around(
        "{\r\n  «for (const a of b) {\r\n    c.push(\r\n      await «f({\r\n        d,\r\n\r\n        e,\r\n      })»,\r\n    );\r\n  }»\r\n}\r\n",
        "c.push(await ",
        ")",
      ),
      "{\r\n  c.push(await f({\r\n    d,\r\n\r\n    e,\r\n  }));\r\n}\r\n",
    );
  });

  it("goes without semicolons where the file does, and keeps its quotes", () => {
    assert.equal(
      around("const g = 'h'\n«for (const a of b) «f(a)»»\n", 'c.push("x", ', ")"),
      "const g = 'h'\nc.push('x', f(a))\n",
    );
  });

  it("does not touch texts of several lines", () => {
    const text = "  «for (const a of b) {\n      c(«f(`\n        d\n      `)»);\n  }»\n";
    assert.equal(around(text, "c(", ")"), "  c(f(`\n        d\n      `));\n");
  });

  it("composes with edits of what is kept", () => {
    const result = fixed("«for (const a of b) {\n  c(«f({\n    «a»,\n  })»);\n}»", (outer, inner, place) => [
      { edit: "rename option", place: place!, name: "values", code: "b" },
      { edit: "replace around", outer: outer!, inner: inner!, before: "c(", after: ")" },
    ]);
    assert.equal(result, "c(f({\n  values: b,\n}));");
  });

  it("is dropped where the code is none, or the places do not fit", () => {
    assert.equal(around("«f(«a»)»;", "g(", ""), undefined);
    assert.equal(around("«f(«a, b»)»;", "g(", ")"), undefined);
    assert.equal(around("«f(»«a»);", "g(", ")"), undefined);
  });
});

describe("loop in parts", () => {
  const inParts = (marked: string): string | undefined =>
    fixed(marked, (loop) => [{ edit: "loop in parts", loop: loop!, list: "list", counter: "start", size: 100 }]);

  it("has another head and the same body", () => {
    assert.equal(
      inParts("«for (const a of list) {\n  await f(a); // one\n}»"),
      "for (let start = 0; start < list.length; start += 100) {\n  await f(a); // one\n}",
    );
    assert.equal(
      inParts("«for (const a of list) f(a);»"),
      "for (let start = 0; start < list.length; start += 100) f(a);",
    );
  });

  it("is dropped for other loops, and where the head has a comment", () => {
    assert.equal(inParts("«for (const a in list) f(a);»"), undefined);
    assert.equal(inParts("«for await (const a of list) f(a);»"), undefined);
    assert.equal(inParts("«for (const a /* each */ of list) f(a);»"), undefined);
  });
});

describe("rename option with another value", () => {
  const renamed = (marked: string): string | undefined =>
    fixed(marked, (place) => [{ edit: "rename option", place: place!, name: "values", code: '["b"]' }]);

  it("writes both, also where the name was the value", () => {
    assert.equal(renamed("f({ value: «a», c });"), 'f({ values: ["b"], c });');
    assert.equal(renamed("f({ c, «value» });"), 'f({ c, values: ["b"] });');
  });

  it("keeps the value of a name that was both", () => {
    assert.equal(
      fixed("f({ «value» });", (place) => [{ edit: "rename option", place: place!, name: "values" }]),
      "f({ values: value });",
    );
  });
});

describe("wrap", () => {
  const limited = (marked: string, before: string): string | undefined =>
    fixed(marked, (place) => [{ edit: "wrap", place: place!, before, after: ")" }]);

  it("takes the block of an arrow function", () => {
    assert.equal(
      limited("a.map(async (b) => «{ return c(b); }»);", "limit(async () => "),
      "a.map(async (b) => limit(async () => { return c(b); }));",
    );
  });

  it("leaves other blocks", () => {
    assert.equal(limited("function f() «{ c(); }»", "limit(() => "), undefined);
    assert.equal(limited("if (a) «{ c(); }»", "limit(() => "), undefined);
    assert.equal(limited("a.map((b) => «{ c(b); }»);", "parse("), undefined);
  });

  it("leaves an object that would become a block", () => {
    assert.equal(limited("f(«{ a: b }»);", "limit(() => "), undefined);
  });
});
