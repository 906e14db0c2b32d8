import assert from "node:assert/strict";
import type { ModelCall } from "../../lens/facts.ts";
import { analyse, InMemoryHost, onlyCall, pathOf } from "./in-memory-host.ts";
import { NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";

const AGENT = `import { createAgent } from "langchain";
export const desk = createAgent({ model: "openai:gpt-5.2", tools: [], systemPrompt: "You help." });
const helper = createAgent({ model: "openai:gpt-5.2-mini", tools: [] });
export { helper as second };
`;

/** Callee and model of each call in a file beside a manifest. */
function callsOf(code: string, manifest: unknown, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
  const { calls, host } = analyse({ "src/agents.ts": code, "langgraph.json": text, ...more });
  return calls.map((call) => lineOf(call, host));
}

function lineOf({ kind, calleePlace, options }: ModelCall, host: InMemoryHost): string {
  const { model } = options;
  const id = model?.state === "known" && model.form === "constant" ? model.value : model?.state;
  return `${kind} ${host.textAt(calleePlace)} ${id}`;
}

const DESK = ["agent createAgent gpt-5.2"];

describe("agents that a server runs", () => {
  const cases: readonly (readonly [title: string, manifest: unknown, expected: readonly string[]])[] = [
    ["are those that the manifest lists", { graphs: { a: "./src/agents.ts:desk" } }, DESK],
    ["are listed without the folder's dot, too", { graphs: { a: "src/agents.ts:desk" } }, DESK],
    ["are listed with more said of them", { graphs: { a: { path: "./src/agents.ts:desk", description: "A" } } }, DESK],
    [
      "may have another name outside",
      { graphs: { a: "./src/agents.ts:desk", b: "./src/agents.ts:second" } },
      [...DESK, "agent createAgent gpt-5.2-mini"],
    ],
    ["are told once", { graphs: { a: "./src/agents.ts:desk", b: "./src/agents.ts:desk" } }, DESK],
    ["are not those of another file", { graphs: { a: "./src/other.ts:desk" } }, []],
    ["are not what is not exported", { graphs: { a: "./src/agents.ts:helper" } }, []],
    ["are none where nothing is listed", { graphs: {} }, []],
    ["are none where the list is no list", { graphs: "./src/agents.ts:desk" }, []],
    ["are none where the manifest is no JSON", "{", []],
  ];
  for (const [title, manifest, expected] of cases) {
    it(title, () => assert.deepEqual(callsOf(AGENT, manifest), expected));
  }

  it("are told by the nearest manifest", () => {
    const outer = { graphs: { a: "./src/agents.ts:desk" } };
    assert.deepEqual(callsOf(AGENT, outer, { "src/langgraph.json": '{ "graphs": { "a": "./agents.ts:second" } }' }), [
      "agent createAgent gpt-5.2-mini",
    ]);
  });

  it("have what was bound to them, and nothing is known of what they are asked", () => {
    const code = `import { ChatOpenAI } from "@langchain/openai";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
const llm = new ChatOpenAI({ model: "gpt-5.2", maxTokens: 300 });
export const graph = createReactAgent({ llm, tools: [], prompt: "Be kind." }).withConfig({ recursionLimit: 9 });
`;
    const call = onlyCall({
      "src/agents.ts": code,
      "langgraph.json": '{ "graphs": { "a": "src/agents.ts:graph" } }',
    });
    assert.equal(call.provider, "openai");
    const { model, maxOutputTokens, maxSteps, system, messages, timeout } = call.options;
    const known = [model, maxOutputTokens, maxSteps, system].map((each) =>
      each?.state === "known" && each.form === "constant" ? each.value : each?.state,
    );
    assert.deepEqual(known, ["gpt-5.2", 300, 9, "Be kind."]);
    assert.equal(messages?.state, "unknown");
    assert.equal(timeout?.state, "unknown");
    assert.equal(call.handling.promise, undefined);
  });

  it("are calls beside those that the program makes", () => {
    const code = `${AGENT}export const ask = () => desk.invoke({ messages: [] });\n`;
    assert.deepEqual(callsOf(code, { graphs: { a: "./src/agents.ts:desk" } }), [...DESK, "agent desk.invoke gpt-5.2"]);
  });

  it("are looked up again when the manifest changes", () => {
    const host = new InMemoryHost({ "src/agents.ts": AGENT });
    const project = new Project(host);
    const count = (): number =>
      project.analyse(pathOf("src/agents.ts"), NEVER_CANCELLED).facts.filter(({ fact }) => fact === "model call")
        .length;
    assert.equal(count(), 0);
    host.write("langgraph.json", '{ "graphs": { "a": "./src/agents.ts:desk" } }');
    project.changed(pathOf("langgraph.json"));
    assert.equal(count(), 1);
  });
});
