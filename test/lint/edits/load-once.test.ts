import assert from "node:assert/strict";
import { fixed } from "../marked-text.ts";

function loaded(marked: string, file?: string): string | undefined {
  return fixed(marked, (place) => [{ edit: "load once", place: place! }], file);
}

describe("load once", () => {
  it("shares what is loaded, and tries again after a failure", () => {
    assert.equal(
      loaded('/** Answers. */\nasync function f(q: string) {\n  const run = await «load("m")»;\n  return run(q);\n}\n'),
      `let loadedRun: ReturnType<typeof loadRun> | undefined;

function loadRun() {
  return load("m");
}

/** Answers. */
async function f(q: string) {
  loadedRun ??= loadRun().catch((error: unknown) => {
    // The next one tries again.
    loadedRun = undefined;
    throw error;
  });
  const run = await loadedRun;
  return run(q);
}
`,
    );
  });

  it("writes no types in JavaScript, and keeps the file's style", () => {
    assert.equal(
      loaded(
        "for (const q of all) {\r\n\tconst run = await «load('m', {\r\n\t\tsmall,\r\n\t})»\r\n\trun(q)\r\n}\r\n",
        "/project/app.js",
      ),
      "let loadedRun\r\n\r\nfunction loadRun() {\r\n\treturn load('m', {\r\n\t\tsmall,\r\n\t})\r\n}\r\n\r\n" +
        "for (const q of all) {\r\n\tloadedRun ??= loadRun().catch((error) => {\r\n\t\t// The next one tries again.\r\n" +
        "\t\tloadedRun = undefined\r\n\t\tthrow error\r\n\t})\r\n\tconst run = await loadedRun\r\n\trun(q)\r\n}\r\n",
    );
  });

  it("is dropped where the load reads what only the function has, or its result goes elsewhere", () => {
    for (const marked of [
      "async function f(q) {\n  const run = await «load(q)»;\n}",
      "async function f() {\n  const n = 1;\n  const run = await «load(n)»;\n}",
      "async function f() {\n  const run = «load()»;\n}",
      "async function f() {\n  return await «load()»;\n}",
      "async function f() {\n  const { run } = await «load()»;\n}",
      "async function f() {\n  const run: Run = await «load()»;\n}",
      "async function f() {\n  const a = 1, run = await «load()»;\n}",
      "async function f() {\n  const run = await «load(() => 1)»;\n}",
      "const run = await «load()»;",
      "class A {\n  async f() {\n    const run = await «this.load()»;\n  }\n}",
      "const loadedRun = 1;\nasync function f() {\n  const run = await «load()»;\n}",
    ]) {
      assert.equal(loaded(marked), undefined, marked);
    }
  });
});
