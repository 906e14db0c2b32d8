import { rules } from "../../lens/rules/index.ts";
import { isInPreset } from "../../lens/rules/presets.ts";
import type { RuleMeta } from "../../lens/rules/rule.ts";
import type { Reading } from "./readings.ts";
import type { RepositoryResult } from "./repository.ts";

/** The page of the rules' quality, from what was counted and what was read. */
export function qualityPage(
  results: readonly RepositoryResult[],
  readings: readonly Reading[],
  commits: ReadonlyMap<string, string>,
  today: string,
): string {
  const lines = results.reduce((sum, result) => sum + result.lines, 0);
  const trials = results.flatMap((result) => result.trials);
  const held = trials.filter(({ faults }) => faults.length === 0).length;
  return `# Quality of the rules

What every rule finds in ${results.length} public repositories, counted on ${today}: ${number(lines)} lines of source files that touch a model. A sample of each rule's findings was read in its code by hand, ten at random, all where there are fewer, and called right, wrong or debatable: true, but few would act on it. The readings, with a line of reason each, are in [quality/readings.tsv](quality/readings.tsv); they speak of the build of their day, and a wrong finding was mended afterwards where its rule's remark does not say otherwise.

Each fix that is offered, up to 25 per rule and repository, was applied alone in memory: its result has to parse, keep the line ends, and be free of the finding. ${number(held)} of ${number(trials.length)} held.

\`npm run quality -- FOLDER --write\` renews the counts: FOLDER holds the repositories at their commits, in folders named \`owner__name\`. The readings stay as they are.

## Rules

${table(
  ["Rule", "Preset", "Found", "Per 1,000 lines", "Repositories", "Fixes held", "Read", "Right", "Wrong", "Debatable"],
  rules.map(({ meta }) => ruleRow(meta, results, readings, lines)),
)}

${unseen(results)}

## Repositories

${table(
  ["Repository", "Commit", "Lines that touch a model", "Findings of recommended", "Of all rules"],
  results.map((result) => [
    result.repository,
    `\`${(commits.get(result.repository) ?? "").slice(0, 10)}\``,
    number(result.lines),
    number(result.findings.filter(({ ruleId }) => isRecommended(ruleId)).length),
    number(result.findings.length),
  ]),
)}
`;
}

function ruleRow(
  meta: RuleMeta,
  results: readonly RepositoryResult[],
  readings: readonly Reading[],
  lines: number,
): readonly string[] {
  const counts = results.map(({ findings }) => findings.filter(({ ruleId }) => ruleId === meta.id).length);
  const found = counts.reduce((sum, count) => sum + count, 0);
  const trials = results.flatMap((result) => result.trials).filter(({ finding }) => finding.ruleId === meta.id);
  const read = readings.filter(({ rule }) => rule === meta.id);
  const of = (verdict: Reading["verdict"]): string =>
    read.length === 0 ? "" : String(read.filter((reading) => reading.verdict === verdict).length);
  return [
    `\`${meta.id}\``,
    meta.preset,
    number(found),
    lines === 0 ? "" : ((found * 1000) / lines).toFixed(2),
    String(counts.filter((count) => count > 0).length),
    trials.length === 0 ? "" : `${trials.filter(({ faults }) => faults.length === 0).length} of ${trials.length}`,
    String(read.length),
    of("right"),
    of("wrong"),
    of("debatable"),
  ];
}

function unseen(results: readonly RepositoryResult[]): string {
  const seen = new Set(results.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId)));
  const silent = rules.filter(({ meta }) => !seen.has(meta.id)).map(({ meta }) => `\`${meta.id}\``);
  return silent.length === 0
    ? "Every rule found something."
    : `These ${silent.length} found nothing real in these repositories, and are proved by their pages alone: ${silent.join(", ")}.`;
}

function isRecommended(id: string): boolean {
  return rules.some(({ meta }) => meta.id === id && isInPreset(meta, "recommended"));
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function number(value: number): string {
  return value.toLocaleString("en");
}
