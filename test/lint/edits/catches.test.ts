import assert from "node:assert/strict";
import type { FixEdit } from "../../../lens/fixes.ts";
import { fixed } from "../marked-text.ts";

describe("letting failures through", () => {
  const through = (marked: string): string | undefined =>
    fixed(marked, (place): FixEdit[] => [{ edit: "let failures through", place: place! }]);

  it("takes the try out, and moves what was in it", () => {
    assert.equal(
      through(
        "const a = async () => {\n  // first\n  try {\n    // the list\n    const list = await find(`\n    x`);\n\n    return list;\n  } «catch» (e) {\n    return [];\n  }\n};\n",
      ),
      "const a = async () => {\n  // first\n  // the list\n  const list = await find(`\n    x`);\n\n  return list;\n};\n",
    );
  });

  it("keeps tabs and Windows line ends", () => {
    assert.equal(
      through("f(async () => {\r\n\ttry {\r\n\t\treturn await a()\r\n\t} «catch» {\r\n\t\treturn ''\r\n\t}\r\n})\r\n"),
      "f(async () => {\r\n\treturn await a()\r\n})\r\n",
    );
  });

  it("is dropped where a name would mean something else, or something would be lost", () => {
    const inside = (before: string, head: string, text: string, tail: string): string =>
      `async function f() {\n  ${before}\n  ${head} {\n    ${text}\n  } «catch» {\n    return [];\n  }${tail}\n}\n`;
    assert.notEqual(through(inside("a();", "try", "const list = 1;", "")), undefined);
    assert.equal(through(inside("const list = 2;", "try", "const list = 1;", "")), undefined);
    assert.equal(through(inside("a();", "try", "a();", " finally {\n    b();\n  }")), undefined);
    assert.equal(through(inside("a();", "try /* why */", "a();", "")), undefined);
    assert.equal(through(inside("a();", "if (b) try", "a();", "")), undefined);
    assert.equal(through("async function f() { try { a(); } «catch» { return []; } }\n"), undefined);
  });
});

describe("naming what is caught", () => {
  const named = (marked: string): string | undefined =>
    fixed(marked, (place): FixEdit[] => [{ edit: "name error", place: place!, name: "error" }]);

  it("writes the name after the word", () => {
    assert.equal(named("try { a(); } «catch» { b(); }"), "try { a(); } catch (error) { b(); }");
    assert.equal(named("try { a(); } «catch»{ b(); }"), "try { a(); } catch (error){ b(); }");
  });

  it("is dropped where there is one, or the block reads another of that name", () => {
    assert.equal(named("try { a(); } «catch» (e) { b(); }"), undefined);
    assert.equal(named("try { a(); } «catch» { error(); }"), undefined);
    assert.equal(named("try { «catch» } finally { b(); }"), undefined);
  });
});
