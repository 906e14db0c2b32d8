/**
 * Renews the tables of models from the platforms' pages and the AI SDK's provider packages, and prints what changed
 * for a person to look at. Writes nothing with --dry-run. Needs the network: it is the only program here that does.
 * Usage: npm run update-models [-- --dry-run --pages FOLDER --today DATE]
 * FOLDER holds copies of pages, named after their platform, such as openai-api.md, which are read instead of the network's.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { LifecycleRow } from "../../../lens/models/lifecycle.ts";
import { announcementsOf } from "./announcements.ts";
import { type RowChange, mergeRows } from "./merge-rows.ts";
import { type CapabilityTable, readCapabilities } from "./package-capabilities.ts";
import { tablesOf } from "./page-tables.ts";
import { PROVIDER_PAGES, type ProviderPage } from "./provider-pages.ts";

const LIFECYCLE = "lens/models/lifecycle.json";
const CAPABILITIES = "lens/models/capabilities.json";

/** A page that names fewer of the ids that are known from it was not understood, and decides nothing. */
const LEAST_SHARE = 0.5;

const { values } = parseArgs({
  options: {
    "dry-run": { type: "boolean", default: false },
    pages: { type: "string" },
    today: { type: "string", default: new Date().toISOString().slice(0, 10) },
  },
});
const problems: string[] = [];
const changes: RowChange[] = [];

const lifecycle = JSON.parse(readFileSync(LIFECYCLE, "utf8")) as {
  asOf: string;
  notes: string[];
  rows: LifecycleRow[];
};
let rows: readonly LifecycleRow[] = lifecycle.rows;
for (const page of PROVIDER_PAGES) {
  try {
    const said = announcementsOf(page, tablesOf(await textOf(page)), values.today);
    const known = rows
      .filter((row) => row.id !== undefined && row.sourceUrl === page.url && isAhead(row))
      .map(({ id }) => id);
    const ids = new Set(said.map(({ id }) => id));
    const found = known.filter((id) => ids.has(id)).length;
    if (said.length === 0 || found < known.length * LEAST_SHARE) {
      throw new Error(`has ${found} of ${known.length} known models: its layout may have changed, look at it by hand`);
    }
    const merged = mergeRows(rows, said, { url: page.url, today: values.today });
    rows = merged.rows;
    changes.push(...merged.changes);
    console.log(`${page.platform}: ${said.length} models on its page`);
  } catch (error) {
    problems.push(`${page.platform}: ${page.textUrl ?? page.url} ${reasonOf(error)}`);
  }
}

const capabilities = JSON.parse(readFileSync(CAPABILITIES, "utf8")) as CapabilityTable & {
  asOf: string;
  notes: string[];
};
let freshCapabilities: CapabilityTable = capabilities;
const scratch = await mkdtemp(path.join(os.tmpdir(), "genai-lens-models-"));
try {
  freshCapabilities = await readCapabilities(scratch, capabilities);
  changes.push(...capabilityChanges(capabilities, freshCapabilities));
} catch (error) {
  problems.push(`capabilities: ${reasonOf(error)}`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

for (const { platform, id, what } of changes) console.log(`  ${platform} ${id}: ${what}`);
console.log(`${changes.length} changes`);
for (const problem of problems) console.error(`Kept as it was: ${problem}`);
if (!values["dry-run"]) {
  if (rows !== lifecycle.rows) write(LIFECYCLE, { ...lifecycle, asOf: values.today, rows });
  if (freshCapabilities !== capabilities)
    write(CAPABILITIES, { ...capabilities, asOf: values.today, ...freshCapabilities });
}
// Nothing at all could be renewed.
if (problems.length > PROVIDER_PAGES.length) process.exitCode = 2;

function isAhead({ shutdownOn }: LifecycleRow): boolean {
  return shutdownOn === undefined || shutdownOn > values.today;
}

async function textOf(page: ProviderPage): Promise<string> {
  if (values.pages !== undefined) {
    const file = ["md", "html"]
      .map((end) => path.join(String(values.pages), `${page.platform}.${end}`))
      .find(existsSync);
    if (file === undefined) throw new Error(`has no copy in ${values.pages}`);
    return readFileSync(file, "utf8");
  }
  const response = await fetch(page.textUrl ?? page.url, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`answers ${response.status} ${response.statusText}`);
  return response.text();
}

function capabilityChanges(before: CapabilityTable, after: CapabilityTable): readonly RowChange[] {
  return Object.entries(after.models).flatMap(([platform, models]) => {
    const old = before.models[platform] ?? {};
    return [...new Set([...Object.keys(old), ...Object.keys(models)])].flatMap((id) => {
      const [was, is] = [JSON.stringify(old[id]), JSON.stringify(models[id])];
      return was === is
        ? []
        : [{ platform: `${platform} capabilities`, id, what: `${was ?? "nothing"} → ${is ?? "nothing"}` }];
    });
  });
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
  console.log(`Wrote ${file}: npx prettier --write ${file}, then look at the difference`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `cannot be read: ${error.cause.message}` : error.message;
}
