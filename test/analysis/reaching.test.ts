import assert from "node:assert/strict";
import type { ModelCall } from "../../lens/facts.ts";
import { analyse, type HostOptions, type InMemoryHost, pathOf, show, type Source } from "./in-memory-host.ts";

/** Each call as `sdk callee`, and what it goes through: the client's creation, `unseen client`, or nothing. */
function reached(source: Source, options: HostOptions = {}): string[] {
  const { calls, host } = analyse(source, options);
  return calls.map((call) => `${call.sdk} ${call.callee}${throughOf(call, host)}`);
}

function throughOf(call: ModelCall, host: InMemoryHost): string {
  if (!call.hasClient) {
    return "";
  }
  if (call.client === undefined) {
    return " through an unseen client";
  }
  const { calleePlace } = call.client;
  const where = calleePlace.file === call.place.file ? "" : ` in ${calleePlace.file.slice(pathOf("").length)}`;
  return ` through ${host.textAt(calleePlace)}${where}`;
}

/** The model of the only call, as text. */
function modelOf(source: Source, options: HostOptions = {}): string {
  const { calls, host } = analyse(source, options);
  assert.equal(calls.length, 1);
  return `${show(calls[0]!.options.model, host)} by ${calls[0]!.provider ?? "somebody"}`;
}

function reaches(title: string, source: Source, expected: readonly string[], options: HostOptions = {}): void {
  it(title, () => assert.deepEqual(reached(source, options), expected));
}

const OPENAI = ["openai client.chat.completions.create through new OpenAI"];
const ANTHROPIC = ["anthropic client.messages.create through new Anthropic"];

describe("reaching a model call in one file", () => {
  reaches(
    "through a module constant",
    `import OpenAI from "openai";
     const client = new OpenAI();
     export const ask = (text) => client.chat.completions.create({ model: "gpt-5.2", messages: [{ role: "user", content: text }] });`,
    OPENAI,
  );
  reaches(
    "through a constant of the function",
    `import { OpenAI } from "openai";
     export async function ask() {
       const client = new OpenAI();
       return await client.chat.completions.create({ model: "gpt-5.2", messages: [] });
     }`,
    OPENAI,
  );
  reaches(
    "through a namespace import",
    `import * as sdk from "openai";
     const client = new sdk.OpenAI();
     client.chat.completions.create({});`,
    ["openai client.chat.completions.create through new sdk.OpenAI"],
  );
  reaches(
    "through a let that is assigned in branches",
    `import OpenAI, { AzureOpenAI } from "openai";
     let client: OpenAI | undefined;
     if (process.env.AZURE) client = new AzureOpenAI();
     else client = new OpenAI();
     client.chat.completions.create({});`,
    ["openai client.chat.completions.create through an unseen client"],
  );
  reaches(
    "through a let that is assigned once, later",
    `import OpenAI from "openai";
     let client;
     export function start() { client = new OpenAI(); }
     export function ask() { return client.chat.completions.create({}); }`,
    OPENAI,
  );
  reaches(
    "through a conditional",
    `import OpenAI from "openai";
     const client = process.env.KEY ? new OpenAI() : null;
     export const ask = () => client!.chat.completions.create({});`,
    ["openai client!.chat.completions.create through new OpenAI"],
  );
  reaches(
    "through optional chaining",
    `import Anthropic from "@anthropic-ai/sdk";
     const client: Anthropic | undefined = new Anthropic();
     client?.messages?.create({});`,
    ["anthropic client?.messages?.create through new Anthropic"],
  );
  reaches(
    "through the constructor's own expression",
    `import Anthropic from "@anthropic-ai/sdk";
     new Anthropic({ timeout: 1 }).messages.create({});`,
    ["anthropic newAnthropic({timeout:1}).messages.create through new Anthropic"],
  );
  reaches(
    "through a part of the client that has a name of its own",
    `import OpenAI from "openai";
     const { chat } = new OpenAI();
     const completions = chat.completions;
     completions.create({});`,
    ["openai completions.create through new OpenAI"],
  );
  reaches(
    "through a destructured method",
    `import Anthropic from "@anthropic-ai/sdk";
     const client = new Anthropic();
     const { messages: { create } } = client;
     create({ model: "claude-sonnet-5" });`,
    ["anthropic create through new Anthropic"],
  );
  reaches(
    "through names in brackets",
    `import Anthropic from "@anthropic-ai/sdk";
     const client = new Anthropic();
     client["messages"].create({});`,
    ['anthropic client["messages"].create through new Anthropic'],
  );
  reaches(
    "through a function that keeps the client in a closure",
    `import OpenAI from "openai";
     const makeAsk = () => {
       const client = new OpenAI();
       return (text) => client.chat.completions.create({});
     };
     export const ask = makeAsk();`,
    OPENAI,
  );
  reaches(
    "through a cast",
    `import OpenAI from "openai";
     const client = globalThis.shared as OpenAI;
     (client as OpenAI).chat.completions.create({});`,
    ["openai (clientasOpenAI).chat.completions.create through an unseen client"],
  );
  reaches(
    "through an object that holds clients",
    `import OpenAI from "openai";
     import Anthropic from "@anthropic-ai/sdk";
     const clients = { fast: new OpenAI(), careful: new Anthropic() };
     clients.fast.responses.create({});
     clients.careful.messages.create({});`,
    [
      "openai clients.fast.responses.create through new OpenAI",
      "anthropic clients.careful.messages.create through new Anthropic",
    ],
  );
  reaches(
    "through every element of a list",
    `import OpenAI from "openai";
     for (const client of [new OpenAI({ apiKey: "a" })]) client.embeddings.create({ model: "m" });`,
    ["openai client.embeddings.create through new OpenAI"],
  );
});

