import type { LaunchedServer, LaunchWord, Verdict } from "../facts.ts";
import { commandPackage } from "./launch-commands.ts";
import { defineRule } from "./rule.ts";

export const mcpUnpinnedServerCommand = defineRule({
  meta: {
    id: "mcp-unpinned-server-command",
    title: "MCP server that is downloaded in whatever version is newest",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC02-BP03", "AGENTOPS04-BP01"],
    related: ["GENSEC05-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["launched server"],
  judge(server) {
    const found = commandPackage(server.words);
    if (found === "none") {
      return { outcome: "not applicable" };
    }
    if (found === "unknown") {
      return { outcome: "unknown", reason: "which package is started cannot be told" };
    }
    if (found.version === "exact") {
      return { outcome: "pass", place: server.place };
    }
    if (server.declaredPackages.includes(found.name)) {
      // The workspace's lock file says which version runs.
      return { outcome: "pass", place: server.place };
    }
    return found.version === "unknown"
      ? { outcome: "unknown", reason: "the version cannot be told" }
      : fail(server, found.word, found.name, found.version);
  },
});

function fail(server: LaunchedServer, word: LaunchWord, name: string, version: string | undefined): Verdict {
  const runner = server.words[0]?.start ?? "";
  const which = version === undefined ? "its newest version" : `the newest \`${version}\``;
  return {
    outcome: "fail",
    place: word.place ?? server.place,
    severity: server.context.isExample ? "info" : "warning",
    message: `\`${runner}\` downloads and runs ${which} of \`${name}\` at every start; nobody has seen that code before`,
  };
}
