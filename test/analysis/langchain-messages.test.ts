import assert from "node:assert/strict";
import { analyse } from "./in-memory-host.ts";

const MODEL = `import { ChatOpenAI } from "@langchain/openai";
  import { HumanMessage, SystemMessage } from "@langchain/core/messages";\n`;

describe("messages of LangChain", () => {
  it("have a role, so that outside data in instructions is known", () => {
    const { flows } = analyse(`${MODEL}import express from "express";
      const model = new ChatOpenAI({ model: "gpt-5.4-mini" });
      const app = express();
      app.post("/ask", async (req, res) => {
        res.json(await model.invoke([
          new SystemMessage(\`Be \${req.body.tone}\`),
          new HumanMessage({ content: req.body.question }),
        ]));
      });`);
    assert.deepEqual(
      flows.map(({ sink, taint }) => [sink, taint.text]),
      [
        ["system prompt", "req.body"],
        ["prompt", "req.body"],
      ],
    );
  });
});

describe("a model that is the first argument", () => {
  const optionsOf = (made: string) =>
    analyse(`${MODEL}const model = ${made};\nexport const run = (text: string, id: string) => model.invoke(text);`)
      .calls[0]!.options;

  it("is the model, and the settings come second", () => {
    const { model, temperature, maxOutputTokens } = optionsOf('new ChatOpenAI("gpt-5.4-mini", { temperature: 0 })');
    assert.equal(model?.state === "known" && model.form === "constant" && model.value, "gpt-5.4-mini");
    assert.equal(temperature?.state, "known");
    const insertion = maxOutputTokens?.state === "absent" ? maxOutputTokens.insertion : undefined;
    assert.equal(insertion?.kind, "property");
  });

  it("may stand alone, and nothing is written into a text", () => {
    const { model, maxOutputTokens } = optionsOf('new ChatOpenAI("gpt-5.4-mini")');
    assert.equal(model?.state, "known");
    assert.deepEqual(maxOutputTokens, { state: "absent", insertion: undefined });
  });

  it("is unknown where it cannot be told, while settings are read", () => {
    const { model, temperature } = optionsOf("new ChatOpenAI(process.env.MODEL, { temperature: 0 })");
    assert.equal(model?.state, "unknown");
    assert.equal(temperature?.state, "known");
    assert.equal(optionsOf("new ChatOpenAI(process.env.SETTINGS)").temperature?.state, "unknown");
  });

  it("leaves settings alone that are the first argument", () => {
    const { model } = optionsOf('new ChatOpenAI({ model: "gpt-5.4-mini" })');
    assert.equal(model?.state === "known" && model.form === "constant" && model.value, "gpt-5.4-mini");
  });
});
