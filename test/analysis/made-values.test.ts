import assert from "node:assert/strict";
import type { Value } from "../../lens/facts.ts";
import { onlyCall } from "./in-memory-host.ts";

/** The value of a prompt that is this expression. */
function promptOf(expression: string, before = ""): Value | undefined {
  const call = onlyCall(
    `import { generateText } from "ai";\nasync function run(rows) { ${before} await generateText({ model: "a/b", prompt: ${expression} }); }`,
  );
  return call.options.messages;
}

function changesOf(expression: string, before = ""): unknown {
  const value = promptOf(expression, before);
  return value?.state === "unknown" ? value.changes : undefined;
}

function compactJsonOf(expression: string): unknown {
  const value = promptOf(expression);
  return value?.state === "unknown" ? value.compactJson : undefined;
}

describe("values that are made anew", () => {
  for (const expression of ["new Date().toISOString()", "Date.now()", "new Date()", "performance.now()"]) {
    it(expression, () => assert.equal(changesOf(expression), "with time"));
  }
  for (const expression of ["randomUUID()", "crypto.randomUUID()", "Math.random()", "nanoid()"]) {
    it(expression, () => assert.equal(changesOf(expression), "always"));
  }
  for (const expression of [
    "new Date().toISOString().slice(0, 10)",
    "new Date().toDateString()",
    "new Date(rows.day).toISOString()",
    "load()",
  ]) {
    it(`not ${expression}`, () => assert.equal(changesOf(expression), undefined));
  }
  it("through a variable", () => assert.equal(changesOf("now", "const now = new Date().toISOString();"), "with time"));
});

describe("JSON with indentation", () => {
  it("tells how it would be without", () => {
    assert.equal(compactJsonOf("JSON.stringify(rows, null, 2)"), "JSON.stringify(rows)");
    assert.equal(compactJsonOf('JSON.stringify(rows, undefined, "  ")'), "JSON.stringify(rows)");
  });
  for (const expression of [
    "JSON.stringify(rows)",
    "JSON.stringify(rows, null, 0)",
    "JSON.stringify(rows, replacer, 2)",
    "JSON.stringify(outputSchema, null, 2)",
    "JSON.stringify({ a: rows }, null, 2)",
  ]) {
    it(`not ${expression}`, () => assert.equal(compactJsonOf(expression), undefined));
  }
});
