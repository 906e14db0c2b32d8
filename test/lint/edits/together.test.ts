import assert from "node:assert/strict";
import type { FixEdit } from "../../../lens/fixes.ts";
import { fixed } from "../marked-text.ts";

const together = (marked: string, index = 1): string | undefined =>
  fixed(marked, (...calls): FixEdit[] => [{ edit: "await together", place: calls[index]!, calls, index }]);

describe("calls at once", () => {
  it("stand in one list, with the comments above them", () => {
    assert.equal(
      together(`async function f(text) {
  // The title.
  const title = await «ask»({
    prompt: \`Title
  for \${text}\`,
  });

  const prompt = \`Tags for \${text}\`;
  /* The tags. */
  const { tags } = await client.send(
    new «Tags»(prompt),
  );
  return { title, tags };
}
`),
      `async function f(text) {
  const prompt = \`Tags for \${text}\`;
  const [title, { tags }] = await Promise.all([
    // The title.
    ask({
      prompt: \`Title
  for \${text}\`,
    }),
    /* The tags. */
    client.send(
      new Tags(prompt),
    ),
  ]);
  return { title, tags };
}
`,
    );
  });

  it("keep tabs, line ends and the lack of semicolons", () => {
    assert.equal(
      together(
        "async () => {\r\n\tconst a = await «ask»(1)\r\n\tconst b =\r\n\t\tawait «ask»(2)\r\n\tlog(a, b)\r\n}\r\n",
      ),
      "async () => {\r\n\tconst [a, b] = await Promise.all([\r\n\t\task(1),\r\n\t\task(2),\r\n\t])\r\n\tlog(a, b)\r\n}\r\n",
    );
  });

  it("take in those beside them that need none of their answers", () => {
    const four = (third: string): string =>
      `const a = await «ask»(1);\nconst b = await «ask»(2);\nconst c = await «ask»(${third});\nconst d = await «ask»(4);\nconst e = await «ask»(5);\n`;
    const list = (...numbers: (number | string)[]): string =>
      `await Promise.all([\n${numbers.map((each) => `  ask(${each}),\n`).join("")}]);\n`;
    assert.equal(together(four("3")), `const [a, b, c, d] = ${list(1, 2, 3, 4)}const e = await ask(5);\n`);
    assert.equal(together(four("3"), 4), `const a = await ask(1);\nconst [b, c, d, e] = ${list(2, 3, 4, 5)}`);
    assert.equal(
      together(four("a")),
      `const [a, b] = ${list(1, 2)}const c = await ask(a);\nconst d = await ask(4);\nconst e = await ask(5);\n`,
    );
    assert.equal(together(four("a"), 2), `const a = await ask(1);\nconst [b, c, d, e] = ${list(2, "a", 4, 5)}`);
  });

  it("are left alone where the result might not be right", () => {
    assert.equal(together("const a = await «ask»(1);\nconst b = await «ask»(a);\n"), undefined);
    assert.equal(together("const a = await «ask»(1);\nconst t = a.text;\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("const a: A = await «ask»(1);\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("const a = (await «ask»(1)) as A;\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("let a = await «ask»(1);\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("const a = await «ask»(1); // slow\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("// @ts-expect-error\nconst a = await «ask»(1);\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("const a = await «ask»(1); const b = await «ask»(2);\n"), undefined);
    assert.equal(together("export const a = await «ask»(1);\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("const a = await «ask»(1);\nlog();\nconst b = await «ask»(2);\n"), undefined);
    assert.equal(together("const { a } = await «ask»(1);\nconst { b = a } = await «ask»(2);\n"), undefined);
    assert.equal(together("const a = await «ask»(1);\n{\n  const b = await «ask»(2);\n}\n"), undefined);
    assert.equal(
      together("const a = await «ask»(1);\nlist.map(async () => {\n  const b = await «ask»(2);\n});\n"),
      undefined,
    );
  });
});
