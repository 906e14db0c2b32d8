import { practiceTitle, practiceUrl } from "../../../lens/practices/practices.ts";
import { Locations, type Reporter, SEVERITIES, countBySeverity, counted, findingsOf } from "./check-result.ts";
import { escapeMarkdown } from "./markup.ts";
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
        escapeMarkdown(`${file}:${line}:${column}`),
        finding.severity,
        escapeMarkdown(finding.message),
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
      lines.push(`- ${escapeMarkdown(locations.path(problem.file) + place)}: ${escapeMarkdown(problem.message)}`);
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
