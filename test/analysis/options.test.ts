import assert from "node:assert/strict";
import type { ClientOptionName, OptionName } from "../../lens/facts.ts";
import { analyse, type HostOptions, show, type Source } from "./in-memory-host.ts";

type Expected = Readonly<Partial<Record<OptionName, string>>>;

/** The options of the last model call of a source. */
function reads(title: string, source: Source, expected: Expected, options: HostOptions = {}): void {
  it(title, () => {
    const { calls, host } = analyse(source, options);
    const call = calls.at(-1);
    assert.ok(call, "The source has no model call");
    const names = Object.keys(expected) as OptionName[];
    const found = Object.fromEntries(names.map((name) => [name, show(call.options[name], host)]));
    assert.deepEqual(found, expected);
  });
}

/** A function that calls `client.messages.create` after some code of its own. */
function anthropic(code: string, argument = "options", parameters = ""): string {
  return `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic();
export async function ask(${parameters}) { ${code}
  return client.messages.create(${argument}); }`;
}

describe("options that stand in the code", () => {
  reads("inline", anthropic("", `{ model: "m", max_tokens: 1_000, temperature: -1 + 1.5 }`), {
    model: '"m"',
    maxOutputTokens: "1000",
    temperature: "0.5",
  });
  reads("under quoted and computed names", anthropic(`const key = "model";`, `{ "max_tokens": 10, [key]: "m" }`), {
    model: '"m"',
    maxOutputTokens: "10",
  });
  reads("as shorthand", anthropic(`const model = "m", max_tokens = 5;`, `{ model, max_tokens }`), {
    model: '"m"',
    maxOutputTokens: "5",
  });
  reads("in a constant above", anthropic(`const options = { model: "m", max_tokens: 5 };`), {
    model: '"m"',
    maxOutputTokens: "5",
  });
  reads(
    "in a frozen constant of the module",
    `const options = Object.freeze({ model: "m", max_tokens: 5 });\n${anthropic("")}`,
    {
      model: '"m"',
      maxOutputTokens: "5",
    },
  );
  reads(
    "behind `as const` and `satisfies`",
    anthropic("", `{ model: "m" as const, max_tokens: (5 satisfies number) }`),
    {
      model: '"m"',
      maxOutputTokens: "5",
    },
  );
  reads(
    "in another file",
    {
      "src/app.ts": `import { options } from "./options";\n${anthropic("")}`,
      "src/options.ts": `export const options = { model: "m", max_tokens: LIMIT };\nconst LIMIT = 7;`,
    },
    { model: '"m"', maxOutputTokens: "7" },
  );
  reads(
    "in the branch that a test of a type takes",
    `const settings = (given) => (typeof given === "string" ? { model: given, max_tokens: 9 } : given);
${anthropic("", 'settings({ model: "m", max_tokens: 3 })')}`,
    { model: '"m"', maxOutputTokens: "3" },
  );
  reads(
    "in either branch of a test that may go both ways",
    `${anthropic("", "{ model: typeof given !== 'object' ? 'a' : 'b' }", "given")}`,
    {
      model: '"a" | "b"',
    },
  );
  reads(
    "in both branches",
    anthropic(`const options = { model: flag ? "a" : "b", max_tokens: flag ? 1 : undefined };`),
    {
      model: '"a" | "b"',
      maxOutputTokens: "1 | absent",
    },
  );
  reads("in one of two objects", anthropic(`const options = flag ? { max_tokens: 1 } : { max_tokens: 2 };`), {
    maxOutputTokens: "1 | 2",
  });
  reads(
    "from a helper that builds them",
    anthropic(`const options = build("m");`) + `\nfunction build(model) { return { model, max_tokens: 9 }; }`,
    { model: '"m"', maxOutputTokens: "9" },
  );
  reads(
    "as text of pieces",
    anthropic("", `{ system: \`You help \${name}.\`, model: "claude-" + "sonnet-5" }`, "name"),
    {
      system: "`You help ${unknown: parameter}.`",
      model: '"claude-sonnet-5"',
    },
  );
  reads("as lines that are joined", anthropic("", `{ system: ["One.", "Two."].join("\\n") }`), {
    system: '"One.\\nTwo."',
  });
});

