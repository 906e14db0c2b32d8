import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";

/** The parser that the product loads: cut out of the package at build time. */
const bundled = createRequire(import.meta.url)(`${process.cwd()}/dist/typescript.cjs`) as typeof ts;

const OPTIONS = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };

/** Everything of a tree that could differ, and what is wrong with the text. */
function described(parser: typeof ts, name: string, text: string): string {
  const source = parser.createSourceFile(name, text, OPTIONS, true);
  const lines: string[] = [];
  const waiting: ts.Node[] = [source];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    lines.push(`${node.kind} ${node.flags} ${node.getStart(source)} ${node.end} ${node.parent?.pos ?? "root"}`);
    if (ts.isIdentifier(node)) lines.push(node.text);
    parser.forEachChild(node, (child) => void waiting.push(child));
  }
  const { parseDiagnostics } = source as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
  for (const { start, messageText } of parseDiagnostics) lines.push(`${start} ${JSON.stringify(messageText)}`);
  return lines.join("\n");
}

describe("the parser that is bundled", () => {
  const files = readdirSync("server/src/cli", { encoding: "utf8" }).map((name) => `server/src/cli/${name}`);

  it("gives the trees of the whole package, also for unfinished code", () => {
    assert.ok(files.length > 10);
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      for (const part of [text, text.slice(0, text.length * 0.6)])
        assert.equal(described(bundled, file, part), described(ts, file, part), file);
    }
  });

  it("does so for JSX, decorators, comments for documentation, and text that is no code", () => {
    const texts: Readonly<Record<string, string>> = {
      "a.tsx": "/** Doc. @param a */ export const a = <T,>(b: T) => <A b={b} {...c}>x{`y${1}`}<></></A>;",
      "b.ts": "@d() class A<in out T> extends B implements C { @e accessor f!: T; static { using g = h; } }",
      "c.js": "#!/usr/bin/env node\nmodule.exports = { get a() { return /x[/]y/giu }, async *b() {}, [`c`]: 1n };",
      "d.ts": "<<<<<<< HEAD\nlet a = \n=======\n}}}) `\u2028 'unclosed\n>>>>>>> other",
      "e.jsx": "const a = <div>{/* no end */}<b",
    };
    for (const [name, text] of Object.entries(texts))
      assert.equal(described(bundled, name, text), described(ts, name, text), name);
  });
});
