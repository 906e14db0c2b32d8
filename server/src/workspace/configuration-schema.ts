import type { RuleMeta } from "../../../lens/rules/rule.ts";
import { optionSchema } from "../../../lens/rules/options.ts";
import { NAME_LISTS } from "../../../lens/own-names.ts";
import { PRESETS } from "../../../lens/rules/presets.ts";
import { nameListSchema } from "./own-names-schema.ts";
import { LEVEL_NAMES, SETTINGS } from "./configuration-file.ts";

/** Place of the JSON schema of `genai-lens.json`, from the project's root. It is generated from the rules. */
export const CONFIGURATION_SCHEMA_PATH = "lens/genai-lens.schema.json";

/** The JSON schema of `genai-lens.json` as text, ready to be written. */
export function configurationSchema(rules: readonly RuleMeta[]): string {
  const preset = { description: "The set of rules to start from.", enum: [...PRESETS] };
  const globs = { type: "array", items: { type: "string", minLength: 1, maxLength: 500 } };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of GenAI Lens",
    description: "The nearest genai-lens.json up from a file holds for it. Comments are allowed.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      extends: {
        description: "Configuration files that this one builds on, relative to this file and within the workspace.",
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      preset: { ...preset, default: "recommended" },
      rules: { $ref: "#/definitions/rules" },
      ignore: { description: "Globs of files and folders to leave out, relative to this file.", ...globs },
      overrides: {
        description: "Choices for some files only. Later ones win.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["files"],
          properties: {
            files: { description: "Globs, relative to this file.", ...globs },
            preset,
            rules: { $ref: "#/definitions/rules" },
          },
        },
      },
      settings: {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries([
          ...Object.entries(SETTINGS).map(([name, setting]) => [name, optionSchema(setting)]),
          ...Object.entries(NAME_LISTS).map(([name, list]) => [name, nameListSchema(list)]),
        ]),
      },
    },
    definitions: {
      level: {
        description: "`on` keeps the rule's own severity.",
        enum: [...LEVEL_NAMES],
      },
      rules: {
        description: "Level by rule.",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map((rule) => [
            rule.id,
            {
              description: `${rule.title}. Severity: ${rule.severity}. ${rule.practices.join(", ")}`,
              ...levelSchema(rule),
            },
          ]),
        ),
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** A level alone, or with options where the rule has some. */
function levelSchema({ options }: RuleMeta): object {
  const level = { $ref: "#/definitions/level" };
  if (options === undefined) return level;
  const properties = Object.fromEntries(Object.entries(options).map(([name, each]) => [name, optionSchema(each)]));
  return {
    anyOf: [
      level,
      {
        type: "array",
        minItems: 1,
        maxItems: 2,
        items: [level, { type: "object", additionalProperties: false, properties }],
      },
    ],
  };
}
