import { practiceTitle, practiceUrl } from "../../../lens/practices/practices.ts";
import { Locations, type Reporter, SEVERITIES, countBySeverity, counted, findingsOf, oneLine } from "./check-result.ts";
import { byPillar } from "./pillars.ts";

/** A report to be read on a code host or put into a pull request. */
export const markdown: Reporter = (result, context) => {
  const locations = new Locations(context);
  const findings = findingsOf(result);
  const counts = countBySeverity(findings);
  const lines = ["# GenAI Lens", ""];
  const severities = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${severity}`,
  );
  lines.push(
    findings.length === 0 ? "No findings." : `**${counted(findings.length, "finding")}** (${severities.join(", ")})`,
    "",
    `${counted(result.files, "file")} listed, ${result.analysedFiles} with an SDK, ${counted(result.modelCalls, "model call")}.`,
  );
  for (const { title, findings: ofPillar } of byPillar(findings)) {
    lines.push("", `## ${title}`, "", "| Where | Severity | Finding | Rule | Practices |", "|---|---|---|---|---|");
    for (const finding of ofPillar) {
      const { file, line, column } = locations.of(finding.place);
      const cells = [
        escapeCell(`${file}:${line}:${column}`),
        finding.severity,
        escapeCell(finding.message),
        `\`${finding.ruleId}\``,
        finding.practices.map(practiceLink).join(", "),
      ];
      lines.push(`| ${cells.join(" | ")} |`);
    }
  }
  if (result.problems.length > 0) {
    lines.push("", "## Problems", "");
    for (const problem of result.problems) {
      const location = locations.ofProblem(problem);
      const place = location === undefined ? "" : `:${location.line}:${location.column}`;
      lines.push(`- ${escapeCell(locations.path(problem.file) + place)}: ${escapeCell(problem.message)}`);
    }
  }
  lines.push("", "GenAI Lens is independent of AWS.");
  return `${lines.join("\n")}\n`;
};

function practiceLink(id: string): string {
  const url = practiceUrl(id);
  const title = practiceTitle(id)?.replaceAll('"', "'") ?? id;
  return url === undefined ? id : `[${id}](${url} "${title}")`;
}

/** Pairs of backticks keep marking code; everything else that Markdown or a table would obey is shown as it is. */
export function escapeCell(text: string): string {
  const parts = oneLine(text).split("`");
  return parts
    .map((part, index) => {
      const isCode = index % 2 === 1 && index < parts.length - 1;
      if (isCode) return `\`${part.replaceAll("|", "\\|")}\``;
      const isUnpaired = index % 2 === 1;
      return (isUnpaired ? "\\`" : "") + part.replace(/[\\*_[\]<>|#~]/g, "\\$&");
    })
    .join("");
}
