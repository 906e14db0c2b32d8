import assert from "node:assert/strict";
import { ANTHROPIC, flows, OPENAI } from "./flow-lines.ts";
import { analyse } from "./in-memory-host.ts";

const ask = (system: string): string => `await client.messages.create({ model: "m", system: ${system} });`;
const HTTP = "system prompt: HTTP request";
const ZOD = `import { z } from "zod";\n`;

describe("sources: requests", () => {
  flows(
    "Fastify",
    `${ANTHROPIC}fastify.post("/ask", { schema }, async (request, reply) => { ${ask("request.body.role")} });`,
    [`${HTTP} request.body → request.body.role`],
  );
  flows(
    "Hono, whatever its context is called",
    `import { Hono } from "hono";\n${ANTHROPIC}app.post("/ask", async (ctx) => { const { role } = await ctx.req.json(); ${ask("role")} });`,
    [`${HTTP} ctx.req.json → role`],
  );
  flows(
    "NestJS, with the name of a field and after other decorators",
    `${ANTHROPIC}class A { @Post() async ask(@Trim() @Body("role") role: string, @Headers("x-tone") tone: string) { ${ask("role + tone")} } }`,
    [`${HTTP} role → role`, `${HTTP} tone → tone`],
  );
  flows(
    "messages of a queue",
    `${ANTHROPIC}export const handler = async (event) => { for (const record of event.Records) { ${ask("record.body")} } };`,
    ["system prompt: Lambda event event.Records → record.body"],
  );
  flows(
    "each message of a queue",
    `${ANTHROPIC}export const handler = async (event: SQSEvent) => { await Promise.all(event.Records.map(async (record) => { ${ask("JSON.parse(record.body).role")} })); };`,
    ["system prompt: Lambda event event.Records → JSON.parse(record.body).role"],
  );
  flows(
    "a WebSocket of a server, by its event",
    `${ANTHROPIC}const { socket, response } = Deno.upgradeWebSocket(request); socket.onmessage = async (event) => { ${ask("event.data")} };`,
    ["system prompt: WebSocket message event.data → event.data"],
  );
  flows(
    "a WebSocket of a server, by a listener",
    `${ANTHROPIC}const [, socket] = Object.values(new WebSocketPair()); socket.addEventListener("message", async (event) => { ${ask("event.data")} });`,
    ["system prompt: WebSocket message event.data → event.data"],
  );
  flows(
    "not a connection that the program opens itself",
    `${ANTHROPIC}const socket = new WebSocket("wss://example.com"); socket.on("message", async (data) => { ${ask("data")} });`,
    [],
  );
  flows("arguments of the command line", `${ANTHROPIC}const role = process.argv.slice(2).join(" ");\n${ask("role")}`, [
    "system prompt: command line process.argv → role",
  ]);
  flows(
    "form data of a server action",
    `"use server";\n${ANTHROPIC}export async function ask(state: State, form: FormData) { ${ask('form.get("role")')} }`,
    ['system prompt: form data form.get → form.get("role")'],
  );
});

