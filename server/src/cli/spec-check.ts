import path from "node:path";
import type { Severity } from "../../../lens/facts.ts";
import manifest from "../../../package.json" with { type: "json" };
import type { FileReport, Finding } from "../lint/finding.ts";
import { SEVERITIES } from "../reports/check-result.ts";
import { CHECK_FORMATS } from "../reports/formats.ts";
import { codeRecordOf } from "../specification/code-record.ts";
import { driftFindings } from "../specification/drift-findings.ts";
import { DRIFT_RULES } from "../specification/drift-rules.ts";
import { driftOf } from "../specification/drift.ts";
import { applySpecificationEdits, markReviewed } from "../specification/edit-front-matter.ts";
import { pictureOfWorkspace } from "../specification/folder-specification.ts";
import { parseSpecification } from "../specification/parse-specification.ts";
import { DEFAULT_SPECIFICATION_PATH } from "../specification/specification.ts";
import { nodeDisk, reasonOf } from "../workspace/disk.ts";
import { compareText, relativePath } from "../workspace/paths.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { oneOf, todayOf } from "./options.ts";
import { writeOutput } from "./output.ts";
import { scannedFolder } from "./scanned-folder.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode } from "./terminal.ts";

const FORMATS = ["stylish", "json", "sarif", "github", "markdown"] as const;
const FAIL_ON = ["error", "warning", "info", "never"] as const;
/** Bytes; a document that is larger is no specification. */
const LARGEST_FILE = 4 * 1024 * 1024;

export const specCheck: Command = {
  name: "check",
  synopsis: "[folder]",
  summary: "Reports where the code departs from the specification, and what nobody filled in",
  options: {
    specification: {
      type: "string",
      value: "FILE",
      description: `Reads this file instead of ${DEFAULT_SPECIFICATION_PATH}`,
    },
    "mark-reviewed": { type: "boolean", description: "Writes into it that all of it is true today, then checks" },
    format: { type: "string", value: "NAME", description: `Output: ${FORMATS.join(", ")}` },
    output: { type: "string", value: "FILE", description: "Writes to a file instead of standard output" },
    "fail-on": {
      type: "string",
      value: "SEVERITY",
      description: `Least severity that ends with exit code 1: ${FAIL_ON.join(", ")}`,
    },
    today: { type: "string", value: "DATE", description: "Date of the review that is marked, such as 2026-11-22" },
  },
  async run(options, terminal): Promise<ExitCode> {
    const start = performance.now();
    const reporter = await CHECK_FORMATS.get(oneOf(options, "format", FORMATS, "stylish"))!();
    const failOn = oneOf(options, "fail-on", FAIL_ON, "error");
    const today = todayOf(options);
    const workspace = await scannedFolder("spec check", options, terminal, today);
    const written = options.text("specification");
    const file =
      written === undefined
        ? path.posix.join(workspace.root, DEFAULT_SPECIFICATION_PATH)
        : absolutePath(terminal, written);
    const shown = relativePath(terminal.directory, file);
    let text = read(file, shown);
    const picture = pictureOfWorkspace(workspace, today);
    const record = codeRecordOf(picture, workspace.root);
    if (options.flag("mark-reviewed")) {
      const edits = markReviewed(text, today, record);
      if (edits === undefined)
        throw new CommandError(
          `${shown} cannot be marked: its front matter is not readable. Run spec check without --mark-reviewed to see why`,
        );
      text = applySpecificationEdits(text, edits);
      writeOutput(terminal, shown, text);
    }
    const findings = driftFindings(driftOf(parseSpecification(text), picture, record), file, text);
    const stats = workspace.stats();
    const output = options.text("output");
    const result = reporter(
      { reports: byFile(findings), problems: workspace.problems(), ...stats, durationMs: performance.now() - start },
      {
        directory: terminal.directory,
        text: (each) => (each === file ? text : workspace.text(each)),
        rules: Object.values(DRIFT_RULES),
        version: manifest.version,
        isColoured: terminal.isColoured && output === undefined,
      },
    );
    if (output === undefined) terminal.write(result);
    else writeOutput(terminal, output, result);
    return isFailing(findings, failOn) ? EXIT_FINDINGS : EXIT_FINE;
  },
};

function read(file: string, shown: string): string {
  try {
    const entry = nodeDisk.stat(file);
    if (entry === undefined) throw new CommandError(`${shown} is not there: write it with \`genai-lens spec init\``);
    if (entry.kind !== "file") throw new CommandError(`${shown} is no file: name one with --specification`);
    if (entry.size > LARGEST_FILE) throw new CommandError(`${shown} is larger than 4 MB: name a specification`);
    return nodeDisk.read(file).toString("utf8");
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${shown} cannot be read (${reasonOf(error)}): allow reading it`);
  }
}

function byFile(findings: readonly Finding[]): readonly FileReport[] {
  const files = [...new Set(findings.map(({ place }) => place.file))].sort(compareText);
  return files.map((file) => ({
    file,
    version: "",
    findings: findings
      .filter(({ place }) => place.file === file)
      .toSorted((first, second) => first.place.start - second.place.start),
    suppressed: [],
    evidence: [],
    problems: [],
    facts: [],
  }));
}

function isFailing(findings: readonly Finding[], failOn: (typeof FAIL_ON)[number]): boolean {
  if (failOn === "never") return false;
  const failing: readonly Severity[] = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return findings.some(({ severity }) => failing.includes(severity));
}
