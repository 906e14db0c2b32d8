import manifest from "../../../package.json" with { type: "json" };
import { cyclonedx } from "../reports/cyclonedx.ts";
import { inventoryOf } from "../reports/inventory.ts";
import { inventoryTable } from "../reports/inventory-table.ts";
import type { Command } from "./command.ts";
import { oneOf, todayOf } from "./options.ts";
import { writeOutput } from "./output.ts";
import { examine, findTargets, textIn } from "./targets.ts";
import { EXIT_FINE, type ExitCode } from "./terminal.ts";

const FORMATS = ["table", "json", "cyclonedx"] as const;

export const inventory: Command = {
  name: "inventory",
  synopsis: "[paths]",
  summary: "Lists model calls, clients, tools, retrievals, resources and models",
  options: {
    format: { type: "string", value: "NAME", description: `Output: ${FORMATS.join(", ")}` },
    output: { type: "string", value: "FILE", description: "Writes to a file instead of standard output" },
    today: {
      type: "string",
      value: "DATE",
      description: "Date that the state of models is told for, such as 2026-11-22",
    },
  },
  async run(options, terminal): Promise<ExitCode> {
    const format = oneOf(options, "format", FORMATS, "table");
    const today = todayOf(options);
    const targets = findTargets(terminal, options.positionals, { today });
    const result = await examine(targets, terminal);
    const context = { directory: terminal.directory, text: textIn(targets), version: manifest.version };
    const output = options.text("output");
    const text =
      format === "cyclonedx"
        ? cyclonedx(result, context, today)
        : format === "json"
          ? `${JSON.stringify(inventoryOf(result, context, today), null, 2)}\n`
          : inventoryTable(inventoryOf(result, context, today), terminal.isColoured && output === undefined);
    if (output === undefined) terminal.write(text);
    else writeOutput(terminal, output, text);
    return EXIT_FINE;
  },
};
