import type { Severity } from "../../../lens/facts.ts";
import manifest from "../../../package.json" with { type: "json" };
import { type CheckResult, SEVERITIES, counted, findingsOf } from "../reports/check-result.ts";
import { CHECK_FORMATS } from "../reports/formats.ts";
import type { OutsideChoices } from "../workspace/configurations.ts";
import { isInside, relativePath } from "../workspace/paths.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { WorkspaceOptions } from "../workspace/workspace-options.ts";
import { DEFAULT_BASELINE, baselineText, readBaseline, withoutKnown } from "./baseline.ts";
import { cacheFile } from "./cache-file.ts";
import { changedFiles } from "./changed-files.ts";
import { CHOICE_OPTIONS, choicesOf } from "./choices.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { CONCURRENCY_OPTION, threadsOf } from "./concurrency.ts";
import { type FixedFile, fixedFiles, writeFixed } from "./fixing.ts";
import { type ParsedOptions, oneOf, todayOf } from "./options.ts";
import { writeOutput } from "./output.ts";
import { CheckRecorder } from "./repeated-check.ts";
import { shardOf } from "./shard.ts";
import { type Target, examine, findTargets, rootOf, textIn } from "./targets.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode, type Terminal } from "./terminal.ts";

const FORMATS = [...CHECK_FORMATS.keys()];
const FAIL_ON = ["error", "warning", "info", "never"] as const;

export const check: Command = {
  name: "check",
  synopsis: "[paths]",
  summary: "Reports findings",
  options: {
    format: { type: "string", value: "NAME", description: `Output: ${FORMATS.join(", ")}` },
    output: { type: "string", value: "FILE", description: "Writes to a file instead of standard output" },
    fix: { type: "boolean", description: "Applies the safe fixes and reports what is left" },
    "fix-dry-run": { type: "boolean", description: "Says what --fix would change, and changes nothing" },
    ...CHOICE_OPTIONS,
    "fail-on": {
      type: "string",
      value: "SEVERITY",
      description: `Least severity that ends with exit code 1: ${FAIL_ON.join(", ")}`,
    },
    baseline: { type: "string", value: "FILE", description: "Leaves out findings that this file lists" },
    "write-baseline": {
      type: "boolean",
      description: `Writes all findings into the baseline (${DEFAULT_BASELINE} where none is named)`,
    },
    "changed-since": { type: "string", value: "REV", description: "Only files that differ from a revision of git" },
    "stdin-filename": { type: "string", value: "FILE", description: "Checks standard input as if it were this file" },
    today: {
      type: "string",
      value: "DATE",
      description: "Date that the age of models is counted from, such as 2026-11-22",
    },
    cache: { type: "boolean", description: "Keeps results of files that did not change for the next run" },
    "no-cache": { type: "boolean", description: "Neither reads nor writes kept results, which is the default" },
    ...CONCURRENCY_OPTION,
    shard: { type: "string", value: "I/N", description: "Only the files of one part of several, such as 1/3" },
    timing: { type: "boolean", description: "Says on standard error where the time went" },
  },
  async run(options, terminal): Promise<ExitCode> {
    const format = oneOf(options, "format", FORMATS, "stylish");
    const reporter = await CHECK_FORMATS.get(format)!();
    const failOn = oneOf(options, "fail-on", FAIL_ON, "error");
    refuseContradictions(options);
    const pathOf = (file: string): string => relativePath(terminal.directory, file);
    const choices = choicesOf(options);
    const recorder = CheckRecorder.for(options.args, terminal);
    const workspaceOptions: WorkspaceOptions = {
      today: todayOf(options),
      overriding: choices,
      ...threadsOf(options, terminal),
      ...(options.flag("cache") && !options.flag("no-cache") ? { cache: cacheOf(choices) } : {}),
      ...(recorder === undefined ? {} : { disk: recorder.disk }),
    };
    const baselinePath = options.text("baseline");
    const baseline = options.flag("write-baseline") ? undefined : baselineOf(terminal, baselinePath);

    const start = performance.now();
    const { targets, result: found } = await look(options, recorder?.listening(terminal) ?? terminal, workspaceOptions);
    const examined = performance.now();
    let result = found;
    if (options.flag("fix") || options.flag("fix-dry-run")) result = await fix(options, terminal, targets, result);
    const fixed = performance.now();

    if (options.flag("write-baseline")) {
      const written = baselinePath ?? DEFAULT_BASELINE;
      // Whatever else that file is, it must not be lost to a mistyped name.
      readBaseline(absolutePath(terminal, written), written);
      writeOutput(terminal, written, baselineText(result.reports, pathOf));
      terminal.writeError(`${written} now accepts ${counted(findingsOf(result).length, "finding")}\n`);
      return EXIT_FINE;
    }
    if (baseline !== undefined) result = { ...result, reports: withoutKnown(result.reports, baseline, pathOf) };

    const output = options.text("output");
    const text = reporter(
      { ...result, durationMs: performance.now() - start },
      {
        directory: terminal.directory,
        text: textIn(targets),
        version: manifest.version,
        isColoured: terminal.isColoured && output === undefined,
      },
    );
    if (output === undefined) terminal.write(text);
    else writeOutput(terminal, output, text);
    if (options.flag("timing")) {
      const parts = {
        "reading and judging": examined - start,
        fixing: fixed - examined,
        reporting: performance.now() - fixed,
      };
      for (const [name, time] of Object.entries(parts))
        terminal.writeError(`${name.padEnd(19)} ${time.toFixed(0).padStart(6)} ms\n`);
    }
    const code = exitCode(result, failOn);
    const [target] = targets;
    if (target !== undefined) recorder?.keep(target.workspace.root, { format, output, exitCode: code, result });
    return code;
  },
};

