import assert from "node:assert/strict";
import type { Fact } from "../../lens/facts.ts";
import { analyse, type HostOptions, type InMemoryHost, onlyCall, show, type Source } from "./in-memory-host.ts";

/** Facts that tell of a use of generative AI, as `fact sdk callee or name`. */
function found(source: Source, options: HostOptions = {}): string[] {
  const { facts } = analyse(source, options);
  return facts.flatMap((fact) => nameOf(fact) ?? []);
}

function nameOf(fact: Fact): string | undefined {
  switch (fact.fact) {
    case "model call":
    case "retrieval":
      return `${fact.fact} ${fact.sdk} ${fact.callee}`;
    case "client":
    case "resource":
      return `${fact.fact} ${fact.sdk} ${fact.name}`;
    default:
      return undefined;
  }
}

function finds(title: string, source: Source, expected: readonly string[], options: HostOptions = {}): void {
  it(title, () => assert.deepEqual(found(source, options), expected));
}

/** Some options of the only model call. */
function optionsOf(source: Source, ...names: readonly string[]): string[] {
  const { facts, host } = analyse(source);
  const calls = facts.filter((fact) => fact.fact === "model call");
  assert.equal(calls.length, 1);
  const options: Readonly<Record<string, Parameters<typeof show>[0]>> = calls[0]!.options;
  return names.map((name) => withoutPlace(options[name], host));
}

function withoutPlace(value: Parameters<typeof show>[0], host: InMemoryHost): string {
  return value?.state === "absent" ? "absent" : show(value, host);
}

describe("what only looks like a model call", () => {
  finds(
    "code inside a template string that is shown to users, in any language",
    `import OpenAI from "openai";
     type Options = OpenAI.ChatCompletionCreateParams;
     export const javascript = (name: string) => \`
       import OpenAI from "openai";
       const client = new OpenAI();
       await client.chat.completions.create({ model: "\${name}" });\`;
     export const python = (name: string) => \`client.chat.completions.create(model="\${name}")\`;
     export const both = [\`new OpenAI()\`, 'generateText({ model: "m" })'];`,
    [],
  );
  finds(
    "a message that is stored in a thread",
    `import OpenAI from "openai";
     const client = new OpenAI();
     await client.beta.threads.messages.create("thread", { role: "user", content: "Hi" });`,
    ["client openai OpenAI"],
  );
  finds(
    "a helper of the app that is named `run` like that of an agent SDK",
    {
      "src/example.ts": `import { Agent } from "@openai/agents";
        import { run } from "../lib/run";
        const agent = new Agent({ name: "A", model: "gpt-5.2" });
        run(async () => { console.log(agent.name); });
        run(agent, "Hi");`,
      "lib/run.ts": `export function run(work: () => Promise<void>) { return work().catch(console.error); }`,
    },
    [],
  );
  finds(
    "an endpoint for events, which has the name of one for models",
    `import { aws_events as events, aws_sagemaker as sagemaker } from "aws-cdk-lib";
     import { CfnEndpoint } from "aws-cdk-lib/aws-events";
     new CfnEndpoint(stack, "One", { name: "global" });
     new events.CfnEndpoint(stack, "Two", { name: "global" });
     new sagemaker.CfnEndpoint(stack, "Three", { endpointConfigName: "models" });`,
    ["resource aws-cdk CfnEndpoint"],
  );
  finds(
    "the source of an SDK, which calls itself",
    {
      "src/lib/runner.ts": `import { BaseClient } from "../client";
        export class Runner {
          constructor(private client: BaseClient, private params: object) {}
          async step() { return await this.client.beta.messages.create({ ...this.params }); }
        }`,
      "src/client.ts": `import { Beta } from "./resources/beta";
        export class BaseClient { beta = new Beta(this); }
        export class Anthropic extends BaseClient {}`,
      "src/resources/beta.ts": `export class Beta { constructor(readonly client: object) {} messages = new Messages(); }
        export class Messages { create(body: object) { return fetch("/v1/messages", { body: JSON.stringify(body) }); } }`,
    },
    [],
  );
  finds(
    "a text message that is sent",
    `import twilio from "twilio";
     import OpenAI from "openai";
     const client = twilio(process.env.SID, process.env.TOKEN);
     await client.messages.create({ body: "Hi", to: "+1", from: "+2" });`,
    [],
  );
  finds(
    "a client of the app's own that is made like that of an SDK",
    `interface Model { chat: { completions: { create(options: object): Promise<object> } } }
     export const ask = (model: Model) => model.chat.completions.create({ model: "m" });`,
    [],
  );

  it("a model that stands in for one in a test of types", () => {
    const call = onlyCall({
      "src/generate.test-d.ts": `import { generateText } from "ai";
        import { MockLanguageModelV3 } from "ai/test";
        export const result = generateText({ model: new MockLanguageModelV3(), prompt: "Hi" });`,
    });
    assert.equal(call.provider, "mock");
    assert.equal(call.context.isTest, true);
  });
});

