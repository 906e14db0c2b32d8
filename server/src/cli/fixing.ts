import fs from "node:fs";
import path from "node:path";
import { applySafeFixes, safeFix } from "../lint/apply.ts";
import type { FileReport } from "../lint/finding.ts";
import { reasonOf } from "../workspace/disk.ts";
import { type FixedText, FixTexts } from "../workspace/fix-texts.ts";
import { isInside } from "../workspace/paths.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { CommandError } from "./command-error.ts";
import type { Target } from "./targets.ts";

/** A file that safe fixes change or make. */
export interface FixedFile extends FixedText {
  readonly workspace: Workspace;
  /** Fixes of its own findings; 0 where only those of other files change it. */
  readonly applied: number;
}

/**
 * Works out what the safe fixes make of the files, one file's findings after the other's, as an editor would that fixes
 * all files in this order. Writes nothing, and leaves the workspaces as they were.
 */
export function fixedFiles(reports: readonly FileReport[], targets: readonly Target[]): readonly FixedFile[] {
  const texts = new Map<Workspace, FixTexts>();
  const applied = new Map<string, number>();
  for (const report of reports) {
    const workspace = targets.find((target) => isInside(report.file, target.workspace.root))?.workspace;
    if (workspace === undefined || !report.findings.some((finding) => safeFix(finding) !== undefined)) continue;
    const known = texts.get(workspace);
    const bench = known ?? new FixTexts(workspace);
    texts.set(workspace, bench);
    // What was fixed before may have mended it, or moved it.
    const latest = known === undefined || known.fixed().length === 0 ? report : bench.report(report.file);
    applied.set(report.file, applySafeFixes(latest, bench));
  }
  const files = [...texts].flatMap(([workspace, bench]) =>
    bench.fixed().map((fixed): FixedFile => ({ ...fixed, workspace, applied: applied.get(fixed.file) ?? 0 })),
  );
  for (const bench of texts.values()) bench.restore();
  return files;
}

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Writes fixed files, all or, where one of them changed meanwhile or a new one has come to be, none. `shownPath` is how a
 * path is told. Throws `CommandError`.
 */
export function writeFixed(files: readonly FixedFile[], shownPath: (file: string) => string): void {
  const contents = files.map((fixed) => contentOf(fixed, shownPath(fixed.file)));
  for (const [index, { file, workspace, before }] of files.entries()) {
    try {
      if (before === undefined) fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, contents[index]!, { flag: before === undefined ? "wx" : "w" });
    } catch (error) {
      throw notWritten(shownPath(file), error);
    }
    workspace.changed(file);
  }
}

/** What is to be written, with the byte order mark that the file has. */
function contentOf({ file, before, after }: FixedFile, shownPath: string): string {
  let present: string | undefined;
  try {
    present = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  } catch (error) {
    throw notWritten(shownPath, error);
  }
  const mark = present?.startsWith(BYTE_ORDER_MARK) === true ? BYTE_ORDER_MARK : "";
  if (present !== (before === undefined ? undefined : mark + before)) {
    throw new CommandError(`${shownPath} changed while it was fixed and nothing was written: run the command again`);
  }
  return mark + after;
}

function notWritten(shownPath: string, error: unknown): CommandError {
  return new CommandError(`${shownPath} cannot be written (${reasonOf(error)}): allow writing it, or leave out --fix`);
}
