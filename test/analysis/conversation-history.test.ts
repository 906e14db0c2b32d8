import assert from "node:assert/strict";
import { analyse } from "./in-memory-host.ts";

const HEAD = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;
const ASK = `client.chat.completions.create({ model: "m", messages: list })`;

function history(code: string): string | undefined {
  const { host, calls } = analyse(HEAD + code);
  const found = calls[0]?.history;
  return found && `${found.scope} ${found.name}, ${host.textAt(found.grows)}${found.isTerminal ? ", terminal" : ""}`;
}

describe("a conversation that outlives a call", () => {
  it("is a list outside all functions", () => {
    const code = `const list = [];\nexport async function ask(text) { list.push(text); return ${ASK}; }`;
    assert.equal(history(code), "shared list, list.push");
    assert.equal(history(`import rl from "node:readline";\n${code}`), "shared list, list.push, terminal");
  });

  it("is one of a map or an object", () => {
    for (const [made, read] of [
      ["new Map()", "store.get(id) ?? []"],
      ["{}", "store[id] || (store[id] = [])"],
    ])
      assert.equal(
        history(
          `const store = ${made};\nexport async function ask(id, text) { const list = ${read}; list.push(text); return ${ASK}; }`,
        ),
        "keyed store, list.push",
      );
  });

  it("may be spread into what is sent", () => {
    const code = `const past = [];\nexport async function ask(text) { past.push(text); return client.chat.completions.create({ model: "m", messages: [first, ...past] }); }`;
    assert.equal(history(code), "shared past, past.push");
  });

  it("is none where it does not live on, does not grow, or is cut", () => {
    for (const code of [
      `export async function ask(text) { const list = []; list.push(text); return ${ASK}; }`,
      `const list = [];\nexport async function ask() { return ${ASK}; }`,
      `const list = [];\nlist.push("x");\nexport async function ask() { return ${ASK}; }`,
      `const list = [];\nexport async function ask(text) { list.push(text); if (list.length > 9) list.splice(0, 2); return ${ASK}; }`,
      `let list = [];\nexport async function ask(text) { list.push(text); list = trim(list); return ${ASK}; }`,
      `const list = [];\nexport async function ask(text) { list.push(text); return client.chat.completions.create({ model: "m", messages: list.slice(-9) }); }`,
      `const list = [];\nconst MAX_HISTORY = 9;\nexport async function ask(text) { list.push(text); return ${ASK}; }`,
      `const store = new Map();\nexport const end = (id) => store.delete(id);\nexport async function ask(id, text) { const list = store.get(id) ?? []; list.push(text); return ${ASK}; }`,
      `const list = [];\nasync function main(text) { list.push(text); await ${ASK}; }\nmain("x");`,
      `const list = load();\nexport async function ask(text) { list.push(text); return ${ASK}; }`,
    ])
      assert.equal(history(code), undefined, code);
  });
});
