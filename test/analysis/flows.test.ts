import assert from "node:assert/strict";
import { analyse, type HostOptions, type Source } from "./in-memory-host.ts";

/** Flows into instructions as `source: outside expression → piece of the sink`. */
function flowsOf(source: Source, options: HostOptions = {}): string[] {
  const { flows, host } = analyse(source, options);
  return flows
    .filter((flow) => flow.sink === "system prompt")
    .map((flow) => `${flow.taint.source}: ${flow.taint.text} → ${host.textAt(flow.place)}`);
}

function flows(title: string, source: Source, expected: readonly string[], options: HostOptions = {}): void {
  it(title, () => assert.deepEqual(flowsOf(source, options), expected));
}

const ANTHROPIC = `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();\n`;
const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;

/** An Express route that calls Anthropic with some instructions. */
function route(system: string, before = "", head = ""): string {
  return `${ANTHROPIC}${head}
app.post("/ask", async (req, res) => {
  ${before}
  await client.messages.create({ model: "m", system: ${system}, messages: [] });
});`;
}

describe("where outside data enters", () => {
  const ask = `await client.messages.create({ model: "m", system: found });`;

  flows("an Express route", route("req.body.role"), ["HTTP request: req.body → req.body.role"]);
  flows("query, parameters and headers of a route", route("`${req.query.a} ${req.params.b} ${req.headers.c}`"), [
    "HTTP request: req.query → req.query.a",
    "HTTP request: req.params → req.params.b",
    "HTTP request: req.headers → req.headers.c",
  ]);
  flows(
    "a route whose parameter is typed",
    `import type { Request } from "express";\n${ANTHROPIC}export async function ask(request: Request) { const found = request.body.role; ${ask} }`,
    ["HTTP request: request.body → found"],
  );
  flows(
    "a Next.js route handler",
    {
      "app/api/ask/route.ts": `${ANTHROPIC}export async function POST(request) { const { role: found } = await request.json(); ${ask} }`,
    },
    ["HTTP request: request.json → found"],
  );
  flows(
    "the query of a Next.js route handler",
    {
      "app/api/ask/route.ts": `${ANTHROPIC}export async function GET(request: Request) { const { searchParams } = new URL(request.url); const found = searchParams.get("role"); ${ask} }`,
    },
    ["HTTP request: request.url → found"],
  );
  flows(
    "a Next.js API route",
    {
      "src/pages/api/ask.ts": `${ANTHROPIC}export default async function handler(req, res) { const found = req.body; ${ask} }`,
    },
    ["HTTP request: req.body → found"],
  );
  flows(
    "a Lambda handler",
    `${ANTHROPIC}export const handler = async (event) => { const found = JSON.parse(event.body).role; ${ask} };`,
    ["Lambda event: event.body → found"],
  );
  flows(
    "a Lambda handler of CommonJS",
    `${ANTHROPIC}exports.handler = async (event) => { const found = event.queryStringParameters.role; ${ask} };`,
    ["Lambda event: event.queryStringParameters → found"],
  );
  flows(
    "a Lambda event by its type",
    `import type { APIGatewayProxyEvent } from "aws-lambda";\n${ANTHROPIC}export async function answer(event: APIGatewayProxyEvent) { const found = event.body; ${ask} }`,
    ["Lambda event: event.body → found"],
  );
  flows(
    "a Koa route",
    `${ANTHROPIC}router.post("/ask", async (ctx) => { const found = ctx.request.body.role; ${ask} });`,
    ["HTTP request: ctx.request.body → found"],
  );
  flows(
    "a Hono route",
    `${ANTHROPIC}app.post("/ask", async (c) => { const { role: found } = await c.req.json(); ${ask} });`,
    ["HTTP request: c.req.json → found"],
  );
  flows(
    "a NestJS route",
    `${ANTHROPIC}class A { @Post("ask") async ask(@Body() body: Ask) { const found = body.role; ${ask} } }`,
    ["HTTP request: body → found"],
  );
  flows(
    "a WebSocket",
    `${ANTHROPIC}ws.on("message", async (data) => { const found = JSON.parse(data.toString()).role; ${ask} });`,
    ["WebSocket message: data → found"],
  );
  flows(
    "form data of a server action",
    `"use server";\n${ANTHROPIC}export async function ask(form: FormData) { const found = form.get("role"); ${ask} }`,
    ["form data: form.get → found"],
  );
  flows(
    "form data of a request",
    {
      "app/api/ask/route.ts": `${ANTHROPIC}export async function POST(request) { const form = await request.formData(); const found = form.get("role"); ${ask} }`,
    },
    ["HTTP request: request.formData → found"],
  );
  flows(
    "a Worker",
    `${ANTHROPIC}export default { async fetch(request, env) { const found = await request.text(); ${ask} } };`,
    ["HTTP request: request.text → found"],
  );
  flows("a server of Node", `${ANTHROPIC}createServer(async (req, res) => { const found = req.url; ${ask} });`, [
    "HTTP request: req.url → found",
  ]);
});

