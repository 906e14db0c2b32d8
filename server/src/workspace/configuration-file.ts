import type { RuleSettings } from "../../../lens/rules/rule.ts";
import {
  type OptionDescription,
  type OptionDescriptions,
  type OptionValue,
  type OptionValues,
  defaultsOf,
  optionMistake,
} from "../../../lens/rules/options.ts";
import { PRESETS, type Preset } from "../../../lens/rules/presets.ts";
import { NAME_LISTS, type OwnNames } from "../../../lens/own-names.ts";
import type { Rename } from "../analysis/analysis.ts";
import type { RuleLevel } from "../lint/levels.ts";
import { CONFIGURATION_NAME } from "./configuration-name.ts";
import { globMistake } from "./globs.ts";
import { type JsonNode, elementsOf, parseJsonDocument, propertiesOf, textOf } from "./json-document.ts";
import { nearestName, suggestion } from "./nearest-name.ts";
import { isNameList, type MistakeSink, readNameList } from "./own-names-reader.ts";

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
  /** What the team says of its own functions. */
  readonly names: Partial<OwnNames>;
  readonly mistakes: readonly ConfigurationMistake[];
}

/** A level with options, and where it is written, in UTF-16 code units from the start of the file. */
export interface RuleChoice {
  readonly level: RuleLevel;
  /** Only those that are set. */
  readonly options: OptionValues;
  readonly offset: number;
}

/** What the reader has to know of a rule. */
export interface ConfigurableRule {
  readonly id: string;
  readonly options?: OptionDescriptions;
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
  /** A name that was probably meant by what stands from `offset` on. */
  readonly rename?: Rename;
}

export const SETTINGS: Readonly<Record<keyof RuleSettings, OptionDescription>> = {
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
  allowedModels: {
    type: "list of texts",
    default: [],
    description: "The only models that the team uses, as ids or globs. Empty: any.",
  },
  allowedRegions: {
    type: "list of texts",
    default: [],
    description: "The only cloud Regions that the team uses. Empty: any.",
  },
  requireReason: {
    type: "boolean",
    default: false,
    description: "Every comment that suppresses a finding has to say why, after `--`.",
  },
};

export const DEFAULT_SETTINGS = defaultsOf(SETTINGS) as unknown as RuleSettings;

export const CONFIGURATION_FIELDS = ["$schema", "extends", "preset", "rules", "ignore", "overrides", "settings"];
const OVERRIDE_FIELDS = ["files", "preset", "rules"];

export const EMPTY_CONFIGURATION: ConfigurationFile = {
  extends: [],
  preset: undefined,
  rules: new Map(),
  ignore: [],
  overrides: [],
  settings: {},
  names: {},
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
export function readConfiguration(text: string, rules: readonly ConfigurableRule[]): ConfigurationFile {
  const document = parseJsonDocument(text);
  const reader = new ConfigurationReader(rules);
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

class ConfigurationReader implements MistakeSink {
  readonly #ruleIds: readonly string[];
  readonly #options: ReadonlyMap<string, OptionDescriptions>;
  readonly #mistakes: ConfigurationMistake[] = [];

  constructor(rules: readonly ConfigurableRule[]) {
    this.#ruleIds = rules.map(({ id }) => id);
    this.#options = new Map(rules.map(({ id, options }) => [id, options ?? {}]));
  }

  get mistakes(): readonly ConfigurationMistake[] {
    return [...this.#mistakes].sort((first, second) => first.offset - second.offset);
  }

  mistake(offset: number, message: string, rename?: Rename): void {
    this.#mistakes.push({ offset, message, ...(rename === undefined ? {} : { rename }) });
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
          result = { ...result, ...this.#settings(value) };
          break;
        default:
          this.unknownName(nameNode, name, "field", CONFIGURATION_FIELDS);
      }
    }
    return { ...result, mistakes: this.mistakes };
  }

  unknownName(node: JsonNode, name: string, kind: string, known: readonly string[]): void {
    const hint = suggestion(name, known);
    this.mistake(
      node.offset,
      `There is no ${kind} "${shown(name)}".${hint === "" ? ` There are: ${known.join(", ")}` : hint}`,
      renameOf(node, name, known),
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
          renameOf(nameNode, name, this.#ruleIds),
        );
        continue;
      }
      const [levelNode, optionsNode, ...further] = value.type === "array" ? elementsOf(value) : [value];
      const written = levelNode && textOf(levelNode);
      const level = written === undefined ? undefined : levelOfName(written);
      if (level === undefined) {
        const advice = written === "warn" ? 'did you mean "warning"?' : `write one of ${listed(LEVEL_NAMES)}`;
        this.mistake((levelNode ?? value).offset, `The level of "${name}" cannot be read: ${advice}`);
        continue;
      }
      if (further[0]) this.mistake(further[0].offset, `"${name}" takes a level and one object of options, no more`);
      const options = optionsNode === undefined ? {} : this.#ruleOptions(optionsNode, name);
      choices.set(name, { level, options, offset: nameNode.offset });
    }
    return choices;
  }

  #ruleOptions(node: JsonNode, rule: string): OptionValues {
    const descriptions = this.#options.get(rule) ?? {};
    const names = Object.keys(descriptions);
    if (node.type !== "object") {
      this.mistake(node.offset, `The options of "${rule}" must be an object: write ["warning", { … }]`);
      return {};
    }
    if (names.length === 0 && propertiesOf(node).length > 0) {
      this.mistake(node.offset, `"${rule}" has no options: write its level alone`);
      return {};
    }
    return this.#values(node, descriptions, `option of "${rule}"`);
  }

  /** `others` are names of what is read elsewhere. */
  #values(
    node: JsonNode,
    descriptions: OptionDescriptions,
    kind: string,
    others: readonly string[] = [],
  ): OptionValues {
    const found = new Map<string, OptionValue>();
    for (const { name, nameNode, value } of propertiesOf(node)) {
      if (others.includes(name)) continue;
      const description = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined;
      if (description === undefined) {
        this.unknownName(nameNode, name, kind, [...Object.keys(descriptions), ...others]);
        continue;
      }
      const written: unknown =
        value.type === "array" ? elementsOf(value).map((each): unknown => each.value) : value.value;
      const mistake = optionMistake(written, description);
      if (mistake === undefined) found.set(name, written as OptionValue);
      else this.mistake(value.offset, `"${name}" ${mistake}`);
    }
    return Object.fromEntries(found);
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
        else this.unknownName(nameNode, name, "field", OVERRIDE_FIELDS);
      }
      if (files === undefined) {
        this.mistake(element.offset, 'This override lacks "files": list the globs that it is for');
        return [];
      }
      return [{ files, preset, rules }];
    });
  }

  #settings(node: JsonNode): Pick<ConfigurationFile, "settings" | "names"> {
    if (node.type !== "object") {
      this.mistake(node.offset, '"settings" must be an object');
      return { settings: {}, names: {} };
    }
    const names = propertiesOf(node).flatMap(({ name, value }) =>
      isNameList(name) ? [readNameList(name, value, this)] : [],
    );
    const settings = this.#values(node, SETTINGS, "setting", Object.keys(NAME_LISTS)) as Partial<RuleSettings>;
    return { settings, names: Object.assign({}, ...names) };
  }
}

function renameOf(node: JsonNode, written: string, known: readonly string[]): Rename | undefined {
  const name = nearestName(written, known);
  return name === undefined ? undefined : { end: node.offset + node.length, name };
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** Text from a file, made safe for one line of a message. */
function shown(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