describe("sources: remote procedures", () => {
  flows(
    "tRPC",
    `${ZOD}${ANTHROPIC}export const ask = publicProcedure.input(z.object({ role: z.string(), tone: z.enum(["kind"]) })).mutation(async ({ input }) => { ${ask("`${input.role} ${input.tone}`")} });`,
    [`${HTTP} input → input.role [checked]`],
  );
  flows(
    "tRPC with a schema of another file",
    {
      "src/app.ts": `import { Ask } from "./schema";\n${ANTHROPIC}export const ask = t.procedure.input(Ask).query(async ({ ctx, input: { role, words } }) => { ${ask("`${role} ${words}`")} });`,
      "src/schema.ts": `${ZOD}export const Ask = z.object({ role: z.string(), words: z.number() });`,
    },
    [`${HTTP} input: { role, words } → role [checked]`],
  );
  flows(
    "not a query builder that looks like tRPC",
    `${ZOD}${ANTHROPIC}builder.input(z.object({ role: z.string() })).query(async ({ input }) => { ${ask("input.role")} });`,
    [],
  );
  flows(
    "Convex",
    `import { action } from "./_generated/server";\nimport { v } from "convex/values";\n${ANTHROPIC}export const ask = action({ args: { role: v.string(), mode: v.union(v.literal("a"), v.literal("b")) }, handler: async (ctx, args) => { ${ask("`${args.role} ${args.mode}`")} } });`,
    [`${HTTP} args → args.role [checked]`],
  );
  flows(
    "not internal functions of Convex",
    `import { internalAction } from "./_generated/server";\nimport { v } from "convex/values";\n${ANTHROPIC}export const ask = internalAction({ args: { role: v.string() }, handler: async (ctx, args) => { ${ask("args.role")} } });`,
    [],
  );
  flows(
    "next-safe-action",
    `${ZOD}${ANTHROPIC}export const ask = actionClient.inputSchema(z.object({ role: z.string() })).action(async ({ parsedInput }) => { ${ask("parsedInput.role")} });`,
    [`${HTTP} parsedInput → parsedInput.role [checked]`],
  );
});

