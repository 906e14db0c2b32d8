import assert from "node:assert/strict";
import { NO_OWN_NAMES, type OwnNames } from "../../lens/own-names.ts";
import type { Fact, Flow, ModelCall } from "../../lens/facts.ts";
import { NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { InMemoryHost, type Source } from "./in-memory-host.ts";

function factsOf(source: Source, names: Partial<OwnNames>): readonly Fact[] {
  const host = new InMemoryHost(source);
  const project = new Project(host, { names: { ...NO_OWN_NAMES, ...names } });
  const { facts, problems } = project.analyse(host.files[0]!, NEVER_CANCELLED);
  assert.deepEqual(problems, []);
  return facts;
}

function callsOf(source: Source, names: Partial<OwnNames>): readonly ModelCall[] {
  return factsOf(source, names).filter((fact) => fact.fact === "model call");
}

function flowsOf(source: Source, names: Partial<OwnNames>): readonly Flow[] {
  return factsOf(source, names).filter((fact) => fact.fact === "flow");
}

const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;

describe("own wrappers", () => {
  const wrapper = {
    name: "ask",
    package: "@acme/ai",
    kind: "chat",
    options: { messages: "0", maxOutputTokens: "1.limit", model: "1.model" },
    output: undefined,
  } as const;

  it("are model calls with the options that their arguments are", () => {
    const source = `import { ask } from "@acme/ai";
      export const answer = (question: string) => ask(question, { model: "gpt-5.4-mini" });`;
    assert.deepEqual(callsOf(source, {}), []);
    const [call, ...others] = callsOf(source, { wrappers: [wrapper] });
    assert.equal(others.length, 0);
    assert.equal(call?.kind, "chat");
    assert.equal(call.callee, "ask");
    const { model, maxOutputTokens, timeout } = call.options;
    assert.equal(model?.state === "known" && model.form === "constant" && model.value, "gpt-5.4-mini");
    assert.equal(maxOutputTokens?.state === "absent" && maxOutputTokens.insertion?.path.at(-1), "limit");
    assert.equal(timeout, undefined);
  });

  it("may be members of what a package exports", () => {
    const source = `import { assistant } from "@acme/ai";
      export const answer = (question: string) => assistant.ask(question);`;
    assert.equal(callsOf(source, { wrappers: [{ ...wrapper, name: "assistant.ask" }] }).length, 1);
    assert.equal(callsOf(source, { wrappers: [wrapper] }).length, 0);
  });

  it("make what they give a model's output where its place is said", () => {
    const source = `import { ask } from "@acme/ai";
      export async function run(question: string) {
        const answer = await ask(question);
        eval(answer.text);
      }`;
    const flows = flowsOf(source, { wrappers: [{ ...wrapper, output: "text" }] });
    assert.deepEqual(
      flows.map(({ sink, taint }) => [sink, taint.source]),
      [["code execution", "model output"]],
    );
    assert.equal(callsOf(source, { wrappers: [{ ...wrapper, output: "text" }] })[0]?.response.finishReason, undefined);
  });
});

describe("own sources", () => {
  const source = (from: string): string => `${OPENAI}import { readBody } from "${from}";
    export async function answer() {
      return client.responses.create({ model: "gpt-5.4-mini", instructions: \`Be \${await readBody()}\`, input: "Hi" });
    }`;

  it("give outside data, by package or by name alone", () => {
    const named = { name: "readBody", source: "HTTP request" } as const;
    const sinks = (text: string, from: string | undefined) =>
      flowsOf(text, { sources: [{ ...named, package: from }] }).map(({ sink }) => sink);
    assert.deepEqual(sinks(source("@acme/web"), "@acme/web"), ["system prompt"]);
    assert.deepEqual(sinks(source("@acme/web"), undefined), ["system prompt"]);
    assert.deepEqual(sinks(source("@acme/web"), "@acme/other"), []);
    assert.deepEqual(flowsOf(source("@acme/web"), {}), []);
  });

  it("may be methods", () => {
    const text = `${OPENAI}import { web } from "@acme/web";
      export const answer = () => client.responses.create({ model: "gpt-5.4-mini", instructions: web.body(), input: "" });`;
    const flows = flowsOf(text, { sources: [{ name: "body", package: undefined, source: "form data" }] });
    assert.deepEqual(
      flows.map(({ taint }) => taint.source),
      ["form data"],
    );
  });
});

describe("own sanitisers", () => {
  const text = `${OPENAI}import express from "express";
    import { tame } from "./tame";
    const app = express();
    app.post("/ask", async (req, res) => {
      const answer = await client.responses.create({
        model: "gpt-5.4-mini", instructions: \`Be \${tame(req.body.tone)}\`, input: "Hi",
      });
      res.send(answer.output_text);
    });`;
  const files: Source = { "src/app.ts": text, "src/tame.ts": "export const tame = (text: string) => text.trim();" };
  const sinksOf = (names: Partial<OwnNames>): readonly string[] => flowsOf(files, names).map(({ sink }) => sink);

  it("make their result harmless, anywhere or for some sinks", () => {
    assert.deepEqual(sinksOf({}), ["system prompt"]);
    const tame = { name: "tame", package: undefined };
    assert.deepEqual(sinksOf({ sanitisers: [{ ...tame, harmlessFor: undefined }] }), []);
    assert.deepEqual(sinksOf({ sanitisers: [{ ...tame, harmlessFor: ["system prompt"] }] }), []);
    assert.deepEqual(sinksOf({ sanitisers: [{ ...tame, harmlessFor: ["HTML"] }] }), ["system prompt"]);
    assert.deepEqual(sinksOf({ sanitisers: [{ ...tame, package: "@acme/x", harmlessFor: undefined }] }), [
      "system prompt",
    ]);
  });
});

describe("own sinks", () => {
  const text = `${OPENAI}import { runReport } from "@acme/reports";
    export async function report(question: string) {
      const answer = await client.responses.create({ model: "gpt-5.4-mini", input: question });
      return runReport("monthly", answer.output_text);
    }`;
  const runReport = { name: "runReport", package: "@acme/reports", sink: "SQL", arguments: undefined } as const;

  it("do harm with what a model wrote", () => {
    assert.deepEqual(flowsOf(text, {}), []);
    const [flow] = flowsOf(text, { sinks: [runReport] });
    assert.equal(flow?.sink, "SQL");
    assert.equal(flow.sinkText, "runReport");
  });

  it("only in the arguments that count", () => {
    assert.equal(flowsOf(text, { sinks: [{ ...runReport, arguments: [1] }] }).length, 1);
    assert.equal(flowsOf(text, { sinks: [{ ...runReport, arguments: [0] }] }).length, 0);
  });

  it("leave functions alone that have the name of a known sink", () => {
    const own = `${OPENAI}declare const store: { fetch(text: string): void };
      const fetch = (text: string) => text;
      export async function run() {
        const answer = await client.responses.create({ model: "gpt-5.4-mini", input: "" });
        return fetch(answer.output_text);
      }`;
    assert.deepEqual(flowsOf(own, { sinks: [runReport] }), []);
  });
});
