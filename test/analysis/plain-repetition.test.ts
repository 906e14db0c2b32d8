import assert from "node:assert/strict";
import type { PlainRepetition } from "../../lens/facts.ts";
import { analyse } from "./in-memory-host.ts";

/** What is said of the repetition around the only embedding of a function with these parameters. */
function plain(body: string, parameters = "items: string[], out: number[][]"): PlainRepetition | undefined {
  const text = `import { embed } from "ai";
import { model } from "./model";
export async function run(${parameters}) {
${body}
}
`;
  const call = analyse(text).facts.find((fact) => fact.fact === "model call" && fact.kind === "embedding");
  assert.ok(call?.fact === "model call");
  return call.handling.perItem?.plain;
}

const CALL = "await embed({ model, value: item })";
const LOOP = (body: string): string => `for (const item of items) { ${body} }`;

describe("plain repetitions", () => {
  const kept: readonly (readonly [name: string, body: string, expected: string])[] = [
    ["a variable", LOOP(`const r = ${CALL}; out.push(r.embedding);`), "embedding"],
    ["a variable that is taken apart", LOOP(`const { embedding } = ${CALL}; out.push(embedding);`), "embedding"],
    ["no variable", LOOP(`out.push((${CALL}).embedding!);`), "embedding"],
    ["no block", `for (const item of items) out.push((${CALL}).embedding);`, "embedding"],
    ["a list in the answer", LOOP(`const r = ${CALL}; out.push(r.data?.[0]!.vector);`), "data[0].vector"],
    ["a list that is taken apart", LOOP(`const { data } = ${CALL}; out.push(data[0].vector);`), "data[0].vector"],
    ["a mapping", `return Promise.all(items.map(async (item) => (${CALL}).embedding));`, "embedding"],
    [
      "a mapping with a block",
      `return await Promise.all(items.map(async (item) => { const r = ${CALL}; return r.embedding; }));`,
      "embedding",
    ],
  ];
  for (const [name, body, expected] of kept)
    it(`says what is kept: ${name}`, () => assert.equal(plain(body)?.kept, expected));

  it("says how the value comes of the item", () => {
    const each = (value: string): string | undefined =>
      plain(LOOP(`const r = await embed({ model, value: ${value} }); out.push(r.embedding);`))?.input.each;
    assert.equal(each("item"), undefined);
    assert.equal(each("[item]"), undefined);
    assert.equal(each("item.trim()"), "(item) => item.trim()");
    assert.equal(each("[`${item}, ${item}`]"), "(item) => `${item}, ${item}`");
  });

  const refused: readonly (readonly [name: string, body: string, parameters?: string])[] = [
    ["the whole answer", LOOP(`const r = ${CALL}; out.push(r);`)],
    ["a third statement", LOOP(`console.log(1); const r = ${CALL}; out.push(r.embedding);`)],
    ["a statement after", LOOP(`const r = ${CALL}; out.push(r.embedding); await wait();`)],
    ["the item beside the vector", LOOP(`const r = ${CALL}; out.push({ item, v: r.embedding });`)],
    [
      "the item in another option",
      LOOP("const r = await embed({ model, value: item, headers: { item } }); out.push(r.embedding);"),
    ],
    ["two things of the answer", LOOP(`const { embedding, usage } = ${CALL}; out.push(embedding);`)],
    ["another name for what is kept", LOOP(`const { embedding: v } = ${CALL}; out.push(v);`)],
    ["another target than a list", LOOP(`const r = ${CALL}; await out.set(r.embedding);`)],
    ["a comment that would be lost", LOOP(`const r = ${CALL}; /* now */ out.push(r.embedding);`)],
    ["a promise that is not waited for", LOOP("const r = embed({ model, value: item }); out.push(r.embedding);")],
    [
      "an item that is taken apart",
      "for (const { item } of items) { const r = await embed({ model, value: item }); out.push(r.embedding); }",
    ],
    ["a set", LOOP(`const r = ${CALL}; out.push(r.embedding);`), "items: Set<string>, out: number[][]"],
    ["a list of no known type", LOOP(`const r = ${CALL}; out.push(r.embedding);`), "items, out"],
    ["a generator", `for await (const item of items) { const r = ${CALL}; out.push(r.embedding); }`],
    [
      "a mapping with the index",
      "return Promise.all(items.map(async (item, i) => (await embed({ model, value: item })).embedding));",
    ],
    ["a mapping that may fail in part", `return Promise.allSettled(items.map(async (item) => (${CALL}).embedding));`],
    [
      "a mapping beside other promises",
      `return Promise.all([...items.map(async (item) => (${CALL}).embedding), other()]);`,
    ],
  ];
  for (const [name, body, parameters] of refused)
    it(`leaves ${name}`, () => assert.equal(plain(body, parameters), undefined));

  it("knows a list that may not be changed", () => {
    const body = LOOP(`const r = ${CALL}; out.push(r.embedding);`);
    assert.equal(plain(body)?.isReadonly, false);
    assert.equal(plain(body, "items: readonly string[], out: number[][]")?.isReadonly, true);
  });
});
