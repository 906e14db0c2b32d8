import assert from "node:assert/strict";
import type { ModelCall } from "../../lens/facts.ts";
import { NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { analyse, type HostOptions, InMemoryHost, pathOf, show, type Source } from "./in-memory-host.ts";

/** Each call of a wrapper as `callee via function (kind of sdk): options that the caller decides`, without absent ones. */
function wrapped(source: Source, options: HostOptions = {}): string[] {
  const { calls, host } = analyse(source, options);
  return calls.flatMap((call) => (call.wrapper ? [line(call, host)] : []));
}

function line(call: ModelCall, host: InMemoryHost): string {
  const options = Object.entries(call.options)
    .filter(([, value]) => value.state !== "absent")
    .map(([name, value]) => `${name} ${show(value, host)}`)
    .toSorted();
  return `${call.callee} via ${call.wrapper!.functionName} (${call.kind} of ${call.sdk}): ${options.join(", ")}`;
}

function wraps(title: string, source: Source, expected: readonly string[], options: HostOptions = {}): void {
  it(title, () => assert.deepEqual(wrapped(source, options), expected));
}

/** The only call of a wrapper. */
function onlyWrapped(source: Source): { call: ModelCall; host: InMemoryHost } {
  const { calls, host } = analyse(source);
  const found = calls.filter((call) => call.wrapper !== undefined);
  assert.equal(found.length, 1);
  return { call: found[0]!, host };
}

const ASK = `import OpenAI from "openai";
  const client = new OpenAI();
  export async function ask(prompt: string, options: { model?: string; max_tokens?: number } = {}) {
    const answer = await client.chat.completions.create({
      model: "gpt-5.2",
      temperature: 0,
      messages: [{ role: "user", content: prompt }],
      ...options,
    });
    return answer.choices[0].message.content;
  }`;

describe("a call of the app's own wrapper", () => {
  wraps("has the options that it passes, in one file", `${ASK}\n ask("Hello", { max_tokens: 100 });`, [
    'ask via ask (chat of openai): maxOutputTokens 100, messages [{role: "user", content: "Hello"}]',
  ]);
  wraps(
    "has what an argument replaces",
    { "src/app.ts": `import { ask } from "./ask"; ask("Hello", { model: "gpt-4o" });`, "src/ask.ts": ASK },
    ['ask via ask (chat of openai): messages [{role: "user", content: "Hello"}], model "gpt-4o"'],
  );
  wraps(
    "through a default export",
    {
      "src/app.ts": `import generate from "./ask"; generate({ prompt: "Hi", maxOutputTokens: 50 });`,
      "src/ask.ts": `import { generateText } from "ai";
        export default async ({ prompt, maxOutputTokens }) => generateText({ model: "openai/gpt-5.2", prompt, maxOutputTokens });`,
    },
    ['generate via generate (chat of ai): maxOutputTokens 50, messages "Hi"'],
  );
  wraps(
    "through re-exports under another name",
    {
      "src/app.ts": `import { generate } from "./lib"; generate("Hi");`,
      "src/lib/index.ts": `export * from "./names";`,
      "src/lib/names.ts": `export { ask as generate } from "./ask";`,
      "src/lib/ask.ts": ASK,
    },
    ['generate via ask (chat of openai): messages [{role: "user", content: "Hi"}]'],
  );
  wraps(
    "through a factory that keeps defaults",
    {
      "src/app.ts": `import { createGenerateText } from "./factory";
        const generate = createGenerateText({ model: "openai/gpt-5.2", temperature: 1 });
        generate({ prompt: "Hi", maxOutputTokens: 10 });`,
      "src/factory.ts": `import { generateText } from "ai";
        export function createGenerateText(defaults) {
          return (options) => generateText({ maxRetries: 1, ...defaults, ...options });
        }`,
    },
    ['generate via generate (chat of ai): maxOutputTokens 10, messages "Hi", model "openai/gpt-5.2", temperature 1'],
  );
  wraps(
    "through a method of the class around it",
    `import Anthropic from "@anthropic-ai/sdk";
     export class Writer {
       private readonly client = new Anthropic();
       private complete(prompt: string, limit: number) {
         return this.client.messages.create({ model: "claude-sonnet-5", max_tokens: limit, messages: [{ role: "user", content: prompt }] });
       }
       title(text: string) { return this.complete("Title", 20); }
     }`,
    ['this.complete via complete (chat of anthropic): maxOutputTokens 20, messages [{role: "user", content: "Title"}]'],
  );
  wraps(
    "through an injected service",
    {
      "src/app.ts": `import { AiService } from "./ai.service";
        export class Controller {
          constructor(private readonly ai: AiService) {}
          answer() { return this.ai.generate({ prompt: "Hi" }); }
        }`,
      "src/ai.service.ts": `import OpenAI from "openai";
        export class AiService {
          private readonly client = new OpenAI();
          async generate({ prompt, limit }: { prompt: string; limit?: number }) {
            return this.client.responses.create({ model: "gpt-5.2", input: prompt, max_output_tokens: limit });
          }
        }`,
    },
    ['this.ai.generate via generate (chat of openai): messages "Hi"'],
  );
  wraps(
    "through a chain of wrappers in three files",
    {
      "src/app.ts": `import { summarise } from "./summarise"; summarise("A text", 99);`,
      "src/summarise.ts": `import { ask } from "./ask";
        export const summarise = (text: string, limit: number) => ask(\`Sum up: \${text}\`, { max_tokens: limit });`,
      "src/ask.ts": ASK,
    },
    [
      'summarise via summarise (chat of openai): maxOutputTokens 99, messages [{role: "user", content: "Sum up: A text"}]',
    ],
  );
  wraps(
    "through a thunk that is handed to a retry helper",
    `import OpenAI from "openai";
     import { withRetry } from "./retry";
     const client = new OpenAI();
     const complete = (text: string) => withRetry(() => client.completions.create({ model: "gpt-3.5-turbo-instruct", prompt: text }));
     complete("words");`,
    ['complete via complete (completion of openai): messages "words"'],
  );
  wraps(
    "through a command that the wrapper sends",
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
     const client = new BedrockRuntimeClient({});
     async function converse(messages, maxTokens = 500) {
       const command = new ConverseCommand({ modelId: "anthropic.claude-sonnet-5-v1:0", messages, inferenceConfig: { maxTokens } });
       return client.send(command);
     }
     converse([{ role: "user", content: [{ text: "Hi" }] }]);
     converse([], 30);`,
    [
      'converse via converse (chat of bedrock-runtime): messages [{role: "user", content: [{text: "Hi"}]}]',
      "converse via converse (chat of bedrock-runtime): maxOutputTokens 30, messages []",
    ],
  );
});

describe("what a caller of a wrapper decides", () => {
  it("is in its options; all the rest is told of the wrapper's use", () => {
    const { call, host } = onlyWrapped(`${ASK}\n ask("Hello");`);
    assert.equal(call.options.temperature, undefined);
    assert.equal(call.options.model, undefined);
    assert.equal(show(call.wrapper!.options.temperature, host), "0");
    assert.equal(show(call.wrapper!.options.model, host), '"gpt-5.2"');
    assert.equal(host.textAt(call.wrapper!.call).startsWith("client.chat.completions.create("), true);
  });
  it("is absent with a place only where the wrapper hands its object on, by name", () => {
    const { call, host } = onlyWrapped(`${ASK}\n ask("Hello", { model: "gpt-4o" });`);
    assert.equal(show(call.options.maxOutputTokens, host), "absent");
    assert.equal(show(call.options.tools, host), "absent");
  });
  it("may be written into an object that is spread whole", () => {
    const { call, host } = onlyWrapped(
      `import { generateText } from "ai";
       const write = (options) => generateText({ model: "openai/gpt-5.2", ...options });
       write({ prompt: "Hi" });`,
    );
    assert.equal(show(call.options.maxOutputTokens, host), 'absent: maxOutputTokens in { prompt: "Hi" }');
  });
  it("may be written into an object that is the whole of the options", () => {
    const { call, host } = onlyWrapped(
      `import { generateText } from "ai";
       const write = (options) => generateText(options);
       write({ model: "openai/gpt-5.2", prompt: "Hi" });`,
    );
    assert.equal(
      show(call.options.maxOutputTokens, host),
      'absent: maxOutputTokens in { model: "openai/gpt-5.2", prompt: "Hi" }',
    );
  });
  it("is unknown where the caller passes what is not known", () => {
    const { call, host } = onlyWrapped(`${ASK}\n export const pass = (limit) => ask("Hello", { max_tokens: limit });`);
    assert.equal(show(call.options.maxOutputTokens, host), "unknown: parameter");
  });
  it("goes through helpers that work on it", () => {
    const { call, host } = onlyWrapped(
      `import { streamText, convertToModelMessages } from "ai";
       export function chat(messages) {
         const converted = convertToModelMessages(messages);
         return streamText({ model: "openai/gpt-5.2", messages: converted });
       }
       chat([{ role: "user", parts: [] }]);`,
    );
    assert.equal(show(call.options.messages, host), "unknown: call");
    assert.equal(call.kind, "stream");
  });
  it("has the client that it hands over", () => {
    const { call } = onlyWrapped(
      `import OpenAI from "openai";
       async function ask(client: OpenAI, prompt: string) {
         return client.responses.create({ model: "gpt-5.2", input: prompt });
       }
       const mine = new OpenAI({ timeout: 5000 });
       ask(mine, "Hi");`,
    );
    assert.equal(call.client?.name, "OpenAI");
    assert.deepEqual(Object.keys(call.options), ["messages"]);
  });
  it("stands where the caller stands", () => {
    const { call, host } = onlyWrapped(
      `${ASK}
       export async function all(list: string[]) { for (const each of list) { await ask("x"); } }`,
    );
    assert.equal(host.textAt(call.place), 'ask("x")');
    assert.equal(host.textAt(call.calleePlace), "ask");
    assert.notEqual(call.context.loop, undefined);
    assert.equal(call.context.functionName, "all");
    assert.equal(call.response.isFinishReasonRead, undefined);
  });
  it("carries outside data into the instructions", () => {
    const { flows, host } = analyse({
      "src/app.ts": `import express from "express";
        import { speak } from "./speak";
        const app = express();
        app.post("/x", (req, res) => { speak(req.body.persona, "Hi"); });`,
      "src/speak.ts": `import { generateText } from "ai";
        export const speak = (persona: string, prompt: string) =>
          generateText({ model: "openai/gpt-5.2", system: \`You are \${persona}\`, prompt });`,
    });
    assert.deepEqual(
      flows.map((flow) => `${flow.sink} ${host.textAt(flow.place)} ${flow.sinkText}`),
      ["system prompt req.body.persona speak"],
    );
  });
  it("carries nothing that the caller has checked", () => {
    const { flows } = analyse(
      `import { generateText } from "ai";
       const speak = (persona: string) => generateText({ model: "openai/gpt-5.2", system: persona, prompt: "Hi" });
       app.post("/x", (req, res) => {
         const { persona } = req.body;
         if (!["pirate", "poet"].includes(persona)) return;
         speak(persona);
       });`,
    );
    assert.deepEqual(flows, []);
  });
});

