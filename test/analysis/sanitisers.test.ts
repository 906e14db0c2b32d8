import assert from "node:assert/strict";
import { ANTHROPIC, flows, OPENAI } from "./flow-lines.ts";
import { analyse } from "./in-memory-host.ts";

const ZOD = `import { z } from "zod";\n`;

/** An Express route that calls Anthropic with some instructions. */
function route(system: string, before: string, head = ""): string {
  return `${head}${ANTHROPIC}app.post("/ask", async (req, res) => { ${before} await client.messages.create({ model: "m", system: ${system} }); });`;
}

const found = (piece: string, marks = ""): string[] => [`system prompt: HTTP request req.body → ${piece}${marks}`];

describe("sanitisers: schemas", () => {
  const schema = (fields: string, use: string, expected: readonly string[]): void =>
    flows(fields, route(use, `const input = z.object({ ${fields} }).parse(req.body);`, ZOD), expected);

  schema("a: z.string()", "input.a", found("input.a", " [checked]"));
  schema("a: z.string().min(1).max(200)", "input.a", found("input.a", " [checked, bounded]"));
  schema("a: z.string().optional()", "input.a", found("input.a", " [checked]"));
  schema("a: z.enum(['x', 'y'])", "input.a", []);
  schema("a: z.enum(['x', 'y']).optional().default('x')", "input.a", []);
  schema("a: z.literal('x')", "input.a", []);
  schema("a: z.union([z.literal('x'), z.literal('y')])", "input.a", []);
  schema("a: z.union([z.literal('x'), z.string()])", "input.a", found("input.a", " [checked]"));
  schema("a: z.number().int()", "input.a", []);
  schema("a: z.coerce.number()", "input.a", []);
  schema("a: z.boolean()", "input.a", []);
  schema("a: z.string().uuid()", "input.a", []);
  schema("a: z.uuid()", "input.a", []);
  schema("a: z.string().regex(/^[a-z]+$/)", "input.a", []);
  schema("a: z.string().refine((text) => LIST.includes(text))", "input.a", []);
  schema("a: z.array(z.string())", "input.a[0]", found("input.a[0]", " [checked]"));
  schema("a: z.array(z.enum(['x']))", "input.a[0]", []);
  schema("a: z.object({ b: z.string() }), c: z.string()", "input.a.b", found("input.a.b", " [checked]"));
  schema("a: z.any()", "input.a.b", found("input.a.b", " [checked]"));
  schema("b: z.string()", "input.a", []);

  flows(
    "safeParse()",
    route(
      "given.data.a",
      "const given = Input.safeParse(req.body); if (!given.success) return;",
      `${ZOD}const Input = z.object({ a: z.string(), b: z.enum(['x']) });\n`,
    ),
    found("given.data.a", " [checked]"),
  );
  flows(
    "safeParse() of a choice",
    route(
      "given.data.b",
      "const given = Input.safeParse(req.body); if (!given.success) return;",
      `${ZOD}const Input = z.object({ a: z.string(), b: z.enum(['x']) });\n`,
    ),
    [],
  );
  flows(
    "extend()",
    route(
      "input.a + input.b",
      "const input = await Wider.parseAsync(req.body);",
      `${ZOD}const Input = z.object({ a: z.string() });\nconst Wider = Input.extend({ b: z.number() }).strict();\n`,
    ),
    found("input.a", " [checked]"),
  );
  flows(
    "valibot",
    route(
      "input.a + input.b",
      "const input = v.parse(Input, req.body);",
      `import * as v from "valibot";\nconst Input = v.object({ a: v.pipe(v.string(), v.maxLength(20)), b: v.picklist(["x"]) });\n`,
    ),
    found("input.a", " [checked, bounded]"),
  );
  flows(
    "yup",
    route(
      "input.a + input.b",
      "const input = await Input.validate(req.body);",
      `import * as yup from "yup";\nconst Input = yup.object({ a: yup.string().max(20), b: yup.string().oneOf(["x"]) });\n`,
    ),
    found("input.a", " [checked, bounded]"),
  );
  flows(
    "joi",
    route(
      "value.a + value.b",
      "const { value } = Input.validate(req.body);",
      `import Joi from "joi";\nconst Input = Joi.object({ a: Joi.string(), b: Joi.string().valid("x") });\n`,
    ),
    [],
  );
  flows(
    "a schema that cannot be seen",
    route("input.a", "const input = Input.parse(req.body);", `import { Input } from "schemas";\n`),
    [],
  );
  flows(
    "Hono's validator",
    `${ZOD}${ANTHROPIC}app.post("/ask", zValidator("json", z.object({ a: z.string(), b: z.enum(["x"]) })), async (c) => { const input = c.req.valid("json"); await client.messages.create({ model: "m", system: input.a + input.b }); });`,
    ['system prompt: HTTP request c.req.valid("json") → input.a [checked]'],
  );
  flows(
    "class-validator",
    `${ANTHROPIC}class Ask { @IsString() @MaxLength(20) a: string; @IsEnum(Tone) b: Tone; @IsInt() c: number; }\nclass Routes { @Post() async ask(@Body() body: Ask) { await client.messages.create({ model: "m", system: \`${"${body.a}"} ${"${body.b}"} ${"${body.c}"}\` }); } }`,
    ["system prompt: HTTP request body → body.a [checked, bounded]"],
  );
});

