import assert from "node:assert/strict";
import type { ModelCall, OptionName } from "../../lens/facts.ts";
import type { CallDescription, SdkDescription } from "../../lens/sdks/description.ts";
import { NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { InMemoryHost, show, type Source } from "./in-memory-host.ts";

const invoke: CallDescription = {
  kind: "chat",
  options: { messages: "0", timeout: ["1.timeout", "made(withConfig).0.timeout"] },
  inheritsSettings: true,
  response: { text: ["content"], finishReason: ["metadata.reason"], finishReasonName: "metadata.reason" },
};
const generate: CallDescription = { kind: "agent", options: { messages: "0" }, inheritsSettings: true };

const madeUp: SdkDescription = {
  id: "made-up",
  title: "A made-up SDK",
  versionPackage: "flow-sdk",
  modules: [
    {
      specifiers: ["flow-sdk"],
      exports: {
        Chat: { entity: "class", type: "Chat" },
        Prompt: { entity: "class", type: "Step" },
        "Prompt.of": { entity: "factory", type: "Step" },
        Parser: { entity: "class", type: "Step" },
        "Sequence.from": { entity: "pipeline", path: "0" },
        "Agents.Writer.create": { entity: "factory", type: "Agent" },
        sequence: { entity: "pipeline", path: "0" },
        Agent: { entity: "class", type: "Agent" },
        Registry: { entity: "class", type: "Registry" },
        callable: { entity: "factory", type: "Callable" },
        parts: { entity: "module", specifier: "flow-sdk/parts" },
        unheard: { entity: "module", specifier: "flow-sdk/of" },
      },
      defaultExport: "*",
    },
    { specifiers: ["flow-sdk/parts"], exports: { Chat: { entity: "class", type: "Chat" } } },
  ],
  types: {
    Chat: {
      role: "client",
      provider: "openai",
      settings: { model: "0.model" },
      members: {
        invoke: { member: "call", call: invoke },
        pipe: { member: "pipe", path: "0" },
        withConfig: { member: "makes", type: "Chat" },
      },
    },
    Step: { role: "other", members: { pipe: { member: "pipe", path: "0" } } },
    Agent: { role: "agent", settings: { model: "0.model" }, members: { generate: { member: "call", call: generate } } },
    Registry: {
      role: "other",
      members: {
        getAgent: { member: "lookup", path: "settings.agents" },
        agents: { member: "value", path: "settings.agents" },
        "nested.first": { member: "value", path: "0.list.0" },
      },
    },
    Callable: { role: "model", settings: { model: "0" }, whenCalled: { member: "call", call: invoke } },
  },
};

const head = `import { Agent, Agents, callable, Chat, parts, Parser, Prompt, Registry, Sequence, sequence } from "flow-sdk";
const model = new Chat({ model: "m" }); const other = new Chat({ model: "o" });\n`;

function callsIn(source: Source): { readonly calls: readonly ModelCall[]; readonly host: InMemoryHost } {
  const host = new InMemoryHost(source);
  const { facts, problems } = new Project(host, { sdks: [madeUp] }).analyse(host.files[0]!, NEVER_CANCELLED);
  assert.deepEqual(problems, []);
  return { calls: facts.filter((fact) => fact.fact === "model call"), host };
}

/** The model of each call, and other options of the last one. */
function calls(
  title: string,
  source: Source,
  models: readonly string[],
  last: Partial<Record<OptionName, string>> = {},
) {
  it(title, () => {
    const found = callsIn(source);
    assert.deepEqual(
      found.calls.map((call) => show(call.options.model, found.host)),
      models,
    );
    for (const [name, text] of Object.entries(last)) {
      assert.equal(show(found.calls.at(-1)!.options[name as OptionName], found.host), text, name);
    }
  });
}

describe("what is piped", () => {
  calls("calls the model behind a prompt", `${head}new Prompt().pipe(model).invoke({});`, ['"m"']);
  calls("calls the model before a parser", `${head}model.pipe(new Parser()).invoke([]);`, ['"m"']);
  calls("calls the model between both", `${head}Prompt.of("").pipe(model).pipe(new Parser()).invoke({});`, ['"m"']);
  calls("calls the last of two models", `${head}model.pipe(new Parser()).pipe(other).invoke([]);`, ['"o"']);
  calls(
    "goes on through functions and objects",
    `${head}new Prompt().pipe((x) => x).pipe({ a: f }).pipe(model).pipe((x) => x).invoke("");`,
    ['"m"'],
  );
  calls(
    "may start from what no SDK describes",
    `${head}import { load } from "elsewhere"; load("p").pipe(model).invoke("");`,
    ['"m"'],
  );
  calls(
    "may end in what no SDK describes",
    `${head}import { load } from "elsewhere"; model.pipe(load("p")).invoke("");`,
    ['"m"'],
  );
  calls(
    "may be bound to settings later",
    `${head}new Prompt().pipe(model).withConfig({ timeout: 5 }).invoke("");`,
    ['"m"'],
    { timeout: "5" },
  );
  calls("may be one of two models", `${head}new Prompt().pipe(flag ? model : other).invoke("");`, ['"m" | "o"']);
  calls("may be a model or something else", `${head}new Prompt().pipe(flag ? model : unseen()).invoke("");`, [
    '"m" | unknown: expression',
  ]);
  calls("calls no model without one", `${head}new Prompt().pipe(new Parser()).invoke("");`, []);
  calls("says nothing of what it does not show", `${head}new Prompt().pipe(unseen()).invoke("");`, []);
  calls(
    "is no stream",
    `${head}import { createReadStream } from "node:fs"; createReadStream("f").pipe(model.sink).invoke("");`,
    [],
  );

  it("takes what goes into the sequence for no messages", () => {
    const { calls: found, host } = callsIn(`${head}new Prompt().pipe(model).invoke([{ role: "user" }]);`);
    assert.equal(show(found[0]!.options.messages, host), "unknown: call");
  });

  it("takes what comes out of the sequence for no response of the model", () => {
    const [read] = callsIn(`${head}const r = await model.invoke([]); show(r.content);`).calls;
    const [piped] = callsIn(`${head}const r = await model.pipe(new Parser()).invoke([]); show(r.content);`).calls;
    assert.equal(read!.response.isFinishReasonRead, false);
    assert.equal(piped!.response.isFinishReasonRead, undefined);
  });
});

describe("a sequence", () => {
  calls(
    "calls the model among its parts",
    `${head}Sequence.from([{ a: (x) => x }, new Prompt(), model, new Parser()]).invoke("");`,
    ['"m"'],
  );
  calls("calls the last of its models", `${head}sequence([model, new Parser(), other]).invoke("");`, ['"o"']);
  calls(
    "calls the model among parts that are not all known",
    `${head}Sequence.from([unseen(), model, ...more]).invoke("");`,
    ['"m"'],
  );
  calls(
    "calls the model of a sequence inside it",
    `${head}Sequence.from([new Prompt(), model.pipe(new Parser())]).invoke("");`,
    ['"m"'],
  );
  calls("goes on being piped", `${head}Sequence.from([new Prompt(), unseen()]).pipe(model).invoke("");`, ['"m"']);
  calls("calls no model without one", `${head}Sequence.from([new Prompt(), new Parser()]).invoke("");`, []);
  calls("is made by that member only", `${head}Sequence.of([model]).invoke(""); Sequence([model]).invoke("");`, []);
});

describe("what is looked up", () => {
  const registry = `${head}const agent = new Agent({ model: "a" });
const registry = new Registry({ agents: { writer: agent, critic: new Agent({ model: "b" }) }, list: [agent] });\n`;
  calls("stands under its name", `${registry}registry.getAgent("critic").generate("");`, ['"b"']);
  calls("is any of a table where the name is not known", `${registry}registry.getAgent(name).generate("");`, [
    '"a" | "b"',
  ]);
  calls("is not known where the table has no such name", `${registry}registry.getAgent("reader").generate("");`, []);
  calls("is not known where the table is not", `${head}new Registry({ agents }).getAgent("writer").generate("");`, []);
  calls(
    "is not known where only a type tells of the registry",
    `${head}const f = (r: Registry) => r.getAgent("writer").generate("");`,
    [],
  );
  calls(
    "is read from a member",
    `${registry}registry.agents.writer.generate(""); registry.nested.first.generate("");`,
    ['"a"', '"a"'],
  );
});

describe("exports", () => {
  calls(
    "of a module inside the module",
    `import { parts as p } from "flow-sdk"; new p.Chat({ model: "m" }).invoke("");`,
    ['"m"'],
  );
  calls(
    "of a module inside a namespace",
    `import * as all from "flow-sdk"; new all.parts.Chat({ model: "m" }).invoke("");`,
    ['"m"'],
  );
  calls(
    "of a module inside what is required",
    `const { parts } = require("flow-sdk"); new parts.Chat({ model: "m" }).invoke("");`,
    ['"m"'],
  );
  calls(
    "of the default import, which is the module",
    `import all from "flow-sdk"; new all.Chat({ model: "m" }).invoke(""); new all.parts.Chat({ model: "n" }).invoke("");`,
    ['"m"', '"n"'],
  );
  calls(
    "under names with dots",
    `${head}Agents.Writer.create({ model: "m" }).generate(""); Agents.Reader.create({ model: "n" }).generate("");`,
    ['"m"'],
  );
  calls(
    "of a module that is not described",
    `import { unheard } from "flow-sdk"; new unheard.Chat({ model: "m" }).invoke("");`,
    [],
  );
  calls("as types", `import { parts } from "flow-sdk"; const f = (chat: parts.Chat) => chat.invoke("");`, [
    "unknown: spread",
  ]);
});

describe("an instance that is called", () => {
  calls("calls a model", `${head}const ask = callable("m"); await ask("", { timeout: 1 });`, ['"m"'], { timeout: "1" });
  calls("calls a model where it is made", `${head}callable("m")("");`, ['"m"']);
  calls("calls a model as a field", `${head}class A { ask = callable("m"); run() { return this.ask(""); } }`, ['"m"']);
  calls(
    "calls a model from another file",
    {
      "src/app.ts": `import { ask } from "./ask"; ask("");`,
      "src/ask.ts": `import { callable } from "flow-sdk"; export const ask = callable("m");`,
    },
    ['"m"'],
  );
  calls("calls none where its type says nothing of that", `${head}model("");`, []);
});

describe("code that goes round in circles", () => {
  const sources: readonly string[] = [
    `let chain = model; chain = chain.pipe(chain); chain.invoke("");`,
    `const chain = chain.pipe(chain); chain.invoke("");`,
    `let bound = model; for (;;) bound = bound.withConfig({ timeout: 1 }); bound.invoke("");`,
    `const registry = new Registry({ get agents() { return registry.agents; } }); registry.agents.a.generate("");`,
    `const registry = new Registry({ agents: { a: registry.getAgent("a") } }); registry.getAgent("a").generate("");`,
    `const parts = [model]; parts.push(sequence(parts)); sequence(parts).invoke("");`,
    `const grow = (chain) => grow(chain.pipe(model)); grow(model).invoke("");`,
    `${Array.from({ length: 300 }, () => "").reduce((code) => `${code}.pipe(model)`, "model")}.invoke("");`,
  ];
  for (const code of sources) {
    it(`comes to an end: ${code.slice(0, 60)}`, () => {
      for (const call of callsIn(head + code).calls) assert.equal(call.sdk, "made-up");
    });
  }
});