describe("how outside data travels", () => {
  flows("through destructuring", route("`You are ${role}.`", `const { role } = req.body;`), [
    "HTTP request: req.body → role",
  ]);
  flows(
    "through nested destructuring with defaults",
    route("tone", `const { style: { tone = "kind" } = {} } = req.body;`),
    ["HTTP request: req.body → tone"],
  );
  flows(
    "through destructured parameters",
    `${ANTHROPIC}app.post("/ask", async ({ body }, res) => { await client.messages.create({ system: body.role }); });`,
    ["HTTP request: body → body.role"],
  );
  flows("through a template", route("`You are ${req.body.role}.`"), ["HTTP request: req.body → req.body.role"]);
  flows("through a concatenation", route(`"You are " + req.body.role + "."`), [
    "HTTP request: req.body → req.body.role",
  ]);
  flows("through concat()", route(`"You are ".concat(req.body.role)`), ["HTTP request: req.body → req.body.role"]);
  flows("through += ", route("system", `let system = "You help."; system += req.body.role;`), [
    "HTTP request: req.body → req.body.role",
  ]);
  flows("through join()", route(`["You are", req.body.role].join(" ")`), ["HTTP request: req.body → req.body.role"]);
  flows("through string methods", route("role.trim().toLowerCase().slice(0, 100)", `const role = req.body.role;`), [
    "HTTP request: req.body → role.trim().toLowerCase().slice(0, 100)",
  ]);
  flows("through a default", route(`req.body.role ?? "a helper"`), ["HTTP request: req.body → req.body.role"]);
  flows("through a conditional", route(`req.body.role ? "You are " + req.body.role : "You help."`), [
    "HTTP request: req.body → req.body.role",
  ]);
  flows("through JSON.parse", route("JSON.parse(req.body.options).role"), [
    "HTTP request: req.body → JSON.parse(req.body.options).role",
  ]);
  flows("through JSON.stringify", route("`Profile: ${JSON.stringify(req.body)}`"), [
    "HTTP request: req.body → req.body",
  ]);
  flows("through a cast", route("(req.body as Ask).role as string"), [
    "HTTP request: req.body → (req.body as Ask).role",
  ]);
  flows("through an element", route("req.body.roles[0]"), ["HTTP request: req.body → req.body.roles[0]"]);
  flows(
    "through a helper of the file",
    route("instructions(req.body.role)", "", "function instructions(role) { return `You are ${role}.`; }"),
    ["HTTP request: req.body → role"],
  );
  flows(
    "through a helper of another file",
    {
      "src/app.ts": route("instructions(req.body.role)", "", `import { instructions } from "./prompts";`),
      "src/prompts.ts": "export const instructions = (role: string) => `You are ${role}.`;",
    },
    ["HTTP request: req.body → client.messages.create"],
  );
  flows("through options in a constant", route("options.system", "const options = { system: req.body.role };"), [
    "HTTP request: req.body → req.body.role",
  ]);
  flows("through blocks of text", route(`[{ type: "text", text: req.body.role }]`), [
    "HTTP request: req.body → req.body.role",
  ]);
  flows("through each of a list", route(`req.body.notes.map((note) => note.text).join(", ")`), [
    `HTTP request: req.body → req.body.notes.map((note) => note.text).join(", ")`,
  ]);
  flows(
    "through an own function that is called with the request",
    `${ANTHROPIC}
    app.post("/ask", (req, res) => ask(req.body.role));
    async function ask(role: string) { await client.messages.create({ system: role }); }`,
    ["HTTP request: req.body → req.body.role"],
  );

  it("tells the steps", () => {
    const { flows: found, host } = analyse(
      route("`You are ${name}.`", "const { role } = req.body; const name = role;"),
    );
    assert.deepEqual(
      found[0]?.taint.steps.map((step) => host.textAt(step)),
      ["role", "name"],
    );
  });
});

