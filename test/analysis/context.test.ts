import assert from "node:assert/strict";
import type { CodeContext, ModelCall } from "../../lens/facts.ts";
import { type AnalysisHost, NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { analyse, InMemoryHost, onlyCall, pathOf, type Source } from "./in-memory-host.ts";

const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;
const ASK = `client.responses.create({ model: "m" })`;

function contextOf(source: Source): CodeContext {
  return onlyCall(source).context;
}

describe("the request handler around a call", () => {
  const handlers = (title: string, source: Source, expected: string | undefined): void => {
    it(title, () => assert.equal(contextOf(source).requestHandler?.framework, expected));
  };

  handlers("is an Express route", `${OPENAI}app.post("/a", async (req, res) => { await ${ASK}; });`, "Express route");
  handlers(
    "is an Express route behind other handlers",
    `${OPENAI}router.get("/a", isAllowed, async function (request, response) { await ${ASK}; });`,
    "Express route",
  );
  handlers("is a Koa route", `${OPENAI}router.post("/a", async (ctx) => { ctx.body = await ${ASK}; });`, "Koa route");
  handlers("is a Hono route", `${OPENAI}app.get("/a", async (c) => c.json(await ${ASK}));`, "Hono route");
  handlers(
    "is a Next.js route handler",
    { "app/api/a/route.ts": `${OPENAI}export async function POST() { return ${ASK}; }` },
    "Next.js route handler",
  );
  handlers(
    "is a Next.js route handler that is a constant",
    { "app/api/a/route.ts": `${OPENAI}export const GET = withUser(async (request) => ${ASK});` },
    "Next.js route handler",
  );
  handlers(
    "is a Next.js API route",
    { "src/pages/api/a.ts": `${OPENAI}export default async function answer(req, res) { res.json(await ${ASK}); }` },
    "Next.js API route",
  );
  handlers(
    "is a SvelteKit route",
    { "src/routes/a/+server.ts": `${OPENAI}export const POST = async ({ request }) => ${ASK};` },
    "SvelteKit route",
  );
  handlers("is a Lambda handler", `${OPENAI}export const handler = async (event) => ${ASK};`, "Lambda handler");
  handlers(
    "is a Lambda handler that is exported further down",
    `${OPENAI}async function handler(event) { return ${ASK}; }\nexport { handler };`,
    "Lambda handler",
  );
  handlers(
    "is a Lambda handler of CommonJS",
    { "src/app.js": `${OPENAI}exports.handler = async (event) => ${ASK};` },
    "Lambda handler",
  );
  handlers("is a NestJS route", `${OPENAI}class A { @Post() ask(@Body() body) { return ${ASK}; } }`, "NestJS route");
  handlers(
    "is a server action",
    `"use server";\n${OPENAI}export async function ask(form: FormData) { return ${ASK}; }`,
    "Next.js server action",
  );
  handlers(
    "is a server action by its own directive",
    `${OPENAI}export async function ask() { "use server"; return ${ASK}; }`,
    "Next.js server action",
  );
  handlers(
    "is a Worker",
    `${OPENAI}export default { async fetch(request, env) { return ${ASK}; } };`,
    "Worker fetch handler",
  );
  handlers("is a WebSocket's", `${OPENAI}socket.on("message", async (data) => { await ${ASK}; });`, "WebSocket");
  handlers(
    "is seen through callbacks",
    `${OPENAI}app.post("/a", async (req, res) => { await Promise.all(req.body.list.map(async () => ${ASK})); });`,
    "Express route",
  );

  handlers(
    "is not a function that has the name of a method",
    { "src/http.ts": `${OPENAI}export async function POST() { return ${ASK}; }` },
    undefined,
  );
  handlers(
    "is not a function that a route calls",
    `${OPENAI}app.post("/a", (req, res) => ask()); async function ask() { return ${ASK}; }`,
    undefined,
  );
  handlers("is not a get() of a map", `${OPENAI}cache.get("a", async (req) => ${ASK});`, undefined);
  handlers("is not a fake of a test", `${OPENAI}http.post("/a", async (req) => ${ASK});`, undefined);
  handlers("is not the module", `${OPENAI}await ${ASK};`, undefined);
});

describe("tests and examples by their paths", () => {
  const paths = (name: string, isTest: boolean, isExample: boolean): void => {
    it(name, () => {
      const context = contextOf({ [name]: `${OPENAI}${ASK};` });
      assert.deepEqual({ isTest: context.isTest, isExample: context.isExample }, { isTest, isExample });
    });
  };
  paths("src/ask.ts", false, false);
  paths("src/ask.test.ts", true, false);
  paths("src/ask.spec.tsx", true, false);
  paths("src/ask-test.js", true, false);
  paths("src/generate-text.test-d.ts", true, false);
  paths("src/__tests__/ask.ts", true, false);
  paths("test/ask.ts", true, false);
  paths("packages/a/tests/fixtures/ask.ts", true, false);
  paths("e2e/ask.ts", true, false);
  paths("src/ask.stories.tsx", true, false);
  paths("examples/ask.ts", false, true);
  paths("packages/a/scripts/ask.ts", false, true);
  paths("docs/snippets/ask.ts", false, true);
  paths("sdk-samples/ask.ts", false, true);
  paths("google_samples/angular/ask.ts", false, true);
  paths("functions-sample1/src/ask.ts", false, true);
  paths("js/testapps/menu/ask.ts", false, true);
  paths("packages/agents/src/example.ts", false, true);
  paths("snippets-fixtures/chat/ask.js", true, false);
  paths("src/example-store.ts", false, false);
  paths("demo-app/ask.ts", false, true);
  paths("google-docs/ask.ts", false, false);
  paths("src/resamples/ask.ts", false, false);
  paths("src/sample-rates/ask.ts", false, false);
  paths("packages/sample-app/src/ask.ts", false, true);
  paths("chat-demo/src/ask.ts", false, true);
  paths("cross_service_examples/ask.ts", false, true);
  paths("tools/bench/ask.ts", false, true);
  paths("src/resample/ask.ts", false, false);
  paths("src/democracy/ask.ts", false, false);
  paths("src/latest.ts", false, false);
  paths("src/contest/ask.ts", false, false);
  paths("src/examples.ts", false, false);

  it("are told by the names of packages, too", () => {
    const isExample = (...packageNames: string[]): boolean => {
      const host = new InMemoryHost(`${OPENAI}${ASK};`, { packageNames });
      const { facts } = new Project(host).analyse(pathOf("src/app.ts"), NEVER_CANCELLED);
      return facts.some((fact) => fact.fact === "model call" && fact.context.isExample);
    };
    for (const name of ["acme-samples", "@acme/chat-demos", "examples"]) assert.equal(isExample(name), true, name);
    assert.equal(isExample("chat", "acme-samples"), true);
    for (const name of ["acme", "acme-demo", "demolition", "samples-store"]) assert.equal(isExample(name), false, name);
  });

  it("are not told by folders above the workspace", () => {
    const inner = new InMemoryHost(`${OPENAI}${ASK};`);
    const root = "/home/me/tests/examples/app";
    const host: AnalysisHost = {
      root,
      read: (file) => (file === `${root}/src/app.ts` ? inner.read(pathOf("src/app.ts")) : undefined),
      isFile: (file) => file === `${root}/src/app.ts`,
      resolveAlias: () => [],
      packageMajor: () => undefined,
    };
    const { facts } = new Project(host).analyse(`${root}/src/app.ts`, NEVER_CANCELLED);
    const call = facts.find((fact): fact is ModelCall => fact.fact === "model call");
    assert.equal(call?.context.isTest, false);
    assert.equal(call?.context.isExample, false);
  });
});

describe("where code runs", () => {
  const runs = (title: string, source: Source, expected: string): void => {
    it(title, () => {
      const { isBrowser, isServer } = contextOf(source);
      assert.equal(`${isBrowser ? "browser" : "?"} ${isServer ? "server" : "?"}`, expected);
    });
  };
  runs("a file for the browser", `"use client";\n${OPENAI}${ASK};`, "browser ?");
  runs(
    "a file for the browser that says so after another directive",
    `"use strict";\n"use client";\n${OPENAI}${ASK};`,
    "browser ?",
  );
  runs("a file that says it too late", `${OPENAI}"use client";\n${ASK};`, "? ?");
  runs("a file for the server", `"use server";\n${OPENAI}${ASK};`, "? server");
  runs("a file with a module of Node", `import { readFile } from "node:fs/promises";\n${OPENAI}${ASK};`, "? server");
  runs("a file with a module of Node by its old name", `const path = require("path");\n${OPENAI}${ASK};`, "? server");
  runs("a file for anybody", `${OPENAI}${ASK};`, "? ?");
});

describe("what stands around a call", () => {
  const loop = (source: string): string | undefined => {
    const { calls, host } = analyse(source);
    const place = calls[0]?.context.loop;
    return place && host.textAt(place).slice(0, 12);
  };
  it("a loop", () => {
    assert.equal(loop(`${OPENAI}for (const each of list) await ${ASK};`), "for (const e");
    assert.equal(loop(`${OPENAI}while (more()) { await ${ASK}; }`), "while (more(");
    assert.equal(loop(`${OPENAI}do { await ${ASK}; } while (more());`), "do { await c");
    assert.equal(loop(`${OPENAI}for (const key in table) await ${ASK};`), "for (const k");
  });
  it("a callback for each element", () => {
    assert.equal(loop(`${OPENAI}await Promise.all(list.map((each) => ${ASK}));`), "list.map((ea");
    assert.equal(loop(`${OPENAI}list.forEach(async (each) => { await ${ASK}; });`), "list.forEach");
  });
  it("no loop where the call is what a loop starts with", () => {
    assert.equal(loop(`${OPENAI}for (const each of (await ${ASK}).output) use(each);`), undefined);
    assert.equal(loop(`${OPENAI}for (let all = await ${ASK}; more(); ) use(all);`), undefined);
  });
  it("no loop where another function stands between", () => {
    assert.equal(loop(`${OPENAI}for (const each of list) { jobs.push(() => ${ASK}); }`), undefined);
  });

  const is = (
    flag: "isRetried" | "hasFallback" | "isRaced" | "isInFunction",
    source: string,
    expected: boolean,
  ): void => {
    assert.equal(contextOf(OPENAI + source)[flag], expected, source);
  };
  it("a retry", () => {
    is("isRetried", `pRetry(() => ${ASK}, { retries: 3 });`, true);
    is("isRetried", `withRetry(async () => ${ASK});`, true);
    is("isRetried", `backOff(() => ${ASK});`, true);
    is("isRetried", `async function askWithRetry() { return ${ASK}; }`, true);
    is("isRetried", `this.caller.call(async () => ${ASK});`, true);
    is("isRetried", `policy.execute(() => ${ASK});`, true);
    is("isRetried", `list.call(() => ${ASK});`, false);
    is(
      "isRetried",
      `async function ask() { for (let n = 0; n < 3; n++) { try { return await ${ASK}; } catch {} } }`,
      true,
    );
    is(
      "isRetried",
      `async function ask() { while (true) { try { return await ${ASK}; } catch { await sleep(1); } } }`,
      true,
    );
    is("isRetried", `async function ask() { for (const each of list) { try { await ${ASK}; } catch {} } }`, false);
    is("isRetried", `async function ask() { try { return await ${ASK}; } catch {} }`, false);
    is("isRetried", `async function ask() { return ${ASK}; }`, false);
  });
  it("a fallback", () => {
    is("hasFallback", `async function ask() { try { return await ${ASK}; } catch { return fallback(); } }`, true);
    is("hasFallback", `async function ask() { try { return await ${ASK}; } catch { return askBackup(); } }`, true);
    is(
      "hasFallback",
      `async function ask() { try { return await ${ASK}; } catch (error) { console.error(error); throw error; } }`,
      false,
    );
    is("hasFallback", `async function ask() { try { start(); } catch { return ${ASK}; } }`, false);
    const { calls } = analyse(
      `${OPENAI}async function ask() { try { return await ${ASK}; } catch { return client.responses.create({ model: "n" }); } }`,
    );
    assert.deepEqual(
      calls.map((call) => call.context.hasFallback),
      [true, false],
    );
  });
  it("a race with a timer", () => {
    is("isRaced", `Promise.race([${ASK}, sleep(1000)]);`, true);
    is("isRaced", `withTimeout(${ASK}, 1000);`, true);
    is("isRaced", `pTimeout(${ASK}, { milliseconds: 10 });`, true);
    is("isRaced", `Promise.all([${ASK}]);`, false);
  });
  it("a function, by its name", () => {
    assert.equal(contextOf(`${OPENAI}function ask() { return ${ASK}; }`).functionName, "ask");
    assert.equal(contextOf(`${OPENAI}const ask = async () => ${ASK};`).functionName, "ask");
    assert.equal(contextOf(`${OPENAI}class A { async ask() { return ${ASK}; } }`).functionName, "ask");
    assert.equal(contextOf(`${OPENAI}const all = { ask: () => ${ASK} };`).functionName, "ask");
    assert.equal(contextOf(`${OPENAI}class A { constructor() { ${ASK}; } }`).functionName, "constructor");
    assert.equal(contextOf(`${OPENAI}${ASK};`).functionName, undefined);
    is("isInFunction", `${ASK};`, false);
    is("isInFunction", `const ask = () => ${ASK};`, true);
  });
});

describe("whether a client is kept for the next call", () => {
  const NEW = "new OpenAI({ apiKey: process.env.KEY })";
  const kept = (title: string, code: string, expected: boolean | undefined): void => {
    it(title, () => {
      const { clients } = analyse(`import OpenAI from "openai";\n${code}`);
      assert.equal(clients.length, 1);
      assert.equal(clients[0]?.isKept, expected);
    });
  };
  kept("a constant of the module", `const client = ${NEW};`, true);
  kept("a field", `class A { client = ${NEW}; }`, true);
  kept("a field that the constructor sets", `class A { constructor() { this.client = ${NEW}; } }`, true);
  kept(
    "a variable of the module that is set once",
    `let client; function open() { client ??= ${NEW}; return client; }`,
    true,
  );
  kept(
    "a variable of the module behind a condition",
    `let client; function open() { if (!client) client = ${NEW}; return client; }`,
    true,
  );
  kept("an entry of a cache", `function open(key) { cache.set(key, ${NEW}); }`, true);
  kept("a memo of a component", `function Page() { const client = useMemo(() => ${NEW}, []); }`, true);
  kept(
    "a constant that the function uses up",
    `async function ask() { const client = ${NEW}; return client.responses.create({}); }`,
    false,
  );
  kept(
    "an expression that the function uses up",
    `async function ask() { return ${NEW}.responses.create({}); }`,
    false,
  );
  kept(
    "a constant that the function hands on",
    `async function ask() { const client = ${NEW}; return use(client); }`,
    undefined,
  );
  kept("a result", `function open() { return ${NEW}; }`, undefined);
  kept(
    "a constant of a loop at the top",
    `for (const each of list) { const client = ${NEW}; client.responses.create({}); }`,
    false,
  );

  it("tells whether it reads what only exists in the function", () => {
    const reads = (code: string): boolean | undefined =>
      analyse(`import OpenAI from "openai";\n${code}`).clients[0]?.readsLocals;
    assert.equal(reads(`function ask() { return ${NEW}.responses.create({}); }`), false);
    assert.equal(
      reads(`const key = read(); function ask() { return new OpenAI({ apiKey: key }).responses.create({}); }`),
      false,
    );
    assert.equal(reads(`function ask(key) { return new OpenAI({ apiKey: key }).responses.create({}); }`), true);
    assert.equal(reads(`class A { ask() { return new OpenAI({ apiKey: this.key }).responses.create({}); } }`), true);
    assert.equal(
      reads(
        `function ask() { const url = "https://a.example"; return new OpenAI({ baseURL: url }).responses.create({}); }`,
      ),
      false,
    );
    assert.equal(
      reads(`function ask() { const key = read(); return new OpenAI({ apiKey: key }).responses.create({}); }`),
      true,
    );
  });

  it("tells whether other files can use it", () => {
    const isExported = (code: string): boolean | undefined =>
      analyse(`import OpenAI from "openai";\n${code}`).clients[0]?.isExported;
    assert.equal(isExported(`export const client = ${NEW};`), true);
    assert.equal(isExported(`const client = ${NEW}; export { client };`), true);
    assert.equal(isExported(`const client = ${NEW}; export default client;`), true);
    assert.equal(isExported(`export default ${NEW};`), true);
    assert.equal(isExported(`const client = ${NEW}; client.responses.create({});`), false);
  });
});
