import fs from "node:fs";
import { NEVER_CANCELLED } from "../analysis/analysis.ts";
import { applySafeFixes } from "../lint/apply.ts";
import type { FileReport } from "../lint/finding.ts";
import { reasonOf } from "../workspace/disk.ts";
import { isInside } from "../workspace/paths.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { CommandError } from "./command-error.ts";
import type { Target } from "./targets.ts";

/** A file that safe fixes change. */
export interface FixedFile {
  readonly file: string;
  readonly workspace: Workspace;
  readonly before: string;
  readonly after: string;
  readonly applied: number;
}

/** Works out what the safe fixes make of the files. Writes nothing, and leaves the workspaces as they were. */
export function fixedFiles(reports: readonly FileReport[], targets: readonly Target[]): readonly FixedFile[] {
  return reports.flatMap((report) => {
    const workspace = targets.find((target) => isInside(report.file, target.workspace.root))?.workspace;
    const before = workspace?.text(report.file);
    if (workspace === undefined || before === undefined || report.findings.length === 0) return [];
    let pass = 0;
    const { text, applied } = applySafeFixes(before, report, (changed) => {
      workspace.setOverlay(report.file, changed, `fix ${++pass}`);
      return workspace.report(report.file, NEVER_CANCELLED);
    });
    workspace.clearOverlay(report.file);
    return text === before ? [] : [{ file: report.file, workspace, before, after: text, applied }];
  });
}

const BYTE_ORDER_MARK = "\uFEFF";

/** Writes a fixed file, unless it changed meanwhile. Throws `CommandError`. */
export function writeFixed({ file, workspace, before, after }: FixedFile, shownPath: string): void {
  try {
    const present = fs.readFileSync(file, "utf8");
    const mark = present.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    if (present !== mark + before)
      throw new CommandError(`${shownPath} changed while it was fixed and was left as it is: run the command again`);
    fs.writeFileSync(file, mark + after);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${shownPath} cannot be written (${reasonOf(error)}): allow writing it, or leave out --fix`);
  }
  workspace.changed(file);
}