describe("reaching a model call from another file", () => {
  const ask = (head: string): string => `${head}\nexport const ask = () => client.chat.completions.create({});`;
  const elsewhere = ["openai client.chat.completions.create through new OpenAI in src/client.ts"];
  const made = `import OpenAI from "openai";\nexport const client = new OpenAI();`;

  reaches(
    "by a relative path",
    { "src/app.ts": ask(`import { client } from "./client";`), "src/client.ts": made },
    elsewhere,
  );
  reaches(
    "by the name of the output",
    { "src/app.ts": ask(`import { client } from "./client.js";`), "src/client.ts": made },
    elsewhere,
  );
  reaches(
    "by an alias",
    { "src/app.ts": ask(`import { client } from "@/client";`), "src/client.ts": made },
    elsewhere,
    { aliases: { "@/": "src/" } },
  );
  reaches(
    "by a folder's index that names it again",
    {
      "src/app.ts": ask(`import { openai as client } from "./models";`),
      "src/models/index.ts": `export { client as openai } from "../client";`,
      "src/client.ts": made,
    },
    elsewhere,
  );
  reaches(
    "through `export *`, twice",
    {
      "src/app.ts": ask(`import { client } from "./models";`),
      "src/models.ts": `export * from "./prompts";\nexport * from "./all";`,
      "src/prompts.ts": `export const greeting = "hello";`,
      "src/all.ts": `export * from "./client";`,
      "src/client.ts": made,
    },
    elsewhere,
  );
  reaches(
    "through `export * as`",
    {
      "src/app.ts": `import { models } from "./models";\nmodels.client.chat.completions.create({});`,
      "src/models.ts": `export * as models from "./client";`,
      "src/client.ts": made,
    },
    ["openai models.client.chat.completions.create through new OpenAI in src/client.ts"],
  );
  reaches(
    "as a default export",
    {
      "src/app.ts": ask(`import client from "./client";`),
      "src/client.ts": `import OpenAI from "openai";\nconst shared = new OpenAI();\nexport default shared;`,
    },
    elsewhere,
  );
  reaches(
    "as a default export that has no name",
    {
      "src/app.ts": ask(`import client from "./client";`),
      "src/client.ts": `import OpenAI from "openai";\nexport default new OpenAI();`,
    },
    elsewhere,
  );
  reaches(
    "as `{ local as default }`",
    {
      "src/app.ts": ask(`import client from "./client";`),
      "src/client.ts": `import OpenAI from "openai";\nconst shared = new OpenAI();\nexport { shared as default };`,
    },
    elsewhere,
  );
  reaches(
    "when the file between imports and exports it",
    {
      "src/app.ts": ask(`import { client } from "./between";`),
      "src/between.ts": `import { client } from "./client";\nexport { client };`,
      "src/client.ts": made,
    },
    elsewhere,
  );
  reaches(
    "when the class comes through a file of the app",
    {
      "src/app.ts": ask(`import { Model } from "./sdk";\nconst client = new Model();`),
      "src/sdk.ts": `export { OpenAI as Model } from "openai";`,
    },
    ["openai client.chat.completions.create through new Model"],
  );
  reaches(
    "with `module.exports` and `require`",
    {
      "src/app.js": `const client = require("./client");\nclient.chat.completions.create({});`,
      "src/client.js": `const OpenAI = require("openai");\nmodule.exports = new OpenAI();`,
    },
    ["openai client.chat.completions.create through new OpenAI in src/client.js"],
  );
  reaches(
    "with `exports.name` and a destructured `require`",
    {
      "src/app.js": `const { client } = require("./client");\nclient.chat.completions.create({});`,
      "src/client.js": `const { OpenAI } = require("openai");\nexports.client = new OpenAI();`,
    },
    ["openai client.chat.completions.create through new OpenAI in src/client.js"],
  );
  reaches(
    "with `module.exports = { … }`",
    {
      "src/app.js": `const client = require("./client").client;\nclient.chat.completions.create({});`,
      "src/client.js": `const OpenAI = require("openai").default;\nconst client = new OpenAI();\nmodule.exports = { client };`,
    },
    ["openai client.chat.completions.create through new OpenAI in src/client.js"],
  );
  reaches(
    "with TypeScript's `import x = require()` and `export =`",
    {
      "src/app.ts": ask(`import client = require("./client");`),
      "src/client.ts": `import OpenAI = require("openai");\nconst client = new OpenAI();\nexport = client;`,
    },
    elsewhere,
  );
});

