import assert from "node:assert/strict";
import type { Tool } from "../../lens/facts.ts";
import { toolInputSchemaMissing } from "../../lens/rules/tool-input-schema-missing.ts";
import { defaultsOf } from "../../lens/rules/options.ts";
import { applyEdits } from "../../server/src/lint/apply.ts";
import { FixRenderer } from "../../server/src/lint/edits.ts";
import { analyse, type HostOptions } from "./in-memory-host.ts";

const ZOD = 'import { z } from "zod";\n';

function toolIn(text: string, options: HostOptions = {}): { tool: Tool; file: string } {
  const { facts, host } = analyse(text, options);
  const tool = facts.find((fact) => fact.fact === "tool");
  assert.ok(tool?.fact === "tool");
  return { tool, file: host.files[0]! };
}

/** The fields of a tool whose handler has this parameter. */
function shape(parameter: string, head = "", schema = "z.any()"): string | undefined {
  const text = `import { tool } from "ai";\n${ZOD}${head}
export const run = tool({ inputSchema: ${schema}, execute: async (${parameter}) => use(input) });`;
  return toolIn(text).tool.handling.typedInput?.shape;
}

/** The text after the rule's fix; `undefined` where there is none. */
function fixed(text: string, options: HostOptions = {}): string | undefined {
  const { tool, file } = toolIn(text, options);
  const settings = {
    defaultMaxOutputTokens: 1,
    defaultTimeout: 1,
    hasEnforcedGuardrail: false,
    allowedModels: [],
    allowedRegions: [],
    requireReason: false,
  };
  const verdict = toolInputSchemaMissing.judge(tool, {
    today: "2026-11-22",
    facts: [tool],
    settings,
    options: defaultsOf({}),
  });
  assert.equal(verdict.outcome, "fail");
  const [fix] = verdict.outcome === "fail" ? (verdict.fixes ?? []) : [];
  const rendered = fix && new FixRenderer(file, text).render(fix);
  return rendered && applyEdits(text, rendered.edits);
}

describe("the type that a tool's handler gives its input", () => {
  const shapes: readonly (readonly [name: string, parameter: string, expected: string | undefined, head?: string])[] = [
    [
      "fields of simple types",
      "input: { a: string; b: number; 'c-d': boolean }",
      '{ a: z.string(), b: z.number(), "c-d": z.boolean() }',
    ],
    [
      "fields that may be missing or nothing",
      "input: { a?: string; b: number | null }",
      "{ a: z.string().optional(), b: z.number().nullable() }",
    ],
    [
      "lists and objects",
      "input: { a: string[]; b: Array<{ c: number }> }",
      "{ a: z.array(z.string()), b: z.array(z.object({ c: z.number() })) }",
    ],
    ["choices", 'input: { a: "x" | "y"; b: "z" }', '{ a: z.enum(["x", "y"]), b: z.literal("z") }'],
    ["a pattern", "{ input }: { input: string }", "{ input: z.string() }"],
    [
      "a type of the file",
      "input: Order",
      "{ id: z.string(), lines: z.array(z.object({ count: z.number() })) }",
      "interface Line { count: number }\ntype Order = { id: string; lines: Line[] };",
    ],
    ["no type", "input", undefined],
    ["any type", "input: any", undefined],
    ["an empty type", "input: {}", undefined],
    ["a type of another file", "input: Order", undefined, 'import type { Order } from "./order";'],
    ["a type that is built on another", "input: Order", undefined, "interface Order extends Base { id: string }"],
    ["a type with a parameter", "input: Order<string>", undefined, "interface Order<T> { id: T }"],
    ["a type that holds itself", "input: Order", undefined, "interface Order { next: Order }"],
    ["fields of any name", "input: { [key: string]: string }", undefined],
    ["a field of a class", "input: { at: Date }", undefined],
    ["a field of several types", "input: { at: string | number }", undefined],
    ["what the pattern does not name", "{ a, ...input }: { a: string }", undefined],
  ];
  for (const [name, parameter, expected, head] of shapes) {
    it(name, () => assert.equal(shape(parameter, head), expected));
  }

  it("is not asked for where the schema says it", () =>
    assert.equal(shape("input: { a: string }", "", "z.object({ a: z.string() })"), undefined));

  it("is left where the schema is another package's", () =>
    assert.equal(shape("input: { a: string }", 'import * as v from "valibot";', "v.any()"), undefined));
});

describe("the schema that is made of it", () => {
  it("is added where there is none", () => {
    const text = `import { tool } from "ai";
export const run = tool({
  description: "Runs",
  execute: async ({ id }: { id: string }) => use(id),
});
`;
    assert.equal(
      fixed(text, { majors: { ai: 7, zod: 4 } }),
      `import { tool } from "ai";
import { z } from "zod";
export const run = tool({
  description: "Runs",
  execute: async ({ id }: { id: string }) => use(id),
  inputSchema: z.object({ id: z.string() }),
});
`,
    );
    assert.equal(fixed(text, { majors: { ai: 7 } }), undefined);
  });

  it("is the bare fields for a server of the Model Context Protocol", () => {
    const head = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
${ZOD}const server = new McpServer({ name: "a", version: "1" });
`;
    assert.equal(
      fixed(`${head}server.registerTool("run", { title: "Run" }, async ({ id }: { id: string }) => use(id));\n`),
      `${head}server.registerTool("run", { title: "Run", inputSchema: { id: z.string() } }, async ({ id }: { id: string }) => use(id));\n`,
    );
  });

  it("is not offered where the schema is a variable, or the SDK wants every field", () => {
    assert.equal(
      fixed(
        `import { tool } from "ai";\n${ZOD}const schema = z.any();\nexport const run = tool({ inputSchema: schema, execute: async ({ id }: { id: string }) => use(id) });`,
      ),
      undefined,
    );
    assert.equal(
      fixed(
        `import { tool } from "@openai/agents";\n${ZOD}export const run = tool({ name: "a", parameters: z.any(), execute: async ({ id }: { id?: string }) => use(id) });`,
      ),
      undefined,
    );
  });
});
