import path from "node:path";
import { rules } from "../../lens/rules/index.ts";
import { isInPreset } from "../../lens/rules/presets.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { type FixTrial, tryFix } from "./fix-trials.ts";

/** What the rules find in one repository. */
export interface RepositoryResult {
  readonly repository: string;
  /** Lines of the source files that take part in a model call. */
  readonly lines: number;
  readonly findings: readonly Finding[];
  readonly trials: readonly FixTrial[];
}

/** Fixes that are tried per rule in one repository; the same fix a thousand times tells no more. */
const MOST_TRIALS = 25;

/** Checks a repository with every rule, and tries the fixes that are offered. */
export async function examineRepository(folder: string, repository: string, today: string): Promise<RepositoryResult> {
  const workspace = new Workspace(path.resolve(folder).replaceAll("\\", "/"), {
    today,
    overriding: { preset: "all", origin: "the count" },
  });
  const scan = await workspace.scan();
  const lines = scan.reports.reduce((sum, { file }) => sum + (workspace.text(file)?.split("\n").length ?? 0), 0);
  const findings = scan.reports.flatMap((report) => report.findings);
  const tried = new Map<string, number>();
  const trials: FixTrial[] = [];
  for (const finding of findings) {
    const count = tried.get(finding.ruleId) ?? 0;
    if (count >= MOST_TRIALS) continue;
    tried.set(finding.ruleId, count + (finding.fixes.length > 0 ? 1 : 0));
    for (const fix of finding.fixes) trials.push(await tryFix(workspace, finding, fix));
  }
  return { repository, lines, findings, trials };
}

/** The rules that `recommended` turns on. */
export const recommendedRules: ReadonlySet<string> = new Set(
  rules.filter(({ meta }) => isInPreset(meta, "recommended")).map(({ meta }) => meta.id),
);
