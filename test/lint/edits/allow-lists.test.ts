import assert from "node:assert/strict";
import { fixed } from "../marked-text.ts";

function allowOnly(marked: string, allowed: readonly string[] = ["a-1"]): string | undefined {
  return fixed(marked, (place) => [{ edit: "allow only", place: place!, allowed }]);
}

describe("allow only", () => {
  const cases: [name: string, before: string, after: string][] = [
    ["an option", "f({ m: «b.m» });", 'f({ m: ["a-1"].find((allowed) => allowed === b.m) ?? "a-1" });'],
    ["a shorthand", "f({ «m», n });", 'f({ m: ["a-1"].find((allowed) => allowed === m) ?? "a-1", n });'],
    ["an argument", "f(g(«b.m»), 'x', 'y');", "f(g(['a-1'].find((allowed) => allowed === b.m) ?? 'a-1'), 'x', 'y');"],
    ["a variable", "const m = «b?.m»", 'const m = ["a-1"].find((allowed) => allowed === b?.m) ?? "a-1"'],
    ["what has a default", 'f({ m: «b.m» ?? "d" });', 'f({ m: ["a-1"].find((allowed) => allowed === b.m) ?? "d" });'],
    [
      "what has a loose default",
      'f({ m: «b["m"]» || "d" });',
      'f({ m: ["a-1"].find((allowed) => allowed === b["m"]) || "d" });',
    ],
    [
      "lines that end as on Windows",
      "f({\r\n\tm: «m»,\r\n});\r\n",
      'f({\r\n\tm: ["a-1"].find((allowed) => allowed === m) ?? "a-1",\r\n});\r\n',
    ],
  ];
  for (const [name, before, after] of cases) {
    it(`looks up ${name}`, () => assert.equal(allowOnly(before), after));
  }

  it("names all that is allowed, and takes the first for anything else", () => {
    assert.equal(
      allowOnly("f({ m: «m» });", ["a", "b'c"]),
      'f({ m: ["a", "b\'c"].find((allowed) => allowed === m) ?? "a" });',
    );
  });

  for (const before of [
    "f({ m: `x/${«b.m»}` });",
    "f({ m: «b.m» + '-x' });",
    "f({ m: ok ? «b.m» : 'd' });",
    "f({ m: 'd' ?? «b.m» });",
    "f({ m: «allowed.m» });",
    "f({ m: «g()» });",
    "«m».f();",
    "f({ «m: 1» });",
  ]) {
    it(`leaves ${before} alone`, () => assert.equal(allowOnly(before), undefined));
  }

  it("needs something that is allowed", () => assert.equal(allowOnly("f({ m: «m» });", []), undefined));
});
