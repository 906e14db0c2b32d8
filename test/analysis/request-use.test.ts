import assert from "node:assert/strict";
import type { RequestUse } from "../../lens/facts.ts";
import { analyse, type HostOptions } from "./in-memory-host.ts";

const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;
const ASK = `await client.responses.create({ model: "m", instructions: SYSTEM, input: "x" })`;

function requestOf(file: string, code: string, options: HostOptions = {}): RequestUse | undefined {
  return analyse({ [file]: `${OPENAI}const SYSTEM = "Answer.";\n${code}` }, options).calls[0]?.request;
}

describe("the signal of a request", () => {
  const group = (expected: string | undefined, cases: Readonly<Record<string, readonly [string, string]>>): void => {
    describe(String(expected), () => {
      for (const [name, [file, code]] of Object.entries(cases))
        it(name, () => assert.equal(requestOf(file, code)?.signal, expected));
    });
  };
  const route = "app/api/chat/route.ts";

  group("req.signal", {
    "of a route": [route, `export async function POST(req: Request) { ${ASK} }`],
    "of a constant": [route, `export const POST = async (req: NextRequest) => { ${ASK} };`],
    "in a function inside the handler": [
      route,
      `export function POST(req: Request) { return run(async () => ${ASK}); }`,
    ],
    "of a wrapped handler with a type": [route, `export const POST = guard(async (req: Request) => { ${ASK} });`],
    "of a worker": ["src/app.ts", `export default { async fetch(req: Request) { ${ASK} } };`],
  });
  group("request.signal", {
    "of SvelteKit": ["src/routes/chat/+server.ts", `export async function POST({ request }) { ${ASK} }`],
  });
  group("event.request.signal", {
    "of SvelteKit": ["src/routes/chat/+server.ts", `export async function POST(event) { ${ASK} }`],
  });
  group("c.req.raw.signal", { "of Hono": ["src/app.ts", `app.post("/chat", async (c) => { ${ASK} });`] });
  group(undefined, {
    "of Express": ["src/app.ts", `app.post("/chat", async (req, res) => { ${ASK} });`],
    "of a wrapped handler without a type": [route, `export const POST = guard(async (req) => { ${ASK} });`],
    "of a name that means something else there": [
      route,
      `export function POST(req: Request) { return run(async (req) => ${ASK}); }`,
    ],
    "of a parameter that is set anew": [route, `export async function POST(req: Request) { req = other(); ${ASK} }`],
    "of a pattern": [route, `export async function POST({ body }: Request) { ${ASK} }`],
    "of other types": [route, `export async function POST(req: Incoming) { ${ASK} }`],
  });
});

describe("what a handler's surroundings say", () => {
  it("is the time limit that its file exports", () => {
    const limit = (head: string, file = "app/api/a/route.ts"): number | undefined =>
      requestOf(file, `${head}\nexport async function POST(req: Request) { ${ASK} }`)?.timeLimit?.duration;
    assert.equal(limit(`export const maxDuration = 30;`), 30_000);
    assert.equal(limit(`export const maxDuration = 5 * 60;`), 300_000);
    assert.equal(limit(`export const config = { maxDuration: 10 };`), 10_000);
    assert.equal(limit(`export const maxDuration = Number(process.env.LIMIT);`), undefined);
    assert.equal(limit(`const maxDuration = 30;`), undefined);
  });

  it("is whether rejections are looked at", () => {
    const catches = (majors: HostOptions["majors"]): boolean | undefined =>
      requestOf("src/app.ts", `app.post("/a", async (req, res) => { ${ASK} });`, { majors: majors ?? {} })
        ?.catchesRejections;
    assert.equal(catches({ express: 4 }), false);
    assert.equal(catches({ express: 5 }), true);
    assert.equal(catches({ express: 4, "express-async-errors": 3 }), true);
    assert.equal(catches({}), undefined);
    const server = (from: string): boolean | undefined =>
      requestOf("src/app.ts", `import { createServer } from "${from}";\ncreateServer(async (req, res) => { ${ASK} });`)
        ?.catchesRejections;
    assert.equal(server("node:http"), false);
    assert.equal(server("./server.js"), undefined);
    assert.equal(requestOf("app/a/route.ts", `export async function GET() { ${ASK} }`)?.catchesRejections, true);
  });

  it("is the route", () => {
    assert.equal(requestOf("src/app.ts", `app.post("/api/chat", async (req, res) => { ${ASK} });`)?.route, "/api/chat");
    const next = requestOf("src/app/api/chat/route.ts", `export async function POST(req: Request) { ${ASK} }`);
    assert.equal(next?.route, "/api/chat");
  });

  it("is nothing outside handlers", () => {
    assert.equal(requestOf("src/app.ts", `export async function ask() { ${ASK} }`), undefined);
  });
});

describe("instructions in a response", () => {
  const sent = (code: string): boolean =>
    requestOf("src/app.ts", `app.post("/a", async (req, res) => { const r = ${ASK}; ${code} });`)?.promptSent !==
    undefined;

  it("are found in what is sent", () => {
    assert.ok(sent(`res.json({ text: r.output_text, system: SYSTEM });`));
    assert.ok(sent(`res.send(JSON.stringify({ messages: [{ role: "system", content: SYSTEM }] }));`));
    assert.ok(sent(`return { statusCode: 200, body: JSON.stringify({ SYSTEM }) };`));
  });

  it("are not found elsewhere", () => {
    assert.ok(!sent(`console.log(SYSTEM); res.json({ text: r.output_text });`));
    assert.ok(!sent(`res.json({ length: SYSTEM.length });`));
    assert.ok(!sent(`res.json({ text: redact(SYSTEM) });`));
    assert.ok(!sent(`requireAdmin(req); res.json({ SYSTEM });`));
  });
});

describe("the parameters of a handler", () => {
  it("are called as they are written", () => {
    const inRoute = (head: string): readonly (string | undefined)[] | undefined =>
      requestOf("src/app.ts", `app.post("/a", async (${head}) => { ${ASK} });`)?.parameters;
    assert.deepEqual(inRoute("req, res"), ["req", "res"]);
    assert.deepEqual(inRoute("{ body }, res: Response, next = later"), [undefined, "res", "next"]);
  });
});
