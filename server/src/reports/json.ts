import { Locations, type Reporter, countBySeverity, findingsOf, fixSafety } from "./check-result.ts";

/** The format for programs; its shape only changes with `schemaVersion`. */
export const json: Reporter = (result, context) => {
  const locations = new Locations(context);
  const findings = findingsOf(result);
  const document = {
    schemaVersion: 1,
    findings: findings.map((finding) => {
      const { file, line, column, endLine, endColumn } = locations.of(finding.place);
      return {
        ruleId: finding.ruleId,
        severity: finding.severity,
        message: finding.message,
        file,
        line,
        column,
        endLine,
        endColumn,
        practices: finding.practices,
        pillar: finding.pillar,
        sdk: finding.sdk ?? null,
        fix: fixSafety(finding) ?? null,
        fingerprint: finding.fingerprint,
      };
    }),
    problems: result.problems.map((problem) => {
      const location = locations.ofProblem(problem);
      const where = location === undefined ? "" : ` (line ${location.line}, column ${location.column})`;
      return { file: locations.path(problem.file), message: problem.message + where };
    }),
    summary: {
      files: result.files,
      analysedFiles: result.analysedFiles,
      modelCalls: result.modelCalls,
      findings: countBySeverity(findings),
      durationMs: Math.round(result.durationMs),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
