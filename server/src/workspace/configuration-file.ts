import type { RuleSettings } from "../../../lens/rules/rule.ts";
import { PRESETS, type Preset } from "../../../lens/rules/presets.ts";
import type { RuleLevel } from "../lint/levels.ts";
import { globMistake } from "./globs.ts";
import { type JsonNode, elementsOf, parseJsonDocument, propertiesOf, textOf } from "./json-document.ts";
import { suggestion } from "./nearest-name.ts";

/** Name of the configuration file. The nearest one up from a file holds for it. */
export const CONFIGURATION_NAME = "genai-lens.json";

/** How a level is written; `on` means the rule's own severity. */
export const LEVEL_NAMES = ["off", "on", "error", "warning", "info", "hint"] as const;

/** What one configuration file says by itself, without what it extends. */
export interface ConfigurationFile {
  readonly extends: readonly { readonly path: string; readonly offset: number }[];
  readonly preset: Preset | undefined;
  readonly rules: ReadonlyMap<string, RuleChoice>;
  readonly ignore: readonly string[];
  readonly overrides: readonly ConfigurationOverride[];
  readonly settings: Partial<RuleSettings>;
  readonly mistakes: readonly ConfigurationMistake[];
}

/** A level and where it is written, in UTF-16 code units from the start of the file. */
export interface RuleChoice {
  readonly level: RuleLevel;
  readonly offset: number;
}

/** Choices for some files only. */
export interface ConfigurationOverride {
  readonly files: readonly string[];
  readonly preset: Preset | undefined;
  readonly rules: ReadonlyMap<string, RuleChoice>;
}

export interface ConfigurationMistake {
  readonly offset: number;
  /** One line: what, and how to mend it. */
  readonly message: string;
}

/** How a setting is checked and described. */
export interface SettingDescription {
  readonly type: "positive integer" | "boolean";
  readonly default: number | boolean;
  readonly largest?: number;
  readonly description: string;
}

export const SETTINGS: Readonly<Record<keyof RuleSettings, SettingDescription>> = {
  defaultMaxOutputTokens: {
    type: "positive integer",
    default: 4096,
    largest: 10_000_000,
    description: "Tokens that fixes write where a call sets no limit on its output.",
  },
  defaultTimeout: {
    type: "positive integer",
    default: 60_000,
    largest: 86_400_000,
    description: "Milliseconds that fixes write where a client sets no time limit.",
  },
  hasEnforcedGuardrail: {
    type: "boolean",
    default: false,
    description: "Amazon Bedrock enforces a guardrail for the whole account, so calls need none of their own.",
  },
};

export const DEFAULT_SETTINGS: RuleSettings = {
  defaultMaxOutputTokens: SETTINGS.defaultMaxOutputTokens.default as number,
  defaultTimeout: SETTINGS.defaultTimeout.default as number,
  hasEnforcedGuardrail: SETTINGS.hasEnforcedGuardrail.default as boolean,
};

export const CONFIGURATION_FIELDS = ["$schema", "extends", "preset", "rules", "ignore", "overrides", "settings"];
const OVERRIDE_FIELDS = ["files", "preset", "rules"];

export const EMPTY_CONFIGURATION: ConfigurationFile = {
  extends: [],
  preset: undefined,
  rules: new Map(),
  ignore: [],
  overrides: [],
  settings: {},
  mistakes: [],
};

/** The level that a name stands for; `undefined` where it is none. */
export function levelOfName(name: string): RuleLevel | undefined {
  if (name === "on") return "default";
  return (LEVEL_NAMES as readonly string[]).includes(name) ? (name as RuleLevel) : undefined;
}

/** How a level is written. */
export function nameOfLevel(level: RuleLevel): string {
  return level === "default" ? "on" : level;
}

/**
 * Reads the text of a `genai-lens.json`. Never throws: what is wrong becomes a mistake with its place, and
 * everything else still holds.
 */
export function readConfiguration(text: string, ruleIds: readonly string[]): ConfigurationFile {
  const document = parseJsonDocument(text);
  const reader = new ConfigurationReader(ruleIds);
  const syntax = document.mistakes[0];
  if (syntax !== undefined)
    reader.mistake(syntax.offset, `Not valid JSON: ${syntax.message}. Mend it; what could be read still holds`);
  if (document.root === undefined) {
    if (syntax === undefined) reader.mistake(0, "The file is empty: write {} for the defaults");
    return { ...EMPTY_CONFIGURATION, mistakes: reader.mistakes };
  }
  if (document.root.type !== "object") {
    reader.mistake(document.root.offset, "The configuration must be an object: write { … }");
    return { ...EMPTY_CONFIGURATION, mistakes: reader.mistakes };
  }
  return reader.configuration(document.root);
}

class ConfigurationReader {
  readonly #ruleIds: readonly string[];
  readonly #mistakes: ConfigurationMistake[] = [];

  constructor(ruleIds: readonly string[]) {
    this.#ruleIds = ruleIds;
  }