describe("a wrapper that chooses by what it is given", () => {
  const source = (call: string): string => `import OpenAI from "openai";
    import Groq from "unseen-sdk";
    const openai = new OpenAI(), groq = new Groq();
    function ask(provider: string, prompt: string) {
      switch (provider) {
        case "openai": return openai.responses.create({ model: "gpt-5.2", input: prompt });
        case "groq": return groq.ask(prompt);
      }
    }
    function short(provider: string, prompt: string) {
      if (provider === "openai") return openai.responses.create({ model: "gpt-5.2", input: prompt });
      return groq.ask(prompt);
    }
    export const run = (provider) => ${call};`;

  for (const name of ["ask", "short"]) {
    it(`is one for what surely gets there (${name})`, () => {
      assert.equal(wrapped(source(`${name}("openai", "Hi")`)).length, 1);
      assert.equal(wrapped(source(`${name}("groq", "Hi")`)).length, 0);
      assert.equal(wrapped(source(`${name}(provider, "Hi")`)).length, 0);
    });
  }
});

describe("no wrapper is", () => {
  wraps(
    "a function whose parameters reach no option",
    `import { generateText } from "ai";
     async function daily(name: string) { console.log(name); return generateText({ model: "openai/gpt-5.2", prompt: "Hi" }); }
     daily("x");`,
    [],
  );
  wraps(
    "a request handler",
    {
      "src/app.test.ts": `import { POST } from "./route"; POST(new Request("http://localhost"));`,
      "src/route.ts": `import { generateText } from "ai";
        export async function POST(request: Request) {
          const { prompt } = await request.json();
          return generateText({ model: "openai/gpt-5.2", prompt });
        }`,
    },
    [],
  );
  wraps(
    "a function that only makes one",
    `import { generateText } from "ai";
     export const create = (model) => (prompt) => generateText({ model, prompt });
     const ask = create("openai/gpt-5.2");
     ask;`,
    [],
  );
  wraps(
    "a function that hands a callback over for later",
    `import { generateText, tool } from "ai";
     const summary = (model) => tool({ description: "Sums up", execute: async ({ text }) => generateText({ model, prompt: text }) });
     summary("openai/gpt-5.2");
     const listen = (bus, model) => bus.on("message", (text) => generateText({ model, prompt: text }));
     listen(bus, "openai/gpt-5.2");`,
    [],
  );
  wraps(
    "what a test has replaced",
    {
      "src/app.test.ts": `import { ask } from "./ask"; vi.mock("./ask", () => ({ ask: vi.fn() })); ask("Hi");`,
      "src/ask.ts": ASK,
    },
    [],
  );
  wraps(
    "a function of another file with the same name",
    {
      "src/app.ts": `import { ask } from "./other"; ask("Hi");`,
      "src/other.ts": `export const ask = (x) => x;`,
      "src/ask.ts": ASK,
    },
    [],
  );
  wraps(
    "one that calls itself for ever",
    `import { generateText } from "ai";
     function first(prompt) { return second(prompt); }
     function second(prompt) { return first(prompt); }
     first("x");`,
    [],
  );
  wraps(
    "one that may go to several SDKs",
    `import OpenAI from "openai";
     import Anthropic from "@anthropic-ai/sdk";
     const openai = new OpenAI(), anthropic = new Anthropic();
     function ask(model: string, content: string) {
       const messages = [{ role: "user", content }];
       if (model.startsWith("gpt")) return openai.chat.completions.create({ model, messages });
       return anthropic.messages.create({ model, max_tokens: 10, messages });
     }
     ask("gpt-5.2", "Hi");`,
    [],
  );
});

