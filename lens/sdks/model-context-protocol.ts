import type {
  CallbackDescription,
  CallDescription,
  ExportedEntity,
  MemberDescription,
  SdkDescription,
  ToolDescription,
  TransportDescription,
} from "./description.ts";

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
  failures: { form: "error result" },
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
  failures: { form: "error result" },
  until: 1,
};

/** `addTool({ name, description, parameters, execute })` of fastmcp 4. */
const addTool: ToolDescription = {
  options: {
    name: "0.name",
    description: "0.description",
    inputSchema: "0.parameters",
    handler: "0.execute",
    hints: "0.annotations",
  },
  isInputChecked: true,
};

/** The method by which clients call tools, as the schema that major 1 takes and as the text that major 2 takes. */
const CALL_TOOL = "tools/call";

/** One handler for all tools of a low-level server; what the model wrote reaches it unchecked. */
const callTool: MemberDescription = {
  member: "tool",
  tool: { options: { handler: "1" }, failures: { form: "error result" }, onlyWhen: { path: "0", is: CALL_TOOL } },
};

/**
 * `createMessage(params, options)`: whoever is connected asks a model for the server. It waits a minute, and asks once
 * (1.32, server/index and shared/protocol; 2.4 the same).
 */
const sampling: CallDescription = {
  kind: "chat",
  options: {
    messages: "0.messages",
    system: "0.systemPrompt",
    maxOutputTokens: "0.maxTokens",
    temperature: "0.temperature",
    stopSequences: "0.stopSequences",
    tools: "0.tools",
    toolChoice: "0.toolChoice",
    metadata: "0.metadata",
    timeout: "1.timeout",
    abortSignal: "1.signal",
  },
  systemPrompts: [{ path: "0.systemPrompt" }],
  response: {
    text: ["content.text", "content[].text"],
    toolArguments: ["content.input", "content[].input"],
    finishReason: ["stopReason"],
    finishReasonName: "stopReason",
    finishedValues: ["endTurn", "toolUse", "stopSequence"],
  },
  toolName: "name",
  defaults: { timeout: 60_000, retries: 0, maxSteps: undefined },
};

/** What the handler of a tool is given beside the arguments, from major 2 on (2.4, ServerContext). */
const context: readonly CallbackDescription[] = [1, 2, 3, 4].map((position) => ({
  path: String(position),
  parameter: 1,
  type: "ServerContext",
}));

const connect: MemberDescription = { member: "connection", transport: "0" };

const server: ExportedEntity = { entity: "class", type: "McpServer" };
const lowLevelServer: ExportedEntity = { entity: "class", type: "Server" };
/** Asks servers, which others may run (1.32, client/index). */
const client: ExportedEntity = { entity: "class", type: "Client" };
const httpTransport: ExportedEntity = { entity: "class", type: "HttpTransport" };
const stdioTransport: ExportedEntity = { entity: "class", type: "StdioTransport" };

/** Options of the transports over HTTP, major 1 (1.32, server/webStandardStreamableHttp and server/sse). */
function transportOptions(argument: number, session: boolean): TransportDescription {
  return {
    options: {
      hostProtection: `${argument}.enableDnsRebindingProtection`,
      allowedHosts: `${argument}.allowedHosts`,
      allowedOrigins: `${argument}.allowedOrigins`,
      ...(session ? { session: `${argument}.sessionIdGenerator` } : {}),
    },
  };
}

const streamable = transportOptions(0, true);

/** A module of major 1 is also imported without its extension, and from where it is built. */
function withoutExtension(path: string): readonly string[] {
  return [`@modelcontextprotocol/sdk/${path}.js`, `@modelcontextprotocol/sdk/${path}`];
}

