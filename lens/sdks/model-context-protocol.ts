import type { ExportedEntity, SdkDescription, ToolDescription } from "./description.ts";

/** `registerTool(name, { description, inputSchema, annotations }, handler)`; the input is parsed before the handler runs. */
const registerTool: ToolDescription = {
  options: {
    name: "0",
    description: "1.description",
    inputSchema: "1.inputSchema",
    handler: "2",
    hints: "1.annotations",
  },
  isInputChecked: true,
};

/**
 * `tool(name, description?, schema?, annotations?, handler)` of major 1 (1.32, server/mcp). An object without a
 * description before it may be the schema or the annotations; it is read as the schema.
 */
const tool: ToolDescription = {
  options: {
    name: "0",
    description: "1",
    inputSchema: ["2", "1"],
    handler: ["4", "3", "2", "1"],
    hints: "3",
  },
  isInputChecked: true,
  until: 1,
};

const server: ExportedEntity = { entity: "class", type: "McpServer" };

/** Servers of the Model Context Protocol: what they offer to models of others. */
export const modelContextProtocol: SdkDescription = {
  id: "model-context-protocol",
  title: "Model Context Protocol SDK",
  versionPackage: "@modelcontextprotocol/sdk",
  modules: [
    {
      specifiers: [
        "@modelcontextprotocol/sdk/server/mcp.js",
        "@modelcontextprotocol/sdk/server/mcp",
        "@modelcontextprotocol/sdk/dist/esm/server/mcp.js",
      ],
      exports: { McpServer: server },
    },
    {
      // Major 2 of the protocol's SDK is a package of its own; it has `registerTool` only.
      specifiers: ["@modelcontextprotocol/server"],
      exports: { McpServer: { entity: "class", type: "McpServer" } },
    },
  ],
  types: {
    McpServer: {
      role: "server",
      members: {
        registerTool: { member: "tool", tool: registerTool },
        tool: { member: "tool", tool },
      },
    },
  },
};
