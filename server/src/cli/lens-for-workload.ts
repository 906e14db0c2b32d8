import { findLensInTool, prepareLens, stepText } from "../review/well-architected/lens-in-tool.ts";
import type { LocalAnswers } from "../review/well-architected/local-answers.ts";
import { findUpgrade, outdatedText, upgradeText } from "../review/well-architected/lens-upgrade.ts";
import type { ToolReview } from "../review/well-architected/sync.ts";
import type { ToolLens, WellArchitectedTool } from "../review/well-architected/tool.ts";
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

/** Option of the command that may change which lens a workload is reviewed by. */
export const UPGRADE_OPTION: OptionDescriptions = {
  "upgrade-lens": {
    type: "boolean",
    description: "with --yes: also has the workload reviewed by the newest version of the lens",
  },
};

/**
 * The review of the workload by the lens. Where the workload is not reviewed by it yet, or by an older version,
 * `isChanging` says whether a person may have that changed. `undefined` where it is not added. Throws `CommandError`
 * and `ToolError`.
 */
export async function reviewInTool(
  terminal: Terminal,
  options: ParsedOptions,
  tool: WellArchitectedTool,
  workload: string,
  { lens, lensText }: LocalAnswers,
  isChanging: boolean,
): Promise<ToolReview | undefined> {
  const step = await findLensInTool(tool, workload, lens, options.text("tool-lens"));
  if (step.step === "none") {
    await offerUpgrade(terminal, options, tool, workload, step.lens, isChanging);
    return { tool, workload, lensAlias: step.lens.alias };
  }
  if (!isChanging) {
    throw new CommandError(`The workload is not reviewed by "${lens.title}": add the lens in the tool, or push first`);
  }
  terminal.write(`${stepText(step, lens.title)}\n`);
  if (options.flag("dry-run") || !(await confirmUnlessYes(terminal, options, "Do this in the tool?"))) return undefined;
  const lensAlias = await prepareLens(tool, step, lensText);
  await tool.associateLens(workload, lensAlias);
  terminal.write(`The workload is reviewed by "${lens.title}" now\n`);
  return { tool, workload, lensAlias };
}

/** Goes on with the older version where the upgrade is not accepted, or there is nobody to ask. */
async function offerUpgrade(
  terminal: Terminal,
  options: ParsedOptions,
  tool: WellArchitectedTool,
  workload: string,
  lens: ToolLens,
  isChanging: boolean,
): Promise<void> {
  const upgrade = await findUpgrade(tool, lens);
  if (upgrade === undefined) return;
  const canAccept = options.flag("yes") ? options.flag("upgrade-lens") : terminal.ask !== undefined;
  if (!isChanging || options.flag("dry-run") || !canAccept) {
    terminal.writeError(`${outdatedText(upgrade)} ${howToUpgrade(isChanging)}\n`);
    return;
  }
  terminal.write(`${upgradeText(upgrade)}\n`);
  if (!(await confirmUnlessYes(terminal, options, "Upgrade the lens in the tool?"))) return;
  await tool.upgradeLens(workload, lens.alias, upgrade.milestone);
  terminal.write(`Upgraded the lens, and kept the milestone "${upgrade.milestone}" in the tool\n`);
}

function howToUpgrade(isChanging: boolean): string {
  return isChanging
    ? "It stays: push upgrades it when you agree to it on a terminal, or with --yes --upgrade-lens"
    : "It stays: push offers the upgrade";
}