describe("options that are spread", () => {
  reads("from a constant", anthropic(`const base = { model: "m", max_tokens: 1 };`, `{ ...base, max_tokens: 2 }`), {
    model: '"m"',
    maxOutputTokens: "2",
  });
  reads("after what they replace", anthropic(`const base = { model: "m" };`, `{ model: "a", ...base }`), {
    model: '"m"',
  });
  reads("on a condition, with `&&`", anthropic("", `{ model: "m", ...(limit && { max_tokens: 10 }) }`, "limit"), {
    model: '"m"',
    maxOutputTokens: "absent | 10",
    temperature: 'absent: temperature in { model: "m", ...(limit && { max_tokens: 10 }) }',
  });
  reads("on a condition, with `?:`", anthropic("", `{ model: "m", ...(limit ? { max_tokens: 10 } : {}) }`, "limit"), {
    maxOutputTokens: "absent | 10",
  });
  reads(
    "in both branches",
    anthropic("", `{ model: "m", ...(limit ? { max_tokens: 10 } : { max_tokens: 20 }) }`, "limit"),
    {
      maxOutputTokens: "10 | 20",
    },
  );
  reads(
    "on a condition, after something that is not known",
    anthropic("", `{ ...options, ...(limit && { max_tokens: 10 }) }`, "options, limit"),
    {
      maxOutputTokens: "unknown: spread | 10",
    },
  );
  reads(
    "over something set before, on a condition",
    anthropic("", `{ max_tokens: 5, ...(limit && { max_tokens: 10 }) }`, "limit"),
    {
      maxOutputTokens: "5 | 10",
    },
  );
  reads("from a parameter", anthropic("", `{ model: "m", ...options }`, "options"), {
    model: '"m" | unknown: spread',
    maxOutputTokens: "unknown: spread",
  });
  reads("from a parameter, before what replaces it", anthropic("", `{ ...options, model: "m" }`, "options"), {
    model: '"m"',
    maxOutputTokens: "unknown: spread",
  });
  reads("from a call into code that is not there", anthropic("", `{ model: "m", ...chat.toOptions() }`), {
    maxOutputTokens: "unknown: spread",
  });
  reads("from nothing", anthropic("", `{ model: "m", ...undefined, ...null, ...{} }`), {
    maxOutputTokens: `absent: max_tokens in { model: "m", ...undefined, ...null, ...{} }`,
  });
  reads(
    "from `rest` of an object that is there",
    anthropic(`const { model, ...rest } = { model: "m", max_tokens: 3 };`, "rest"),
    {
      model: "absent",
      maxOutputTokens: "3",
      temperature: "absent",
    },
  );
  reads("as all arguments", anthropic("", "...given", "...given"), {
    model: "unknown: spread",
    maxOutputTokens: "unknown: spread",
    timeout: "unknown: spread",
  });
});