function cacheOf(choices: OutsideChoices): NonNullable<WorkspaceOptions["cache"]> {
  const { rules: levels, ...others } = choices;
  return { store: cacheFile, key: JSON.stringify([manifest.version, others, [...(levels ?? [])]]) };
}

function refuseContradictions(options: ParsedOptions): void {
  if (options.flag("fix") && options.flag("fix-dry-run"))
    throw new CommandError("--fix and --fix-dry-run exclude each other: write one of them");
  if (options.flag("cache") && options.flag("no-cache"))
    throw new CommandError("--cache and --no-cache exclude each other: write one of them");
  if (options.flag("shard") && options.flag("write-baseline"))
    throw new CommandError("--shard and --write-baseline exclude each other: a part's findings are not all of them");
  if (options.text("stdin-filename") === undefined) return;
  for (const name of ["fix", "fix-dry-run", "write-baseline", "changed-since", "cache", "shard"]) {
    if (options.flag(name))
      throw new CommandError(`--${name} and --stdin-filename exclude each other: write one of them`);
  }
  if (options.positionals.length > 0)
    throw new CommandError("--stdin-filename checks standard input only: leave out the paths");
}

function baselineOf(terminal: Terminal, written: string | undefined): ReturnType<typeof readBaseline> {
  if (written === undefined) return undefined;
  const baseline = readBaseline(absolutePath(terminal, written), written);
  if (baseline === undefined)
    throw new CommandError(`The baseline ${written} is not there: write it with --write-baseline`);
  return baseline;
}

async function look(
  options: ParsedOptions,
  terminal: Terminal,
  workspaceOptions: WorkspaceOptions,
): Promise<{ readonly targets: readonly Target[]; readonly result: CheckResult }> {
  const inputName = options.text("stdin-filename");
  if (inputName !== undefined) {
    const file = absolutePath(terminal, inputName);
    const directory = file.slice(0, file.lastIndexOf("/")) || "/";
    const workspace = new Workspace(rootOf(directory, terminal.directory), workspaceOptions);
    workspace.setOverlay(file, terminal.readInput().replace(/^\uFEFF/, ""), "input");
    const targets: readonly Target[] = [{ workspace, directories: [], files: [file] }];
    return { targets, result: await examine(targets, terminal) };
  }
  const targets = findTargets(terminal, options.positionals, workspaceOptions);
  const revision = options.text("changed-since");
  const changed = revision === undefined ? undefined : changedFiles(terminal.directory, revision);
  const isInShard = shardOf(options, terminal);
  const isWanted = (file: string): boolean => changed?.has(file) !== false && isInShard?.(file) !== false;
  return { targets, result: await examine(targets, terminal, isWanted) };
}

async function fix(
  options: ParsedOptions,
  terminal: Terminal,
  targets: readonly Target[],
  result: CheckResult,
): Promise<CheckResult> {
  const files = fixedFiles(result.reports, targets);
  const isDry = options.flag("fix-dry-run");
  const shownPath = (file: string): string => relativePath(terminal.directory, file);
  if (!isDry) writeFixed(files, shownPath);
  for (const fixed of files) terminal.writeError(`${toldOf(fixed, shownPath(fixed.file), isDry)}\n`);
  if (isDry || files.length === 0) return result;
  const checked = new Set([...result.reports, ...files].map(({ file }) => file));
  for (const { workspace } of targets) if (workspace.files().length > 0) await workspace.refresh();
  const reports = [...checked].flatMap((file) => {
    const workspace = targets.find((target) => isInside(file, target.workspace.root))?.workspace;
    return workspace === undefined ? [] : [workspace.report(file)];
  });
  return { ...result, reports };
}

/** What was, or would be, done to a file. */
function toldOf({ before, applied }: FixedFile, path: string, isDry: boolean): string {
  if (before === undefined) return `${isDry ? "Would make" : "Made"} ${path}`;
  if (applied === 0) return `${isDry ? "Would change" : "Changed"} ${path}, for findings in other files`;
  return `${isDry ? "Would apply" : "Applied"} ${counted(applied, "safe fix", "safe fixes")} in ${path}`;
}

function exitCode(result: CheckResult, failOn: (typeof FAIL_ON)[number]): ExitCode {
  if (failOn === "never") return EXIT_FINE;
  const failing: readonly Severity[] = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return findingsOf(result).some((finding) => failing.includes(finding.severity)) ? EXIT_FINDINGS : EXIT_FINE;
}
