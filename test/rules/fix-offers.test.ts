import assert from "node:assert/strict";
import { rules } from "../../lens/rules/index.ts";
import { defaultsOf } from "../../lens/rules/options.ts";
import { NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { InMemoryHost } from "../analysis/in-memory-host.ts";

const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;
const ANTHROPIC = `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();\n`;

/** What the finding of a rule in some code offers: `none`, or how safe its first fix is. */
function offer(ruleId: string, text: string, majors: Readonly<Record<string, number>>, file: string): string {
  const host = new InMemoryHost({ [file]: text }, { majors });
  const report = lint(new Project(host).analyse(host.files[0]!, NEVER_CANCELLED), {
    rules: rules.filter((rule) => rule.meta.id === ruleId),
    level: () => "default",
    today: "2026-11-22",
    options: (meta) => defaultsOf(meta.options ?? {}),
    settings: {
      defaultMaxOutputTokens: 1024,
      defaultTimeout: 30_000,
      hasEnforcedGuardrail: false,
      allowedModels: ["gpt-5.4", "gpt-5.*", "claude-sonnet-4-6"],
      allowedRegions: [],
      requireReason: false,
    },
    text,
  });
  assert.equal(report.findings.length, 1, JSON.stringify(report.findings.map(({ message }) => message)));
  const [fix] = report.findings[0]!.fixes;
  return fix === undefined ? "none" : `${fix.safety}: ${fix.title}`;
}

interface Case {
  readonly name: string;
  readonly code: string;
  readonly offers: string | RegExp;
  readonly majors?: Readonly<Record<string, number>>;
  readonly file?: string;
}

function offers(ruleId: string, cases: readonly Case[]): void {
  describe(`the fix of ${ruleId}`, () => {
    for (const { name, code, offers: expected, majors = { openai: 7, "@anthropic-ai/sdk": 1 }, file } of cases) {
      it(name, () => {
        const found = offer(ruleId, code, majors, file ?? "src/app.ts");
        if (typeof expected === "string") assert.equal(found, expected);
        else assert.match(found, expected);
      });
    }
  });
}

const long = (call: string): string =>
  `${ANTHROPIC}export async function ask() { ${call.replace("ASK", `client.messages.create({ model: "claude-sonnet-4-6", max_tokens: 32_000, messages: [] })`)} }`;

offers("anthropic-nonstreaming-too-long", [
  { name: "joins fix-all where the call throws for sure", code: long("const m = await ASK;"), offers: /^safe/ },
  {
    name: "is for review for an older SDK",
    code: long("await ASK;"),
    offers: /^review/,
    majors: { "@anthropic-ai/sdk": 0 },
  },
  { name: "is for review for an unknown one", code: long("await ASK;"), offers: /^review/, majors: {} },
  { name: "is for review where the promise is kept", code: long("const m = ASK; keep(m);"), offers: /^review/ },
]);

const cached = (
  text: string,
  system = `[{ type: "text", text: ${JSON.stringify(text)}, cache_control: { type: "ephemeral" } }]`,
): string =>
  `${ANTHROPIC}const KEPT = ${system};\nexport const ask = () => client.messages.create({ model: "claude-sonnet-4-6", max_tokens: 9, system: SYSTEM, messages: [] });`;

offers("prompt-cache-below-minimum", [
  {
    name: "joins fix-all for a short text in the call",
    code: cached("", "0").replace(
      "SYSTEM",
      `[{ type: "text", text: "Be kind.", cache_control: { type: "ephemeral" } }]`,
    ),
    offers: "safe: Remove the checkpoint",
  },
  {
    name: "is for review for a text that may be long enough for some tokeniser",
    code: cached("", "0").replace(
      "SYSTEM",
      `[{ type: "text", text: "${"Be kind. ".repeat(60)}", cache_control: { type: "ephemeral" } }]`,
    ),
    offers: /^review/,
  },
  {
    name: "is for review for a prompt that others may use",
    code: cached("Be kind.").replace("SYSTEM", "KEPT"),
    offers: /^review/,
  },
]);

const json = (before: string, prompt: string): string =>
  `${OPENAI}export async function ask(rows) { ${before} return client.responses.create({ model: "gpt-5.4", input: ${prompt} }); }`;

offers("pretty-printed-json-in-prompt", [
  { name: "joins fix-all in the call", code: json("", "`Sum up ${JSON.stringify(rows, null, 2)}`"), offers: /^safe/ },
  {
    name: "joins fix-all where nothing else reads the text",
    code: json("const data = JSON.stringify(rows, null, 2); const text = `Rows:\n${data}`.trim();", "`Sum up ${text}`"),
    offers: /^safe/,
  },
  {
    name: "is for review where something else reads it",
    code: json("const text = JSON.stringify(rows, null, 2); save(text);", "`Sum up ${text}`"),
    offers: /^review/,
  },
]);

const route = "app/api/chat/route.ts";
const streaming = (rest: string): string =>
  `import { streamText } from "ai";\nexport async function POST(req: Request) { const r = streamText({ model: "openai/gpt-5.4", prompt: "x" }); ${rest} }`;

offers("abort-signal-not-forwarded", [
  {
    name: "joins fix-all for an answer that is only sent",
    code: streaming("return r.toTextStreamResponse();"),
    offers: /^safe/,
    file: route,
  },
  {
    name: "is for review for one that is counted",
    code: streaming("r.usage.then(count); return r.toTextStreamResponse();"),
    offers: /^review/,
    file: route,
  },
]);

const chosen = (model: string, more = ""): string =>
  `${OPENAI}app.post("/ask", async (req, res) => { const { id } = req.body; await client.responses.create({ model: ${model}, input: "x" }); });\n${more}`;

offers("client-controlled-model-params", [
  {
    name: "takes the models of the team and of other calls",
    code: chosen("id", `export const other = () => client.responses.create({ model: "gpt-5.4-mini", input: "x" });`),
    offers: "review: Take only models of a list (`gpt-5.4-mini`, `gpt-5.4`)",
  },
  {
    name: "takes the model that the call falls back to first",
    code: chosen('id || "gpt-5"'),
    offers: /list \(`gpt-5`, /,
  },
  { name: "is none for an id that is put together", code: chosen("`gpt-${id}`"), offers: "none" },
  {
    name: "is none for tools",
    code: chosen('"gpt-5.4"').replace(`input: "x"`, `input: "x", tools: req.body.tools`),
    offers: "none",
  },
]);

const asked = (options: string, head = OPENAI): string => `${head}export const ask = (text) => client.${options};`;
const PROMPT = "messages: [{ role: 'user', content: `Return valid JSON with the name in: ${text}` }]";

offers("structured-output-missing", [
  { name: "is JSON mode", code: asked(`chat.completions.create({ model: "gpt-4o", ${PROMPT} })`), offers: /^review/ },
  {
    name: "is none for a model without JSON mode",
    code: asked(`chat.completions.create({ model: "gpt-4", ${PROMPT} })`),
    offers: "none",
  },
  {
    name: "is none for a model that is not known",
    code: asked(`chat.completions.create({ model: text, ${PROMPT} })`),
    offers: "none",
  },
  {
    name: "is none for a list",
    code: asked(`chat.completions.create({ model: "gpt-4o", ${PROMPT.replace("the name", "a list of the names")} })`),
    offers: "none",
  },
  {
    name: "is none for another server",
    code: asked(`chat.completions.create({ model: "gpt-4o", ${PROMPT} })`).replace(
      "OpenAI()",
      "OpenAI({ baseURL: process.env.URL })",
    ),
    offers: "none",
  },
  {
    name: "is none where only the instructions speak of JSON",
    code: asked(`responses.create({ model: "gpt-5.4", instructions: "Answer as JSON.", input: text })`),
    offers: "none",
  },
  {
    name: "is the format of the Responses API",
    code: asked("responses.create({ model: 'gpt-5.4', input: `Answer as JSON. ${text}` })"),
    offers: /^review/,
  },
  {
    name: "is none for Anthropic, which wants a schema",
    code: asked(`messages.create({ model: "claude-sonnet-4-6", max_tokens: 9, ${PROMPT} })`, ANTHROPIC),
    offers: "none",
  },
]);

const handled = (create: string, head = OPENAI): string =>
  `${head}app.post("/ask", async (req, res) => { const { userId } = req.body; res.json(await client.${create}); });`;

offers("attribution-metadata-missing", [
  {
    name: "is a hash of the id",
    code: handled(`responses.create({ model: "m", input: "x" })`),
    offers: "review: Set `safety_identifier` to a hash of `userId`",
  },
  {
    name: "is none for an SDK that has another name for it",
    code: handled(`responses.create({ model: "m", input: "x" })`),
    offers: "none",
    majors: { openai: 4 },
  },
  {
    name: "is none for another server",
    code: handled(`responses.create({ model: "m", input: "x" })`).replace(
      "OpenAI()",
      "OpenAI({ baseURL: process.env.URL })",
    ),
    offers: "none",
  },
  {
    name: "is none where the id is not in scope",
    code: handled(`responses.create({ model: "m", input: "x" })`)
      .replace("{ userId }", "id")
      .replace("req.body;", "session.user;"),
    offers: "none",
  },
]);

offers("mcp-unpinned-server-command", [
  {
    name: "is none for a package that nothing installs",
    code: `import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";\nnew StdioClientTransport({ command: "npx", args: ["-y", "a@latest"] });`,
    offers: "none",
  },
  {
    name: "is none in a command that is one text",
    code: `import { MCPServerStdio } from "@openai/agents";\nnew MCPServerStdio({ fullCommand: "npx -y a@latest" });`,
    offers: "none",
    majors: { a: 1 },
  },
]);