describe("options that are changed after they were made", () => {
  reads("always", anthropic(`const options: any = { model: "m" }; options.max_tokens = 4;`), { maxOutputTokens: "4" });
  reads(
    "on a condition",
    anthropic(`const options: any = { model: "m" }; if (limit) options.max_tokens = 4;`, "options", "limit"),
    {
      maxOutputTokens: "absent | 4",
    },
  );
  reads(
    "over what they said",
    anthropic(`const options = { model: "a" }; if (big) { options.model = "b"; }`, "options", "big"),
    {
      model: '"a" | "b"',
    },
  );
  reads("under a name in brackets", anthropic(`const options: any = { model: "m" }; options["max_tokens"] = 4;`), {
    maxOutputTokens: "4",
  });
  reads(
    "under a name that is not known",
    anthropic(`const options: any = { model: "m" }; options[name] = 4;`, "options", "name"),
    {
      model: '"m"',
      maxOutputTokens: "unknown: spread",
    },
  );
  reads("in a part", anthropic(`const options: any = { metadata: {} }; options.metadata.user_id = "u";`), {
    user: '"u"',
  });
  reads(
    "with `Object.assign`",
    anthropic(`const options: any = { model: "m" }; Object.assign(options, { max_tokens: 6 });`),
    {
      model: '"m"',
      maxOutputTokens: "6",
    },
  );
  reads("with the result of `Object.assign`", anthropic("", `Object.assign({}, { model: "m" }, { max_tokens: 6 })`), {
    model: '"m"',
    maxOutputTokens: "6",
  });
  reads(
    "with `Object.assign` from a parameter",
    anthropic(`const options = { model: "m" }; Object.assign(options, more);`, "options", "more"),
    {
      maxOutputTokens: "unknown: spread",
    },
  );
  reads("with `delete`", anthropic(`const options: any = { max_tokens: 6 }; delete options.max_tokens;`), {
    maxOutputTokens: "6 | absent",
  });
  reads(
    "with `delete`, when they may have been there",
    anthropic(`const options: any = { ...more }; if (old) delete options.max_tokens;`, "options", "more"),
    {
      maxOutputTokens: "unknown: expression",
    },
  );
  reads(
    "on a condition, when they may have been there",
    anthropic(`const options: any = { ...more }; if (big) options.max_tokens = 9;`, "options", "more"),
    {
      maxOutputTokens: "unknown: spread | 9",
    },
  );
  reads("by a helper", anthropic(`const options = { model: "m" }; prepare(options);`), {
    model: '"m"',
    maxOutputTokens: "unknown: spread",
  });
  reads("by nobody: they are only logged", anthropic(`const options = { model: "m" }; console.log(options);`), {
    maxOutputTokens: `absent: max_tokens in { model: "m" }`,
  });
  reads(
    "by nobody: the SDK's own methods only read",
    anthropic(`const options = { model: "m" }; await client.messages.countTokens(options);`),
    {
      maxOutputTokens: `absent: max_tokens in { model: "m" }`,
    },
  );
  reads(
    "through another name",
    anthropic(`const options: any = { model: "m" }; const same = options; same.max_tokens = 3;`),
    {
      maxOutputTokens: "3",
    },
  );
  reads(
    "after a helper built them",
    anthropic(`const options = build(); options.max_tokens = 4;`) +
      `\nfunction build(): any { return { model: "m" }; }`,
    {
      model: '"m"',
      maxOutputTokens: "4",
    },
  );
  reads(
    "in whichever branch they were made",
    anthropic(
      `const options: any = flag ? { model: "a" } : { model: "b" }; options.max_tokens = 4;`,
      "options",
      "flag",
    ),
    {
      model: '"a" | "b"',
      maxOutputTokens: "4",
    },
  );
  reads(
    "after they were taken out of something",
    anthropic(`const { options } = { options: { model: "m" } as any }; options.max_tokens = 4;`),
    {
      maxOutputTokens: "absent | 4",
    },
  );
  reads(
    "for each of a list",
    anthropic(
      `for (const options of [{ model: "m" } as any]) { options.max_tokens = 4; client.messages.create(options); }`,
      "{}",
    ).replace("return client.messages.create({});", ""),
    {
      maxOutputTokens: "absent | 4",
    },
  );
  reads(
    "by a destructuring that sets a variable",
    anthropic(`let limit; ({ limit } = settings);`, "{ max_tokens: limit }", "settings"),
    {
      maxOutputTokens: "unknown: computed",
    },
  );
  reads(
    "by a destructuring of a list",
    anthropic(`let limit = undefined; [limit] = settings;`, "{ max_tokens: limit }", "settings"),
    {
      maxOutputTokens: "unknown: computed",
    },
  );
  const field = (code: string): string => `import Anthropic from "@anthropic-ai/sdk";
    class A { private client = new Anthropic(); options: any = { model: "m" }; ${code} ask() { return this.client.messages.create(this.options); } }`;
  reads("in a field", field("limit(n) { this.options.max_tokens = n; }"), {
    model: '"m"',
    maxOutputTokens: "unknown: spread",
  });
  reads("in a field, with Object.assign", field("constructor(more) { Object.assign(this.options, more); }"), {
    maxOutputTokens: "unknown: spread",
  });
  reads("in a field, by a helper", field("prepare() { prepare(this.options); }"), {
    maxOutputTokens: "unknown: spread",
  });
  reads("as a field that Object.assign may set", field("constructor(more) { Object.assign(this, more); }"), {
    maxOutputTokens: "absent | unknown: mutation",
  });
  reads("as a field whose name is not known", field("set(name, value) { this[name] = value; }"), {
    maxOutputTokens: "absent | unknown: mutation",
  });
  const listed = (code: string): string => `import Anthropic from "@anthropic-ai/sdk";
    class A { private client = new Anthropic(); tools: any[] = []; prompt = "Be brief."; ${code}
      ask() { return this.client.messages.create({ tools: this.tools, system: this.prompt }); } }`;
  reads("as a list in a field that grows", listed("add(tool) { this.tools.push(tool); }"), { tools: "[…]" });
  reads("as a list in a field that is read", listed("count() { return this.tools.slice(); }"), { tools: "[]" });
  reads("as text in a field that grows", listed("add(text) { this.prompt += text; }"), {
    system: '"Be brief." | unknown: mutation',
  });
  reads(
    "as a list in a field that is made of what a client of the Model Context Protocol gives",
    `import { Client } from "@modelcontextprotocol/sdk/client/index.js"; ${listed(
      'mcp = new Client({ name: "a", version: "1" }); async connect() { const { tools } = await this.mcp.listTools(); this.tools = tools.map(copy); }',
    )}`,
    { tools: "[] | unknown: call" },
  );
  reads("nowhere, in a field", field(""), { maxOutputTokens: `absent: max_tokens in { model: "m" }` });
  reads(
    "when a list of messages grows",
    anthropic(`const messages = []; messages.push({ role: "user", content: "Hi" });`, `{ messages }`),
    {
      messages: `[{role: "user", content: "Hi"}, …]`,
    },
  );
});

