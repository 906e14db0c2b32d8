import type { OwnNames } from "../../../lens/own-names.ts";
import path from "node:path";
import { rules } from "../../../lens/rules/index.ts";
import { Locations, oneLine } from "../reports/check-result.ts";
import { formatTable } from "../reports/table.ts";
import { nameOfLevel } from "../workspace/configuration-file.ts";
import type { LevelOrigin } from "../workspace/configurations.ts";
import { Workspace } from "../workspace/workspace.ts";
import { CHOICE_OPTIONS, choicesOf } from "./choices.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { oneOf } from "./options.ts";
import { rootOf } from "./targets.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINE } from "./terminal.ts";

export const config: Command = {
  name: "config",
  synopsis: "FILE",
  summary: "Shows what holds for a file, and where each part comes from",
  options: { format: { type: "string", value: "NAME", description: "Output: table, json" }, ...CHOICE_OPTIONS },
  run(options, terminal) {
    const [written, ...others] = options.positionals;
    if (written === undefined || others.length > 0)
      throw new CommandError("config takes one file, such as src/chat.ts");
    const format = oneOf(options, "format", ["table", "json"], "table");
    const file = absolutePath(terminal, written);
    const workspace = new Workspace(rootOf(path.posix.dirname(file), terminal.directory), {
      overriding: choicesOf(options),
    });
    const effective = workspace.configuration(file);
    const locations = new Locations({ directory: terminal.directory, text: (name) => workspace.text(name) });
    const originOf = (origin: LevelOrigin): string => {
      switch (origin.kind) {
        case "file": {
          const place = locations.of({ file: origin.file, start: origin.offset, end: origin.offset });
          return `${place.file}:${place.line}`;
        }
        case "preset":
          return `preset ${origin.preset}`;
        case "outside":
          return origin.name;
      }
    };
    const levels = rules.map(({ meta }) => {
      const { level, origin } = effective.explain(meta, file);
      return {
        id: meta.id,
        level: nameOfLevel(level),
        severity: level === "default" ? meta.severity : level,
        from: originOf(origin),
      };
    });
    const preset = effective.presetFor(file);
    const summary = {
      file: locations.path(file),
      ignored: workspace.ignoreReason(file) ?? null,
      files: effective.layers.map((layer) => locations.path(layer.file)),
      preset: { name: preset.preset, from: preset.file === undefined ? null : locations.path(preset.file) },
      settings: { ...effective.settings, ...effective.names },
      problems: effective.problems.map((problem) => {
        const location = locations.ofProblem(problem);
        const place = location === undefined ? "" : `:${location.line}:${location.column}`;
        return { file: locations.path(problem.file) + place, message: problem.message };
      }),
    };
    if (format === "json") {
      terminal.write(`${JSON.stringify({ schemaVersion: 1, ...summary, rules: levels }, null, 2)}\n`);
      return EXIT_FINE;
    }
    const lines = [
      `${summary.file}${summary.ignored === null ? "" : ` is not checked: ${summary.ignored}`}`,
      "",
      `Configuration: ${summary.files.length === 0 ? "none, the defaults hold" : summary.files.join(", then ")}`,
      `Preset: ${preset.preset}${summary.preset.from === null ? "" : `, from ${summary.preset.from}`}`,
      "Settings:",
      ...Object.entries(effective.settings).map(([name, value]) => `  ${name}: ${value}`),
      ...Object.entries(effective.names).map(([name, list]: [string, OwnNames[keyof OwnNames]]) => {
        return `  ${name}: ${list.map((each) => each.name).join(",")}`;
      }),
      ...summary.problems.map((problem) => `Problem: ${problem.file} ${oneLine(problem.message)}`),
      "",
      formatTable(
        ["Rule", "Level", "Severity", "From"],
        levels.map(({ id, level, severity, from }) => [id, level, severity, from]),
        terminal.isColoured,
      ),
    ];
    terminal.write(`${lines.join("\n")}\n`);
    return EXIT_FINE;
  },
};
