import { rules as allRules } from "../../../lens/rules/index.ts";
import { formatTable } from "../reports/table.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { oneOf } from "./options.ts";
import { EXIT_FINE } from "./terminal.ts";

export const rules: Command = {
  name: "rules",
  synopsis: "",
  summary: "Lists all rules",
  options: { format: { type: "string", value: "NAME", description: "Output: table, json" } },
  run(options, terminal) {
    if (options.positionals.length > 0)
      throw new CommandError("rules takes no paths: see `genai-lens explain RULE` for one rule");
    const metas = allRules.map((rule) => rule.meta);
    if (oneOf(options, "format", ["table", "json"], "table") === "json") {
      terminal.write(`${JSON.stringify({ schemaVersion: 1, rules: metas }, null, 2)}\n`);
      return EXIT_FINE;
    }
    const rows = metas.map((meta) => [
      meta.id,
      meta.severity,
      meta.preset,
      meta.fix,
      meta.pillar,
      meta.practices.join(" "),
      meta.title,
    ]);
    terminal.write(
      `${formatTable(["Rule", "Severity", "Preset", "Fix", "Pillar", "Practices", "What it reports"], rows, terminal.isColoured)}\n`,
    );
    return EXIT_FINE;
  },
};
