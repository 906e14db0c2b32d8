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

  it("have one way out where nothing but logging comes before it", () => {
    const hasExit = (inside: string): boolean =>
      handling(`async ({ q }) => { try { return await f(q); } catch { ${inside} } }`).hiddenFailures[0]?.exit !==
      undefined;
    assert.equal(hasExit("return [];"), true);
    assert.equal(hasExit("console.error(q); return null;"), true);
    assert.equal(hasExit("if (q) return []; return null;"), false);
  });

  it("are told as the SDK takes them, unless the program does so itself", () => {
    const formIn = (source: string): string | undefined =>
      analyse(source).facts.find((fact): fact is Tool => fact.fact === "tool")?.handling.failureForm;
    const agents = (more: string): string =>
      `import { tool } from "@openai/agents"; export const a = tool({ name: "a", parameters: s, execute: async () => 1${more} });`;
    const server = (handler: string, before = ""): string =>
      `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "a", version: "1" });
${before}
server.registerTool("a", { inputSchema: {} }, ${handler});`;
    assert.equal(handling("async ({ q }) => f(q)").failureForm, "thrown");
    assert.equal(formIn(agents("")), "thrown");
    assert.equal(formIn(agents(", errorFunction: null")), undefined);
    assert.equal(formIn(server("async ({ q }) => f(q)")), "error result");
    assert.equal(formIn(server("find", "const find = async ({ q }) => f(q);")), undefined);
    assert.equal(
      formIn(server("find", "async function find({ q }): Promise<CallToolResult> { return f(q); }")),
      "error result",
    );
    assert.equal(
      formIn(
        `import { createTool } from "@mastra/core/tools"; export const a = createTool({ id: "a", execute: async () => 1 });`,
      ),
      undefined,
    );
  });
});

describe("the id of a call of a tool", () => {
  const idIn = (execute: string, more?: string): readonly (string | undefined)[] => {
    const { callId } = handling(execute, more);
    return callId === undefined ? [] : [callId.code, callId.parameter];
  };

  it("is read from the parameter that has it, or from one more", () => {
    assert.deepEqual(idIn("async ({ q }) => f(q)"), ["toolCallId", "{ toolCallId }"]);
    assert.deepEqual(idIn("async ({ q }, options) => f(q)"), ["options.toolCallId", undefined]);
    assert.deepEqual(idIn("async ({ q }, { messages, toolCallId: id }) => f(q)"), ["id", undefined]);
  });

  it("is not there where the handler leaves no room for it", () => {
    assert.deepEqual(idIn("async () => f()"), []);
    assert.deepEqual(idIn("async (...all) => f()"), []);
    assert.deepEqual(idIn("async ({ q }, { messages }) => f(q)"), []);
    assert.deepEqual(idIn("run", "const run = async ({ q }) => f(q);"), []);
  });
});

describe("what a tool's handler pays or sends", () => {
  it("is repeatable with a key", () => {
    const effects = (text: string): readonly boolean[] =>
      handling(`async () => { ${text} }`).effects.map(({ isIdempotent }) => isIdempotent);
    assert.deepEqual(effects("await stripe.refunds.create({ charge });"), [false]);
    assert.deepEqual(effects("await stripe.refunds.create({ charge }, { idempotencyKey: id });"), [true]);
  });

  it("has a place for the key where each call makes it once", () => {
    const places = (text: string, more = ""): readonly (string | undefined)[] =>
      handling(`async ({ q }) => { ${text} }`, more).effects.map(({ key }) => key?.kind);
    assert.deepEqual(places("await stripe.refunds.create({ q });"), ["argument"]);
    assert.deepEqual(places("await stripe.refunds.create({ q }, { timeout: 9 });"), ["property"]);
    assert.deepEqual(places("await stripe.refunds.create({ q }, options);"), [undefined]);
    assert.deepEqual(places("await stripe.refunds.create();"), [undefined]);
    assert.deepEqual(places("await stripe.paymentIntents.capture(q);"), [undefined]);
    assert.deepEqual(places("for (const id of q) await stripe.refunds.create({ id });"), [undefined]);
    assert.deepEqual(places("q.map((id) => stripe.refunds.create({ id }));"), [undefined]);
    assert.deepEqual(places("await pay(q);", "async function pay(q) { await stripe.refunds.create({ q }); }"), [
      undefined,
    ]);
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