describe("options that the code does not show", () => {
  reads("because they are a parameter", anthropic("", "options", "options"), {
    model: "unknown: parameter",
    maxOutputTokens: "unknown: parameter",
  });
  reads(
    "because they are fields of a parameter",
    anthropic("", `{ model: options.model, max_tokens: options.limit }`, "options"),
    {
      model: "unknown: parameter",
      maxOutputTokens: "unknown: parameter",
    },
  );
  reads(
    "because unseen code builds them",
    `import { build } from "builder";\n${anthropic("const options = build();")}`,
    {
      maxOutputTokens: "unknown: call",
    },
  );
  reads(
    "because the environment holds them",
    anthropic("", `{ model: process.env.MODEL, max_tokens: Number(process.env.LIMIT) }`),
    {
      model: "env MODEL",
      maxOutputTokens: "unknown: call",
    },
  );
  reads("but for the default", anthropic("", `{ model: process.env.MODEL ?? "m" }`), { model: 'env MODEL | "m"' });
  reads("but for the default of a parameter", anthropic("", `{ model }`, `model = "m"`), {
    model: 'unknown: parameter | "m"',
  });
  reads("but for the default of a destructured parameter", anthropic("", `{ model }`, `{ model = "m" }`), {
    model: 'unknown: parameter | "m"',
  });
  reads("because they are fields that others may set", anthropic("", `{ model: this.model }`), {
    model: "unknown: expression",
  });
  reads(
    "because the name in brackets is not known",
    anthropic(`const models = { a: "x" };`, `{ model: models[name] }`, "name"),
    {
      model: "unknown: computed",
    },
  );
});

describe("models by name", () => {
  reads("of an enum", `enum Model { Fast = "a", Good = "b" }\n${anthropic("", "{ model: Model.Good }")}`, {
    model: '"b"',
  });
  reads(
    "of a constant object",
    `const MODELS = { fast: "a", good: { id: "b" } } as const;\n${anthropic("", "{ model: MODELS.good.id }")}`,
    {
      model: '"b"',
    },
  );
  reads(
    "of another file's enum",
    {
      "src/app.ts": `import { Model } from "./model";\n${anthropic("", "{ model: Model.Fast }")}`,
      "src/model.ts": `export enum Model { Fast = "a" }`,
    },
    {
      model: '"a"',
    },
  );
  reads("of a list", `const MODELS = ["a", "b"];\n${anthropic("", "{ model: MODELS[1] }")}`, { model: '"b"' });
  reads(
    "of a class's static field",
    `class Config { static readonly model = "a"; }\n${anthropic("", "{ model: Config.model }")}`,
    { model: '"a"' },
  );
  reads(
    "of a class's own field",
    `import Anthropic from "@anthropic-ai/sdk";
     class A { private model = "a"; private client = new Anthropic(); ask() { return this.client.messages.create({ model: this.model }); } }`,
    { model: '"a"' },
  );
});

