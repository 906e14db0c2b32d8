import assert from "node:assert/strict";
import type { Client, ModelCall, OptionName } from "../../lens/facts.ts";
import type { CallDescription, ExportedEntity, SdkDescription } from "../../lens/sdks/description.ts";
import { NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { InMemoryHost, show, type Source } from "./in-memory-host.ts";

const invoke: CallDescription = {
  kind: "chat",
  options: {
    messages: "0",
    timeout: ["1.timeout", "made(configured).0.timeout", "client.timeout"],
    stopSequences: ["1.stop", "root.0.stop"],
    tools: "made(withTools).0",
    user: "settings.user",
  },
  inheritsSettings: true,
  providerMark: ":",
};

const run: CallDescription = {
  kind: "agent",
  options: {
    model: "settings.model",
    messages: "1",
    temperature: "2.temperature",
    maxSteps: ["2.steps", "settings.steps"],
  },
  agent: "0",
  inheritsSettings: true,
  providerMark: "/",
};

const made: SdkDescription = {
  id: "made",
  title: "A made-up SDK",
  versionPackage: "made-sdk",
  modules: [
    {
      specifiers: ["made-sdk"],
      exports: {
        Chat: { entity: "class", type: "Chat" },
        Other: { entity: "class", type: "Other" },
        Service: { entity: "class", type: "Service" },
        Agent: { entity: "class", type: "Agent" },
        universal: { entity: "factory", type: "Universal" },
        wrapped: { entity: "wrapper", path: "0" } as ExportedEntity,
        run: { entity: "function", call: run },
        ask: {
          entity: "function",
          call: { kind: "chat", client: "0", options: { model: "1.model", timeout: "client.timeout" } },
        },
        complete: {
          entity: "function",
          call: { kind: "chat", options: { model: "0.model", temperature: "0.temperature" }, inheritsSettings: true },
        },
        plain: {
          entity: "function",
          call: { kind: "chat", options: { model: "0.model", temperature: "0.temperature" } },
        },
      },
    },
  ],
  types: {
    Chat: {
      role: "client",
      provider: "openai",
      options: { timeout: "0.timeout", apiKey: "0.key" },
      settings: {
        model: "0.model",
        temperature: ["made(configured).0.temperature", "0.temperature"],
        maxOutputTokens: "0.limits.tokens",
      },
      defaults: { timeout: 1_000, retries: 6, maxSteps: undefined },
      members: {
        invoke: { member: "call", call: invoke },
        withTools: { member: "makes", type: "Chat" },
        configured: { member: "makes", type: "Chat" },
        structured: { member: "makes", type: "Structured" },
      },
    },
    Structured: { role: "other", members: { invoke: { member: "call", call: invoke } } },
    Other: {
      role: "client",
      provider: "anthropic",
      settings: { model: "0.model", temperature: "0.temperature" },
      members: { invoke: { member: "call", call: invoke } },
    },
    Service: {
      role: "client",
      provider: "google",
      options: { timeout: "0.timeout" },
      defaults: { timeout: null, retries: 0, maxSteps: undefined },
      members: { model: { member: "makes", type: "ServiceModel" } },
    },
    ServiceModel: {
      role: "model",
      settings: { model: "0.model", maxOutputTokens: "0.tokens" },
      members: { invoke: { member: "call", call: invoke }, chat: { member: "makes", type: "Session" } },
    },
    Session: {
      role: "other",
      settings: { maxOutputTokens: "0.tokens" },
      members: { invoke: { member: "call", call: invoke } },
    },
    Agent: {
      role: "agent",
      settings: { model: "0.model" },
      defaults: { timeout: undefined, retries: undefined, maxSteps: 10 },
      members: {
        invoke: {
          member: "call",
          call: {
            kind: "agent",
            options: { model: "settings.model", messages: "0", temperature: "1.temperature", maxSteps: "1.steps" },
            inheritsSettings: true,
            providerMark: "/",
          },
        },
      },
    },
    Universal: {
      role: "client",
      settings: { model: "0", temperature: "1.temperature" },
      members: { invoke: { member: "call", call: invoke } },
    },
  },
};

interface Read {
  readonly call: ModelCall;
  readonly calls: readonly ModelCall[];
  readonly clients: readonly Client[];
  readonly host: InMemoryHost;
}

function read(source: Source): Read {
  const host = new InMemoryHost(source);
  const analysis = new Project(host, { sdks: [made] }).analyse(host.files[0]!, NEVER_CANCELLED);
  assert.deepEqual(analysis.problems, []);
  const calls = analysis.facts.filter((fact) => fact.fact === "model call");
  const clients = analysis.facts.filter((fact) => fact.fact === "client");
  const call = calls.at(-1);
  assert.ok(call, "The source has no model call");
  return { call, calls, clients, host };
}

/** The options of the last model call. */
function reads(title: string, source: Source, expected: Readonly<Partial<Record<OptionName, string>>>): void {
  it(title, () => {
    const { call, host } = read(source);
    const names = Object.keys(expected) as OptionName[];
    assert.deepEqual(Object.fromEntries(names.map((name) => [name, show(call.options[name], host)])), expected);
  });
}

const head = `import { Agent, ask, Chat, complete, Other, plain, run, Service, universal, wrapped } from "made-sdk";\n`;

describe("options of the expression at the start of a chain", () => {
  reads(
    "are read through what was bound later",
    `${head}new Chat({ stop: "x" }).withTools([]).configured({}).invoke("");`,
    {
      stopSequences: '"x"',
    },
  );
  reads(
    "would be written at that expression",
    `${head}const c = new Chat({ model: "m" }); c.withTools([t]).invoke("", undefined);`,
    {
      stopSequences: 'absent: stop in { model: "m" }',
    },
  );
  reads("are not known where only a type is", `${head}function f(c: Chat) { c.withTools([]).invoke("", {}); }`, {
    stopSequences: "unknown: spread",
  });
});

describe("options of a link that a member made", () => {
  reads(
    "are those of the nearest such link",
    `${head}new Chat().configured({ timeout: 1 }).withTools([]).configured({ timeout: 2 }).invoke("");`,
    {
      timeout: "2",
    },
  );
  reads("are absent, with no place to write, where there is no such link", `${head}new Chat(options).invoke("", {});`, {
    tools: "absent",
  });
  reads(
    "are not known where the chain may have had such a link before",
    `${head}function f(c: Chat) { c.configured({}).invoke(""); }`,
    {
      tools: "unknown: parameter",
    },
  );
  reads(
    "are known all the same where the link is to be seen",
    `${head}function f(c: Chat) { c.withTools([1]).invoke(""); }`,
    {
      tools: "[1]",
    },
  );
});

describe("options of the argument that made an instance", () => {
  reads(
    "are those of the instance before anything was bound to it",
    `${head}new Chat({ user: "u" }).withTools([]).invoke("");`,
    {
      user: '"u"',
    },
  );
});

describe("options of the client of a chain", () => {
  reads("are read past what was bound to it", `${head}new Chat({ timeout: 5 }).withTools(tools).invoke("");`, {
    timeout: "5",
  });
  reads("are read past what is no client", `${head}new Service({ timeout: 5 }).model({}).chat().invoke("", {});`, {
    timeout: "5",
  });
  reads("would be written where the client is made", `${head}new Chat({ key }).withTools(tools).invoke("");`, {
    timeout: 'absent: argument 1 timeout of new Chat({ key }).withTools(tools).invoke("")',
  });

  it("belong to one fact, at the expression that makes the client", () => {
    const { call, clients, host } = read(
      `${head}const c = new Chat({ key }); c.withTools([]).structured({}).invoke("");`,
    );
    assert.equal(clients.length, 1);
    assert.equal(host.textAt(call.client!.place), "new Chat({ key })");
    assert.equal(call.hasClient, true);
    assert.equal(call.provider, "openai");
    assert.deepEqual(call.defaults, { timeout: 1_000, retries: 6, maxSteps: undefined });
  });

  it("are told of the client that is an argument", () => {
    const { call, host } = read(`${head}const service = new Service({ timeout: 3 }); ask(service, { model: "m" });`);
    assert.equal(show(call.options.timeout, host), "3");
    assert.equal(host.textAt(call.client!.place), "new Service({ timeout: 3 })");
    assert.equal(call.provider, "google");
    assert.deepEqual(call.defaults.timeout, null);
  });

  it("stay unknown where that argument is not to be seen", () => {
    const { call, host } = read(`${head}export const f = (service) => ask(service, { model: "m" });`);
    assert.equal(show(call.options.timeout, host), "unknown: call");
    assert.equal(call.hasClient, true);
    assert.equal(call.client, undefined);
    assert.equal(call.provider, undefined);
  });
});

describe("inherited settings", () => {
  reads(
    "come from what the method is called on",
    `${head}new Chat({ model: "m", temperature: 0, limits: { tokens: 9 } }).invoke("");`,
    {
      model: '"m"',
      temperature: "0",
      maxOutputTokens: "9",
    },
  );
  reads(
    "come through what was bound to it",
    `${head}new Chat({ model: "m", temperature: 0 }).withTools(tools).invoke("");`,
    {
      model: '"m"',
      temperature: "0",
      maxOutputTokens: 'absent: limits.tokens in { model: "m", temperature: 0 }',
    },
  );
  reads(
    "may be set by what was bound to it",
    `${head}new Chat({ temperature: 0 }).configured({ temperature: 1 }).withTools(tools).invoke("");`,
    {
      temperature: "1",
    },
  );
  reads("come through what has none of its own", `${head}new Chat({ model: "m" }).structured(schema).invoke("");`, {
    model: '"m"',
  });
  reads("come link by link", `${head}new Service().model({ model: "m", tokens: 1 }).chat({ tokens: 2 }).invoke("");`, {
    model: '"m"',
    maxOutputTokens: "2",
  });
  reads(
    "go on to the next link where one sets none",
    `${head}new Service().model({ model: "m", tokens: 1 }).chat({}).invoke("");`,
    {
      maxOutputTokens: "1",
    },
  );
  reads("are not known of an instance that only a type tells of", `${head}function f(c: Chat) { c.invoke(""); }`, {
    model: "unknown: spread",
    maxOutputTokens: "unknown: spread",
    temperature: "unknown: parameter",
  });
  reads("are not known behind a spread", `${head}new Chat({ ...options }).invoke("");`, {
    maxOutputTokens: "unknown: spread",
  });
  reads(
    "are not known where the instance is changed later",
    `${head}const c = new Chat({ temperature: 0 }); c.temperature = 1; c.invoke("");`,
    {
      temperature: "unknown: parameter",
    },
  );
  reads(
    "of one of two instances",
    `${head}const c = flag ? new Chat({ temperature: 0 }) : new Other({ temperature: 1 }); c.invoke("");`,
    {
      temperature: "0 | 1",
      maxOutputTokens: "unknown: expression",
    },
  );
  reads(
    "of an instance that may be another",
    `${head}const c = flag ? new Chat({ temperature: 0 }) : other(); c.invoke("");`,
    {
      temperature: "0 | unknown: expression",
    },
  );
});

describe("settings inherited from an agent and its model", () => {
  reads("are those of the agent that the function is given", `${head}run(new Agent({ model: "m", steps: 3 }), "");`, {
    model: '"m"',
    maxSteps: "3",
    temperature: 'absent: argument 2 temperature of run(new Agent({ model: "m", steps: 3 }), "")',
  });
  reads(
    "are those of the model object that the agent holds",
    `${head}const model = new Chat({ model: "m", limits: { tokens: 5 } });
run(new Agent({ model }), "", {});`,
    {
      model: '"m"',
      maxOutputTokens: "5",
      temperature: "absent: temperature in {}",
    },
  );
  reads(
    "count less than the call's own",
    `${head}new Agent({ model: new Chat({ temperature: 1 }) }).invoke("", { temperature: 0 });`,
    {
      temperature: "0",
    },
  );
  reads(
    "leave unknown what the call may set",
    `${head}new Agent({ model: new Chat({ temperature: 1 }) }).invoke("", options);`,
    {
      temperature: "unknown: expression",
    },
  );
  reads(
    "replace what the call may leave out",
    `${head}new Agent({ model: new Chat({ temperature: 1 }) }).invoke("", { temperature: flag ? 0 : undefined });`,
    {
      temperature: "0 | 1",
    },
  );
  reads(
    "are not known behind a wrapper",
    `${head}new Agent({ model: wrapped(new Chat({ model: "m" })) }).invoke("", {});`,
    {
      model: '"m"',
      temperature: "unknown: parameter",
    },
  );
  reads(
    "are not known of a model that is not to be seen",
    `${head}export const f = (model) => new Agent({ model }).invoke("", {});`,
    {
      temperature: "unknown: parameter",
    },
  );
  reads("are absent of a model that is an id", `${head}new Agent({ model: process.env.MODEL }).invoke("", {});`, {
    temperature: "absent: temperature in {}",
  });
  reads("are not known of an agent that is not to be seen", `${head}export const f = (agent) => run(agent, "", {});`, {
    model: "unknown: call",
    maxSteps: "unknown: call",
    temperature: "unknown: parameter",
  });
  reads(
    "come from the model object that a function is given",
    `${head}complete({ model: new Chat({ model: "m", temperature: 1 }) });`,
    {
      model: '"m"',
      temperature: "1",
    },
  );

  it("leave the limits of the model's client in force, and the agent's own", () => {
    const { call, host } = read(`${head}const model = new Chat({ key }); new Agent({ model }).invoke("", {});`);
    assert.deepEqual(call.defaults, { timeout: 1_000, retries: 6, maxSteps: 10 });
    assert.equal(host.textAt(call.client!.place), "new Chat({ key })");
    assert.equal(call.provider, "openai");
  });
});

describe("calls that inherit nothing", () => {
  reads(
    "leave unknown what their model object sets",
    `${head}plain({ model: new Chat({ model: "m", temperature: 1 }) });`,
    {
      model: '"m"',
      temperature: "unknown: mutation",
      maxOutputTokens: "no such option",
    },
  );
});

describe("a provider in the model id", () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    [`universal("anthropic:claude-sonnet-5")`, '"claude-sonnet-5"', "anthropic"],
    [`universal("google-genai:gemini-2.5-pro")`, '"gemini-2.5-pro"', "google"],
    [`universal("ollama:llama3:8b")`, '"llama3:8b"', "ollama"],
    [`universal("llama3:8b")`, '"llama3:8b"', undefined],
    [
      `universal("anthropic.claude-3-5-sonnet-20240620-v1:0")`,
      '"anthropic.claude-3-5-sonnet-20240620-v1:0"',
      undefined,
    ],
    [`universal(flag ? "openai:a" : "openai:b")`, '"a" | "b"', "openai"],
    [`universal(flag ? "openai:a" : "anthropic:b")`, '"openai:a" | "anthropic:b"', undefined],
    ["universal(`mistralai:${name}`)", "unknown: expression", "mistral"],
    [`universal("gpt-5")`, '"gpt-5"', undefined],
    [`new Chat({ model: "anthropic:x" })`, '"anthropic:x"', "openai"],
  ];
  for (const [expression, model, provider] of cases) {
    it(`is read in ${expression}`, () => {
      const { call, host } = read(`${head}${expression}.invoke("");`);
      assert.equal(show(call.options.model, host), model);
      assert.equal(call.provider, provider);
    });
  }

  it("is read in an agent's model by the call's own mark", () => {
    const { call, host } = read(`${head}new Agent({ model: "openai/gpt-5" }).invoke("");`);
    assert.equal(show(call.options.model, host), '"gpt-5"');
    assert.equal(call.provider, "openai");
  });
});
