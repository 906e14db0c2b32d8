import assert from "node:assert/strict";
import type { Flow } from "../../lens/facts.ts";
import type { SdkDescription } from "../../lens/sdks/description.ts";
import { sdks } from "../../lens/sdks/index.ts";
import { analyse, type HostOptions, type InMemoryHost, type Source } from "./in-memory-host.ts";

export const ANTHROPIC = `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();\n`;
export const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;

/** Tools and stores of a made-up SDK, in the forms that descriptions have. */
const toolkit: SdkDescription = {
  id: "toolkit",
  title: "Toolkit",
  versionPackage: "toolkit",
  modules: [
    {
      specifiers: ["toolkit"],
      exports: {
        defineTool: {
          entity: "tool",
          tool: { options: { handler: "0.execute", inputSchema: ["0.inputSchema", "0.parameters"] } },
        },
        ToolServer: { entity: "class", type: "server" },
        Store: { entity: "class", type: "store" },
      },
    },
  ],
  types: {
    server: {
      role: "client",
      members: {
        registerTool: {
          member: "tool",
          tool: { options: { name: "0", handler: "2", inputSchema: "1.inputSchema" } },
        },
      },
    },
    store: {
      role: "client",
      members: { search: { member: "retrieval", retrieval: { kind: "search", options: { query: "0" } } } },
    },
  },
};

const withToolkit = [...sdks, toolkit];

/** Flows as `sink: source text → piece of the sink`, with what is known of the taint in brackets. */
export function flowLines(source: Source, options: HostOptions = {}): string[] {
  const { flows, host } = analyse(source, { sdks: withToolkit, ...options });
  return flows.map((flow) => flowLine(flow, host));
}

function flowLine(flow: Flow, host: InMemoryHost): string {
  const { taint } = flow;
  const marks = [...(taint.isShapeChecked ? ["checked"] : []), ...(taint.isLengthBounded ? ["bounded"] : [])];
  const known = marks.length > 0 ? ` [${marks.join(", ")}]` : "";
  return `${flow.sink}: ${taint.source} ${taint.text} → ${host.textAt(flow.place)}${known}`;
}

/** A test that expects these flows, in the order of their places. */
export function flows(title: string, source: Source, expected: readonly string[], options: HostOptions = {}): void {
  it(title, () => assert.deepEqual(flowLines(source, options), expected));
}