describe("a model call that is easily missed", () => {
  it("through a client that a wrapper gave back, to another vendor's endpoint", () => {
    const call = onlyCall(
      `import OpenAI from "openai";
       import Instructor from "@instructor-ai/instructor";
       const together = new OpenAI({ apiKey: process.env.KEY, baseURL: "https://api.together.xyz/v1" });
       const client = Instructor({ client: together, mode: "JSON_SCHEMA" });
       export const extract = (text: string) =>
         client.chat.completions.create({ model: "m", messages: [{ role: "user", content: text }], max_retries: 3 });`,
    );
    assert.equal(call.client?.name, "OpenAI");
    assert.equal(call.provider, "together");
  });
  it("through a getter that keeps the promise of an imported SDK", () => {
    assert.deepEqual(
      optionsOf(
        `import type { OpenAI as Client } from "openai";
         export class Writer {
           #session: Promise<Client> | null = null;
           start: () => Promise<Client>;
           constructor() {
             this.start = async () => import("openai").then(({ OpenAI }) => new OpenAI({ timeout: 60_000, maxRetries: 10 }));
           }
           get session() {
             if (!this.#session) this.#session = this.start();
             return this.#session;
           }
           async write(messages) { return (await this.session).chat.completions.create({ model: "m", messages }); }
         }`,
        "timeout",
        "retries",
      ),
      ["60000", "10"],
    );
  });
  it("with a command that is changed before it is sent", () => {
    assert.deepEqual(
      optionsOf(
        `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
         const client = new BedrockRuntimeClient({});
         export async function ask(region: string) {
           const command = new ConverseCommand({ modelId: "m", messages: [], inferenceConfig: { maxTokens: 5 } });
           command.input.modelId = profileFor(region);
           return client.send(command);
         }`,
        "model",
        "maxOutputTokens",
      ),
      ["unknown: mutation", "5"],
    );
  });

  const sender = (
    body: string,
  ): string => `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
    export class Retriever {
      private client = new BedrockRuntimeClient({ maxAttempts: 5 });
      async find(text: string) {
        const command = new ConverseCommand({ modelId: "m", messages: [] });
        return await this.dispatch(command);
      }
      private async dispatch(command: any) { ${body} }
    }`;

  it("with a command that a private method is given and sends", () => {
    const source = sender("const response = await this.client.send(command); return response;");
    const call = onlyCall(source);
    assert.equal(call.client?.name, "BedrockRuntimeClient");
    assert.equal(call.context.functionName, "find");
    assert.equal(call.response.isFinishReasonRead, undefined);
    assert.deepEqual(optionsOf(source, "retries", "maxOutputTokens"), ["4", "absent"]);
  });
  it("with a command that a private method changes and sends", () => {
    const source = sender("command.input.modelId = this.model; return this.client.send(command);");
    assert.deepEqual(optionsOf(source, "model", "maxOutputTokens"), ["unknown: mutation", "unknown: mutation"]);
  });
  it("with options that unseen code spreads: none of them is known to be absent", () => {
    assert.deepEqual(
      optionsOf(
        `import { streamText } from "ai";
         import { chat } from "@trigger.dev/sdk/ai";
         export const answer = (messages) =>
           streamText({ model: "openai/gpt-5.2", ...chat.toStreamTextOptions(), messages });`,
        "system",
        "maxOutputTokens",
        "telemetry",
      ),
      ["unknown: spread", "unknown: spread", "unknown: spread"],
    );
  });
  it("through a cast of something that may be anything", () => {
    const source = `import { VectorDBQAChain } from "langchain/chains";
      export async function run(node: any, input: string) {
        const chain = node.instance as VectorDBQAChain;
        return await chain.call({ query: input });
      }`;
    assert.deepEqual(found(source), ["model call langchain chain.call"]);
    assert.deepEqual(optionsOf(source, "model"), ["unknown: spread"]);
  });
  it("through an agent that is looked up by its name", () => {
    assert.deepEqual(
      optionsOf(
        {
          "src/app.ts": `import { mastra } from "./mastra";
            export const sum = async (text: string) => {
              const agent = mastra?.getAgent("synthesizer");
              return agent.generate(text);
            };`,
          "src/mastra.ts": `import { Mastra } from "@mastra/core";
            import { Agent } from "@mastra/core/agent";
            const synthesizer = new Agent({ name: "S", model: "openai/gpt-5.2", instructions: "Be brief" });
            const other = new Agent({ name: "O", model: "openai/gpt-4o", instructions: "Be long" });
            export const mastra = new Mastra({ agents: { synthesizer, other } });`,
        },
        "model",
        "system",
      ),
      ['"gpt-5.2"', '"Be brief"'],
    );
  });
  it("with a provider and a model in one text", () => {
    const call = onlyCall(
      `import { createAgent } from "langchain";
       const agent = createAgent({ model: "anthropic:claude-sonnet-5", tools: [] });
       await agent.invoke({ messages: [] });`,
    );
    assert.equal(call.provider, "anthropic");
    assert.equal(call.options.model?.state, "known");
  });
  finds(
    "in infrastructure whose module has a name of the file's own",
    `import { aws_bedrock as bedrock } from "aws-cdk-lib";
     new bedrock.CfnKnowledgeBase(stack, "Base", { name: "base" });`,
    ["resource aws-cdk CfnKnowledgeBase"],
  );
  finds(
    "through an instance that a framework injects by a token",
    `import { Inject, Injectable } from "@nestjs/common";
     import OpenAI from "openai";
     @Injectable()
     export class Answers {
       constructor(@Inject("OPENAI") private readonly openai: OpenAI) {}
       async answer(content: string) {
         return this.openai.chat.completions.create({ model: "gpt-5.2", messages: [{ role: "user", content }] });
       }
     }`,
    ["model call openai this.openai.chat.completions.create"],
  );
  finds(
    "through a method that is taken out of the client",
    `import OpenAI from "openai";
     const { create } = new OpenAI().chat.completions;
     await create({ model: "gpt-5.2", messages: [] });`,
    ["client openai OpenAI", "model call openai create"],
  );
  finds(
    "in a thunk that a retry helper runs",
    `import OpenAI from "openai";
     import pRetry from "p-retry";
     const client = new OpenAI();
     export const ask = () => pRetry(() => client.responses.create({ model: "gpt-5.2", input: "Hi" }), { retries: 3 });`,
    ["client openai OpenAI", "model call openai client.responses.create"],
  );
});
