import { idsWithCapabilities } from "./capabilities.ts";
import { findModel, modelsKnown, type Platform } from "./models.ts";

const PLATFORMS: ReadonlyMap<string, Platform> = new Map([
  ["openai", "openai-api"],
  ["anthropic", "claude-api"],
  ["google", "gemini-api"],
  ["mistral", "mistral-api"],
]);

const ENDING: ReadonlySet<string> = new Set(["retired", "deprecated"]);

/** A day at the end of an id: `-2024-11-20` or `-20250929`. */
const DAY = /^-(?:\d{4}-\d{2}-\d{2}|\d{8})$/u;

/**
 * The ids that fix one version of the model which an alias names, newest first, without those that are gone or have an announced end.
 * Empty for ids that are fixed already, that have no fixed form, or whose provider has no tables.
 */
export function snapshotsOf(alias: string, provider: string | undefined, today: string): readonly string[] {
  const platform = PLATFORMS.get(provider ?? "");
  if (platform === undefined) return [];
  const known = modelsKnown().filter((row) => row.platform === platform);
  const ids = new Set([...known.map((row) => row.id), ...idsWithCapabilities(platform)]);
  return [...ids]
    .filter((id) => id.startsWith(alias) && DAY.test(id.slice(alias.length)))
    .filter((id) => !ENDING.has(findModel(id, provider, today)?.status ?? ""))
    .sort()
    .reverse();
}