describe("reaching a model call of an SDK that is loaded late", () => {
  reaches(
    "with a destructured `await import()`",
    `export async function ask() {
       const { OpenAI } = await import("openai");
       const client = new OpenAI();
       return client.chat.completions.create({});
     }`,
    OPENAI,
  );
  reaches(
    "with the default of `await import()`",
    `export async function ask() {
       const Anthropic = (await import("@anthropic-ai/sdk")).default;
       const client = new Anthropic();
       return client.messages.create({});
     }`,
    ANTHROPIC,
  );
  reaches(
    "with `import().then()`",
    `const ready = import("openai").then(({ OpenAI }) => new OpenAI({ timeout: 20_000 }));
     export const ask = async () => (await ready).chat.completions.create({});`,
    ["openai (awaitready).chat.completions.create through new OpenAI"],
  );
  reaches(
    "with a getter that keeps the promise of a client",
    `class Model {
       #session?: Promise<unknown>;
       get session() {
         return (this.#session ??= import("openai").then((sdk) => new sdk.OpenAI({ maxRetries: 9 })));
       }
       async ask() {
         return (await this.session).chat.completions.create({});
       }
     }`,
    ["openai (awaitthis.session).chat.completions.create through new sdk.OpenAI"],
  );
  reaches(
    "with `require` inside a function",
    `function ask() {
       const { BedrockRuntimeClient, ConverseCommand } = require("@aws-sdk/client-bedrock-runtime");
       const client = new BedrockRuntimeClient({});
       return client.send(new ConverseCommand({}));
     }`,
    ["bedrock-runtime ConverseCommand through new BedrockRuntimeClient"],
  );
  reaches(
    "with a free function",
    `export async function ask() {
       const { generateText } = await import("ai");
       return generateText({ model: "openai/gpt-5.2", prompt: "Hi" });
     }`,
    ["ai generateText"],
  );
});

