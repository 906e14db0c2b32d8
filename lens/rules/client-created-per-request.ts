import type { Client } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";

export const clientCreatedPerRequest = defineRule({
  meta: {
    id: "client-created-per-request",
    title: "SDK client made anew for every request or turn of a loop",
    pillar: "performance-efficiency",
    practices: ["GENPERF03-BP01", "GENREL01-BP01"],
    related: ["GENPERF03-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["client"],
  judge(client) {
    // A model that is loaded into the program is more than a connection, and another rule's matter.
    if (client.provider === "local") {
      return { outcome: "not applicable" };
    }
    const repetition = repetitionOf(client);
    if (repetition === undefined) {
      return client.context.isInFunction
        ? { outcome: "unknown", reason: "how often the function runs cannot be told" }
        : { outcome: "pass", place: client.place };
    }
    if (client.isKept === true) {
      return { outcome: "pass", place: client.place };
    }
    if (client.isKept === undefined) {
      return { outcome: "unknown", reason: "whether the client is kept cannot be told" };
    }
    if (client.readsLocals) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: client.calleePlace,
      message: messageFor(client, repetition),
      ...(client.role === "provider" ? { severity: "hint" as const } : {}),
      fixes: fixesFor(client),
    };
  },
});

/** What makes the code around the client run again and again; `undefined` where nothing is proved to. */
function repetitionOf(client: Client): string | undefined {
  const { loop, requestHandler } = client.context;
  if (loop !== undefined) {
    return "on every turn of this loop";
  }
  return requestHandler === undefined ? undefined : `for every request (${requestHandler.framework})`;
}

function messageFor(client: Client, repetition: string): string {
  return client.role === "provider"
    ? `\`${client.name}\` runs ${repetition}; it needs to run only once`
    : `\`${client.name}\` is made anew ${repetition}; one client for the whole module keeps its connections open`;
}

function fixesFor(client: Client): readonly Fix[] {
  if (client.declaration === undefined) {
    return [];
  }
  return [
    {
      title: "Move the client to the module",
      safety: client.isMovable ? "safe" : "review",
      edits: [{ edit: "move to module", place: client.declaration }],
    },
  ];
}
