import type { LaunchedServer, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { commandPackage, type CommandPackage } from "./launch-commands.ts";
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
    fix: "review",
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
    const isDeclared = server.declaredPackages.includes(found.name);
    if (isDeclared && found.takesInstalled === "yes") {
      // The workspace's lock file says which version runs.
      return { outcome: "pass", place: server.place };
    }
    return found.version === "unknown"
      ? { outcome: "unknown", reason: "the version cannot be told" }
      : fail(server, found, isDeclared);
  },
});

function fail(server: LaunchedServer, found: CommandPackage, isDeclared: boolean): Verdict {
  const runner = server.words[0]?.start ?? "";
  const { name, version, word } = found;
  const which = version === undefined ? "its newest version" : `the newest \`${version}\``;
  return {
    outcome: "fail",
    place: word.place ?? server.place,
    severity: server.context.isExample ? "info" : "warning",
    message: `\`${runner}\` downloads and runs ${which} of \`${name}\` at every start; nobody has seen that code before`,
    fixes: isDeclared ? fixesFor(server, found) : [],
  };
}

/** Without its tag, npm takes the version that the lock file has. */
function fixesFor({ words }: LaunchedServer, { name, word, takesInstalled }: CommandPackage): readonly Fix[] {
  // The words of one text all stand at its place.
  const isWordItself = word.place !== undefined && words.includes(word) && words[0]?.place !== word.place;
  return takesInstalled !== "without its tag" || !isWordItself
    ? []
    : [
        {
          title: `Run the version that the workspace installs: \`${name}\``,
          safety: "review",
          edits: [{ edit: "replace", place: word.place!, code: JSON.stringify(name) }],
        },
      ];
}
