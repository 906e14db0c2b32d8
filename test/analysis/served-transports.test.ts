import assert from "node:assert/strict";
import type { ServedTransport, ServerConnection } from "../../lens/facts.ts";
import { analyse } from "./in-memory-host.ts";

const IMPORTS = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import express from "express";
const app = express();
`;

const ROUTE = `app.post("/mcp", async (req, res) => {
  const server = new McpServer({ name: "a", version: "1" });
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
`;

function transport(rest: string): ServedTransport {
  const { facts } = analyse(IMPORTS + rest);
  const found = facts.find((fact): fact is ServedTransport => fact.fact === "served transport");
  assert.ok(found);
  return found;
}

function connection(rest: string): ServerConnection | undefined {
  return analyse(IMPORTS + rest).facts.find((fact): fact is ServerConnection => fact.fact === "server connection");
}

describe("transports of servers of tools", () => {
  it("are reached by whom the port's host says", () => {
    const reach = (listen: string): unknown => transport(ROUTE + listen).reach;
    assert.equal(reach("app.listen(3000);"), "every network");
    assert.equal(reach("app.listen(3000, () => {});"), "every network");
    assert.equal(reach(`app.listen(3000, "0.0.0.0", () => {});`), "every network");
    assert.equal(reach(`app.listen(3000, "127.0.0.1");`), "this machine");
    assert.equal(reach(`app.listen(3000, process.env.HOST ?? "localhost");`), "this machine");
    assert.equal(reach("app.listen({ port: 3000, host: HOST });"), undefined);
    assert.equal(reach(`app.listen({ port: 3000, host: "::1" });`), "this machine");
    assert.equal(reach("app.listen(3000, hostOf());"), undefined);
    assert.equal(reach("export { app };"), undefined);
    assert.equal(reach("client.listen({ toolsListChanged: true });"), undefined);
    assert.equal(reach("client.listen({ toolsListChanged: true });\napp.listen({ port: 3000 });"), "every network");
    assert.equal(reach(`app.listen(3000);\napp.listen(3001, "127.0.0.1");`), undefined);
  });

  it("are open to every caller only where nothing may look at one", () => {
    const checks = (before: string): unknown => transport(`${before}\n${ROUTE}app.listen(3000);`).checksCaller;
    assert.equal(checks(""), false);
    assert.equal(checks(`app.use(express.json());\napp.use(cors());`), false);
    assert.equal(checks("const key = process.env.UPSTREAM_API_KEY;"), false);
    assert.equal(checks("// The author of this"), false);
    assert.equal(checks("app.use(requireStaff());"), false);
    assert.equal(checks(`import { staff } from "./staff.ts";\napp.use(staff);`), undefined);
    assert.equal(checks(`import { mount } from "./mount.ts";\nmount(app);`), undefined);
    assert.equal(checks(`import { isStaff } from "./staff.ts";\napp.get("/x", (req) => isStaff(req));`), undefined);
    assert.equal(checks(`app.use((req, res, next) => (req.headers.authorization ? next() : res.end()));`), undefined);
  });

  it("check host names by helpers, headers or their own option", () => {
    assert.equal(transport(`${ROUTE}app.listen(3000);`).checksHost, false);
    assert.equal(transport(`app.use(localhostHostValidation());\n${ROUTE}`).checksHost, true);
    assert.equal(transport(`app.use((req) => allow(req.headers.origin));\n${ROUTE}`).checksHost, true);
    const { hostProtection } = transport(ROUTE).options;
    assert.equal(hostProtection?.state, "absent");
  });

  it("are used again where a handler has one that is made outside", () => {
    const shared = `const transport = new StreamableHTTPServerTransport({});
app.post("/mcp", (req, res) => transport.handleRequest(req, res));`;
    assert.ok(transport(shared).reusedAt);
    assert.equal(transport(ROUTE).reusedAt, undefined);
  });
});

describe("connections of servers of tools", () => {
  it("share a server that is made outside of the handler", () => {
    const inside = `const transport = new StreamableHTTPServerTransport({});
  await server.connect(transport);`;
    const made = `const server = new McpServer({ name: "a", version: "1" });`;
    const shared = connection(`${made}\napp.post("/mcp", async (req, res) => { ${inside} });`);
    assert.ok(shared?.sharedServer);
    const named = connection(`${made}\nasync function answer(req, res) { ${inside} }\napp.post("/mcp", answer);`);
    assert.ok(named?.sharedServer);
    const own = connection(`app.post("/mcp", async (req, res) => { ${made} ${inside} });`);
    assert.equal(own?.sharedServer, undefined);
    assert.equal(own?.isServerPerRequest, true);
    const once = connection(
      `${made}\napp.post("/mcp", async (req, res) => { if (!server.isConnected()) { ${inside} } });`,
    );
    assert.equal(once?.sharedServer, undefined);
    const atStart = connection(`${made}\n${inside}`);
    assert.equal(atStart?.sharedServer, undefined);
  });

  it("over standard input and output are none", () => {
    const source = `import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
const server = new McpServer({ name: "a", version: "1" });
await server.connect(new StdioServerTransport());`;
    assert.equal(connection(source), undefined);
  });
});
