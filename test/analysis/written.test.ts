import assert from "node:assert/strict";
import type { OptionName } from "../../lens/facts.ts";
import { analyse, type HostOptions } from "./in-memory-host.ts";

const ANTHROPIC = `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();\n`;

/** The code that stands for some options of the only model call. */
function written(source: string, names: readonly OptionName[], options: HostOptions = {}): (string | undefined)[] {
  const { calls, host } = analyse(source, options);
  const places = calls[0]?.written ?? {};
  return names.map((name) => {
    const place = places[name];
    return place && host.textAt(place);
  });
}

describe("where options are written", () => {
  it("tells the expression of the call's own object, rather than of the value", () => {
    const source = `${ANTHROPIC}const RULES = "Be kind.";
      const ask = (messages) => client.messages.create({ system: RULES, messages, max_tokens: (5) });`;
    assert.deepEqual(written(source, ["system", "messages", "maxOutputTokens", "model"]), [
      "RULES",
      "messages",
      "(5)",
      undefined,
    ]);
  });

  it("tells that of an object in a constant, and of an inner object", () => {
    const source = `import { GoogleGenAI } from "@google/genai";
      const ai = new GoogleGenAI({});
      const config = { systemInstruction: \`\${a}\` };
      ai.models.generateContent({ model: "m", contents: q, config });`;
    assert.deepEqual(written(source, ["system", "messages"]), ["`${a}`", "q"]);
  });

  it("tells an argument", () => {
    const source = `import { ChatOpenAI } from "@langchain/openai";
      const model = new ChatOpenAI({ model: "m" });
      model.invoke(prompt);`;
    assert.deepEqual(written(source, ["messages"]), ["prompt"]);
    assert.deepEqual(written(source.replace("prompt", "...prompts"), ["messages"]), [undefined]);
  });

  it("tells nothing of what a spread brings, or an object on the way that is not there", () => {
    assert.deepEqual(written(`${ANTHROPIC}client.messages.create({ ...base });`, ["system"]), [undefined]);
    const source = `import { GoogleGenAI } from "@google/genai";
      new GoogleGenAI({}).models.generateContent({ model: "m", contents: q, config: undefined });`;
    assert.deepEqual(written(source, ["system"]), [undefined]);
  });
});

describe("what fixes need of a flow", () => {
  const route = (code: string, value: string, head = ""): string =>
    `${ANTHROPIC}${head}\nexport async function POST(request: Request) { ${code}
      await client.messages.create({ model: "m", messages: [{ role: "user", content: ${value} }] }); }`;

  function flow(source: string): { name: string | undefined; schema: string | undefined } {
    const { flows, host } = analyse({ "app/api/ask/route.ts": source });
    const [only] = flows;
    assert.equal(flows.length, 1);
    const schema = only?.taint.textSchema;
    return { name: only?.name, schema: schema && host.textAt(schema) };
  }

  it("tells how a piece is called where it is read", () => {
    const body = "const body = await request.json(); const { question } = body;";
    assert.equal(flow(route(body, "question")).name, "question");
    assert.equal(flow(route(body, "body.text!")).name, "text");
    assert.equal(flow(route(body, "`Say: ${body.a.b}`")).name, "b");
    assert.equal(flow(route(body, "body[0]")).name, undefined);
  });

  const checked = (schema: string, from = "zod"): string =>
    route(
      "const { question } = Body.parse(await request.json());",
      "question",
      `import * as z from "${from}";\nconst Body = z.object({ question: ${schema} });`,
    );

  it("tells the part of a schema that can be given a limit", () => {
    assert.equal(flow(checked("z.string()")).schema, "z.string()");
    assert.equal(flow(checked("z.string().trim().min(1).optional()")).schema, "z.string().trim().min(1)");
    assert.equal(flow(checked("z.string().default('a')", "zod/v4")).schema, "z.string()");
  });

  it("tells none of a schema with a limit, of anything, or of a package whose schemas have no such method", () => {
    assert.equal(flow(checked("z.string().max(10)")).schema, undefined);
    assert.equal(flow(checked("z.any()")).schema, undefined);
    assert.equal(flow(checked("z.string()", "valibot")).schema, undefined);
  });
});
