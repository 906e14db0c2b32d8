import assert from "node:assert/strict";
import { ANTHROPIC, flows, OPENAI } from "./flow-lines.ts";
import { analyse, type Source } from "./in-memory-host.ts";

/** Code that is given the arguments that a model chose, as `given`. */
function acting(code: string, head = ""): string {
  return `${head}\n${OPENAI}async function act() {
  const response = await client.chat.completions.create({ model: "m", messages: [] });
  const given = JSON.parse(response.choices[0].message.tool_calls[0].function.arguments);
  ${code}
}`;
}

/** A test of sinks outside model calls: `sink: piece`. */
function sinks(title: string, source: Source, expected: readonly string[]): void {
  it(title, () => {
    const { flows: found, host } = analyse(source);
    assert.deepEqual(
      found.map((flow) => `${flow.sink}: ${host.textAt(flow.place)}`),
      expected,
    );
  });
}

describe("sinks: options of model calls", () => {
  const chat = (options: string, before = ""): string =>
    `${OPENAI}app.post("/ask", async (req, res) => { ${before} await client.chat.completions.create({ model: "m", ${options} }); });`;

  flows("the text of a user message", chat(`messages: [{ role: "user", content: req.body.text }]`), [
    "prompt: HTTP request req.body → req.body.text",
  ]);
  flows(
    "a prompt",
    `import { generateText } from "ai";\napp.post("/ask", (req, res) => generateText({ model: "a/b", prompt: req.body.text }));`,
    ["prompt: HTTP request req.body → req.body.text"],
  );
  flows("a list of messages", chat("messages: req.body.messages"), [
    "messages: HTTP request req.body → req.body.messages",
  ]);
  flows(
    "a list of messages after the program's own",
    chat(`messages: [{ role: "system", content: "Help." }, ...req.body.messages]`),
    ["messages: HTTP request req.body → req.body.messages"],
  );
  flows(
    "roles of messages that are made anew",
    chat("messages: req.body.messages.map((each) => ({ role: each.role, content: each.content }))"),
    ["messages: HTTP request req.body → each.role", "prompt: HTTP request req.body → each.content"],
  );
  flows(
    "messages of the AI SDK's user interface",
    `import { convertToModelMessages, streamText } from "ai";\napp.post("/ask", async (req, res) => { const { messages } = req.body; streamText({ model: "a/b", messages: await convertToModelMessages(messages) }); });`,
    ["messages: HTTP request req.body → messages"],
  );
  flows("the model", chat("messages: []").replace(`model: "m"`, "model: req.body.model"), [
    "model options: HTTP request req.body → req.body.model",
  ]);
  flows(
    "the model of a provider",
    `import { generateText } from "ai";\nimport { openai } from "@ai-sdk/openai";\napp.post("/ask", (req, res) => generateText({ model: openai(req.body.model), prompt: "x" }));`,
    ["model options: HTTP request req.body → req.body.model"],
  );
  flows("the limit of tokens and the tools", chat("messages: [], max_tokens: req.body.words, tools: req.body.tools"), [
    "model options: HTTP request req.body → req.body.words",
    "model options: HTTP request req.body → req.body.tools",
  ]);
  flows(
    "the description of a tool",
    chat(`messages: [], tools: [{ type: "function", function: { name: "a", description: req.body.about } }]`),
    ["tool description: HTTP request req.body → req.body.about"],
  );
  flows(
    "what another model wrote",
    `${ANTHROPIC}async function run() { const first = await client.messages.create({ model: "m", messages: [] }); await client.messages.create({ model: "m", messages: [{ role: "user", content: first.content[0].text }] }); }`,
    ["prompt: model output first.content[0].text → first.content[0].text"],
  );
  flows("not what the program wrote", chat(`messages: [{ role: "user", content: "Hello." }], max_tokens: 100`), []);
});