describe("where outside data does harm", () => {
  const messages = (list: string): string =>
    `${OPENAI}app.post("/ask", async (req, res) => { await client.chat.completions.create({ model: "m", messages: ${list} }); });`;

  flows(
    "a system message",
    messages(`[{ role: "system", content: req.body.role }, { role: "user", content: req.body.text }]`),
    ["HTTP request: req.body → req.body.role"],
  );
  flows("a developer message", messages(`[{ role: "developer", content: \`Be \${req.body.tone}.\` }]`), [
    "HTTP request: req.body → req.body.tone",
  ]);
  flows(
    "a system message that is pushed",
    `${OPENAI}app.post("/ask", async (req, res) => {
      const messages = []; messages.push({ role: "system", content: req.body.role }); messages.push({ role: "user", content: req.body.text });
      await client.chat.completions.create({ model: "m", messages }); });`,
    ["HTTP request: req.body → req.body.role"],
  );
  flows(
    "instructions of the Responses API",
    `${OPENAI}app.post("/ask", async (req, res) => { await client.responses.create({ instructions: req.body.role, input: req.body.text }); });`,
    ["HTTP request: req.body → req.body.role"],
  );
  flows(
    "the system prompt of the AI SDK",
    `import { streamText } from "ai";\napp.post("/ask", async (req, res) => { streamText({ model: "a/b", system: req.body.role, prompt: req.body.text }); });`,
    ["HTTP request: req.body → req.body.role"],
  );
  flows(
    "the system blocks of Converse",
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
    const client = new BedrockRuntimeClient({});
    export const handler = async (event) => client.send(new ConverseCommand({ modelId: "m", system: [{ text: event.body }], messages: [] }));`,
    ["Lambda event: event.body → event.body"],
  );

  flows(
    "not a user message",
    messages(`[{ role: "system", content: "You help." }, { role: "user", content: req.body.text }]`),
    [],
  );
  flows("not a message of a role that is not known", messages(`[{ role: req.body.role, content: "You help." }]`), []);
  flows("not messages that come from outside as a whole", messages("req.body.messages"), []);
  flows(
    "not a user prompt",
    `import { generateText } from "ai";\napp.post("/ask", (req, res) => generateText({ model: "a/b", prompt: req.body.text }));`,
    [],
  );
  flows("not the model's name", route(`"You help."`).replace(`model: "m"`, "model: req.body.model"), []);
  flows("not what the server adds to a request", route("`The user is ${req.user.name}.`"), []);
  flows(
    "not data of the app",
    route("`Today is ${new Date().toISOString()}, ${profile.name}.`", "const profile = await load(req.user.id);"),
    [],
  );
  flows(
    "not the text of a callback that is no route",
    `${ANTHROPIC}list.map(async (req, res) => client.messages.create({ system: req.body }));`,
    [],
  );
  flows(
    "not the parameter of an own function",
    `${ANTHROPIC}export const ask = (role: string) => client.messages.create({ system: \`You are \${role}.\` });`,
    [],
  );
});

describe("what makes outside data harmless", () => {
  flows("a number", route("`Answer in ${Number(req.body.words)} words.`"), []);
  flows("a parsed integer", route("`Answer in ${parseInt(req.query.words, 10)} words.`"), []);
  flows("a boolean", route("`Formal: ${Boolean(req.body.formal)}`"), []);
  flows("a choice between constants", route(`req.body.formal ? "Be formal." : "Be kind."`), []);
  flows("a comparison", route("`Formal: ${req.body.tone === 'formal'}`"), []);
  flows(
    "a list that must have it",
    route(
      "`Be ${tone}.`",
      `const { tone } = req.body; if (!["kind", "formal"].includes(tone)) return res.status(400).end();`,
    ),
    [],
  );
  flows(
    "a set that must have it",
    route("`Be ${tone}.`", "const tone = req.body.tone; if (!TONES.has(tone)) throw new Error();"),
    [],
  );
  flows(
    "a pattern that it must match",
    route("`Be ${tone}.`", "const tone = req.body.tone; if (!/^[a-z]+$/.test(tone)) throw new Error();"),
    [],
  );
  flows(
    "a switch",
    route(
      "text",
      `let text; switch (req.body.tone) { case "formal": text = "Be formal."; break; default: text = "Be kind."; }`,
    ),
    [],
  );
  flows("a table", route("TONES[req.body.tone]", "", `const TONES = { formal: "Be formal.", kind: "Be kind." };`), []);
  flows(
    "a table with a default",
    route(`TONES[req.body.tone] ?? "Be kind."`, "", `const TONES = { formal: "Be formal." };`),
    [],
  );
  flows("a validator", route("`Be ${tone}.`", "const tone = req.body.tone; assertTone(tone);"), []);
  flows("a schema", route("`Be ${input.tone}.`", "const input = Input.parse(req.body);"), []);
  flows("a look-up by an id", route("user.instructions", "const user = await users.find(req.params.id);"), []);
  flows("a hash", route("`Session ${createHash('sha256').update(req.body.id).digest('hex')}`"), []);
  flows(
    "a table for each element",
    route(`req.body.tones.map((tone) => TONES[tone]).join(" ")`, "", `const TONES = { formal: "Be formal." };`),
    [],
  );
  flows("its length", route("`The text has ${req.body.text.length} letters.`"), []);
});
