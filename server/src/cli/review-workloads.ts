import { oneLine } from "../reports/check-result.ts";
import { formatTable } from "../reports/table.ts";
import { findLensInTool, prepareLens, stepText } from "../review/well-architected/lens-in-tool.ts";
import { TOOL_LIMITS } from "../review/well-architected/limits.ts";
import type { NewWorkload } from "../review/well-architected/tool.ts";
import { confirmUnlessYes } from "./accepting.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { TOOL_LENS_OPTION } from "./lens-for-workload.ts";
import { LENS_OPTION, localAnswers } from "./local-answers.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import { accessTool, CONNECTION_OPTIONS, orToolCommandError } from "./tool-access.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode, type Terminal } from "./terminal.ts";

const CREATE_OPTIONS: OptionDescriptions = {
  name: { type: "string", value: "TEXT", description: "create: name of the workload" },
  description: { type: "string", value: "TEXT", description: "create: what it is for" },
  environment: { type: "string", value: "NAME", description: "create: production, preproduction" },
  "review-owner": { type: "string", value: "TEXT", description: "create: who answers for the review" },
  "aws-region": {
    type: "string",
    value: "NAME",
    isRepeatable: true,
    description: "create: region that the workload runs in. May be repeated",
  },
  ...LENS_OPTION,
  ...TOOL_LENS_OPTION,
  yes: { type: "boolean", description: "create: accepts what is shown without asking" },
};

/** `genai-lens review workloads`: lists the workloads of the tool, or creates one. */
export const reviewWorkloads: Command = {
  name: "workloads",
  synopsis: "[create]",
  summary: "Lists the workloads of the AWS Well-Architected Tool, or creates one",
  options: { ...CONNECTION_OPTIONS, ...CREATE_OPTIONS },
  run(options, terminal): Promise<ExitCode> {
    const [part = "list", ...others] = options.positionals;
    if ((part !== "list" && part !== "create") || others.length > 0) {
      throw new CommandError('"review workloads" takes nothing, or create');
    }
    return orToolCommandError(() => (part === "create" ? create(options, terminal) : list(options, terminal)));
  },
};

async function list(options: ParsedOptions, terminal: Terminal): Promise<ExitCode> {
  const foreign = Object.keys(CREATE_OPTIONS).find((option) => options.flag(option));
  if (foreign !== undefined)
    throw new CommandError(`"review workloads" has no option --${foreign}: leave it out, or write create`);
  const workloads = await (await accessTool(options)).listWorkloads();
  const rows = workloads.map(({ name, arn }) => [oneLine(name), arn]);
  if (rows.length === 0) terminal.writeError("There is no workload in this region\n");
  else terminal.write(`${formatTable(["Name", "ARN"], rows, terminal.isColoured)}\n`);
  return EXIT_FINE;
}

async function create(options: ParsedOptions, terminal: Terminal): Promise<ExitCode> {
  const local = await localAnswers(terminal, options, ".");
  const asked = await newWorkload(options, terminal);
  const tool = await accessTool(options);
  const step = await findLensInTool(tool, undefined, local.lens, options.text("tool-lens"));
  terminal.write(workloadText(asked, local.lens.title));
  if (step.step !== "associate") terminal.write(`${stepText(step, local.lens.title) ?? ""}\n`);
  if (!(await confirmUnlessYes(terminal, options, "Create this workload in the tool?"))) {
    terminal.write("Nothing was sent\n");
    return EXIT_FINDINGS;
  }
  const lensAlias = await prepareLens(tool, step, local.lensText);
  const { arn } = await tool.createWorkload({ ...asked, lenses: [lensAlias] });
  terminal.write(`Created ${arn}\n`);
  return EXIT_FINE;
}

function workloadText({ name, description, environment, reviewOwner, regions }: NewWorkload, lens: string): string {
  return [
    `+ Workload      ${oneLine(name)}`,
    `+ Description   ${oneLine(description)}`,
    `+ Environment   ${environment.toLowerCase()}`,
    `+ Review owner  ${oneLine(reviewOwner)}`,
    `+ AWS regions   ${regions.join(", ")}`,
    `+ Lens          ${lens}`,
    "",
  ].join("\n");
}

/** What the tool demands of a workload, by the options, else asked for. */
async function newWorkload(options: ParsedOptions, terminal: Terminal): Promise<NewWorkload> {
  const limits = TOOL_LIMITS;
  const text = async (option: string, question: string, least: number, most: number): Promise<string> => {
    const value = (options.text(option) ?? (await ask(terminal, option, question))).trim();
    if (value.length < least || value.length > most) {
      throw new CommandError(`--${option} has ${value.length} characters: write ${least} to ${most}`);
    }
    return value;
  };
  const name = await text("name", "Name", limits.workloadNameShortest, limits.workloadName);
  const description = await text(
    "description",
    "Description",
    limits.workloadDescriptionShortest,
    limits.workloadDescription,
  );
  const environment = environmentOf(
    options.text("environment") ?? (await ask(terminal, "environment", "Environment: production, preproduction")),
  );
  const reviewOwner = await text("review-owner", "Review owner", limits.reviewOwnerShortest, limits.reviewOwner);
  const written = options.texts("aws-region");
  const regions =
    written.length > 0 ? written : (await ask(terminal, "aws-region", "AWS regions, by commas")).split(",");
  const named = regions.map((region) => region.trim()).filter((region) => region !== "");
  const wrong = named.find((region) => !/^[a-z]{2}(?:-[a-z]+)+-\d+$/u.test(region));
  if (named.length === 0 || wrong !== undefined) {
    throw new CommandError(`--aws-region cannot be "${wrong ?? ""}": write a region such as eu-central-1`);
  }
  return {
    name,
    description,
    environment,
    reviewOwner,
    regions: named,
    lenses: [],
  };
}

const ENVIRONMENTS = ["production", "preproduction"];

function environmentOf(written: string): NewWorkload["environment"] {
  const name = written.trim().toLowerCase();
  if (name === "production") return "PRODUCTION";
  if (name === "preproduction") return "PREPRODUCTION";
  throw new CommandError(
    `--environment cannot be "${written}": write one of ${ENVIRONMENTS.join(", ")}.${suggestion(name, ENVIRONMENTS)}`,
  );
}

async function ask(terminal: Terminal, option: string, question: string): Promise<string> {
  if (terminal.ask === undefined) throw new CommandError(`review workloads create lacks --${option}: write it`);
  return terminal.ask(`${question}: `);
}
