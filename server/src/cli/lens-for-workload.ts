import { findLensInTool, prepareLens, stepText } from "../review/well-architected/lens-in-tool.ts";
import type { LocalAnswers } from "../review/well-architected/local-answers.ts";
import type { ToolReview } from "../review/well-architected/sync.ts";
import type { WellArchitectedTool } from "../review/well-architected/tool.ts";
import { confirmUnlessYes } from "./accepting.ts";
import { CommandError } from "./command-error.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";

export const TOOL_LENS_OPTION: OptionDescriptions = {
  "tool-lens": {
    type: "string",
    value: "ALIAS",
    description: "alias or ARN of the lens in the tool, if it is not found",
  },
};

/**
 * The review of the workload by the lens. Where the workload is not reviewed by it yet, `isAdding` says whether a
 * person may have it added. `undefined` where it is not added. Throws `CommandError` and `ToolError`.
 */
export async function reviewInTool(
  terminal: Terminal,
  options: ParsedOptions,
  tool: WellArchitectedTool,
  workload: string,
  { lens, lensText }: LocalAnswers,
  isAdding: boolean,
): Promise<ToolReview | undefined> {
  const step = await findLensInTool(tool, workload, lens, options.text("tool-lens"));
  if (step.step === "none") return { tool, workload, lensAlias: step.lens.alias };
  if (!isAdding) {
    throw new CommandError(`The workload is not reviewed by "${lens.title}": add the lens in the tool, or push first`);
  }
  terminal.write(`${stepText(step, lens.title)}\n`);
  if (options.flag("dry-run") || !(await confirmUnlessYes(terminal, options, "Do this in the tool?"))) return undefined;
  const lensAlias = await prepareLens(tool, step, lensText);
  await tool.associateLens(workload, lensAlias);
  terminal.write(`The workload is reviewed by "${lens.title}" now\n`);
  return { tool, workload, lensAlias };
}
