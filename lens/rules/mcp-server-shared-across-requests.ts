import type { ServedTransport, ServerConnection, Value, Verdict } from "../facts.ts";
import { defineRule } from "./rule.ts";

export const mcpServerSharedAcrossRequests = defineRule({
  meta: {
    id: "mcp-server-shared-across-requests",
    title: "One MCP server for the requests of many clients",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC01-BP01"],
    related: ["GENSEC05-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    sdks: ["model-context-protocol"],
    since: "0.2.0",
  },
  judges: ["server connection", "served transport"],
  judge(fact) {
    return fact.fact === "server connection" ? judgeConnection(fact) : judgeTransport(fact);
  },
});

function judgeConnection(connection: ServerConnection): Verdict {
  const { sharedServer } = connection;
  if (sharedServer === undefined) {
    return connection.isServerPerRequest ? { outcome: "pass", place: connection.place } : { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    place: connection.calleePlace,
    severity: connection.context.isExample ? "warning" : "error",
    message: `\`${connection.callee}\` connects every request to one server: answers can reach another client, and newer versions throw`,
    related: [{ place: sharedServer, message: "The server that they share is made here" }],
  };
}

function judgeTransport(transport: ServedTransport): Verdict {
  const { reusedAt } = transport;
  const { session } = transport.options;
  if (reusedAt === undefined || session === undefined) {
    return { outcome: "not applicable" };
  }
  if (!isAbsent(session)) {
    // With sessions it serves one client, which is wrong for others in another way.
    return { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    place: transport.calleePlace,
    severity: transport.context.isExample ? "warning" : "error",
    message:
      "One transport without sessions serves every request: answers can reach another client, and newer versions throw",
    related: [{ place: reusedAt, message: "Requests are handed to it here" }],
  };
}

function isAbsent(value: Value): boolean {
  return value.state === "absent";
}