describe("reaching a model call through a class", () => {
  const sdk = `import OpenAI from "openai";`;
  const method = `ask() { return this.client.chat.completions.create({}); }`;
  const seen = ["openai this.client.chat.completions.create through new OpenAI"];
  const unseen = ["openai this.client.chat.completions.create through an unseen client"];

  reaches(
    "with a field that has an initialiser",
    `${sdk} class A { private readonly client = new OpenAI(); ${method} }`,
    seen,
  );
  reaches(
    "with a field that the constructor sets",
    `${sdk} class A { private client: OpenAI; constructor(key: string) { this.client = new OpenAI({ apiKey: key }); } ${method} }`,
    seen,
  );
  reaches(
    "with a private name",
    `${sdk} class A { #client; constructor() { this.#client = new OpenAI(); } ask() { return this.#client.chat.completions.create({}); } }`,
    ["openai this.#client.chat.completions.create through new OpenAI"],
  );
  reaches(
    "with a parameter property",
    `${sdk} class A { constructor(private readonly client: OpenAI) {} ${method} }`,
    unseen,
  );
  reaches(
    "with an injected client or one of its own",
    `${sdk} class A { client: OpenAI; constructor(client?: OpenAI) { this.client = client ?? new OpenAI(); } ${method} }`,
    unseen,
  );
  reaches(
    "with a client among options or one of its own",
    `${sdk} class A { client: OpenAI; constructor(options: { client?: OpenAI } = {}) { this.client = options.client || new OpenAI(); } ${method} }`,
    unseen,
  );
  reaches(
    "with a parameter property that has a default",
    `${sdk} class A { constructor(private client = new OpenAI()) {} ${method} }`,
    unseen,
  );
  reaches(
    "with a field that the constructor takes out of its options",
    `${sdk} interface Options { client: OpenAI } class A { client; constructor({ client }: Options) { this.client = client; } ${method} }`,
    unseen,
  );
  reaches(
    "with a field of a field",
    `${sdk}
     class Session { readonly client = new OpenAI(); }
     class A { private session = new Session(); ask() { return this.session.client.chat.completions.create({}); } }`,
    ["openai this.session.client.chat.completions.create through new OpenAI"],
  );
  reaches(
    "with a field of an injected object",
    {
      "src/app.ts": `import type { Session } from "./session";
        class A { constructor(private session: Session) {} ask() { return this.session.client.chat.completions.create({}); } }`,
      "src/session.ts": `import OpenAI from "openai";\nexport class Session { client = new OpenAI(); }`,
    },
    ["openai this.session.client.chat.completions.create through new OpenAI in src/session.ts"],
  );
  reaches(
    "with a getter",
    `${sdk} class A { private held?: OpenAI; get client() { if (!this.held) this.held = new OpenAI(); return this.held; } ${method} }`,
    seen,
  );
  reaches(
    "with a method that makes it once",
    `${sdk} class A { private held?: OpenAI; private open() { this.held ??= new OpenAI(); return this.held; } ask() { return this.open().chat.completions.create({}); } }`,
    ["openai this.open().chat.completions.create through new OpenAI"],
  );
  reaches(
    "with a method that a base class has",
    {
      "src/app.ts": `import { Base } from "./base";\nclass A extends Base { ${method} }`,
      "src/base.ts": `import OpenAI from "openai";\nexport abstract class Base { protected client = new OpenAI(); }`,
    },
    ["openai this.client.chat.completions.create through new OpenAI in src/base.ts"],
  );
  reaches(
    "that extends the client's own class",
    `${sdk} class Traced extends OpenAI { ask() { return this.chat.completions.create({}); } }
     new Traced().chat.completions.create({});`,
    [
      "openai this.chat.completions.create through an unseen client",
      "openai newTraced().chat.completions.create through new Traced",
    ],
  );
  reaches(
    "with a static field",
    `${sdk} class A { static client = new OpenAI(); static ask() { return A.client.chat.completions.create({}); } }`,
    ["openai A.client.chat.completions.create through new OpenAI"],
  );
  reaches(
    "in an arrow function that is a field",
    `${sdk} class A { client = new OpenAI(); ask = async () => this.client.chat.completions.create({}); }`,
    seen,
  );
  reaches(
    "in a callback of a method",
    `${sdk} class A { client = new OpenAI(); ask(list) { return list.map((each) => this.client.chat.completions.create({})); } }`,
    seen,
  );
  reaches(
    "from outside, with an instance of a class of the app",
    {
      "src/app.ts": `import { Models } from "./models";\nconst models = new Models();\nmodels.client.chat.completions.create({});`,
      "src/models.ts": `import OpenAI from "openai";\nexport class Models { readonly client = new OpenAI(); }`,
    },
    ["openai models.client.chat.completions.create through new OpenAI in src/models.ts"],
  );
});