describe("an analysis of a caller", () => {
  const FILES = {
    "src/app.ts": `import { ask } from "./ask"; ask("Hi", { max_tokens: 5 });`,
    "src/ask.ts": ASK,
  };
  const count = (project: Project): number =>
    project.analyse(pathOf("src/app.ts"), NEVER_CANCELLED).facts.filter((fact) => fact.fact === "model call").length;

  it("is made anew when the wrapper comes or goes", () => {
    const host = new InMemoryHost(FILES);
    const project = new Project(host);
    const write = (text: string): void => {
      host.write("src/ask.ts", text);
      project.changed(pathOf("src/ask.ts"));
    };
    assert.equal(count(project), 1);
    write("export const ask = (text) => text;");
    assert.equal(count(project), 0);
    write(ASK);
    assert.equal(count(project), 1);
  });
  it("tells the names that other files may call", () => {
    const project = new Project(new InMemoryHost(FILES));
    const names = project.analyse(pathOf("src/ask.ts"), NEVER_CANCELLED).exportedNames;
    assert.deepEqual(
      [...names].filter((name) => name !== "default"),
      ["ask"],
    );
  });
});

describe("a call of a wrapper around a request", () => {
  const POST = `export async function post(model: string, prompt: string, limit?: number) {
    const response = await fetch("https://openrouter.ai/api/v1/chat/completions", {
      method: "POST",
      body: JSON.stringify({ model, max_tokens: limit, messages: [{ role: "user", content: prompt }] }),
    });
    return response.json();
  }`;

  wraps("has what it passes, in one file", `${POST}\n post("openai/gpt-5.2", "Hello", 60);`, [
    'post via post (chat of http): maxOutputTokens 60, messages [{role: "user", content: "Hello"}], model "openai/gpt-5.2"',
  ]);
  wraps(
    "has it in another file, which names no provider",
    { "src/app.ts": `import { post } from "./post";\n await post("openai/gpt-5.2", "Hello");`, "src/post.ts": POST },
    ['post via post (chat of http): messages [{role: "user", content: "Hello"}], model "openai/gpt-5.2"'],
  );
  wraps(
    "has the whole body that it passes",
    `import axios from "axios";
     const api = axios.create({ baseURL: "https://api.openai.com/v1", timeout: 9000 });
     const send = (body: object) => api.post("/chat/completions", body);
     await send({ model: "gpt-5.2", max_completion_tokens: 90, messages: [] });`,
    ['send via send (chat of http): maxOutputTokens 90, messages [], model "gpt-5.2"'],
  );
  wraps(
    "is none where it has the request sent to somebody else",
    `const HOST = "https://api.openai.com";
     async function send(prompt: string, host = HOST) {
       return fetch(\`\${host}/v1/chat/completions\`, { method: "POST", body: JSON.stringify({ model: "m", prompt }) });
     }
     await send("Hello", "https://status.example.com");`,
    [],
  );
  wraps(
    "is none where it asks no model",
    `async function send(path: string, body: object) {
       return fetch("https://api.openai.com/v1/" + path, { method: "POST", body: JSON.stringify(body) });
     }
     await send("files", { purpose: "batch" });`,
    [],
  );
  it("stands where its caller would set an option", () => {
    const { call, host } = onlyWrapped(
      `const send = (body: object) =>
         fetch("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify(body) });
       send({ model: "gpt-5.2", messages: [] });`,
    );
    assert.equal(
      show(call.options.maxOutputTokens, host),
      'absent: max_completion_tokens in { model: "gpt-5.2", messages: [] }',
    );
  });
});
