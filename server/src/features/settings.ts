import { PRESETS } from "../../../lens/rules/presets.ts";
import type { RuleLevel } from "../lint/levels.ts";
import { levelOfName } from "../workspace/configuration-file.ts";
import type { WorkspaceOptions } from "../workspace/workspace-options.ts";

const KILOBYTE = 1024;

/** What the editor's settings say of one folder, as the workspace takes it. A setting that is not understood counts as not set. */
export function readSettings(section: unknown, filesExclude: unknown): WorkspaceOptions {
  const settings = isRecord(section) ? section : {};
  const preset = PRESETS.find((candidate) => candidate === settings["preset"]);
  const maxFileSize = settings["maxFileSize"];
  const rules = new Map<string, RuleLevel>();
  for (const [id, name] of entries(settings["rules"])) {
    const level = typeof name === "string" ? levelOfName(name) : undefined;
    if (level !== undefined) rules.set(id, level);
  }
  return {
    exclude: entries(filesExclude).flatMap(([glob, isExcluded]) => (isExcluded === true ? [glob] : [])),
    defaults: { preset, rules, origin: "the editor's settings" },
    ...(typeof maxFileSize === "number" && maxFileSize >= 1 ? { maxFileSize: maxFileSize * KILOBYTE } : {}),
  };
}

/** Whether two readings come to the same. */
export function isSameSettings(first: WorkspaceOptions, second: WorkspaceOptions): boolean {
  return written(first) === written(second);
}

function written({ exclude, defaults, maxFileSize }: WorkspaceOptions): string {
  return JSON.stringify([exclude, defaults?.preset, [...(defaults?.rules ?? [])].sort(), maxFileSize]);
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** An object, rather than a list, a text or nothing. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
