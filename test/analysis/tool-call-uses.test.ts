import assert from "node:assert/strict";
import type { ToolCallUse } from "../../lens/facts.ts";
import { analyse } from "./in-memory-host.ts";

const START = `import OpenAI from "openai";
const client = new OpenAI();
const handlers = { cancel: async (input: any) => input };
declare const orders: { cancel(id: string): Promise<void> };
declare const call: OpenAI.ChatCompletionMessageFunctionToolCall;
`;

function uses(rest: string, start = START): readonly string[] {
  return analyse(start + rest)
    .facts.filter((fact): fact is ToolCallUse => fact.fact === "tool call use")
    .map((fact) =>
      fact.use === "dispatch"
        ? `${fact.text} ${fact.guard}`
        : `${fact.text} ${fact.validation}${fact.reliance === undefined ? "" : ` by ${fact.reliance}`}`,
    );
}

describe("arguments that a model wrote for a tool", () => {
  it("are relied on by a member, a pattern or a type", () => {
    const parsed = "JSON.parse(call.function.arguments)";
    assert.deepEqual(uses(`export const a = orders.cancel(${parsed}.id);`), [`${parsed} unchecked by ${parsed}.id`]);
    assert.deepEqual(uses(`const { id } = ${parsed}; orders.cancel(id);`), [`${parsed} unchecked by { id }`]);
    assert.deepEqual(uses(`const a = ${parsed} as { id: string }; orders.cancel(a.id);`), [
      `${parsed} unchecked by as { id: string }`,
    ]);
    assert.deepEqual(uses(`const { arguments: raw } = call.function; orders.cancel(JSON.parse(raw).id);`), [
      "JSON.parse(raw) unchecked by JSON.parse(raw).id",
    ]);
  });

  it("are followed into functions of the file only", () => {
    const parsed = "JSON.parse(call.function.arguments)";
    const own = `function cancel(input: { id: string }) { return orders.cancel(input.id); }\n`;
    assert.deepEqual(uses(`${own}cancel(${parsed});`), [`${parsed} unchecked by input: { id: string }`]);
    const checking = `function cancel(input: any) { if (typeof input.id === "string") return orders.cancel(input.id); }\n`;
    assert.deepEqual(uses(`${checking}cancel(${parsed});`), [`${parsed} validated`]);
    assert.deepEqual(uses(`import { cancel } from "./cancel.ts";\ncancel(${parsed});`), [`${parsed} unknown`]);
  });

  it("that come parsed are checked by a look at any of their readings", () => {
    const start = `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic();
declare const orders: { cancel(id: string): Promise<void> };
`;
    const loop = (inside: string): string => `export async function run(messages: Anthropic.MessageParam[]) {
  const message = await client.messages.create({ model: "claude-sonnet-4-6", max_tokens: 9, messages });
  for (const block of message.content) { if (block.type !== "tool_use") continue; ${inside} }
}`;
    assert.deepEqual(uses(loop("await orders.cancel(block.input.id);"), start), [
      "block.input unchecked by block.input.id",
    ]);
    assert.deepEqual(uses(loop("if (!isCancel(block.input)) continue; await orders.cancel(block.input.id);"), start), [
      "block.input validated",
    ]);
  });

  it("are not what other programs call arguments", () => {
    assert.deepEqual(
      uses(`declare const job: { arguments: string }; orders.cancel(JSON.parse(job.arguments).id);`),
      [],
    );
  });
});

describe("look-ups by the name that a model chose", () => {
  const run = (inside: string): readonly string[] => uses(`export async function run() { ${inside} }`);

  it("of which a method is called reach nothing that is inherited", () => {
    const tools = "const tools = { cancel: { execute: async (input: any) => input } };";
    assert.deepEqual(run(`${tools} await tools[call.function.name].execute({});`), []);
    assert.deepEqual(run(`${tools} const tool = tools[call.function.name]; await tool.execute({});`), []);
    assert.deepEqual(run("await handlers[call.function.name].call(null, {});"), ["handlers[call.function.name] none"]);
  });

  it("are open where nothing looks at the name", () => {
    assert.deepEqual(run("await handlers[call.function.name]({});"), ["handlers[call.function.name] none"]);
    assert.deepEqual(run("const { name } = call.function; await handlers[name]({});"), ["handlers[name] none"]);
    assert.deepEqual(
      uses(`async function dispatch(name: string) { return handlers[name]({}); }\ndispatch(call.function.name);`),
      ["handlers[name] none"],
    );
  });

  it("are half open where only what was found is tested", () => {
    const found = "const found = handlers[call.function.name];";
    assert.deepEqual(run(`${found} if (!found) return; await found({});`), ["handlers[call.function.name] presence"]);
    assert.deepEqual(run("await handlers[call.function.name]?.({});"), ["handlers[call.function.name] presence"]);
  });

  it("are guarded by the object's own names or a list", () => {
    const guarded = ["handlers[call.function.name] own property"];
    const lookup = "await handlers[call.function.name]({});";
    assert.deepEqual(run(`if (!Object.hasOwn(handlers, call.function.name)) return; ${lookup}`), guarded);
    assert.deepEqual(run(`if (!(call.function.name in handlers)) return; ${lookup}`), guarded);
    assert.deepEqual(run(`if (!["cancel"].includes(call.function.name)) return; ${lookup}`), guarded);
  });

  it("are none in a map, an object without a prototype, or by a name of the app's own", () => {
    assert.deepEqual(run("const map = new Map(); await map.get(call.function.name)({});"), []);
    assert.deepEqual(uses("const bare: any = Object.create(null); bare[call.function.name]({});"), []);
    assert.deepEqual(uses("declare const entry: { name: string }; handlers[entry.name]({});"), []);
  });
});
