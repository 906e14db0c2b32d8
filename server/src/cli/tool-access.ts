import { connectTool } from "../review/well-architected/load-tool.ts";
import { ToolError, type WellArchitectedTool } from "../review/well-architected/tool.ts";
import { oneLine } from "../reports/check-result.ts";
import { LensFileError } from "../review/lens-file/lens-folder.ts";
import { StoreError } from "../review/store-error.ts";
import { CommandError } from "./command-error.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** Options that say how AWS is reached. */
export const CONNECTION_OPTIONS: OptionDescriptions = {
  profile: { type: "string", value: "NAME", description: "profile of the AWS configuration, if not the default" },
  region: {
    type: "string",
    value: "NAME",
    description: "AWS region, if not that of the workload's ARN or the profile",
  },
};

/** The option that names a workload. */
export const WORKLOAD_OPTION: OptionDescriptions = {
  workload: { type: "string", value: "ARN", description: "workload in the tool, by its ARN or id" },
};

/** A workload that was named on the command line. */
interface NamedWorkload {
  readonly id: string;
  /** `undefined` where it was named by its id alone. */
  readonly region: string | undefined;
}

/** The workload of the options; `undefined` where none is named. Throws `CommandError`. */
export function namedWorkload(options: ParsedOptions): NamedWorkload | undefined {
  const written = options.text("workload");
  if (written === undefined) return undefined;
  const parts = /^(?:arn:[\w-]+:wellarchitected:([\w-]+):\d{12}:workload\/)?([0-9a-f]{32})$/u.exec(written);
  const [, region, id] = parts ?? [];
  if (id === undefined) {
    throw new CommandError(
      `--workload cannot be "${written}": write an ARN such as arn:aws:wellarchitected:eu-central-1:111122223333:workload/ and 32 digits, or these digits alone; \`genai-lens review workloads\` lists them`,
    );
  }
  return { id, region };
}

/** Reaches the tool as the options say. Nothing is sent yet. Throws `CommandError`. */
export async function accessTool(options: ParsedOptions): Promise<WellArchitectedTool> {
  const profile = options.text("profile");
  const region = options.text("region") ?? namedWorkload(options)?.region;
  return connectTool({ profile, region });
}

/** The id of the workload to work on: the one that is named, else one that a person picks. Throws `CommandError`. */
export async function workloadOf(
  terminal: Terminal,
  options: ParsedOptions,
  tool: WellArchitectedTool,
): Promise<string> {
  const named = namedWorkload(options);
  if (named !== undefined) return named.id;
  if (terminal.ask === undefined) {
    throw new CommandError("No workload is named: write --workload ARN; `genai-lens review workloads` lists them");
  }
  const workloads = await tool.listWorkloads();
  if (workloads.length === 0) {
    throw new CommandError("There is no workload in this region: make one with `genai-lens review workloads create`");
  }
  terminal.write(`${workloads.map(({ name, arn }, index) => `${index + 1}  ${oneLine(name)}  ${arn}`).join("\n")}\n`);
  const answer = (await terminal.ask("Number of the workload: ")).trim();
  const picked = /^\d+$/u.test(answer) ? workloads[Number(answer) - 1] : undefined;
  if (picked === undefined) throw new CommandError(`There is no workload number "${answer}": nothing was done`);
  return picked.id;
}

/** Turns what stands in the way of the tool, or of a file of the review, into what stands in the way of the command. */
export async function orToolCommandError<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ToolError || error instanceof StoreError || error instanceof LensFileError)
      throw new CommandError(error.message.replace(/\.$/u, ""));
    throw error;
  }
}
