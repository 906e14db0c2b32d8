import type { Severity } from "../../../lens/facts.ts";
import { Locations, type Reporter, findingsOf, oneLine } from "./check-result.ts";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

/** Workflow commands that GitHub shows as annotations on the lines of a pull request. */
export const github: Reporter = (result, context) => {
  const locations = new Locations(context);
  const lines = findingsOf(result).map((finding) => {
    const { file, line, column, endLine, endColumn } = locations.of(finding.place);
    const title = `${finding.ruleId} (${finding.practices.join(", ")})`;
    const properties = { file, line, endLine, col: column, endColumn, title };
    return command(COMMANDS[finding.severity], properties, finding.message);
  });
  for (const problem of result.problems) {
    const location = locations.ofProblem(problem);
    const place = location === undefined ? {} : { line: location.line, col: location.column };
    lines.push(command("warning", { file: locations.path(problem.file), ...place, title: "Problem" }, problem.message));
  }
  return lines.map((line) => `${line}\n`).join("");
};

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(",")}::${escapeData(oneLine(message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