describe("sanitisers: guards", () => {
  flows("an equality", route("tone", `const { tone } = req.body; if (tone !== "kind") return;`), []);
  flows(
    "a choice between what is looked up and a default",
    route("tone", `const tone = TONES.has(req.body.tone) ? req.body.tone : "kind";`),
    [],
  );
  flows(
    "a function of the app that checks",
    route("tone", "const tone = validateTone(req.body.tone);", "function validateTone(tone) { return tone; }\n"),
    [],
  );
  flows("a number", route("`${Math.max(1, Number(req.body.words))}`", ""), []);
  flows("a length cap", route("text", "const text = req.body.text.slice(0, 500);"), found("text", " [bounded]"));
  flows(
    "a length that is checked",
    route("text", "const { text } = req.body; if (text.length > 500) return res.status(400).end();"),
    found("text", " [bounded]"),
  );
  flows(
    "not a length that is only looked at",
    route("text", "const { text } = req.body; if (text.length > 500) log.warn('long');"),
    found("text"),
  );
  flows("not a part that starts somewhere", route("text", "const text = req.body.text.slice(2);"), found("text"));
});

describe("sanitisers: roles", () => {
  const chat = (messages: string): string =>
    `${OPENAI}app.post("/ask", async (req, res) => { await client.chat.completions.create({ model: "m", messages: ${messages} }); });`;
  flows("a filter by role", chat(`req.body.messages.filter((message) => message.role === "user")`), []);
  flows(
    "a role that the program writes",
    chat(`req.body.messages.map((message) => ({ role: "user", content: message.content }))`),
    ["prompt: HTTP request req.body → message.content"],
  );
  flows(
    "a schema that names the roles",
    `${ZOD}${OPENAI}const Body = z.object({ messages: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string().max(900) })) });
app.post("/ask", async (req, res) => { const { messages } = Body.parse(req.body); await client.chat.completions.create({ model: "m", messages: [{ role: "system", content: "Help." }, ...messages] }); });`,
    ["prompt: HTTP request req.body → messages [checked, bounded]"],
  );
  flows(
    "not a schema that leaves the role open",
    `${ZOD}${OPENAI}app.post("/ask", async (req, res) => { const { messages } = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) }).parse(req.body); await client.chat.completions.create({ model: "m", messages }); });`,
    ["messages: HTTP request req.body → messages [checked]"],
  );
  flows("not a filter by something else", chat("req.body.messages.filter((message) => message.content)"), [
    "messages: HTTP request req.body → req.body.messages.filter((message) => message.content)",
  ]);
});

describe("sanitisers: escaping", () => {
  const acting = (code: string, head = ""): string => `${head}\n${OPENAI}async function act() {
  const response = await client.chat.completions.create({ model: "m", messages: [] });
  const text = response.choices[0].message.content;
  ${code}
}`;
  const sinksOf = (code: string, head = ""): string[] => analyse(acting(code, head)).flows.map((flow) => flow.sink);
  const harmless = (title: string, code: string, head: string, expected: readonly string[] = []): void => {
    it(title, () => assert.deepEqual(sinksOf(code, head), expected));
  };

  harmless("DOMPurify for HTML", "element.innerHTML = DOMPurify.sanitize(text);", `import DOMPurify from "dompurify";`);
  harmless(
    "DOMPurify after Markdown",
    "element.innerHTML = DOMPurify.sanitize(marked(text));",
    `import DOMPurify from "dompurify";\nimport { marked } from "marked";`,
  );
  harmless(
    "an own function that escapes",
    "element.innerHTML = toMarkup(text);",
    `const toMarkup = (text) => text.replace(/</g, "&lt;");`,
  );
  harmless(
    "not for a shell",
    "exec(escapeHtml(text));",
    `import escapeHtml from "escape-html";\nimport { exec } from "child_process";`,
    ["shell"],
  );
  harmless(
    "the last part of a path",
    "await readFile(path.join(root, path.basename(text)));",
    `import path from "path";\nimport { readFile } from "fs/promises";`,
  );
  harmless(
    "a path that is checked",
    "const file = path.resolve(root, text); if (!file.startsWith(root)) throw new Error(); await readFile(file);",
    `import path from "path";\nimport { readFile } from "fs/promises";`,
  );
  harmless(
    "a path that an own function checks",
    "await readFile(inside(text));",
    `import path from "path";\nimport { readFile } from "fs/promises";\nfunction inside(name) { const file = path.resolve(root, name); if (path.relative(root, file).startsWith("..")) throw new Error(); return file; }`,
  );
  harmless(
    "a host that is looked up",
    "const url = new URL(text); if (!HOSTS.includes(url.hostname)) throw new Error(); await fetch(url);",
    "",
  );
  harmless("a part of an address", "await fetch(encodeURIComponent(text));", "");
  harmless(
    "a command of a list",
    "if (!COMMANDS.includes(text)) throw new Error(); exec(text);",
    `import { exec } from "child_process";`,
  );
});
