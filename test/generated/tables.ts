import { pillarTitle } from "../../lens/practices/practices.ts";
import { rules } from "../../lens/rules/index.ts";
import type { RuleMeta } from "../../lens/rules/rule.ts";
import { packageNameOf, sdks } from "../../lens/sdks/index.ts";
import manifest from "../../package.json" with { type: "json" };
import { check } from "../../server/src/cli/check.ts";
import { config } from "../../server/src/cli/config.ts";
import { explain } from "../../server/src/cli/explain.ts";
import { init } from "../../server/src/cli/init.ts";
import { inventory } from "../../server/src/cli/inventory.ts";
import { rules as rulesCommand } from "../../server/src/cli/rules.ts";
import { NAME_LISTS } from "../../lens/own-names.ts";
import { SETTINGS } from "../../server/src/workspace/configuration-file.ts";

const FIX_TEXTS: Readonly<Record<RuleMeta["fix"], string>> = { safe: "safe", review: "to review", none: "none" };

/** A setting of the editor, as the manifest says it. */
interface EditorSetting {
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly enum?: readonly (string | null)[];
}

/** The rules, with links to their pages. */
export function ruleTable(): string {
  return markdownTable(
    ["Rule", "What it reports", "Pillar", "Best practices", "Severity", "Fix"],
    rules.map(({ meta }) => [
      `[${meta.id}](lens/rules/${meta.id}.md)`,
      meta.title,
      pillarTitle(meta.pillar),
      meta.practices.join(", "),
      meta.severity,
      FIX_TEXTS[meta.fix],
    ]),
  );
}

/** The SDKs and the packages by which each is known. */
export function sdkList(): string {
  const lines = sdks
    .map(({ title, modules }) => {
      const packages = new Set(modules.flatMap((module) => module.specifiers.map(packageNameOf)));
      return `- **${title}:** ${[...packages].map(code).join(", ")}`;
    })
    .sort((first, second) => (first.toLowerCase() < second.toLowerCase() ? -1 : 1));
  return [...lines, ""].join("\n");
}

/** The commands of the program. */
export function commandTable(): string {
  return markdownTable(
    ["Command", "What it does"],
    [check, inventory, explain, rulesCommand, config, init].map(({ name, synopsis, summary }) => [
      code(`genai-lens ${name} ${synopsis}`.trim()),
      summary,
    ]),
  );
}

/** The options of `genai-lens check`. */
export function optionTable(): string {
  return markdownTable(
    ["Option", "What it does"],
    Object.entries(check.options).map(([name, { value, description }]) => [
      code(value === undefined ? `--${name}` : `--${name} ${value}`),
      description,
    ]),
  );
}

/** The settings that rules share, in the configuration file. */
export function ruleSettingTable(): string {
  return markdownTable(
    ["Setting", "Default", "What it says"],
    [
      ...Object.entries(SETTINGS).map(([name, setting]) => [
        code(name),
        code(String(setting.default)),
        setting.description,
      ]),
      ...Object.entries(NAME_LISTS).map(([name, { description, fields }]) => [
        code(name),
        "",
        `${description} Each entry has ${Object.keys(fields).map(code).join(", ")}.`,
      ]),
    ],
  );
}

/** The settings of the editor. */
export function settingTable(): string {
  const settings: Readonly<Record<string, EditorSetting>> = manifest.contributes.configuration.properties;
  return markdownTable(
    ["Setting", "Values", "Default", "What it says"],
    Object.entries(settings).map(([name, setting]) => [
      code(name),
      valuesOf(setting),
      code(JSON.stringify(setting.default)),
      setting.markdownDescription,
    ]),
  );
}

function valuesOf(setting: EditorSetting): string {
  if (setting.enum !== undefined) return setting.enum.map((value) => code(JSON.stringify(value))).join(", ");
  return typeof setting.default === "object" ? "object" : typeof setting.default;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** A table whose columns stand below each other, as the formatter has it. */
function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = header.map((_, column) => Math.max(3, ...lines.map((cells) => (cells[column] ?? "").length)));
  const written = lines.map(
    (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [written[0], rule, ...written.slice(1), ""].join("\n");
}