describe("where an option would go", () => {
  reads("into the object that is there", anthropic("", `{ model: "m" }`), {
    maxOutputTokens: `absent: max_tokens in { model: "m" }`,
  });
  reads("into the object above", anthropic(`const options = { model: "m" };`), {
    maxOutputTokens: `absent: max_tokens in { model: "m" }`,
  });
  reads(
    "into the object of another file",
    {
      "src/app.ts": `import { options } from "./options";\n${anthropic("")}`,
      "src/options.ts": `export const options = { model: "far" };`,
    },
    { maxOutputTokens: `absent: max_tokens in { model: "far" }` },
  );
  reads(
    "into an object of which only the outside is there",
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
     new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: "m" }));`,
    { maxOutputTokens: `absent: inferenceConfig.maxTokens in { modelId: "m" }` },
  );
  reads(
    "into the inner object where there is one",
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
     new BedrockRuntimeClient({}).send(new ConverseCommand({ inferenceConfig: { topP: 1 } }));`,
    { maxOutputTokens: `absent: maxTokens in { topP: 1 }` },
  );
  reads("into a new argument", anthropic("", `{}`), {
    abortSignal: "absent: argument 1 signal of client.messages.create({})",
  });
  reads("nowhere, when the object is made by a helper's spread", anthropic(`const options = { ...{ model: "m" } };`), {
    maxOutputTokens: `absent: max_tokens in { ...{ model: "m" } }`,
  });
  reads("nowhere, when `Object.assign` makes it", anthropic("", `Object.assign({ model: "m" }, {})`), {
    maxOutputTokens: "absent",
  });
});

describe("options of a request and of its client", () => {
  const create = (client: string, argument = ""): string => `import OpenAI from "openai";
    const client = ${client};
    client.chat.completions.create({ model: "m" }${argument});`;

  reads(
    "of the request",
    create("new OpenAI({ timeout: 1 })", ", { timeout: 2, signal: controller.signal, maxRetries: 0 }"),
    {
      timeout: "2",
      retries: "0",
      abortSignal: "unknown: expression",
    },
  );
  reads(
    "of the client, where the request says nothing",
    create("new OpenAI({ timeout: 1, maxRetries: 5 })", ", { signal: undefined }"),
    {
      timeout: "1",
      retries: "5",
      abortSignal: "absent",
    },
  );
  reads("laid over the client's", create("new OpenAI({ timeout: 1, maxRetries: 5 }).withOptions({ timeout: 3 })"), {
    timeout: "3",
    retries: "5",
  });
  reads(
    "of a client of which only the type is known",
    `import OpenAI from "openai"; export const ask = (client: OpenAI) => client.chat.completions.create({});`,
    {
      timeout: "unknown: parameter",
      retries: "unknown: parameter",
    },
  );
  reads(
    "of a client of another file",
    {
      "src/app.ts": `import { client } from "./client";\nclient.chat.completions.create({});`,
      "src/client.ts": `import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 4 });`,
    },
    { timeout: "4" },
  );
  reads(
    "of a factory's argument",
    `import OpenAI from "openai";
     const open = (timeout: number) => new OpenAI({ timeout });
     open(8).chat.completions.create({});`,
    { timeout: "8" },
  );
  reads(
    "of a factory's default",
    `import OpenAI from "openai";
     const open = ({ timeout = 9 } = {}) => new OpenAI({ timeout });
     open().chat.completions.create({});`,
    { timeout: "9" },
  );

  const clientReads = (
    title: string,
    source: Source,
    expected: Readonly<Partial<Record<ClientOptionName, string>>>,
  ): void => {
    it(title, () => {
      const { clients, host } = analyse(source);
      const [client] = clients;
      assert.ok(client, "The source makes no client");
      const names = Object.keys(expected) as ClientOptionName[];
      assert.deepEqual(Object.fromEntries(names.map((name) => [name, show(client.options[name], host)])), expected);
    });
  };

  clientReads(
    "of the client itself",
    `import OpenAI from "openai"; new OpenAI({ apiKey: process.env.KEY, baseURL: "https://x.example/v1" });`,
    {
      apiKey: "env KEY",
      baseUrl: '"https://x.example/v1"',
      timeout: `absent: timeout in { apiKey: process.env.KEY, baseURL: "https://x.example/v1" }`,
      retries: `absent: maxRetries in { apiKey: process.env.KEY, baseURL: "https://x.example/v1" }`,
    },
  );
  clientReads("of a client without an argument", `import OpenAI from "openai"; new OpenAI();`, {
    timeout: "absent: argument 0 timeout of new OpenAI()",
  });
  clientReads(
    "of a client that is changed later",
    `import OpenAI from "openai"; const client = new OpenAI({ apiKey: "k" }); client.timeout = 5;`,
    {
      apiKey: '"k"',
      timeout: "unknown: mutation",
    },
  );
  clientReads(
    "of a client in a field that is changed later",
    `import OpenAI from "openai"; class A { client = new OpenAI(); constructor() { this.client.timeout = 5; } }`,
    {
      timeout: "unknown: mutation",
    },
  );
  clientReads(
    "of a client with a spread",
    `import OpenAI from "openai"; export const open = (rest) => new OpenAI({ ...rest });`,
    {
      timeout: "unknown: spread",
    },
  );
  clientReads(
    "of an AWS client",
    `import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
     import { NodeHttpHandler } from "@smithy/node-http-handler";
     new BedrockRuntimeClient({ region: "eu-west-1", maxAttempts: 3, requestHandler: new NodeHttpHandler({ requestTimeout: 5 }) });`,
    { region: '"eu-west-1"', retries: "2", timeout: "5" },
  );
  clientReads(
    "of an AWS client whose handler is an object",
    `import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
     new BedrockRuntimeClient({ requestHandler: { connectionTimeout: 5 } });`,
    {
      timeout: "absent: requestTimeout in { connectionTimeout: 5 }",
      retries: "absent: maxAttempts in { requestHandler: { connectionTimeout: 5 } }",
    },
  );
});

