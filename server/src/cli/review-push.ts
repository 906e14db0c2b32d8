import { counted } from "../reports/check-result.ts";
import { itemsOf } from "../review/well-architected/difference.ts";
import { TOOL_LIMITS } from "../review/well-architected/limits.ts";
import type { LocalAnswers } from "../review/well-architected/local-answers.ts";
import { readDifference, sendDifference, syncedAfter, type ToolReview } from "../review/well-architected/sync.ts";
import { readSynced, writeSynced } from "../review/well-architected/synced-states.ts";
import { ACCEPTING_OPTIONS, acceptDifference, confirmUnlessYes } from "./accepting.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { reviewInTool, TOOL_LENS_OPTION, UPGRADE_OPTION } from "./lens-for-workload.ts";
import { LENS_OPTION, localAnswers } from "./local-answers.ts";
import type { ParsedOptions } from "./options.ts";
import { accessTool, CONNECTION_OPTIONS, orToolCommandError, WORKLOAD_OPTION, workloadOf } from "./tool-access.ts";
import { REPORT_OPTION, saveReport } from "./tool-report.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode, type Terminal } from "./terminal.ts";

/** `genai-lens review push`. Ends with 1 where answers here are not in the tool. */
export const reviewPush: Command = {
  name: "push",
  synopsis: "[folder]",
  summary: "Sends the answers to a workload of the AWS Well-Architected Tool, once the difference is accepted",
  options: {
    ...WORKLOAD_OPTION,
    ...CONNECTION_OPTIONS,
    ...LENS_OPTION,
    ...TOOL_LENS_OPTION,
    ...UPGRADE_OPTION,
    ...ACCEPTING_OPTIONS,
    milestone: { type: "string", value: "NAME", description: "afterwards keeps the state in the tool as a milestone" },
    ...REPORT_OPTION,
  },
  async run(options, terminal): Promise<ExitCode> {
    const [folder = ".", ...others] = options.positionals;
    if (others.length > 0) throw new CommandError("review push takes one folder at most");
    const milestone = milestoneOf(options);
    const local = await localAnswers(terminal, options, folder);
    if (local.unreadable !== undefined)
      throw new CommandError("The answers of the folder cannot be read: mend that first");
    return orToolCommandError(async () => {
      const tool = await accessTool(options);
      const workload = await workloadOf(terminal, options, tool);
      const review = await reviewInTool(terminal, options, tool, workload, local, true);
      if (review === undefined) {
        terminal.write("Nothing was sent\n");
        return EXIT_FINDINGS;
      }
      const isWhole = await pushAnswers(terminal, options, review, local);
      if (milestone !== undefined && !options.flag("dry-run")) {
        await keepMilestone(terminal, options, review, milestone, isWhole);
      }
      await saveReport(terminal, options, review);
      return isWhole ? EXIT_FINE : EXIT_FINDINGS;
    });
  },
};

/** Answers whether the tool says everything that is answered here. */
async function pushAnswers(
  terminal: Terminal,
  options: ParsedOptions,
  review: ToolReview,
  { root, lens, answers }: LocalAnswers,
): Promise<boolean> {
  const pair = { workload: review.workload, lens: lens.id };
  const difference = await readDifference("push", review, lens, answers, await readSynced(root, pair));
  const accepted = await acceptDifference(terminal, options, difference, { verb: "Send", where: "to the tool" });
  const { sent, changedMeanwhile, error } = await sendDifference(review, accepted, (done, total) =>
    terminal.progress.show(`Sending: ${done} of ${total} questions`),
  );
  terminal.progress.clear();
  const count = itemsOf({ ...difference, questions: sent }).length;
  const all = itemsOf(difference).length;
  if (all === 0) terminal.write("Nothing to send: the tool says what is answered here\n");
  else
    terminal.write(
      count === 0 ? "Nothing was sent\n" : `Sent ${counted(count, "change")} in ${counted(sent.length, "question")}\n`,
    );
  for (const question of changedMeanwhile) {
    terminal.writeError(`${question} was changed in the tool meanwhile, so nothing was sent for it: run this again\n`);
  }
  if (!options.flag("dry-run")) await writeSynced(root, pair, syncedAfter(difference, sent));
  if (error !== undefined)
    throw new CommandError(sent.length === 0 ? error : `${error} (${counted(sent.length, "question")} sent before)`);
  return count === all;
}

function milestoneOf(options: ParsedOptions): string | undefined {
  const name = options.text("milestone");
  const { milestoneNameShortest: least, milestoneName: most } = TOOL_LIMITS;
  if (name !== undefined && (name.length < least || name.length > most)) {
    throw new CommandError(`--milestone cannot be "${name.slice(0, 40)}": write ${least} to ${most} characters`);
  }
  return name;
}

async function keepMilestone(
  terminal: Terminal,
  options: ParsedOptions,
  { tool, workload }: ToolReview,
  name: string,
  isWhole: boolean,
): Promise<void> {
  const doubt = isWhole ? "" : " although not every answer was sent";
  if (!isWhole && options.flag("yes")) {
    terminal.writeError(`No milestone "${name}" was made, as not every answer was sent\n`);
    return;
  }
  if (!(await confirmUnlessYes(terminal, options, `Make the milestone "${name}" in the tool${doubt}?`))) return;
  await tool.createMilestone(workload, name);
  terminal.write(`Made the milestone "${name}" in the tool\n`);
}
