import assert from "node:assert/strict";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { cyclonedx } from "../../server/src/reports/cyclonedx.ts";
import { analyse } from "../analysis/in-memory-host.ts";
import { EMPTY, RESULT } from "./example-result.ts";

const KEY = `sk-proj-${"a1B2c3D4e5F6g7H8".repeat(3)}`;

const SOURCE = `import OpenAI from "openai";
import { generateText } from "ai";
const client = new OpenAI({ baseURL: "https://user:word@api.groq.com/openai/v1?key=${KEY}" });
const other = new OpenAI();
client.chat.completions.create({ model: flag ? "llama-3.3-70b-versatile" : "b", messages: [] });
other.chat.completions.create({ model: "gpt-4-turbo", stream: true });
other.embeddings.create({ model: "gpt-4-turbo", input: "a" });
other.chat.completions.create({ model: process.env.MODEL });
generateText({ model: "anthropic/claude-sonnet-4-5" });
fetch("https://api.mistral.ai/v1/chat/completions", { method: "POST", body: JSON.stringify({ model: "m\\u0000" }) });
`;

interface Document {
  readonly components: readonly (Record<string, unknown> & { readonly type: string; readonly name: string })[];
  readonly services: readonly (Record<string, unknown> & { readonly name: string })[];
}

function written(source = SOURCE): string {
  const { facts, host } = analyse(source, { majors: { openai: 6 } });
  const report = { ...RESULT.reports[0]!, file: "/workspace/src/app.ts", findings: [], suppressed: [], facts };
  const context = { directory: "/workspace", text: (file: string) => host.read(file)?.text, version: "1.2.3" };
  return cyclonedx({ ...RESULT, reports: [report], problems: [] }, context, "2026-11-22");
}

/** One for all texts: making it compiles the schema, which takes longer than all else here. */
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

async function problemsOf(text: string): Promise<unknown> {
  return validator.validate(text);
}

describe("the bill of materials", () => {
  it("is valid by the published schema of CycloneDX 1.6", async () => {
    assert.equal(await problemsOf(written()), null);
    const nothing = cyclonedx(EMPTY, { directory: "/", text: () => undefined, version: "1.2.3" }, "2026-11-22");
    assert.equal(await problemsOf(nothing), null);
    assert.notEqual(await problemsOf(written().replace('"library"', '"shelf"')), null);
  });

  it("is the same for the same code, and ends with a line feed", () => {
    assert.equal(written(), written());
    assert.ok(written().endsWith("}\n"));
    assert.doesNotMatch(written(), /timestamp|serialNumber/);
  });

  it("has every model once for each provider, with its state and places", () => {
    const { components } = JSON.parse(written()) as Document;
    const models = components.filter((component) => component.type === "machine-learning-model");
    assert.deepEqual(
      models.map((model) => model["bom-ref"]),
      [
        "model:anthropic/anthropic/claude-sonnet-4-5",
        "model:groq/b",
        "model:openai/gpt-4-turbo",
        "model:groq/llama-3.3-70b-versatile",
        "model:mistral/m\0",
      ],
    );
    assert.deepEqual(models[2], {
      type: "machine-learning-model",
      "bom-ref": "model:openai/gpt-4-turbo",
      name: "gpt-4-turbo",
      modelCard: { modelParameters: { task: "embedding, stream" } },
      evidence: {
        occurrences: [
          { location: "src/app.ts", line: 6, symbol: "other.chat.completions.create" },
          { location: "src/app.ts", line: 7, symbol: "other.embeddings.create" },
        ],
      },
      properties: [
        { name: "genai-lens:provider", value: "openai" },
        { name: "genai-lens:status", value: "retired" },
        { name: "genai-lens:shutdownOn", value: "2026-10-23" },
      ],
    });
  });

  it("has the libraries, by package and major", () => {
    const { components } = JSON.parse(written()) as Document;
    const libraries = components.filter((component) => component.type === "library");
    assert.deepEqual(
      libraries.map(({ name, purl, properties }) => [name, purl, properties]),
      [
        ["ai", "pkg:npm/ai", [{ name: "genai-lens:sdk", value: "ai" }]],
        [
          "openai",
          "pkg:npm/openai",
          [
            { name: "genai-lens:sdk", value: "openai" },
            { name: "genai-lens:majorVersion", value: "6" },
          ],
        ],
      ],
    );
  });

  it("has the services, with endpoints but nothing that may be secret in them", () => {
    const text = written();
    const { services } = JSON.parse(text) as Document;
    assert.deepEqual(
      services.map(({ name, endpoints }) => [name, endpoints]),
      [
        ["anthropic", undefined],
        ["groq", ["https://api.groq.com/openai/v1"]],
        ["mistral", undefined],
        ["openai", undefined],
      ],
    );
    assert.ok(!text.includes(KEY) && !text.includes("word"));
  });
});
