import path from "node:path";
import manifest from "../../../package.json" with { type: "json" };
import type { ExportFormat, MilestoneSummary, ReviewSnapshot } from "../protocol.ts";
import { oneLine } from "../reports/check-result.ts";
import { REVIEW_FORMATS } from "../reports/review/review-formats.ts";
import { LENSES_FOLDER } from "../review/lens-file/lens-folder.ts";
import { MILESTONES_FOLDER } from "../review/milestone-store.ts";
import { reviewFolder } from "../review/review-folder.ts";
import type { ReviewOutcome } from "../review/review-folder.ts";
import { nodeDisk } from "../workspace/disk.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { oneOf, todayOf } from "./options.ts";
import { writeOutput } from "./output.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode } from "./terminal.ts";

const FORMATS = Object.keys(REVIEW_FORMATS) as ExportFormat[];
const FAIL_ON = ["high", "medium", "never"] as const;

export const review: Command = {
  name: "review",
  synopsis: "[folder]",
  summary: "Writes the pillar review: what code shows, what the team answered, what is left to do",
  options: {
    format: { type: "string", value: "NAME", description: `Output: ${FORMATS.join(", ")}` },
    output: { type: "string", value: "FILE", description: "Writes to a file instead of standard output" },
    lens: { type: "string", value: "ID", description: "Lens to review by; `genai-lens lens list` shows them" },
    since: { type: "string", value: "MILESTONE", description: "Milestone to compare with, instead of the last one" },
    "fail-on-risk": {
      type: "string",
      value: "RISK",
      description: `Least risk of a question that ends with exit code 1: ${FAIL_ON.join(", ")}. Without it: never`,
    },
    today: { type: "string", value: "DATE", description: "Date of the report, such as 2026-11-22" },
  },
  async run(options, terminal): Promise<ExitCode> {
    const [written = ".", ...others] = options.positionals;
    if (others.length > 0) throw new CommandError("review takes one folder: run it once for each");
    const format = oneOf(options, "format", FORMATS, "markdown");
    const failOn = oneOf(options, "fail-on-risk", FAIL_ON, "never");
    const today = todayOf(options) ?? new Date().toISOString().slice(0, 10);
    const folder = absolutePath(terminal, written);
    if (nodeDisk.stat(folder)?.kind !== "directory")
      throw new CommandError(`${written} is no folder: name one that is`);

    const workspace = new Workspace(folder, { today });
    const lens = options.text("lens");
    const reference = { uri: "", name: path.posix.basename(folder) || folder };
    const review = (milestone?: string): Promise<ReviewOutcome> =>
      reviewFolder(
        workspace,
        reference,
        { ...(lens === undefined ? {} : { lens }), ...(milestone === undefined ? {} : { milestone }) },
        undefined,
        ({ done, total }) => terminal.progress.show(`Checking ${written}: ${done} of ${total} files`),
      );
    let { snapshot, hasAllAnswers } = await review();
    if (lens !== undefined && snapshot.lens.id !== lens) throw lensMissing(lens, snapshot);
    const since = options.text("since");
    if (since !== undefined) ({ snapshot, hasAllAnswers } = await review(milestoneNamed(since, snapshot).id));
    terminal.progress.clear();

    const text = REVIEW_FORMATS[format].write(snapshot, { today, version: manifest.version });
    const output = options.text("output");
    if (output === undefined) terminal.write(text);
    else writeOutput(terminal, output, text);
    const [problem] = snapshot.problems;
    if (failOn !== "never" && !hasAllAnswers)
      throw new CommandError(`Risks cannot be told, since not every answer could be read: ${problem}`);
    for (const line of snapshot.problems) terminal.writeError(`${oneLine(line)}\n`);
    const { high, medium } = snapshot.lens.counts.questions;
    const atRisk = failOn === "never" ? 0 : failOn === "high" ? high : high + medium;
    return atRisk > 0 ? EXIT_FINDINGS : EXIT_FINE;
  },
};

function lensMissing(lens: string, { lenses, problems }: ReviewSnapshot): CommandError {
  const broken = problems.find((problem) => problem.startsWith(`${LENSES_FOLDER}/${lens}.json`));
  if (broken !== undefined) return new CommandError(`The lens "${lens}" cannot be used: ${broken}`);
  const ids = lenses.map(({ id }) => id);
  return new CommandError(`There is no lens "${lens}".${suggestion(lens, ids)} Write one of ${ids.join(", ")}`);
}

function milestoneNamed(written: string, { milestones, problems }: ReviewSnapshot): MilestoneSummary {
  const found = milestones.findLast(({ id, name }) => id === written || name === written);
  if (found !== undefined) return found;
  const names = milestones.map(({ name }) => name);
  const known =
    names.length === 0 ? " This folder has none" : `${suggestion(written, names)} Write one of ${names.join(", ")}`;
  const unreadable = problems.filter((problem) => problem.startsWith(`${MILESTONES_FOLDER}/`));
  const others = unreadable.length === 0 ? "" : `. It may be one that cannot be read: ${unreadable.join(" ")}`;
  throw new CommandError(`There is no milestone "${written}".${known}${others}`);
}
