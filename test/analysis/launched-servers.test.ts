import assert from "node:assert/strict";
import type { LaunchedServer } from "../../lens/facts.ts";
import { analyse, type HostOptions } from "./in-memory-host.ts";

function launched(source: string, options: HostOptions = {}): readonly string[] {
  return analyse(source, options)
    .facts.filter((fact): fact is LaunchedServer => fact.fact === "launched server")
    .map(({ name, words, isComplete, declaredPackages }) => {
      const text = words.map(({ start, isOpen }) => (isOpen ? `${start}…` : start)).join(" ");
      const declared = declaredPackages.length > 0 ? ` (${declaredPackages.join()} declared)` : "";
      return `${name ?? "-"}: ${text}${isComplete ? "" : " and more"}${declared}`;
    });
}

describe("servers of tools that a program starts", () => {
  it("are read from a transport, with what is put in left open", () => {
    const source = `import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
declare const folder: string; declare const more: string[];
export const a = new StdioClientTransport({ command: "npx", args: ["-y", "server-a@1.2.3", \`--dir=\${folder}\`] });
const command = process.platform === "win32" ? "npx.cmd" : "npx";
export const b = new StdioClientTransport({ command, args: ["server-b", ...more] });
export const c = new StdioClientTransport({ command: folder });`;
    assert.deepEqual(launched(source), ["-: npx -y server-a@1.2.3 --dir=…", "-: npx.cmd server-b and more", "-: …"]);
  });

  it("are read from a list by their names, once, and only those that are started", () => {
    const source = `import { MCPClient } from "@mastra/mcp";
const servers = { git: { command: "uvx", args: ["mcp-server-git"] }, search: { url: new URL("https://a.example") } };
export const one = new MCPClient({ servers });
export const two = new MCPClient({ id: "two", servers });`;
    assert.deepEqual(launched(source, { majors: { "mcp-server-git": 1 } }), [
      "git: uvx mcp-server-git (mcp-server-git declared)",
    ]);
  });

  it("are read from the options of a call, and from a whole command", () => {
    const source = `import { query } from "@anthropic-ai/claude-agent-sdk";
import { MCPServerStdio } from "@openai/agents";
declare const folder: string;
export const answers = query({ prompt: "x", options: { mcpServers: { m: { command: "bunx", args: ["m"] } } } });
export const server = new MCPServerStdio({ fullCommand: \`npx -y files \${folder}\` });`;
    assert.deepEqual(launched(source), ["m: bunx m", "-: npx -y files …"]);
  });

  it("are read from what frameworks wrap the protocol in", () => {
    const source = `import { createMcpClient, defineMcpHost } from "@genkit-ai/mcp";
import { MCPToolset } from "@google/adk";
export const host = defineMcpHost(ai, { mcpServers: { a: { command: "npx", args: ["a"] }, b: { url: "https://b" } } });
export const client = createMcpClient({ name: "c", mcpServer: { command: "npx", args: ["c"] } });
export const tools = new MCPToolset({ type: "StdioConnectionParams", serverParams: { command: "npx", args: ["d"] } });`;
    assert.deepEqual(launched(source), ["a: npx a", "-: npx c", "-: npx d"]);
  });
});
