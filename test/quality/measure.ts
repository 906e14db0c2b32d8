/**
 * Counts what every rule finds in the repositories of a folder, tries their fixes, and says what does not hold.
 * Usage: npm run quality -- FOLDER [--write] [--only owner/name] [--today DATE]
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "../../server/src/lint/finding.ts";
import repositories from "./repositories.json" with { type: "json" };
import { type Found, parseReadings, staleReadings } from "./readings.ts";
import { type RepositoryResult, examineRepository } from "./repository.ts";
import { qualityPage } from "./table.ts";

const { values, positionals } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    today: { type: "string", default: new Date().toISOString().slice(0, 10) },
  },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error("Name a folder that holds the repositories of test/quality/repositories.json as owner__name");
  process.exit(2);
}

const results: RepositoryResult[] = [];
const found: Found[] = [];
for (const { repository } of repositories) {
  const place = path.join(folder, repository.replace("/", "__"));
  if (values.only.length > 0 && !values.only.includes(repository)) continue;
  if (!existsSync(place)) {
    console.error(`${place} is not there: it is left out`);
    continue;
  }
  const result = await examineRepository(place, repository, values.today);
  found.push({ repository, places: result.findings.map((each) => `${each.ruleId} ${lineOf(each, place)}`) });
  results.push(result);
  for (const { finding, fix, faults } of result.trials) {
    if (faults.length === 0) continue;
    console.log(`${repository} ${lineOf(finding, place)} ${finding.ruleId}, "${fix.title}": ${faults.join("; ")}`);
  }
  console.log(`${repository}: ${result.findings.length} findings, ${result.trials.length} fixes tried`);
}
const readings = parseReadings(readFileSync("test/quality/readings.tsv", "utf8"));
for (const { rule, repository, place } of staleReadings(readings, found)) {
  console.log(
    `readings.tsv: ${rule} gives nothing at ${place} of ${repository} any more; read another of its findings`,
  );
}
if (values.write) {
  const commits = new Map(repositories.map(({ repository, commit }) => [repository, commit]));
  writeFileSync("test/quality.md", qualityPage(results, readings, commits, values.today));
}

/** Path and line of a finding below the folder of its repository. */
function lineOf({ place }: Finding, folder: string): string {
  const line = readFileSync(place.file, "utf8").slice(0, place.start).split("\n").length;
  return `${path.relative(path.resolve(folder), place.file)}:${line}`;
}
