import path from "node:path";
import { NEVER_CANCELLED } from "../analysis/analysis.ts";
import type { FileReport } from "../lint/finding.ts";
import type { CheckResult } from "../reports/check-result.ts";
import { type DiskEntry, nodeDisk, reasonOf } from "../workspace/disk.ts";
import { compareText, isInside, relativePath } from "../workspace/paths.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { WorkspaceOptions } from "../workspace/workspace-options.ts";
import { CommandError } from "./command-error.ts";
import { absolutePath } from "./written-path.ts";
import type { Terminal } from "./terminal.ts";

/** Files that mark a folder as one that a project starts in. */
const PROJECT_MARKS = [
  ".git",
  "package.json",
  "genai-lens.json",
  "pnpm-workspace.yaml",
  "tsconfig.json",
  "jsconfig.json",
  "deno.json",
];

/** What a command was asked to look at, below one root. */
export interface Target {
  readonly workspace: Workspace;
  readonly directories: readonly string[];
  readonly files: readonly string[];
}

/** Groups paths by the folder that is read as one workspace. Without paths it is the present folder. Throws `CommandError`. */
export function findTargets(
  terminal: Terminal,
  paths: readonly string[],
  options: WorkspaceOptions,
): readonly Target[] {
  const groups = new Map<string, { directories: string[]; files: string[] }>();
  for (const written of paths.length === 0 ? ["."] : paths) {
    const target = absolutePath(terminal, written);
    const kind = entryAt(target, written).kind;
    if (kind === "other") throw new CommandError(`${written} is neither a file nor a folder: name one of those`);
    const root = rootOf(kind === "directory" ? target : path.posix.dirname(target), terminal.directory);
    const group = groups.get(root) ?? { directories: [], files: [] };
    groups.set(root, group);
    (kind === "directory" ? group.directories : group.files).push(target);
  }
  return [...groups].map(([root, group]) => ({ workspace: new Workspace(root, options), ...group }));
}

function entryAt(target: string, written: string): DiskEntry {
  let entry: DiskEntry | undefined;
  try {
    entry = nodeDisk.stat(target);
  } catch (error) {
    throw new CommandError(`${written} cannot be read (${reasonOf(error)}): allow reading it`);
  }
  if (entry === undefined) throw new CommandError(`${written} is not there: name a file or folder that is`);
  return entry;
}

/**
 * The folder to read as one workspace, as the editor would open it: the path's own where a package starts there,
 * else the present one where it is a project and holds the path, else the path's own again, so that a whole home
 * folder is never read for one project in it.
 */
export function rootOf(directory: string, present: string): string {
  if (!isInside(directory, present) || nodeDisk.stat(path.posix.join(directory, "package.json")) !== undefined)
    return directory;
  return PROJECT_MARKS.some((mark) => nodeDisk.stat(path.posix.join(present, mark)) !== undefined)
    ? present
    : directory;
}

/** Reads the targets. `isWanted` leaves reports out by their file. Throws `CommandError`. */
export async function examine(
  targets: readonly Target[],
  terminal: Terminal,
  isWanted: (file: string) => boolean = () => true,
): Promise<CheckResult> {
  const start = performance.now();
  const reports = new Map<string, FileReport>();
  const counts = { files: 0, analysedFiles: 0, modelCalls: 0 };
  const problems = new Map<string, CheckResult["problems"][number]>();
  for (const { workspace, directories, files } of targets) {
    const shown = (file: string): string => relativePath(terminal.directory, file) || ".";
    if (directories.length > 0) {
      const scan = await workspace.scan(NEVER_CANCELLED, ({ done, total }) =>
        terminal.progress.show(`Checking ${shown(workspace.root)}: ${done} of ${total} files`),
      );
      terminal.progress.clear();
      for (const directory of directories) {
        const reason = workspace.folderIgnoreReason(directory);
        if (reason !== undefined)
          throw new CommandError(`${shown(directory)} is left out (${reason}): name another folder`);
      }
      for (const report of scan.reports) {
        if (directories.some((directory) => isInside(report.file, directory)) && isWanted(report.file))
          reports.set(report.file, report);
      }
      const listed = workspace.files();
      for (const directory of directories) {
        if (listed.some((file) => isInside(file, directory))) continue;
        terminal.writeError(`${shown(directory)} has no TypeScript or JavaScript files that are not left out\n`);
      }
      counts.files += listed.filter(
        (file) => isWanted(file) && directories.some((directory) => isInside(file, directory)),
      ).length;
    }
    for (const file of files) {
      if (reports.has(file) || !isWanted(file)) continue;
      const reason = workspace.ignoreReason(file);
      if (reason !== undefined) {
        terminal.writeError(`${shown(file)} is not checked: ${reason}\n`);
        continue;
      }
      if (!directories.some((directory) => isInside(file, directory))) counts.files++;
      reports.set(file, workspace.report(file));
    }
    for (const problem of workspace.problems())
      problems.set(`${problem.file}\n${problem.offset}\n${problem.message}`, problem);
  }
  const inOrder = [...reports.values()].sort((first, second) => compareText(first.file, second.file));
  for (const report of inOrder) {
    if (report.version !== "") counts.analysedFiles++;
    counts.modelCalls += report.facts.filter((fact) => fact.fact === "model call").length;
    for (const problem of report.problems)
      problems.set(`${problem.file}\n${problem.offset}\n${problem.message}`, problem);
  }
  return {
    reports: inOrder,
    problems: [...problems.values()].sort(
      (first, second) => compareText(first.file, second.file) || (first.offset ?? 0) - (second.offset ?? 0),
    ),
    ...counts,
    durationMs: performance.now() - start,
  };
}

/** Text of a file by the workspace that it was examined in. */
export function textIn(targets: readonly Target[]): (file: string) => string | undefined {
  return (file) => {
    const owner = targets.find(({ workspace }) => isInside(file, workspace.root)) ?? targets[0];
    return owner?.workspace.text(file);
  };
}