describe("reaching a model call through a factory", () => {
  const source = (factory: string, use: string): Source => ({
    "src/app.ts": `import { open } from "./open";\n${use}`,
    "src/open.ts": `import Anthropic from "@anthropic-ai/sdk";\n${factory}`,
  });
  const elsewhere = ["anthropic client.messages.create through new Anthropic in src/open.ts"];

  reaches(
    "in the same file",
    `import Anthropic from "@anthropic-ai/sdk";
     function open() { return new Anthropic(); }
     const client = open();
     client.messages.create({});`,
    ANTHROPIC,
  );
  reaches(
    "in another file",
    source(
      `export function open(key: string) { return new Anthropic({ apiKey: key }); }`,
      `const client = open("k");\nclient.messages.create({});`,
    ),
    elsewhere,
  );
  reaches(
    "that is an arrow function",
    source(`export const open = () => new Anthropic();`, `const client = open();\nclient.messages.create({});`),
    elsewhere,
  );
  reaches(
    "that is asynchronous",
    source(
      `export async function open() { const client = new Anthropic(); return client; }`,
      `export async function ask() { const client = await open(); return client.messages.create({}); }`,
    ),
    elsewhere,
  );
  reaches(
    "that keeps what it made",
    source(
      `let held: Anthropic | null = null;\nexport const open = () => (held ??= new Anthropic());`,
      `open().messages.create({});`,
    ),
    ["anthropic open().messages.create through new Anthropic in src/open.ts"],
  );
  reaches(
    "that keeps what it made behind a condition",
    source(
      `let held;\nexport function open() { if (held) return held; held = new Anthropic(); return held; }`,
      `open().messages.create({});`,
    ),
    ["anthropic open().messages.create through new Anthropic in src/open.ts"],
  );
  reaches(
    "that is a method of an object",
    source(`export const open = { client: () => new Anthropic() };`, `open.client().messages.create({});`),
    ["anthropic open.client().messages.create through new Anthropic in src/open.ts"],
  );
  reaches(
    "that is a method of a service",
    source(
      `export class open { private client = new Anthropic(); getClient() { return this.client; } }`,
      `class A { constructor(private service: open) {} ask() { return this.service.getClient().messages.create({}); } }`,
    ),
    ["anthropic this.service.getClient().messages.create through new Anthropic in src/open.ts"],
  );
  reaches(
    "that makes a client together with other things",
    source(
      `export function open() { const client = new Anthropic(); return { client, model: "claude-sonnet-5" }; }`,
      `const { client, model } = open();\nclient.messages.create({ model });`,
    ),
    elsewhere,
  );
  reaches(
    "whose class is a parameter",
    `import Anthropic from "@anthropic-ai/sdk";
     function open(Client) { return new Client(); }
     const client = open(Anthropic);
     client.messages.create({});`,
    ["anthropic client.messages.create through new Client"],
  );
});

describe("reaching a model call by what a type says", () => {
  reaches(
    "of a parameter",
    `import OpenAI from "openai";
     export async function ask(client: OpenAI, text: string) { return client.chat.completions.create({}); }`,
    ["openai client.chat.completions.create through an unseen client"],
  );
  reaches(
    "of a parameter, when the import is for types only",
    `import type { Anthropic } from "@anthropic-ai/sdk";
     export const ask = (client: Anthropic) => client.messages.create({});`,
    ["anthropic client.messages.create through an unseen client"],
  );
  reaches(
    "of a destructured parameter",
    `import type OpenAI from "openai";
     export const ask = ({ client, text }: { client: OpenAI; text: string }) => client.chat.completions.create({});`,
    ["openai client.chat.completions.create through an unseen client"],
  );
  reaches(
    "of an interface's member",
    {
      "src/app.ts": `import type { Services } from "./services";
        export const ask = (services: Services) => services.models.openai.chat.completions.create({});`,
      "src/services.ts": `import OpenAI from "openai";
        interface Models { openai: OpenAI }
        export interface Services { models: Models }`,
    },
    ["openai services.models.openai.chat.completions.create through an unseen client"],
  );
  reaches(
    "of an interface's method",
    `import OpenAI from "openai";
     interface Clients { open(name: string): Promise<OpenAI> }
     export async function ask(clients: Clients) { return (await clients.open("a")).chat.completions.create({}); }`,
    ['openai (awaitclients.open("a")).chat.completions.create through an unseen client'],
  );
  reaches(
    "of a function that makes it",
    {
      "src/app.ts": `import type { getClient } from "./client";
        export const ask = (client: ReturnType<typeof getClient>) => client.chat.completions.create({});`,
      "src/client.ts": `import OpenAI from "openai";\nexport function getClient() { return new OpenAI(); }`,
    },
    ["openai client.chat.completions.create through new OpenAI in src/client.ts"],
  );
  reaches(
    "of a module that is handed in",
    `export async function ask(sdk: typeof import("openai")) {
       const client = new sdk.OpenAI();
       return client.chat.completions.create({});
     }`,
    ["openai client.chat.completions.create through new sdk.OpenAI"],
  );
  reaches(
    "that is imported where it is named",
    `export const ask = (client: import("openai").OpenAI) => client.chat.completions.create({});`,
    ["openai client.chat.completions.create through an unseen client"],
  );
  reaches(
    "of a function of a module that is handed in",
    `export async function ask({ generateText }: typeof import("ai"), { openai }: typeof import("@ai-sdk/openai")) {
       return generateText({ model: openai("gpt-5.2"), prompt: "x" });
     }`,
    ["ai generateText"],
  );
  reaches(
    "of a promise",
    `import OpenAI from "openai";
     export async function ask(ready: Promise<OpenAI>) { const client = await ready; return client.chat.completions.create({}); }`,
    ["openai client.chat.completions.create through an unseen client"],
  );
  reaches(
    "of a function's result",
    `import OpenAI from "openai";
     declare function open(): OpenAI;
     open().chat.completions.create({});`,
    ["openai open().chat.completions.create through an unseen client"],
  );
  reaches(
    "of several classes",
    `import OpenAI, { AzureOpenAI } from "openai";
     type Client = OpenAI | AzureOpenAI;
     export const ask = (client: Client) => client.chat.completions.create({});`,
    ["openai client.chat.completions.create through an unseen client"],
  );
  reaches(
    "of an AWS client",
    `import { type BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
     export const ask = (client: BedrockRuntimeClient) => client.send(new ConverseCommand({ modelId: "m" }));`,
    ["bedrock-runtime ConverseCommand through an unseen client"],
  );
});

