import { styleText } from "node:util";
import type { Severity } from "../../../lens/facts.ts";
import {
  type CheckResult,
  Locations,
  type Reporter,
  SEVERITIES,
  countBySeverity,
  counted,
  findingsOf,
  fixSafety,
  oneLine,
} from "./check-result.ts";

type Style = Parameters<typeof styleText>[0];

const SEVERITY_STYLES: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  info: "blue",
  hint: "gray",
};

interface Line {
  readonly position: string;
  readonly severity: Severity | "problem";
  readonly text: string;
  readonly tail: string;
}

/** The format for people at a terminal. */
export const stylish: Reporter = (result, context) => {
  const paint = (style: Style, text: string): string =>
    context.isColoured && text !== "" ? styleText(style, text, { validateStream: false }) : text;
  const locations = new Locations(context);
  const blocks = new Map<string, Line[]>();
  const blockOf = (file: string): Line[] => {
    const path = locations.path(file);
    const block = blocks.get(path) ?? [];
    blocks.set(path, block);
    return block;
  };

  for (const report of result.reports) {
    for (const finding of report.findings) {
      const { line, column } = locations.of(finding.place);
      blockOf(finding.place.file).push({
        position: `${line}:${column}`,
        severity: finding.severity,
        text: oneLine(finding.message),
        tail: [finding.ruleId, ...finding.practices].join(" "),
      });
    }
  }
  for (const problem of result.problems) {
    const location = locations.ofProblem(problem);
    blockOf(problem.file).push({
      position: location === undefined ? "" : `${location.line}:${location.column}`,
      severity: "problem",
      text: oneLine(problem.message),
      tail: "",
    });
  }

  const lines = [...blocks.values()].flat();
  const positionWidth = Math.max(0, ...lines.map((line) => line.position.length));
  const severityWidth = Math.max(0, ...lines.map((line) => line.severity.length));
  const output: string[] = [];
  for (const [path, block] of blocks) {
    output.push("", paint("underline", path));
    for (const { position, severity, text, tail } of block) {
      const label = paint(
        severity === "problem" ? "magenta" : SEVERITY_STYLES[severity],
        severity.padEnd(severityWidth),
      );
      const end = tail === "" ? "" : `  ${paint("dim", tail)}`;
      output.push(`  ${paint("dim", position.padStart(positionWidth))}  ${label}  ${text}${end}`);
    }
  }
  if (output.length > 0) output.push("");
  output.push(...summary(result, paint));
  return `${output.join("\n")}\n`;
};

function summary(result: CheckResult, paint: (style: Style, text: string) => string): readonly string[] {
  const findings = findingsOf(result);
  const seconds = `${(result.durationMs / 1000).toFixed(2)} s`;
  const read = `${counted(result.files, "file")}, ${result.analysedFiles} of them with an SDK, ${counted(result.modelCalls, "model call")}, ${seconds}`;
  const problems = result.problems.length === 0 ? "" : `, ${counted(result.problems.length, "problem")}`;
  if (findings.length === 0) return [`${paint("green", "✔")} No findings${problems}  ${paint("dim", read)}`];
  const counts = countBySeverity(findings);
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(SEVERITY_STYLES[severity], severity === "info" ? `${counts.info} info` : counted(counts[severity], severity)),
  );
  const mark = counts.error > 0 ? paint("red", "✖") : paint("yellow", "●");
  const lines = [
    `${mark} ${counted(findings.length, "finding")}: ${parts.join(", ")}${problems}  ${paint("dim", read)}`,
  ];
  const safe = findings.filter((finding) => fixSafety(finding) === "safe").length;
  if (safe > 0) lines.push(paint("dim", `  ${safe} can be fixed safely: run again with --fix`));
  return lines;
}
