import type { ServedTransport, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const mcpDnsRebindingUnprotected = defineRule({
  meta: {
    id: "mcp-dns-rebinding-unprotected",
    title: "Local MCP server that any web page can reach",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC03-BP01"],
    related: ["GENSEC05-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    sdks: ["model-context-protocol"],
    since: "0.2.0",
  },
  judges: ["served transport"],
  judge(transport) {
    const { hostProtection } = transport.options;
    if (hostProtection === undefined) {
      return { outcome: "not applicable" };
    }
    if (transport.checksHost || isOn(hostProtection)) {
      return { outcome: "pass", place: transport.place };
    }
    if (transport.reach === undefined || optionState(hostProtection) === "unknown") {
      return { outcome: "unknown", reason: "who can reach the server, or how it is set up, cannot be told" };
    }
    if (transport.checksCaller !== false) {
      return { outcome: "unknown", reason: "something in the file may look at who calls" };
    }
    const isLocal = transport.reach === "this machine";
    return {
      outcome: "fail",
      place: transport.calleePlace,
      severity: isLocal && !transport.context.isExample ? "warning" : "info",
      message: isLocal
        ? `\`${transport.name}\` takes requests for any host name, so a web page can reach this local server by DNS rebinding`
        : `\`${transport.name}\` takes requests for any host name; where it runs on a person's machine, a web page can reach it by DNS rebinding`,
      fixes: fixesFor(transport),
    };
  },
});

function isOn(value: Value): boolean {
  return constantOf(value)?.value === true;
}

function fixesFor({ options }: ServedTransport): readonly Fix[] {
  const protection = insertionOf(options.hostProtection);
  const hosts = insertionOf(options.allowedHosts);
  if (protection === undefined || hosts === undefined) {
    return [];
  }
  return [
    {
      title: "Check the host name: `enableDnsRebindingProtection` and `allowedHosts`",
      safety: "review",
      edits: [
        { edit: "set option", insertion: protection, code: "true" },
        { edit: "set option", insertion: hosts, code: '["localhost:3000", "127.0.0.1:3000"]' },
      ],
    },
  ];
}