describe("options whose names changed between majors", () => {
  const generate = (options: string): string =>
    `import { generateText } from "ai"; generateText({ model: "a/b", ${options} });`;

  reads(
    "as the new name in a new major",
    generate("maxOutputTokens: 5, maxTokens: 6"),
    { maxOutputTokens: "5" },
    { majors: { ai: 5 } },
  );
  reads(
    "as the old name in an old major",
    generate("maxOutputTokens: 5, maxTokens: 6"),
    { maxOutputTokens: "6" },
    { majors: { ai: 4 } },
  );
  reads(
    "as neither: the old name means nothing any more",
    generate("maxTokens: 6"),
    { maxOutputTokens: `absent: maxOutputTokens in { model: "a/b", maxTokens: 6 }` },
    { majors: { ai: 5 } },
  );
  reads("as any name when the major is not known", generate("maxTokens: 6"), { maxOutputTokens: "6" });
  reads("with the newest place for a fix when the major is not known", generate(""), {
    maxOutputTokens: `absent: maxOutputTokens in { model: "a/b", }`,
  });
  reads(
    "as an option that this major does not have",
    generate("timeout: 5"),
    { timeout: "no such option" },
    { majors: { ai: 5 } },
  );
  reads("as an option that this major has", generate("timeout: 5"), { timeout: "5" }, { majors: { ai: 6 } });
  reads(
    "as a bound of steps",
    generate("stopWhen: stepCountIs(3)").replace("generateText }", "generateText, stepCountIs }"),
    { maxSteps: "3" },
    { majors: { ai: 6 } },
  );
});

describe("options of a model object and of an agent", () => {
  reads(
    "that middleware sets",
    `import { generateText, wrapLanguageModel, defaultSettingsMiddleware } from "ai"; import { openai } from "@ai-sdk/openai";
     const model = wrapLanguageModel({ model: openai("m"), middleware: defaultSettingsMiddleware({ settings: { maxOutputTokens: 5 } }) });
     generateText({ model, prompt: "Hi" });`,
    { maxOutputTokens: "unknown: mutation" },
    { majors: { ai: 6 } },
  );
  reads(
    "that the agent was made with",
    `import { ToolLoopAgent } from "ai";
     const agent = new ToolLoopAgent({ model: "a/b", maxOutputTokens: 5, instructions: "Help." });
     agent.generate({ prompt: "Hi" });`,
    {
      model: '"a/b"',
      maxOutputTokens: "5",
      system: '"Help."',
      maxSteps: `absent: stopWhen in { model: "a/b", maxOutputTokens: 5, instructions: "Help." }`,
    },
    { majors: { ai: 6 } },
  );
});