describe("sinks: what a model chose", () => {
  sinks("code", acting("eval(given.code); new Function(given.code); setTimeout(given.code, 10);"), [
    "code execution: given.code",
    "code execution: given.code",
    "code execution: given.code",
  ]);
  sinks("code in a context", acting("vm.runInNewContext(given.code, {});", `import vm from "node:vm";`), [
    "code execution: given.code",
  ]);
  sinks(
    "not a function of the app's own of that name",
    acting("eval(given.code);", "import { eval } from './own';"),
    [],
  );
  sinks(
    "a shell",
    acting("exec(`ls ${given.path}`); cp.execSync(given.command);", `import cp, { exec } from "child_process";`),
    ["shell: given.path", "shell: given.command"],
  );
  sinks(
    "a shell, promised",
    acting(
      "await run(given.command);",
      `import { exec } from "node:child_process";\nimport { promisify } from "node:util";\nconst run = promisify(exec);`,
    ),
    ["shell: given.command"],
  );
  sinks(
    "arguments of a program where a shell reads them, and only there",
    acting(
      `spawn("ls", [given.path], { shell: true }); spawn("ls", [given.path]); spawn(given.program, []);`,
      `const { spawn } = require("child_process");`,
    ),
    ["shell: given.path", "shell: given.program"],
  );
  sinks("not exec() of a pattern", acting("/a/.exec(given.text); pattern.exec(given.text);"), []);
  sinks(
    "SQL",
    acting(
      "await pool.query(`SELECT * FROM t WHERE a = '${given.name}'`);",
      `import { Pool } from "pg";\nconst pool = new Pool();`,
    ),
    ["SQL: given.name"],
  );
  sinks(
    "SQL of a pool of another file",
    {
      "src/app.ts": acting("await db.query(given.sql);", `import { db } from "./db";`),
      "src/db.ts": `import pg from "pg";\nexport const db = new pg.Pool();`,
    },
    ["SQL: given.sql"],
  );
  sinks(
    "SQL in an object",
    acting(
      "await pool.query({ text: given.sql, values: [given.name] });",
      `import { Pool } from "pg";\nconst pool = new Pool();`,
    ),
    ["SQL: given.sql"],
  );
  sinks("SQL that a client marks as unsafe", acting("await prisma.$queryRawUnsafe(given.sql);"), ["SQL: given.sql"]);
  sinks(
    "SQL of other packages",
    acting(
      "database.prepare(given.a); knex.raw(given.b); sql.raw(given.c);",
      `import Database from "better-sqlite3";\nimport createKnex from "knex";\nimport { sql } from "drizzle-orm";\nconst database = new Database("a.db");\nconst knex = createKnex({});`,
    ),
    ["SQL: given.a", "SQL: given.b", "SQL: given.c"],
  );
  sinks(
    "not values of a query",
    acting(
      `await pool.query("SELECT * FROM t WHERE a = $1", [given.name]);`,
      `import { Pool } from "pg";\nconst pool = new Pool();`,
    ),
    [],
  );
  sinks(
    "not query() of something else",
    acting("await graph.query(given.text);", `import { graph } from "./graph";`),
    [],
  );
  sinks(
    "HTML",
    acting(
      "element.innerHTML = given.html; element.insertAdjacentHTML('beforeend', given.html); document.write(given.html);",
    ),
    ["HTML: given.html", "HTML: given.html", "HTML: given.html"],
  );
  sinks(
    "HTML made of Markdown",
    acting("element.innerHTML = marked.parse(given.text);", `import { marked } from "marked";`),
    ["HTML: given.text"],
  );
  sinks(
    "HTML of a component",
    { "src/app.tsx": acting("return <div dangerouslySetInnerHTML={{ __html: given.html }} />;") },
    ["HTML: given.html"],
  );
  sinks("not text of an element", acting("element.textContent = given.html;"), []);
  sinks(
    "file paths",
    acting(
      "await readFile(given.path); fs.writeFileSync(path.join(root, given.name), 'x'); await promises.rm(given.path);",
      `import fs, { promises } from "fs";\nimport { readFile } from "node:fs/promises";\nimport path from "path";`,
    ),
    ["file path: given.path", "file path: given.name", "file path: given.path"],
  );
  sinks(
    "not what is written to a file",
    acting("await writeFile('a.txt', given.text);", `import { writeFile } from "fs/promises";`),
    [],
  );
  sinks(
    "addresses",
    acting(
      "await fetch(given.url); await axios.get(`https://${given.host}/a`); await axios({ url: given.url });",
      `import axios from "axios";`,
    ),
    ["URL: given.url", "URL: given.host", "URL: given.url"],
  );
  sinks(
    "not what follows a fixed host",
    acting(
      "await fetch(`https://example.com/${given.path}`); await fetch(`${BASE}/${given.path}`); await fetch('https://example.com', { body: given.text });",
    ),
    [],
  );
  sinks(
    "pages of a browser",
    acting(
      "const page = await browser.newPage(); await page.goto(given.url);",
      `import puppeteer from "puppeteer";\nconst browser = await puppeteer.launch();`,
    ),
    ["URL: given.url"],
  );
  sinks(
    "not data of a request that no model wrote",
    `${OPENAI}app.post("/ask", async (req, res) => { await client.chat.completions.create({ model: "m", messages: [] }); exec(req.body.command); await fetch(req.body.url); });`,
    [],
  );
});