/** Servers of the Model Context Protocol: what they offer to models of others, how they are reached and started. */
export const modelContextProtocol: SdkDescription = {
  id: "model-context-protocol",
  title: "Model Context Protocol SDK",
  versionPackage: "@modelcontextprotocol/sdk",
  modules: [
    {
      specifiers: [...withoutExtension("server/mcp"), "@modelcontextprotocol/sdk/dist/esm/server/mcp.js"],
      exports: { McpServer: server },
    },
    { specifiers: withoutExtension("server/index"), exports: { Server: lowLevelServer } },
    {
      specifiers: withoutExtension("server/streamableHttp"),
      exports: { StreamableHTTPServerTransport: httpTransport },
      transports: { StreamableHTTPServerTransport: streamable },
    },
    {
      specifiers: withoutExtension("server/webStandardStreamableHttp"),
      exports: { WebStandardStreamableHTTPServerTransport: httpTransport },
      transports: { WebStandardStreamableHTTPServerTransport: streamable },
    },
    {
      specifiers: withoutExtension("server/sse"),
      exports: { SSEServerTransport: httpTransport },
      transports: { SSEServerTransport: transportOptions(2, false) },
    },
    { specifiers: withoutExtension("client/index"), exports: { Client: client } },
    { specifiers: ["@modelcontextprotocol/client"], exports: { Client: client } },
    {
      specifiers: withoutExtension("client/stdio"),
      exports: { StdioClientTransport: stdioTransport },
      launches: { StdioClientTransport: { path: "0" } },
    },
    {
      // Importing a type of the protocol alone says nothing of a file.
      specifiers: withoutExtension("types"),
      exports: { CallToolRequestSchema: { entity: "constant", value: CALL_TOOL } },
      isGeneral: true,
    },
    {
      // Major 2 of the protocol's SDK is packages of its own; servers have `registerTool` only.
      specifiers: ["@modelcontextprotocol/server"],
      exports: {
        McpServer: server,
        Server: lowLevelServer,
        WebStandardStreamableHTTPServerTransport: httpTransport,
        // Hands each request to a server of its own, and checks no host.
        createMcpHandler: { entity: "factory", type: "HttpHandler" },
      },
      transports: { WebStandardStreamableHTTPServerTransport: streamable, createMcpHandler: { options: {} } },
    },
    {
      // What major 1 had, for those who move to major 2.
      specifiers: ["@modelcontextprotocol/server-legacy", "@modelcontextprotocol/server-legacy/sse"],
      exports: { SSEServerTransport: httpTransport },
      transports: { SSEServerTransport: transportOptions(2, false) },
    },
    {
      specifiers: ["@modelcontextprotocol/node"],
      exports: { NodeStreamableHTTPServerTransport: httpTransport },
      transports: { NodeStreamableHTTPServerTransport: streamable },
    },
    {
      // What hands out the SDK's own server, or carries it over HTTP: mcp-handler 2.
      specifiers: ["mcp-handler", "@vercel/mcp-adapter"],
      exports: { createMcpHandler: { entity: "factory", type: "HttpHandler" } },
      callbacks: { createMcpHandler: [{ path: "0", parameter: 0, type: "McpServer" }] },
    },
    {
      // Takes and heeds the options of the SDK's own transport (0.3.2, dist/index).
      specifiers: ["@hono/mcp"],
      exports: { StreamableHTTPTransport: httpTransport },
      transports: { StreamableHTTPTransport: streamable },
    },
    {
      specifiers: ["fastmcp"],
      exports: { FastMCP: { entity: "class", type: "FastMcpServer" } },
    },
    {
      specifiers: ["@modelcontextprotocol/client/stdio"],
      exports: { StdioClientTransport: stdioTransport },
      launches: { StdioClientTransport: { path: "0" } },
    },
  ],
  types: {
    McpServer: {
      role: "server",
      members: {
        registerTool: { member: "tool", tool: registerTool },
        tool: { member: "tool", tool },
        connect,
        "server.setRequestHandler": callTool,
        "server.createMessage": { member: "call", call: sampling },
        "server.connect": connect,
      },
      callbacks: { registerTool: context, "server.setRequestHandler": context },
    },
    Server: {
      role: "server",
      members: {
        setRequestHandler: callTool,
        connect,
        createMessage: { member: "call", call: sampling },
      },
      callbacks: { setRequestHandler: context },
    },
    ServerContext: { role: "other", members: { "mcpReq.requestSampling": { member: "call", call: sampling } } },
    Client: { role: "other", members: { callTool: { member: "tool result" } } },
    FastMcpServer: { role: "server", members: { addTool: { member: "tool", tool: addTool } } },
    HttpHandler: { role: "other" },
    HttpTransport: { role: "other" },
    StdioTransport: { role: "other" },
  },
};
