import assert from "node:assert/strict";
import { analyse, show } from "./in-memory-host.ts";

/** One option of the last model call of a source. */
function optionOf(source: string, name: "caching" | "timeout" | "maxSteps"): string {
  const { calls, host } = analyse(source);
  const call = calls.at(-1);
  assert.ok(call, "The source has no model call");
  return show(call.options[name], host);
}

describe("option paths through all elements of a list", () => {
  const caching = (system: string, parameters = ""): string =>
    optionOf(
      `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic();
export function ask(${parameters}) {
  return client.messages.create({ model: "m", max_tokens: 1, system: ${system}, messages: [{ role: "user", content: "x" }] });
}`,
      "caching",
    );

  it("find what one element has", () => {
    assert.doesNotMatch(
      caching(`[{ type: "text", text: "a" }, { type: "text", text: "b", cache_control: {} }]`),
      /^(absent|unknown)/,
    );
  });

  it("find nothing where no element has it, or where text stands in the list's place", () => {
    assert.match(caching(`[{ type: "text", text: "a" }]`), /^absent/);
    assert.match(caching(`"a"`), /^absent/);
    assert.match(caching("`a ${name}`", "name"), /^absent/);
  });

  it("do not know where an element or the list is not seen", () => {
    assert.match(caching(`[{ type: "text", text: "a" }, ...blocks]`, "blocks"), /^unknown/);
    assert.match(caching("[block]", "block"), /^unknown/);
    assert.match(caching("blocks", "blocks"), /^unknown/);
  });
});

describe("options in other units", () => {
  const source = (client: string, call = ""): string => `import { CohereClient } from "cohere-ai";
const cohere = new CohereClient(${client});
export const answer = cohere.chat({ message: "x" }${call});`;

  it("are read in the units of the vocabulary", () => {
    assert.equal(optionOf(source("{ timeoutInSeconds: 20 }"), "timeout"), "20000");
    assert.equal(optionOf(source("{ timeoutInSeconds: 20 }", ", { timeoutInSeconds: 1.5 }"), "timeout"), "1500");
  });

  it("have no place for a fix", () => {
    const { calls } = analyse(source("{}"));
    const timeout = calls.at(-1)?.options.timeout;
    assert.equal(timeout?.state, "absent");
    assert.equal(timeout?.state === "absent" && timeout.insertion, undefined);
  });
});

describe("kinds told by an option's text", () => {
  const kindOf = (task: string): string | undefined =>
    analyse(`import { pipeline } from "@huggingface/transformers";
export async function run(task, text) {
  const work = await pipeline(${task}, "m");
  return work(text);
}`).calls.at(-1)?.kind;

  it("fit the pattern, or stay what the description says", () => {
    assert.equal(kindOf(`"feature-extraction"`), "embedding");
    assert.equal(kindOf(`"text-generation"`), "completion");
    assert.equal(kindOf(`"object-detection"`), "other");
    assert.equal(kindOf("task"), "other");
  });
});

describe("providers that an option names", () => {
  const providerOf = (options: string): string | undefined =>
    analyse(`import OpenAI from "openai";
import { bedrock } from "openai/providers/bedrock";
export function ask(chosen) {
  const client = new OpenAI(${options});
  return client.responses.create({ model: "m", input: "x" });
}`).calls.at(-1)?.provider;

  it("count before the client's own, and are not guessed", () => {
    assert.equal(providerOf("{}"), "openai");
    assert.equal(providerOf(`{ provider: bedrock({ region: "eu-central-1" }) }`), "bedrock");
    assert.equal(providerOf("{ provider: undefined }"), "openai");
    assert.equal(providerOf("{ provider: chosen }"), undefined);
  });
});
