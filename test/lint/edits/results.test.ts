import assert from "node:assert/strict";
import { fixed } from "../marked-text.ts";

/** The text in which the call that is marked second takes what the first gave. */
function reused(marked: string): string | undefined {
  return fixed(marked, (first, again) => [{ edit: "reuse result", first: first!, again: again!, name: "answer" }]);
}

describe("reuse result", () => {
  it("takes the constant that holds the first result, without parentheses", () => {
    assert.equal(
      reused("async () => {\n\tconst a = await «ask(b)»;\n\tuse(a);\n\treturn (await «ask(b)»).text;\n};"),
      "async () => {\n\tconst a = await ask(b);\n\tuse(a);\n\treturn a.text;\n};",
    );
    assert.equal(
      reused("const a = await c.send(«new C({\r\n  b })»)\r\nconst d = await c.send(«new C({ b })»)\r\n"),
      "const a = await c.send(new C({\r\n  b }))\r\nconst d = a\r\n",
    );
  });

  it("gives the result a name above the statement that asks first", () => {
    assert.equal(
      reused("  // first\n  if ((await «ask(b)») === 1) {\n    log(await «ask(b)»);\n  }\n"),
      "  const answer = await ask(b);\n  // first\n  if (answer === 1) {\n    log(answer);\n  }\n",
    );
    assert.equal(
      reused("const { t } = await «ask({\n  b,\n})»\nconst { u } = await «ask({\n  b,\n})»\n"),
      "const answer = await ask({\n  b,\n})\nconst { t } = answer\nconst { u } = answer\n",
    );
    assert.equal(
      reused("let answer;\nlog(await «ask(b)»);\nlog(await «ask(b)»);\n"),
      "let answer;\nconst answerOnce = await ask(b);\nlog(answerOnce);\nlog(answerOnce);\n",
    );
    assert.equal(
      reused("let a = await «ask(b)»;\na = 1;\nlog(await «ask(b)»);\n"),
      "const answer = await ask(b);\nlet a = answer;\na = 1;\nlog(answer);\n",
    );
  });

  it("is dropped where the first might run later, or not at all, or is out of sight", () => {
    for (const marked of [
      "const a = await «ask(b)»; log(await «ask(c)»);",
      "const a = «ask(b)»; log(await «ask(b)»);",
      "if (x) { const a = await «ask(b)»; }\nlog(await «ask(b)»);",
      "log(x && (await «ask(b)»));\nlog(await «ask(b)»);",
      "log(next(), await «ask(b)»);\nlog(await «ask(b)»);",
      "const a = await «ask(b)»;\nconst f = async () => await «ask(b)»;",
      "const a = await «ask(b)»;\nasync function f(a) { log(await «ask(b)»); }",
      "const a = await «ask(b)»;\n{ const a = 1; log(await «ask(b)»); }",
      "log(await «ask(b)»); log(await «ask(b)»); f(answer, answerOnce, answerKept);",
    ]) {
      assert.equal(reused(marked), undefined, marked);
    }
  });
});