describe("reaching a model call through a wrapper", () => {
  reaches(
    "that traces",
    `import OpenAI from "openai";
     import { observeOpenAI } from "langfuse";
     const client = observeOpenAI(new OpenAI());
     client.chat.completions.create({});`,
    OPENAI,
  );
  reaches(
    "that traces Anthropic",
    `import Anthropic from "@anthropic-ai/sdk";
     import { wrapAnthropic } from "langsmith/wrappers/anthropic";
     const client = wrapAnthropic(new Anthropic());
     client.messages.create({});`,
    ANTHROPIC,
  );
  reaches(
    "whose name the file changes",
    `import OpenAI from "openai";
     import { wrapOpenAI as traced } from "braintrust";
     const plain = new OpenAI();
     const client = traced(plain);
     client.chat.completions.create({});`,
    OPENAI,
  );
  reaches(
    "that adds structured output",
    `import OpenAI from "openai";
     import Instructor from "@instructor-ai/instructor";
     const together = new OpenAI({ baseURL: "https://api.together.xyz/v1" });
     const client = Instructor({ client: together, mode: "TOOLS" });
     client.chat.completions.create({ model: "m", max_retries: 3 });`,
    OPENAI,
  );
  reaches(
    "of the app's own that gives back what it was given",
    `import OpenAI from "openai";
     function logged<T>(inner: T): T { console.log("made"); return inner; }
     const client = logged(new OpenAI());
     client.chat.completions.create({});`,
    OPENAI,
  );
  reaches(
    "of the client's own",
    `import OpenAI from "openai";
     const base = new OpenAI();
     const client = base.withOptions({ timeout: 5_000 });
     client.chat.completions.create({});`,
    OPENAI,
  );
});