describe("sinks: logs", () => {
  const answer = `const response = await client.chat.completions.create({ model: "m", messages: [] });`;
  sinks(
    "the answer",
    `${OPENAI}async function run() { ${answer} console.log("Answer:", response.choices[0].message.content); logger.info({ text: response.choices[0].message.content }); }`,
    ["log: response.choices[0].message.content", "log: response.choices[0].message.content"],
  );
  sinks(
    "what is sent to a model too",
    `${OPENAI}app.post("/ask", async (req, res) => { const { prompt, id } = req.body; console.log(prompt); console.log(id); await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: prompt }] }); });`,
    ["log: prompt", "prompt: prompt"],
  );
  sinks(
    "not why the model stopped, nor how long the answer is",
    `${OPENAI}async function run() { ${answer} console.log(response.choices[0].finish_reason, response.choices[0].message.content.length); }`,
    [],
  );
  sinks(
    "not fields of a checked object",
    `import { z } from "zod";\nimport { generateObject } from "ai";\nasync function run() { const { object } = await generateObject({ model: "a/b", schema: z.object({ name: z.string() }), prompt: "x" }); console.log(object.name); }`,
    [],
  );
  sinks("not arguments of a tool", acting("console.log(given.path);"), []);
});

describe("sinks: through own functions", () => {
  sinks(
    "of the file",
    acting(
      "await run(given.command);",
      `import { exec } from "child_process";\nfunction run(command: string) { return start({ command }); }\nconst start = ({ command }) => exec(command);`,
    ),
    ["shell: command"],
  );
  sinks(
    "of another file",
    {
      "src/app.ts": acting("await run(given.command);", `import { run } from "./shell";`),
      "src/shell.ts": `import { exec } from "child_process";\nexport function run(command: string) { return exec(command); }`,
    },
    ["shell: given.command"],
  );

  it("tell where the sink stands", () => {
    const { flows: found, host } = analyse({
      "src/app.ts": acting("await run(given.command);", `import { run } from "./shell";`),
      "src/shell.ts": `import { exec } from "child_process";\nexport function run(command: string) { return exec(command); }`,
    });
    const [flow] = found;
    assert.ok(flow);
    assert.equal(host.textAt(flow.sinkPlace), "exec(command)");
    assert.equal(flow.sinkText, "exec");
    assert.equal(flow.call?.callee, "client.chat.completions.create");
    assert.deepEqual(
      flow.taint.steps.map((step) => host.textAt(step)),
      ["given", "command"],
    );
  });
  sinks(
    "not through one that is given something else",
    acting(
      "await run('ls');",
      `import { exec } from "child_process";\nfunction run(command: string) { return exec(command); }`,
    ),
    [],
  );
  sinks(
    "not where the caller checks it",
    acting(
      "if (!COMMANDS.has(given.command)) throw new Error(); await run(given.command);",
      `import { exec } from "child_process";\nfunction run(command: string) { return exec(command); }`,
    ),
    [],
  );
  sinks(
    "not without end",
    acting("await run(given.command);", `function run(command: string) { return run(command); }`),
    [],
  );
});

describe("the response of an answer that is logged", () => {
  const variableOf = (code: string): string | undefined => {
    const { flows: found } = analyse(
      `${OPENAI}app.post("/ask", async (req, res) => {
  const response = await client.responses.create({ model: "m", input: "x" });
  ${code}
});`,
    );
    assert.equal(found.length, 1);
    assert.equal(found[0]!.sink, "log");
    return found[0]!.responseVariable;
  };
  const cases: readonly (readonly [name: string, code: string, expected: string | undefined])[] = [
    ["its text", "console.log('answer', response.output_text);", "response"],
    ["a variable with its text", "const text = response.output_text; console.log(text);", "response"],
    ["as JSON", "console.log(JSON.stringify(response.output_text));", "response"],
    ["under a name", "console.log({ answer: response.output_text });", "response"],
    ["under a name for a text", "console.log({ text: response.output_text });", undefined],
    ["as part of a text", "console.log(`Answer: ${response.output_text}`);", undefined],
    ["put together", "console.log('Answer: ' + response.output_text);", undefined],
    [
      "where its name means something else",
      "const text = response.output_text; { const response = 1; console.log(text); }",
      undefined,
    ],
  ];
  for (const [name, code, expected] of cases) it(name, () => assert.equal(variableOf(code), expected));
});
