import { counted } from "../reports/check-result.ts";
import { itemsOf } from "../review/well-architected/difference.ts";
import { pulledAnswers, readDifference, syncedAfter } from "../review/well-architected/sync.ts";
import { readSynced, writeSynced } from "../review/well-architected/synced-states.ts";
import { ACCEPTING_OPTIONS, acceptDifference } from "./accepting.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { reviewInTool, TOOL_LENS_OPTION } from "./lens-for-workload.ts";
import { LENS_OPTION, localAnswers, storeAnswers } from "./local-answers.ts";
import { accessTool, CONNECTION_OPTIONS, orToolCommandError, WORKLOAD_OPTION, workloadOf } from "./tool-access.ts";
import { REPORT_OPTION, saveReport } from "./tool-report.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode } from "./terminal.ts";

/** `genai-lens review pull`. Only reads in the tool. Ends with 1 where answers of the tool are not here. */
export const reviewPull: Command = {
  name: "pull",
  synopsis: "[folder]",
  summary: "Takes answers over from a workload of the AWS Well-Architected Tool, once the difference is accepted",
  options: {
    ...WORKLOAD_OPTION,
    ...CONNECTION_OPTIONS,
    ...LENS_OPTION,
    ...TOOL_LENS_OPTION,
    ...ACCEPTING_OPTIONS,
    ...REPORT_OPTION,
  },
  async run(options, terminal): Promise<ExitCode> {
    const [folder = ".", ...others] = options.positionals;
    if (others.length > 0) throw new CommandError("review pull takes one folder at most");
    const local = await localAnswers(terminal, options, folder);
    const { root, lens, answers } = local;
    return orToolCommandError(async () => {
      const tool = await accessTool(options);
      const workload = await workloadOf(terminal, options, tool);
      const review = await reviewInTool(terminal, options, tool, workload, local, false);
      if (review === undefined) return EXIT_FINDINGS;
      const pair = { workload, lens: lens.id };
      const difference = await readDifference("pull", review, lens, answers, await readSynced(root, pair));
      const words = { verb: "Take", where: "over into .genai-lens/review.json" };
      const accepted = await acceptDifference(terminal, options, difference, words);
      await storeAnswers(terminal, local, pulledAnswers(accepted, answers));
      const [count, all] = [itemsOf(accepted).length, itemsOf(difference).length];
      if (all === 0) terminal.write("Nothing to take over: the tool has no other answers\n");
      else terminal.write(count === 0 ? "Nothing was changed\n" : `Took over ${counted(count, "answer")}\n`);
      if (!options.flag("dry-run")) await writeSynced(root, pair, syncedAfter(difference, accepted.questions));
      await saveReport(terminal, options, review);
      return count === all ? EXIT_FINE : EXIT_FINDINGS;
    });
  },
};