describe("reaching AWS commands", () => {
  const sdk = `import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
    const client = new BedrockRuntimeClient({});`;

  reaches(
    "that are built apart from send",
    `${sdk} const command = new ConverseCommand({ modelId: "m" });\nclient.send(command);`,
    ["bedrock-runtime ConverseCommand through new BedrockRuntimeClient"],
  );
  reaches(
    "that are built in branches",
    `${sdk}
     let command;
     if (process.env.OLD) command = new InvokeModelCommand({ modelId: "m" });
     else command = new ConverseCommand({ modelId: "m" });
     client.send(command);`,
    [
      "bedrock-runtime InvokeModelCommand through new BedrockRuntimeClient",
      "bedrock-runtime ConverseCommand through new BedrockRuntimeClient",
    ],
  );
  reaches(
    "that a private method sends",
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
     class A {
       private client = new BedrockRuntimeClient({});
       private async dispatch(command: any) { return this.client.send(command); }
       ask() { return this.dispatch(new ConverseCommand({ modelId: "m" })); }
     }`,
    ["bedrock-runtime ConverseCommand through new BedrockRuntimeClient"],
  );
  reaches(
    "whose classes come through a namespace",
    `import * as bedrock from "@aws-sdk/client-bedrock-runtime";
     const client = new bedrock.BedrockRuntimeClient({});
     client.send(new bedrock.ConverseCommand({ modelId: "m" }));`,
    ["bedrock-runtime bedrock.ConverseCommand through new bedrock.BedrockRuntimeClient"],
  );
  reaches(
    "as methods of the aggregated client",
    `import { BedrockRuntime } from "@aws-sdk/client-bedrock-runtime";
     const client = new BedrockRuntime({});
     client.converse({ modelId: "m" });`,
    ["bedrock-runtime client.converse through new BedrockRuntime"],
  );

  it("knows that a command is changed after it was made", () => {
    const { calls, host } = analyse(
      `${sdk}
       const command = new ConverseCommand({ modelId: "m", messages: [] });
       command.input.inferenceConfig = { maxTokens: 10 };
       client.send(command);`,
    );
    assert.equal(show(calls[0]!.options.maxOutputTokens, host), "unknown: mutation");
  });

  it("knows that a command of a variable is changed after it was made", () => {
    const { calls, host } = analyse(
      `${sdk}
       let command;
       command = new ConverseCommand({ modelId: "m", messages: [] });
       command.input.inferenceConfig = { maxTokens: 10 };
       client.send(command);`,
    );
    assert.equal(show(calls[0]!.options.maxOutputTokens, host), "unknown: mutation");
  });

  it("does not take a model id that is replaced later for the one that is sent", () => {
    const { calls, host } = analyse(
      `${sdk}
       const command = new ConverseCommand({ modelId: "amazon.titan-text-lite-v1", messages: [] });
       command.input.modelId = pick();
       client.send(command);`,
    );
    assert.doesNotMatch(show(calls[0]!.options.model, host), /^"amazon/);
  });
});

describe("reaching the models of the AI SDK", () => {
  const call = `generateText({ model, prompt: "Hi" });`;
  const models = (title: string, source: Source, expected: string, options: HostOptions = {}): void => {
    it(title, () => assert.equal(modelOf(source, options), expected));
  };

  models(
    "with a provider of a package",
    `import { generateText } from "ai"; import { openai } from "@ai-sdk/openai"; const model = openai("gpt-5.2"); ${call}`,
    '"gpt-5.2" by openai',
  );
  models(
    "with a method of a provider",
    `import { generateText } from "ai"; import { anthropic } from "@ai-sdk/anthropic"; const model = anthropic.languageModel("claude-sonnet-5"); ${call}`,
    '"claude-sonnet-5" by anthropic',
  );
  models(
    "with a provider that the file makes",
    `import { generateText } from "ai"; import { createOpenAI } from "@ai-sdk/openai";
     const provider = createOpenAI({ apiKey: process.env.KEY }); const model = provider.chat("gpt-5.2"); ${call}`,
    '"gpt-5.2" by openai',
  );
  models(
    "with a provider whose base URL names somebody else",
    `import { generateText } from "ai"; import { createOpenAI } from "@ai-sdk/openai";
     const model = createOpenAI({ baseURL: "https://api.together.xyz/v1" })("m"); ${call}`,
    '"m" by together',
  );
  models(
    "with a helper of the app that gives a model",
    {
      "src/app.ts": `import { generateText } from "ai"; import { modelFor } from "./models"; const model = modelFor("claude-sonnet-5"); ${call}`,
      "src/models.ts": `import { anthropic } from "@ai-sdk/anthropic"; export function modelFor(id: string) { return anthropic(id); }`,
    },
    '"claude-sonnet-5" by anthropic',
  );
  models(
    "with a helper that chooses",
    {
      "src/app.ts": `import { generateText } from "ai"; import { modelFor } from "./models"; const model = modelFor("x"); ${call}`,
      "src/models.ts": `import { anthropic } from "@ai-sdk/anthropic"; import { openai } from "@ai-sdk/openai";
        export function modelFor(kind: string) { switch (kind) { case "a": return anthropic("claude-sonnet-5"); default: return openai("gpt-5.2"); } }`,
    },
    '"claude-sonnet-5" | "gpt-5.2" by somebody',
  );
  models(
    "with a string for the gateway",
    `import { generateText } from "ai"; const model = "anthropic/claude-sonnet-5"; ${call}`,
    '"anthropic/claude-sonnet-5" by anthropic',
  );
  models(
    "with the gateway itself",
    `import { generateText, gateway } from "ai"; const model = gateway("openai/gpt-5.2"); ${call}`,
    '"openai/gpt-5.2" by vercel-ai-gateway',
  );
  models(
    "with a registry, whose ids name provider and model",
    `import { generateText, createProviderRegistry } from "ai"; import { openai } from "@ai-sdk/openai";
     const registry = createProviderRegistry({ openai }); const model = registry.languageModel("openai:gpt-5.2"); ${call}`,
    '"openai:gpt-5.2" by somebody',
  );
  models(
    "with a table of models",
    `import { generateText } from "ai"; import { openai } from "@ai-sdk/openai";
     const table = { fast: openai("gpt-5-mini"), good: openai("gpt-5.2") }; const model = table.good; ${call}`,
    '"gpt-5.2" by openai',
  );
  models(
    "with a parameter",
    `import { generateText } from "ai"; export const ask = (model: string) => generateText({ model, prompt: "Hi" });`,
    "unknown: parameter by somebody",
  );
  models(
    "with a wrapped model",
    `import { generateText, wrapLanguageModel } from "ai"; import { openai } from "@ai-sdk/openai";
     const model = wrapLanguageModel({ model: openai("gpt-5.2"), middleware: [] }); ${call}`,
    '"gpt-5.2" by openai',
  );

  reaches(
    "with an agent",
    `import { ToolLoopAgent } from "ai";
     const agent = new ToolLoopAgent({ model: "openai/gpt-5.2", tools: {} });
     agent.generate({ prompt: "Hi" });
     agent.stream({ prompt: "Hi" });`,
    ["ai agent.generate", "ai agent.stream"],
  );
  reaches(
    "with an agent of another file",
    {
      "src/app.ts": `import { agent } from "./agent";\nagent.generate({ prompt: "Hi" });`,
      "src/agent.ts": `import { ToolLoopAgent } from "ai";\nexport const agent = new ToolLoopAgent({ model: "openai/gpt-5.2" });`,
    },
    ["ai agent.generate"],
  );
  reaches(
    "with functions under another name",
    `import { generateText as ask } from "ai";\nimport * as ai from "ai";\nask({ model: "a/b" });\nai.streamText({ model: "a/b" });`,
    ["ai ask", "ai ai.streamText"],
  );
});

describe("what is no model call", () => {
  const nothing = (title: string, source: Source): void => reaches(title, source, []);

  nothing(
    "code inside text",
    `import OpenAI from "openai";
     const client = new OpenAI();
     export const sample = \`const answer = await client.chat.completions.create({ model: "gpt-4" });\`;
     // client.chat.completions.create({});
     export const quoted = 'client.chat.completions.create({})';`,
  );
  nothing(
    "a message that is stored in a thread",
    `import OpenAI from "openai";
     const client = new OpenAI();
     client.beta.threads.messages.create("thread", { role: "user", content: "Hi" });`,
  );
  nothing(
    "a text message",
    `import twilio from "twilio"; const client = twilio("a", "b"); client.messages.create({ to: "1", body: "Hi" });`,
  );
  nothing(
    "an own function with the name of the SDK's",
    `import { generateText } from "./text"; generateText({ model: "m" });`,
  );
  nothing(
    "an own function that hides the SDK's",
    `import { generateText } from "ai"; export function ask(generateText) { return generateText({ model: "m" }); }`,
  );
  nothing("a local run()", `import { run } from "../lib/run"; run(async () => console.log("Hi"));`);
  nothing(
    "an own class with create()",
    `class Messages { create(text) { return text; } }
     class Client { messages = new Messages(); chat = { completions: { create: () => 1 } }; }
     const client = new Client();
     client.messages.create("Hi");
     client.chat.completions.create({});`,
  );
  nothing(
    "an own class with the SDK's name",
    `class OpenAI { chat = { completions: { create() {} } }; } new OpenAI().chat.completions.create({});`,
  );
  nothing(
    "a mock",
    `const client = { chat: { completions: { create: jest.fn() } } }; client.chat.completions.create({});`,
  );
  nothing(
    "another send",
    `import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3"; new S3Client({}).send(new PutObjectCommand({ Body: "x" }));`,
  );
  nothing(
    "a type's text",
    `import type OpenAI from "openai"; type Create = OpenAI["chat"]["completions"]["create"]; export const x: Create | null = null;`,
  );
  nothing("a client that is only made", `import OpenAI from "openai"; export const client = new OpenAI();`);
  nothing(
    "listing models",
    `import OpenAI from "openai"; const client = new OpenAI(); client.models.list(); client.files.create({});`,
  );
  nothing("a parameter without a type", `export const ask = (client) => client.chat.completions.create({});`);

  it("names no call that this major of the SDK does not have", () => {
    const source = `import OpenAI from "openai"; const client = new OpenAI(); client.beta.chat.completions.parse({ model: "m" });`;
    assert.deepEqual(reached(source, { majors: { openai: 7 } }), []);
    assert.equal(reached(source, { majors: { openai: 4 } }).length, 1);
    assert.equal(reached(source).length, 1);
  });
});

describe("a client with many calls", () => {
  it("is worked out once", () => {
    const { calls } = analyse(
      `import OpenAI from "openai";
       const client = new OpenAI();
       export const one = () => client.responses.create({ model: "gpt-6-luna", input: "one" });
       export const two = () => client.responses.create({ model: "gpt-6-luna", input: "two" });`,
    );
    assert.equal(calls.length, 2);
    assert.ok(calls[0]?.client);
    assert.equal(calls[0].client, calls[1]?.client);
  });
});