describe("sources: models and tools", () => {
  const evaluate = (before: string, code: string): string =>
    `${OPENAI}async function run() { ${before} eval(${code}); }`;
  const chat = `const response = await client.chat.completions.create({ model: "m", messages: [] });`;

  flows("text of a chat completion", evaluate(chat, "response.choices[0].message.content"), [
    "code execution: model output response.choices[0].message.content → response.choices[0].message.content",
  ]);
  flows(
    "text taken apart",
    evaluate(
      `const { choices: [{ message }] } = await client.chat.completions.create({ model: "m", messages: [] }); const code = message.content?.trim() ?? "";`,
      "code",
    ),
    ["code execution: model output message.content → code"],
  );
  flows(
    "text by then()",
    evaluate(
      `const code = await client.chat.completions.create({ model: "m", messages: [] }).then((answer) => answer.choices[0].message.content);`,
      "code",
    ),
    ["code execution: model output answer.choices[0].message.content → code"],
  );
  flows(
    "text of each block",
    `${ANTHROPIC}async function run() { const message = await client.messages.create({ model: "m", messages: [] }); eval(message.content.filter((block) => block.type === "text").map((block) => block.text).join("")); }`,
    [
      `code execution: model output block.text → message.content.filter((block) => block.type === "text").map((block) => block.text).join("")`,
    ],
  );
  flows(
    "generated text",
    `import { generateText } from "ai";\nasync function run() { const { text } = await generateText({ model: "a/b", prompt: "x" }); eval(text); }`,
    ["code execution: model output text → text"],
  );
  flows(
    "text of a command's answer",
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
    const client = new BedrockRuntimeClient({});
    async function run() { const answer = await client.send(new ConverseCommand({ modelId: "m", messages: [] })); eval(answer.output.message.content[0].text); }`,
    ["code execution: model output answer.output.message.content[0].text → answer.output.message.content[0].text"],
  );
  flows(
    "fields of an object that are free text, and no others",
    `${ZOD}import { generateObject } from "ai";\nasync function run() { const { object } = await generateObject({ model: "a/b", schema: z.object({ code: z.string(), kind: z.enum(["a", "b"]), size: z.number() }), prompt: "x" }); eval(object.code); eval(object.kind); eval(object.size); }`,
    ["code execution: model output object → object.code [checked]"],
  );
  flows("not why the model stopped", evaluate(chat, "response.choices[0].finish_reason"), []);
  flows(
    "not text of something else",
    evaluate("const response = await load();", "response.choices[0].message.content"),
    [],
  );
  flows(
    "arguments of a tool that a model calls",
    evaluate(
      `${chat} const message = response.choices[0].message; const [first] = message.tool_calls; const given = JSON.parse(first.function.arguments);`,
      "given.code",
    ),
    ["code execution: tool argument first.function.arguments → given.code"],
  );
  flows(
    "arguments of each tool that a model calls",
    `${ANTHROPIC}async function run() { const message = await client.messages.create({ model: "m", messages: [] }); for (const block of message.content) { if (block.type === "tool_use") eval(block.input.code); } }`,
    ["code execution: tool argument block.input → block.input.code"],
  );
  flows(
    "parameters of a tool's handler",
    `import { defineTool } from "toolkit";\n${ZOD}export const run = defineTool({ inputSchema: z.object({ code: z.string(), mode: z.enum(["a"]) }), execute: async ({ code, mode }) => { eval(code); eval(mode); } });\n${OPENAI}`,
    ["code execution: tool argument { code, mode } → code [checked]"],
  );
  flows(
    "parameters of a handler that stands apart",
    `import { defineTool } from "toolkit";\n${ZOD}async function execute(input) { eval(input.code); }\nexport const run = defineTool({ inputSchema: z.object({ code: z.string() }), execute });\n${OPENAI}`,
    ["code execution: tool argument input → input.code [checked]"],
  );
  flows(
    "parameters of a tool of a server",
    `import { ToolServer } from "toolkit";\n${ZOD}const server = new ToolServer();\nserver.registerTool("run", { inputSchema: { code: z.string() } }, async ({ code }) => { eval(code); });`,
    ["code execution: tool argument { code } → code [checked]"],
  );
  flows(
    "not the context of a tool that takes nothing",
    `import { ToolServer } from "toolkit";\nconst server = new ToolServer();\nserver.registerTool("run", {}, async (extra) => { eval(extra.code); });`,
    [],
  );
  flows(
    "not a handler of a function that only looks like a tool",
    `${OPENAI}const defineTool = (tool) => tool;\nexport const run = defineTool({ execute: async ({ code }) => { eval(code); } });`,
    [],
  );
  flows(
    "documents that a search gave",
    `import { Store } from "toolkit";\n${ANTHROPIC}const store = new Store();\nasync function run(question) { const found = await store.search(question); const context = found.map((each) => each.text).join("\\n"); ${ask("`Use this: ${context}`")} }`,
    ["system prompt: retrieved document store.search(question) → context"],
  );
});

describe("sources: look-alikes", () => {
  flows("a body that is no request's", `${ANTHROPIC}export async function run(config) { ${ask("config.body")} }`, []);
  flows("an event of the app's own", `${ANTHROPIC}bus.on("ask", async (event) => { ${ask("event.body")} });`, []);
  flows("argv of something else", `${ANTHROPIC}const process = load();\n${ask("process.argv[2]")}`, []);
});

describe("the way from source to sink", () => {
  it("goes through functions and files, each step once", () => {
    const { flows: found, host } = analyse({
      "src/app.ts": `import { profile } from "./profile";\n${ANTHROPIC}
app.post("/ask", async (req, res) => {
  const { role } = req.body;
  const text = profile(role);
  const system = text;
  ${ask("system")}
});`,
      "src/profile.ts": `export function profile(name: string) { const line = \`You are \${name}.\`; return line; }`,
    });
    assert.deepEqual(
      found.map((flow) => flow.taint.steps.map((step) => `${step.file.split("/").at(-1)}: ${host.textAt(step)}`)),
      [["app.ts: role", "profile.ts: name", "profile.ts: line", "app.ts: text", "app.ts: system"]],
    );
  });

  it("keeps the last steps of a long way", () => {
    const names = Array.from({ length: 20 }, (_, index) => `v${index}`);
    const chain = names
      .map((name, index) => `const ${name} = ${index === 0 ? "req.body" : names[index - 1]};`)
      .join(" ");
    const { flows: found, host } = analyse(
      `${ANTHROPIC}app.post("/ask", async (req, res) => { ${chain} ${ask("v19")} });`,
    );
    assert.deepEqual(
      found[0]?.taint.steps.map((step) => host.textAt(step)),
      names.slice(-12),
    );
  });

  flows(
    "goes through a field that the constructor sets",
    `${ANTHROPIC}class Ask { constructor(private role: string) {} system() { return \`You are \${this.role}.\`; } }
app.post("/ask", async (req, res) => { ${ask("new Ask(req.body.role).system()")} });`,
    [`${HTTP} req.body → req.body.role`],
  );
});

