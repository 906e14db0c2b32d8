import type { WorkspaceView } from "../../../lens/rules/rule.ts";
import type { DirectiveComment } from "../analysis/analysis.ts";
import { FixRenderer } from "./edits.ts";
import type { Evidence, FileReport, Finding } from "./finding.ts";
import { Fingerprints } from "./fingerprints.ts";
import {
  type Failed,
  type LintOptions,
  inOrder,
  judge,
  onePerPlace,
  onePerPlaceAndOutcome,
  toFinding,
} from "./lint.ts";
import type { Problem } from "../analysis/analysis.ts";
import { readSuppressions } from "./suppressions.ts";

/** What decides what a file's facts amount to beside those of other files. */
export interface WorkspaceLintOptions extends Omit<LintOptions, "text"> {
  readonly workspace: WorkspaceView;
  /** The text that the report speaks of; asked only where there is a finding. */
  text(): string;
  /** Comments of that text that hold `genai-lens-`. */
  directives(): readonly DirectiveComment[];
}

/**
 * Adds to a file's report what the rules say that need the whole workspace. The report itself where they say
 * nothing.
 */
export function lintInWorkspace(report: FileReport, options: WorkspaceLintOptions): FileReport {
  const failed: Failed[] = [];
  const evidence: Evidence[] = [];
  const problems: Problem[] = [];
  for (const rule of options.rules) {
    if (rule.needsWorkspace !== true) continue;
    const level = options.level(rule.meta);
    if (level === "off") continue;
    const outcome = judge(rule, level, report, {
      today: options.today,
      facts: report.facts,
      settings: options.settings,
      workspace: options.workspace,
      options: options.options(rule.meta),
    });
    failed.push(...outcome.failed);
    evidence.push(...outcome.evidence);
    if (outcome.problem !== undefined) problems.push(outcome.problem);
  }
  if (failed.length + evidence.length + problems.length === 0) return report;
  const judged =
    failed.length === 0 ? { findings: [], suppressed: [], silenced: [] } : suppress(report, failed, options);
  const fails = judged.findings.map(({ ruleId, place }): Evidence => ({ ruleId, outcome: "fail", place }));
  return {
    ...report,
    findings: [...report.findings.filter((finding) => !judged.silenced.includes(finding)), ...judged.findings].sort(
      inOrder,
    ),
    suppressed: [...report.suppressed, ...judged.suppressed],
    evidence: onePerPlaceAndOutcome([...report.evidence, ...evidence, ...fails]),
    problems: [...report.problems, ...problems],
  };
}

interface Suppressed {
  readonly findings: readonly Finding[];
  readonly suppressed: FileReport["suppressed"];
  /** Findings that said that a suppression has no use, which it now has. */
  readonly silenced: readonly Finding[];
}

function suppress(report: FileReport, failed: readonly Failed[], options: WorkspaceLintOptions): Suppressed {
  const text = options.text();
  const renderer = new FixRenderer(report.file, text, options.reach);
  const fingerprints = new Fingerprints(text);
  const ruleIds = new Set(options.rules.map((rule) => rule.meta.id));
  const suppressions = readSuppressions(text, options.directives(), ruleIds);
  const findings: Finding[] = [];
  const suppressed: { finding: Finding; reason: string | undefined }[] = [];
  const silenced: Finding[] = [];
  for (const item of onePerPlace(failed)) {
    const finding = toFinding(item, renderer, fingerprints);
    const suppression = suppressions.find(finding.ruleId, finding.place.start);
    if (suppression === undefined) {
      findings.push(finding);
      continue;
    }
    suppressed.push({ finding, reason: suppression.reason });
    if (suppression.ruleIds.length > 0) continue;
    silenced.push(
      ...report.findings.filter(
        ({ ruleId, place }) =>
          ruleId === "unused-suppression" && place.start >= suppression.start && place.end <= suppression.end,
      ),
    );
  }
  return { findings, suppressed, silenced };
}