  get mistakes(): readonly ConfigurationMistake[] {
    return [...this.#mistakes].sort((first, second) => first.offset - second.offset);
  }

  mistake(offset: number, message: string): void {
    this.#mistakes.push({ offset, message });
  }

  configuration(root: JsonNode): ConfigurationFile {
    let result: ConfigurationFile = EMPTY_CONFIGURATION;
    for (const { name, nameNode, value } of propertiesOf(root)) {
      switch (name) {
        case "$schema":
          break;
        case "extends":
          result = { ...result, extends: this.#paths(value) };
          break;
        case "preset":
          result = { ...result, preset: this.#preset(value) };
          break;
        case "rules":
          result = { ...result, rules: this.#rules(value) };
          break;
        case "ignore":
          result = { ...result, ignore: this.#globs(value, "ignore") };
          break;
        case "overrides":
          result = { ...result, overrides: this.#overrides(value) };
          break;
        case "settings":
          result = { ...result, settings: this.#settings(value) };
          break;
        default:
          this.#unknownName(nameNode, name, "field", CONFIGURATION_FIELDS);
      }
    }
    return { ...result, mistakes: this.mistakes };
  }

  #unknownName(node: JsonNode, name: string, kind: string, known: readonly string[]): void {
    const hint = suggestion(name, known);
    this.mistake(
      node.offset,
      `There is no ${kind} "${shown(name)}".${hint === "" ? ` There are: ${known.join(", ")}` : hint}`,
    );
  }

  #paths(node: JsonNode): ConfigurationFile["extends"] {
    const nodes = node.type === "array" ? elementsOf(node) : [node];
    return nodes.flatMap((element) => {
      const path = textOf(element);
      if (path !== undefined && path !== "") return [{ path, offset: element.offset }];
      this.mistake(element.offset, `"extends" must be the path of another ${CONFIGURATION_NAME}, or a list of paths`);
      return [];
    });
  }

  #preset(node: JsonNode): Preset | undefined {
    const name = textOf(node);
    const preset = PRESETS.find((candidate) => candidate === name);
    if (preset === undefined) {
      const hint = name === undefined ? "" : suggestion(name, PRESETS);
      this.mistake(node.offset, `"preset" must be one of ${listed(PRESETS)}.${hint}`);
    }
    return preset;
  }

  #rules(node: JsonNode): ReadonlyMap<string, RuleChoice> {
    const choices = new Map<string, RuleChoice>();
    if (node.type !== "object") {
      this.mistake(
        node.offset,
        `"rules" must be an object from rule id to level, such as { "${this.#ruleIds[0] ?? "rule-id"}": "warning" }`,
      );
      return choices;
    }
    for (const { name, nameNode, value } of propertiesOf(node)) {
      if (!this.#ruleIds.includes(name)) {
        const hint = suggestion(name, this.#ruleIds);
        this.mistake(
          nameNode.offset,
          `There is no rule "${shown(name)}".${hint === "" ? " `genai-lens rules` lists them" : hint}`,
        );
        continue;
      }
      const written = textOf(value);
      const level = written === undefined ? undefined : levelOfName(written);
      if (level === undefined) {
        const advice =
          value.type === "array"
            ? "rules take no options: write the level alone"
            : written === "warn"
              ? 'did you mean "warning"?'
              : `write one of ${listed(LEVEL_NAMES)}`;
        this.mistake(value.offset, `The level of "${name}" cannot be read: ${advice}`);
        continue;
      }
      choices.set(name, { level, offset: nameNode.offset });
    }
    return choices;
  }

  #globs(node: JsonNode, field: string): readonly string[] {
    if (node.type !== "array") {
      this.mistake(node.offset, `"${field}" must be a list of globs, such as ["generated/**"]`);
      return [];
    }
    return elementsOf(node).flatMap((element) => {
      const glob = textOf(element);
      const mistake = glob === undefined ? "is not text: write a glob in quotes" : globMistake(glob);
      if (mistake === undefined && glob !== undefined) return [glob];
      this.mistake(element.offset, `This entry of "${field}" ${mistake}`);
      return [];
    });
  }

  #overrides(node: JsonNode): readonly ConfigurationOverride[] {
    if (node.type !== "array") {
      this.mistake(node.offset, '"overrides" must be a list of { "files": […], "rules": {…} }');
      return [];
    }
    return elementsOf(node).flatMap((element) => {
      if (element.type !== "object") {
        this.mistake(element.offset, 'Each of "overrides" must be { "files": […], "rules": {…} }');
        return [];
      }
      let files: readonly string[] | undefined;
      let preset: Preset | undefined;
      let rules: ReadonlyMap<string, RuleChoice> = new Map();
      for (const { name, nameNode, value } of propertiesOf(element)) {
        if (name === "files") files = this.#globs(value, "files");
        else if (name === "preset") preset = this.#preset(value);
        else if (name === "rules") rules = this.#rules(value);
        else this.#unknownName(nameNode, name, "field", OVERRIDE_FIELDS);
      }
      if (files === undefined) {
        this.mistake(element.offset, 'This override lacks "files": list the globs that it is for');
        return [];
      }
      return [{ files, preset, rules }];
    });
  }

  #settings(node: JsonNode): Partial<RuleSettings> {
    if (node.type !== "object") {
      this.mistake(node.offset, '"settings" must be an object');
      return {};
    }
    const found = new Map<string, number | boolean>();
    for (const { name, nameNode, value } of propertiesOf(node)) {
      if (!Object.hasOwn(SETTINGS, name)) {
        this.#unknownName(nameNode, name, "setting", Object.keys(SETTINGS));
        continue;
      }
      const { type, largest } = SETTINGS[name as keyof RuleSettings];
      const written: unknown = value.value;
      if (type === "boolean") {
        if (typeof written === "boolean") found.set(name, written);
        else this.mistake(value.offset, `"${name}" must be true or false`);
      } else if (
        typeof written === "number" &&
        Number.isInteger(written) &&
        written > 0 &&
        written <= (largest ?? Infinity)
      ) {
        found.set(name, written);
      } else {
        this.mistake(value.offset, `"${name}" must be a whole number from 1 to ${largest}`);
      }
    }
    return Object.fromEntries(found);
  }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** Text from a file, made safe for one line of a message. */
function shown(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
