import assert from "node:assert/strict";
import type { AgentMemory, Tool, ToolHandling } from "../../lens/facts.ts";
import { analyse } from "./in-memory-host.ts";

function handling(execute: string, more = ""): ToolHandling {
  const source = `import { tool } from "ai";
import axios from "axios";
import { z } from "zod";
${more}
export const made = tool({ description: "d", inputSchema: z.object({ q: z.string() }), execute: ${execute} });`;
  const found = analyse(source).facts.find((fact): fact is Tool => fact.fact === "tool");
  assert.ok(found);
  return found.handling;
}

describe("what a tool's handler gives back of the program's secrets", () => {
  const revealed = (execute: string): readonly string[] => handling(execute).revealed.map(({ text }) => text);

  it("is found wherever it stands in the result", () => {
    assert.deepEqual(revealed("async () => JSON.stringify(process.env)"), ["process.env"]);
    assert.deepEqual(revealed("async () => ({ ...process.env })"), ["process.env"]);
    assert.deepEqual(revealed("async () => [`key: ${process.env.STRIPE_SECRET_KEY}`]"), [
      "process.env.STRIPE_SECRET_KEY",
    ]);
    assert.deepEqual(revealed(`async () => { const a = { t: process.env["GITHUB_TOKEN"] ?? "" }; return { a }; }`), [
      `process.env["GITHUB_TOKEN"]`,
    ]);
  });

  it("is not what is public, picked, tested or used", () => {
    assert.deepEqual(revealed("async () => process.env.AWS_REGION"), []);
    assert.deepEqual(revealed("async () => process.env.NEXT_PUBLIC_API_KEY"), []);
    assert.deepEqual(revealed("async () => Number(process.env.MAX_TOKENS)"), []);
    assert.deepEqual(revealed("async () => JSON.stringify(process.env, ['PATH'])"), []);
    assert.deepEqual(revealed("async () => (process.env.API_KEY ? 'set' : 'not set')"), []);
    assert.deepEqual(revealed("async () => process.env.API_KEY && 'set'"), []);
    assert.deepEqual(revealed("async () => ask(process.env.API_KEY)"), []);
    assert.deepEqual(revealed("async () => { const f = () => process.env; f(); return 1; }"), []);
  });
});

describe("requests of a tool's handler", () => {
  const limits = (execute: string, more = ""): readonly string[] =>
    handling(execute, more).requests.map(({ text, limit }) => `${text} ${limit.state}`);

  it("have no limit where none is written", () => {
    assert.deepEqual(limits("async ({ q }) => (await fetch(q)).text()"), ["fetch absent"]);
    assert.deepEqual(limits(`async ({ q }) => fetch(q, { method: "POST" })`), ["fetch absent"]);
    assert.deepEqual(limits("async ({ q }) => axios.post(q, { q })"), ["axios.post absent"]);
    assert.deepEqual(limits("async ({ q }) => axios({ url: q })"), ["axios absent"]);
    assert.deepEqual(limits("async ({ q }) => load(q)", "async function load(u: string) { return fetch(u); }"), [
      "fetch absent",
    ]);
  });

  it("may have one where something says so, or may", () => {
    assert.deepEqual(limits("async ({ q }, { abortSignal }) => fetch(q, { signal: abortSignal })"), ["fetch unknown"]);
    assert.deepEqual(limits("async ({ q }) => fetch(q, settings)"), ["fetch unknown"]);
    assert.deepEqual(limits("async ({ q }) => fetch(q, { ...settings })"), ["fetch unknown"]);
    assert.deepEqual(limits("async ({ q }) => axios.get(q, { timeout: 9 })"), ["axios.get unknown"]);
    assert.deepEqual(limits("async ({ q }) => axios.get(q)", "axios.defaults.timeout = 9;"), ["axios.get unknown"]);
    assert.deepEqual(limits("async ({ q }) => Promise.race([fetch(q), late()])"), ["fetch unknown"]);
    assert.deepEqual(limits("async ({ q }) => fetch(q)", "const fetch = limited();"), []);
  });
});

describe("failures of a tool's handler", () => {
  const hidden = (inside: string): readonly (string | undefined)[] =>
    handling(`async ({ q }) => { try { return await f(q); } catch (error) { ${inside} } }`).hiddenFailures.map(
      ({ result }) => result,
    );

  it("are hidden by an empty result, whatever is logged", () => {
    assert.deepEqual(hidden("return [];"), ["[]"]);
    assert.deepEqual(hidden("console.error(error); return null;"), ["null"]);
    assert.deepEqual(hidden("return { content: [] };"), ["{ content: [] }"]);
  });

  it("are not hidden by a word, a `false`, a throw, or with a reason", () => {
    assert.deepEqual(hidden("return String(error);"), []);
    assert.deepEqual(hidden("return { ok: false };"), []);
    assert.deepEqual(hidden("throw error;"), []);
    assert.deepEqual(hidden("await recover(); return [];"), []);
    assert.deepEqual(hidden("// Nobody has asked before.\n return [];"), []);
    assert.deepEqual(hidden("if (q) throw error; return [];"), []);
  });
});

describe("what a tool's handler pays or sends", () => {
  it("is repeatable with a key", () => {
    const effects = (text: string): readonly boolean[] =>
      handling(`async () => { ${text} }`).effects.map(({ isIdempotent }) => isIdempotent);
    assert.deepEqual(effects("await stripe.refunds.create({ charge });"), [false]);
    assert.deepEqual(effects("await stripe.refunds.create({ charge }, { idempotencyKey: id });"), [true]);
  });
});

describe("what keeps the state of agents", () => {
  const memories = (source: string): readonly string[] =>
    analyse(source)
      .facts.filter((fact): fact is AgentMemory => fact.fact === "agent memory")
      .map(({ name, storage, isCommandLine }) => `${name} ${storage}${isCommandLine ? " of a command line" : ""}`);

  it("is in the process or a database", () => {
    const imports = `import { MemorySaver } from "@langchain/langgraph";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import { LibSQLStore } from "@mastra/libsql";
`;
    assert.deepEqual(memories(`${imports}export const a = new MemorySaver();`), ["MemorySaver process"]);
    assert.deepEqual(memories(`${imports}export const a = PostgresSaver.fromConnString(url);`), [
      "PostgresSaver.fromConnString durable",
    ]);
    assert.deepEqual(memories(`${imports}export const a = new LibSQLStore({ url: ":memory:" });`), [
      "LibSQLStore process",
    ]);
    assert.deepEqual(memories(`${imports}export const a = new LibSQLStore({ url: "file:a.db" });`), [
      "LibSQLStore durable",
    ]);
    assert.deepEqual(memories(`${imports}export const a = new LibSQLStore({ url: local ? ":memory:" : url });`), []);
  });

  it("is left aside as a stand-in, and marked in programs for one person", () => {
    const imports = `import { MemorySaver } from "@langchain/langgraph";\n`;
    assert.deepEqual(memories(`${imports}export const f = (given) => given ?? new MemorySaver();`), []);
    assert.deepEqual(memories(`${imports}export const a = new MemorySaver(); run(process.argv[2]);`), [
      "MemorySaver process of a command line",
    ]);
  });
});
