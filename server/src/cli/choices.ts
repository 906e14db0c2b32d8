import { PRESETS, type Preset } from "../../../lens/rules/presets.ts";
import { findRule, rules } from "../../../lens/rules/index.ts";
import { PILLAR_IDS, type PillarId } from "../../../lens/rules/rule.ts";
import type { RuleLevel } from "../lint/levels.ts";
import { LEVEL_NAMES, levelOfName } from "../workspace/configuration-file.ts";
import type { OutsideChoices } from "../workspace/configurations.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import { CommandError } from "./command-error.ts";
import { type OptionDescriptions, type ParsedOptions, oneOf } from "./options.ts";

/** Options that choose rules, the same for every command that has them. */
export const CHOICE_OPTIONS: OptionDescriptions = {
  preset: { type: "string", value: "NAME", description: `Rules to start from: ${PRESETS.join(", ")}` },
  rule: {
    type: "string",
    value: "ID=LEVEL",
    isRepeatable: true,
    description: `Level of one rule: ${LEVEL_NAMES.join(", ")}. May be repeated`,
  },
  pillar: {
    type: "string",
    value: "ID",
    isRepeatable: true,
    description: `Only rules of this pillar: ${PILLAR_IDS.join(", ")}. May be repeated`,
  },
};

/** What these options choose; goes before any configuration file. Throws `CommandError`. */
export function choicesOf(options: ParsedOptions): OutsideChoices {
  const preset: Preset | undefined =
    options.text("preset") === undefined ? undefined : oneOf(options, "preset", PRESETS, "recommended");
  const levels = new Map<string, RuleLevel>();
  for (const written of options.texts("rule")) {
    const [id = "", name = ""] = written.split("=", 2);
    if (findRule(id) === undefined) {
      const hint = suggestion(
        id,
        rules.map((rule) => rule.meta.id),
      );
      throw new CommandError(`There is no rule "${id}".${hint === "" ? " `genai-lens rules` lists them" : hint}`);
    }
    const level = levelOfName(name);
    if (level === undefined) {
      throw new CommandError(`--rule cannot be "${written}": write ID=LEVEL with one of ${LEVEL_NAMES.join(", ")}`);
    }
    levels.set(id, level);
  }
  const pillars = pillarsOf(options);
  if (pillars.size > 0) {
    for (const { meta } of rules) if (!pillars.has(meta.pillar)) levels.set(meta.id, "off");
  }
  return { preset, rules: levels, origin: "the command's options" };
}

function pillarsOf(options: ParsedOptions): ReadonlySet<PillarId> {
  return new Set(
    options.texts("pillar").map((written) => {
      const id = PILLAR_IDS.find((candidate) => candidate === written);
      if (id === undefined) {
        throw new CommandError(
          `There is no pillar "${written}": write one of ${PILLAR_IDS.join(", ")}.${suggestion(written, PILLAR_IDS)}`,
        );
      }
      return id;
    }),
  );
}