describe("sources: results of tools that the AI SDK ran", () => {
  const AI = `import { generateText, streamText, ToolLoopAgent } from "ai";\n`;
  const result = `const result = await generateText({ model, prompt, tools });`;
  const found = (text: string, piece: string): string => `system prompt: tool result ${text} → ${piece}`;
  const last = "result.toolResults[0].output";
  const each = "each.output";
  flows("of the last step", `${AI}${ANTHROPIC}${result} ${ask("result.toolResults[0].output.text")}`, [
    found(last, "result.toolResults[0].output.text"),
  ]);
  flows("as AI SDK 4 calls them", `${AI}${ANTHROPIC}${result} ${ask("result.toolResults[0].result")}`, [
    found("result.toolResults[0].result", "result.toolResults[0].result"),
  ]);
  flows(
    "of a step, in a loop",
    `${AI}${ANTHROPIC}${result} for (const step of result.steps) for (const each of step.toolResults) ${ask("each.output")}`,
    [found(each, each)],
  );
  flows(
    "of a stream, once it is over",
    `${AI}${ANTHROPIC}const { toolResults } = streamText({ model, prompt, tools }); const [first] = await toolResults; ${ask("first.output")}`,
    [found("first.output", "first.output")],
  );
  flows(
    "put together by a callback of a list",
    `${AI}${ANTHROPIC}${result} ${ask('result.toolResults.map((each) => each.output).join("\\n")')}`,
    [found(each, 'result.toolResults.map((each) => each.output).join("\\n")')],
  );
  flows(
    "in a function that is told of each step",
    `${AI}${ANTHROPIC}await generateText({ model, prompt, tools, onStepFinish: async ({ toolResults }) => { ${ask("toolResults[0].output")} } });`,
    [found("toolResults[0].output", "toolResults[0].output")],
  );
  flows(
    "in a function that is told of the end, as a method",
    `${AI}${ANTHROPIC}streamText({ model, prompt, tools, async onFinish(event) { ${ask("event.steps[1].toolResults[0].output")} } });`,
    [found("event.steps[1].toolResults[0].output", "event.steps[1].toolResults[0].output")],
  );
  flows(
    "in a function of an agent that prepares the next step",
    `${AI}${ANTHROPIC}new ToolLoopAgent({ model, tools, prepareStep: async ({ steps }) => { ${ask("steps.at(-1).toolResults[0].output")} } });`,
    [found("steps.at(-1).toolResults[0].output", "steps.at(-1).toolResults[0].output")],
  );
  flows(
    "among the parts of a stream",
    `${AI}${ANTHROPIC}const { fullStream } = streamText({ model, prompt, tools }); for await (const part of fullStream) { if (part.type === "tool-result") ${ask("part.output")} }`,
    [found("part.output", "part.output")],
  );
  flows("not their names and ids", `${AI}${ANTHROPIC}${result} ${ask("result.toolResults[0].toolName")}`, []);
  flows(
    "not in a function of that name which something else is told by",
    `${AI}${ANTHROPIC}run({ onStepFinish: async ({ toolResults }) => { ${ask("toolResults[0].output")} } });`,
    [],
  );
});

describe("sources: what an agent of the AI SDK is told of a step by its call", () => {
  flows(
    "results of tools",
    `import { ToolLoopAgent } from "ai";\n${ANTHROPIC}const agent = new ToolLoopAgent({ model, tools }); await agent.generate({ prompt, onStepFinish: async ({ toolResults }) => { ${ask("toolResults[0].output")} } });`,
    ["system prompt: tool result toolResults[0].output → toolResults[0].output"],
  );
});