describe("options in the body of InvokeModel", () => {
  const invoke = (body: string, before = ""): string => `
    import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
    const client = new BedrockRuntimeClient({});
    export async function ask(prompt: string) {
      ${before}
      await client.send(new InvokeModelCommand({ modelId: "anthropic.claude-sonnet-5-v1:0", body: ${body} }));
    }`;
  const text = `{ anthropic_version: "v", max_tokens: 300, system: "Help." }`;
  const found = { maxOutputTokens: "300", system: '"Help."' };

  reads("as text", invoke(`JSON.stringify(${text})`), found);
  reads("as text of a constant", invoke(`JSON.stringify(payload)`, `const payload = ${text};`), found);
  reads("as text in a constant", invoke(`body`, `const body = JSON.stringify(${text});`), found);
  reads("as bytes of an encoder", invoke(`new TextEncoder().encode(JSON.stringify(${text}))`), found);
  reads(
    "as bytes of an encoder with a name",
    invoke(`encoder.encode(JSON.stringify(${text}))`, `const encoder = new TextEncoder();`),
    found,
  );
  reads("as bytes of a buffer", invoke(`Buffer.from(JSON.stringify(${text}), "utf-8")`), found);
  reads("as an array of bytes", invoke(`new Uint8Array(Buffer.from(JSON.stringify(${text})))`), found);
  reads("without the option, which has no place of its own", invoke(`JSON.stringify({ anthropic_version: "v" })`), {
    maxOutputTokens: "absent",
  });
  reads(
    "in an own function",
    invoke(`encode(${text})`) + `\nfunction encode(value) { return JSON.stringify(value); }`,
    found,
  );
  reads("as a parameter", invoke("prompt"), { maxOutputTokens: "unknown: expression" });
  reads("under the name of the model's maker", invoke(`JSON.stringify({ prompt, max_gen_len: 64 })`), {
    maxOutputTokens: "64",
  });
});

describe("the kind of a call", () => {
  const kinds = (title: string, source: Source, expected: string): void => {
    it(title, () =>
      assert.deepEqual(
        analyse(source).calls.map((call) => call.kind),
        [expected],
      ),
    );
  };

  kinds(
    "is a stream when the flag says so",
    `import OpenAI from "openai"; new OpenAI().chat.completions.create({ stream: true });`,
    "stream",
  );
  kinds(
    "is a chat when the flag says so",
    `import OpenAI from "openai"; new OpenAI().chat.completions.create({ stream: false });`,
    "chat",
  );
  kinds("is an embedding", `import OpenAI from "openai"; new OpenAI().embeddings.create({ input: "a" });`, "embedding");
  kinds(
    "is told by the model that a command invokes",
    `import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
     new BedrockRuntimeClient({}).send(new InvokeModelCommand({ modelId: "amazon.titan-embed-text-v2:0", body: "" }));`,
    "embedding",
  );
  kinds(
    "is told by the body when the model is not known",
    `import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
     new BedrockRuntimeClient({}).send(new InvokeModelCommand({ modelId: process.env.MODEL, body: JSON.stringify({ messages: [] }) }));`,
    "chat",
  );
  kinds(
    "is nothing known when neither says it",
    `import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
     export const ask = (input) => new BedrockRuntimeClient({}).send(new InvokeModelCommand(input));`,
    "other",
  );
});

describe("tools", () => {
  const tools = (source: Source): (string | undefined)[] =>
    analyse(source).facts.flatMap((fact) => (fact.fact === "tool" ? [fact.name] : []));

  it("are named in a list, where they are written in this file", () => {
    const source = anthropic(
      `const weather = { name: "weather", input_schema: {} };`,
      `{ tools: [weather, { name: "time" }, build()] }`,
    );
    assert.deepEqual(tools(source).sort(), ["time", "weather"]);
  });
  it("are named by their keys", () => {
    assert.deepEqual(
      tools(`import { generateText, tool } from "ai"; generateText({ tools: { weather: tool({}), time: tool({}) } });`),
      ["weather", "time"],
    );
  });
});

