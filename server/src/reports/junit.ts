import { Locations, type Reporter, findingsOf } from "./check-result.ts";
import { escapeMarkup } from "./markup.ts";

/** The format that most build servers read: one suite per file, one failed case per finding. */
export const junit: Reporter = (result, context) => {
  const locations = new Locations(context);
  const total = findingsOf(result).length;
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  lines.push(
    `<testsuites name="genai-lens" tests="${Math.max(total, 1)}" failures="${total}" errors="${result.problems.length}" time="${(result.durationMs / 1000).toFixed(3)}">`,
  );
  for (const report of result.reports) {
    if (report.findings.length === 0) continue;
    const file = escapeMarkup(locations.path(report.file));
    const count = report.findings.length;
    lines.push(`  <testsuite name="${file}" tests="${count}" failures="${count}" errors="0">`);
    for (const finding of report.findings) {
      const { line, column } = locations.of(finding.place);
      const message = escapeMarkup(finding.message);
      lines.push(
        `    <testcase name="${escapeMarkup(finding.ruleId)} at ${line}:${column}" classname="${file}" file="${file}" line="${line}">`,
        `      <failure type="${finding.severity}" message="${message}">${file}:${line}:${column} ${message} (${escapeMarkup(finding.practices.join(", "))})</failure>`,
        "    </testcase>",
      );
    }
    lines.push("  </testsuite>");
  }
  if (total === 0) {
    // Some build servers take a file without any case for a run that never happened.
    lines.push(
      '  <testsuite name="genai-lens" tests="1" failures="0" errors="0">',
      '    <testcase name="no findings" classname="genai-lens"/>',
      "  </testsuite>",
    );
  }
  if (result.problems.length > 0) {
    lines.push(
      `  <testsuite name="problems" tests="${result.problems.length}" failures="0" errors="${result.problems.length}">`,
    );
    for (const problem of result.problems) {
      const file = escapeMarkup(locations.path(problem.file));
      lines.push(
        `    <testcase name="${file}" classname="problems" file="${file}">`,
        `      <error type="problem" message="${escapeMarkup(problem.message)}"/>`,
        "    </testcase>",
      );
    }
    lines.push("  </testsuite>");
  }
  lines.push("</testsuites>");
  return `${lines.join("\n")}\n`;
};
