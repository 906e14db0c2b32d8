import { defineRule } from "./rule.ts";

export const mcpServerUnauthenticated = defineRule({
  meta: {
    id: "mcp-server-unauthenticated",
    title: "MCP server that answers anybody on the network",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC02-BP01", "AGENTSEC03-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    sdks: ["model-context-protocol"],
    since: "0.2.0",
  },
  judges: ["served transport"],
  judge(transport, context) {
    const { reach, listen } = transport;
    if (reach === "this machine") {
      return { outcome: "not applicable" };
    }
    if (reach === undefined || listen === undefined) {
      return { outcome: "unknown", reason: "who can reach the server cannot be told" };
    }
    if (transport.checksCaller !== false) {
      return transport.checksCaller === true
        ? { outcome: "pass", place: transport.place }
        : { outcome: "unknown", reason: "something in the file may look at who calls" };
    }
    const first = context.facts.find((fact) => fact.fact === "served transport");
    if (first !== transport) {
      // One port, one finding.
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: listen,
      severity: transport.context.isExample ? "info" : "warning",
      message: "This opens an MCP server to every network, and nothing asks callers who they are",
      related: [{ place: transport.calleePlace, message: "The server's tools are reached through this transport" }],
    };
  },
});