describe("options that are changed after the call", () => {
  const list = `const messages = [{ role: "user", content: "Hi" }];`;
  const PUSH = `messages.push({ role: "assistant", content: "Ho" });`;
  const source = (code: string): string => `import OpenAI from "openai";
    const client = new OpenAI();
    export async function ask(more) { ${code} }`;
  const CALL = `await client.chat.completions.create({ messages });`;

  reads("are as they were when it was made", source(`${list} ${CALL} ${PUSH}`), {
    messages: '[{role: "user", content: "Hi"}]',
  });
  reads("even where the change is not certain", source(`${list} ${CALL} if (more) { ${PUSH} }`), {
    messages: '[{role: "user", content: "Hi"}]',
  });
  reads("have a change before it", source(`${list} ${PUSH} ${CALL}`), {
    messages: '[{role: "user", content: "Hi"}, {role: "assistant", content: "Ho"}, …]',
  });
  reads("have it on the next turn of a loop around both", source(`${list} while (more()) { ${CALL} ${PUSH} }`), {
    messages: '[{role: "user", content: "Hi"}, {role: "assistant", content: "Ho"}, …]',
  });
  reads(
    "are new on each turn when the loop makes them",
    source(`for (const each of more) { ${list} ${CALL} ${PUSH} }`),
    {
      messages: '[{role: "user", content: "Hi"}]',
    },
  );
  reads(
    "have one that an inner function makes at any time",
    source(`${list} const add = () => { ${PUSH} }; add(); ${CALL}`),
    {
      messages: '[{role: "user", content: "Hi"}, {role: "assistant", content: "Ho"}, …]',
    },
  );
  reads(
    "have one that comes between an object and the call",
    source(`${list} const options = { messages }; ${PUSH} await client.chat.completions.create(options);`),
    {
      messages: '[{role: "user", content: "Hi"}, {role: "assistant", content: "Ho"}, …]',
    },
  );
  reads(
    "have one that comes between a command and its sending",
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
     const client = new BedrockRuntimeClient({});
     export async function ask() {
       const messages = [{ role: "user", content: [] }];
       const command = new ConverseCommand({ messages });
       messages.push({ role: "assistant", content: [] });
       await client.send(command);
     }`,
    { messages: '[{role: "user", content: []}, {role: "assistant", content: []}, …]' },
  );
});

describe("middleware on a client", () => {
  const ask = `ask() { return this.client.send(new ConverseCommand({ modelId: "m" })); }`;
  const service = (
    start: string,
  ): string => `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
    export class Service { ${start} ${ask} }`;

  reads(
    "may add options when the client is a field that the constructor sets",
    service(
      `constructor() { this.client = new BedrockRuntimeClient({}); this.client.middlewareStack.add((next) => next); }`,
    ),
    { maxOutputTokens: "unknown: mutation", model: '"m"' },
  );
  reads(
    "may add options when the client is a field with a value",
    service(`client = new BedrockRuntimeClient({}); constructor() { this.client.middlewareStack.use(plugin); }`),
    { maxOutputTokens: "unknown: mutation" },
  );
  reads(
    "of another field adds nothing",
    service(`client = new BedrockRuntimeClient({}); constructor() { this.other.middlewareStack.use(plugin); }`),
    {
      maxOutputTokens: 'absent: inferenceConfig.maxTokens in { modelId: "m" }',
    },
  );
});

describe("options in the elements of a list", () => {
  const converse = (system: string): string => `import { ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
export const command = (more: object[]) => new ConverseCommand({ modelId: "m", messages: [], system: ${system} });`;

  reads("are those of the first one that has them", converse(`[{ text: "a" }, { cachePoint: { type: "default" } }]`), {
    caching: '{type: "default"}',
  });
  reads("are absent where all elements are known", converse(`[{ text: "a" }]`), { caching: "absent" });
  reads("are unknown where elements are not", converse(`[{ text: "a" }, ...more]`), {
    caching: "unknown: spread",
  });
});
