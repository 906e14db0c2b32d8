import type { ToolReview } from "../review/well-architected/sync.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import { writeOutput } from "./output.ts";
import type { Terminal } from "./terminal.ts";

export const REPORT_OPTION: OptionDescriptions = {
  report: { type: "string", value: "FILE", description: "afterwards saves the tool's own report, a PDF" },
};

/** Saves the tool's report, where the options ask for it. Throws `CommandError` and `ToolError`. */
export async function saveReport(
  terminal: Terminal,
  options: ParsedOptions,
  { tool, workload, lensAlias }: ToolReview,
): Promise<void> {
  const file = options.text("report");
  if (file === undefined) return;
  writeOutput(terminal, file, await tool.reportOf(workload, lensAlias));
  terminal.write(`Wrote ${file}\n`);
}
