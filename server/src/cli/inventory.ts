import { inventoryOf } from "../reports/inventory.ts";
import { inventoryTable } from "../reports/inventory-table.ts";
import type { Command } from "./command.ts";
import { oneOf, todayOf } from "./options.ts";
import { writeOutput } from "./output.ts";
import { examine, findTargets, textIn } from "./targets.ts";
import { EXIT_FINE, type ExitCode } from "./terminal.ts";

export const inventory: Command = {
  name: "inventory",
  synopsis: "[paths]",
  summary: "Lists model calls, clients, tools and models",
  options: {
    format: { type: "string", value: "NAME", description: "Output: table, json" },
    output: { type: "string", value: "FILE", description: "Writes to a file instead of standard output" },
    today: {
      type: "string",
      value: "DATE",
      description: "Date that the state of models is told for, such as 2026-11-22",
    },
  },
  async run(options, terminal): Promise<ExitCode> {
    const format = oneOf(options, "format", ["table", "json"], "table");
    const today = todayOf(options);
    const targets = findTargets(terminal, options.positionals, { today });
    const result = await examine(targets, terminal);
    const found = inventoryOf(result, { directory: terminal.directory, text: textIn(targets) }, today);
    const output = options.text("output");
    const isColoured = terminal.isColoured && output === undefined;
    const text = format === "json" ? `${JSON.stringify(found, null, 2)}\n` : inventoryTable(found, isColoured);
    if (output === undefined) terminal.write(text);
    else writeOutput(terminal, output, text);
    return EXIT_FINE;
  },
};
