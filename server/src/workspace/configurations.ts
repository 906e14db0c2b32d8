import path from "node:path";
import type { RuleMeta, RuleSettings } from "../../../lens/rules/rule.ts";
import type { OwnNames } from "../../../lens/own-names.ts";
import { type OptionValues, defaultsOf } from "../../../lens/rules/options.ts";
import { type Preset, isInPreset } from "../../../lens/rules/presets.ts";
import type { Problem } from "../analysis/analysis.ts";
import type { RuleLevel } from "../lint/levels.ts";
import {
  type ConfigurableRule,
  type ConfigurationFile,
  DEFAULT_SETTINGS,
  EMPTY_CONFIGURATION,
  type RuleChoice,
  readConfiguration,
} from "./configuration-file.ts";
import { CONFIGURATION_NAME } from "./configuration-name.ts";
import { type Disk, isRegularFile, reasonOf } from "./disk.ts";
import { compileGlobs } from "./globs.ts";
import type { IgnoreReason, IgnoreSource } from "./ignoring.ts";
import { Memory } from "./memory.ts";
import { mergedNames } from "./own-names-reader.ts";
import { compareText, isInside, parentDirectory, parentWithin, relativePath } from "./paths.ts";

const LARGEST_FILE = 1_000_000;
const LONGEST_CHAIN = 20;

/** Choices from outside the configuration files: an editor's settings, a command's options. */
export interface OutsideChoices {
  readonly preset?: Preset | undefined;
  readonly rules?: ReadonlyMap<string, RuleLevel>;
  readonly settings?: Partial<RuleSettings>;
  /** Names the place for people, such as `the editor's settings`. */
  readonly origin: string;
}

/** A level and who chose it. */
export interface ExplainedLevel {
  readonly level: RuleLevel;
  readonly origin: LevelOrigin;
}

export type LevelOrigin =
  | { readonly kind: "preset"; readonly preset: Preset; readonly file: string | undefined }
  | { readonly kind: "file"; readonly file: string; readonly offset: number }
  | { readonly kind: "outside"; readonly name: string };

/** One configuration file in the order in which it counts: what is extended comes first. */
export interface ConfigurationLayer {
  readonly file: string;
  readonly content: ConfigurationFile;
}

/** All that holds for the files below one configuration file, or below none. */
export class EffectiveConfiguration {
  /** The nearest file; `undefined` where there is none and the defaults hold. */
  readonly file: string | undefined;
  /** What is extended comes first, the nearest file last. */
  readonly layers: readonly ConfigurationLayer[];
  readonly problems: readonly Problem[];
  readonly settings: RuleSettings;
  /** What the team says of its own functions. */
  readonly names: OwnNames;
  readonly #defaults: OutsideChoices | undefined;
  readonly #overriding: OutsideChoices | undefined;
  readonly #ignores: readonly { readonly file: string; readonly matches: (path: string) => boolean }[];
  readonly #overrides: readonly {
    readonly file: string;
    readonly matches: (path: string) => boolean;
    readonly preset: Preset | undefined;
    readonly rules: ReadonlyMap<string, RuleChoice>;
  }[];

  constructor(
    layers: readonly ConfigurationLayer[],
    problems: readonly Problem[],
    defaults: OutsideChoices | undefined,
    overriding: OutsideChoices | undefined,
  ) {
    this.layers = layers;
    this.file = layers.at(-1)?.file;
    this.problems = problems;
    this.#defaults = defaults;
    this.#overriding = overriding;
    this.settings = {
      ...DEFAULT_SETTINGS,
      ...defaults?.settings,
      ...Object.assign({}, ...layers.map((layer) => layer.content.settings)),
      ...overriding?.settings,
    };
    this.names = mergedNames(layers.map((layer) => layer.content.names));
    this.#ignores = layers
      .filter((layer) => layer.content.ignore.length > 0)
      .map(({ file, content }) => ({ file, matches: compileGlobs(content.ignore) }));
    this.#overrides = layers.flatMap(({ file, content }) =>
      content.overrides.map((override) => ({
        file,
        matches: compileGlobs(override.files),
        preset: override.preset,
        rules: override.rules,
      })),
    );
  }

  /** The configuration file whose `ignore` leaves a path out; `undefined` where none does. */
  ignoredBy(path: string): string | undefined {
    return this.#ignores.find(({ file, matches }) => fits(file, path, matches))?.file;
  }

  /** The level of a rule in a file. */
  level(rule: RuleMeta, file: string): RuleLevel {
    return this.explain(rule, file).level;
  }

  /** The same, and who chose it. */
  explain(rule: RuleMeta, file: string): ExplainedLevel {
    const chosen = this.#overriding?.rules?.get(rule.id);
    if (this.#overriding !== undefined && chosen !== undefined) {
      return { level: chosen, origin: { kind: "outside", name: this.#overriding.origin } };
    }
    const overrides = this.#overrides.filter((override) => fits(override.file, file, override.matches));
    for (const source of [...overrides].reverse()) {
      const choice = source.rules.get(rule.id);
      if (choice !== undefined)
        return { level: choice.level, origin: { kind: "file", file: source.file, offset: choice.offset } };
    }
    for (const layer of [...this.layers].reverse()) {
      const choice = layer.content.rules.get(rule.id);
      if (choice !== undefined)
        return { level: choice.level, origin: { kind: "file", file: layer.file, offset: choice.offset } };
    }
    const byDefault = this.#defaults?.rules?.get(rule.id);
    if (this.#defaults !== undefined && byDefault !== undefined) {
      return { level: byDefault, origin: { kind: "outside", name: this.#defaults.origin } };
    }
    const { preset, file: chosenIn } = this.#preset(overrides);
    return { level: isInPreset(rule, preset) ? "default" : "off", origin: { kind: "preset", preset, file: chosenIn } };
  }

  /** The options of a rule in a file: the defaults, with what is set nearest laid over them one by one. */
  options(rule: RuleMeta, file: string): OptionValues {
    if (rule.options === undefined) return {};
    const layers = this.layers.map((layer) => layer.content.rules);
    const overrides = this.#overrides.filter((each) => fits(each.file, file, each.matches)).map((each) => each.rules);
    const chosen = [...layers, ...overrides].map((rules) => rules.get(rule.id)?.options ?? {});
    return Object.assign({}, defaultsOf(rule.options), ...chosen) as OptionValues;
  }

  /** The preset that holds for a file, and the configuration file that chose it. */
  presetFor(file: string): { readonly preset: Preset; readonly file: string | undefined } {
    return this.#preset(this.#overrides.filter((override) => fits(override.file, file, override.matches)));
  }

  #preset(overrides: readonly { readonly file: string; readonly preset: Preset | undefined }[]): {
    readonly preset: Preset;
    readonly file: string | undefined;
  } {
    if (this.#overriding?.preset !== undefined) return { preset: this.#overriding.preset, file: undefined };
    const layers = this.layers.map(({ file, content }) => ({ file, preset: content.preset }));
    const chosen = [...layers, ...overrides].findLast((source) => source.preset !== undefined);
    if (chosen?.preset !== undefined) return { preset: chosen.preset, file: chosen.file };
    return { preset: this.#defaults?.preset ?? "recommended", file: undefined };
  }
}

function fits(configurationFile: string, path: string, matches: (relativePath: string) => boolean): boolean {
  const directory = parentDirectory(configurationFile);
  return (
    directory !== undefined && path !== directory && isInside(path, directory) && matches(relativePath(directory, path))
  );
}

/** Finds and reads the configuration that holds for a file. Also leaves out what `ignore` there names. */
export class Configurations implements IgnoreSource {
  readonly #disk: Disk;
  readonly #boundary: string;
  readonly #rules: readonly ConfigurableRule[];
  readonly #readText: (file: string) => string;
  readonly #nearest: Memory<string | undefined>;
  readonly #files: Memory<ConfigurationFile>;
  readonly #effective: Memory<EffectiveConfiguration>;

  /**
   * `boundary`: the outermost folder that is looked in. `readText` throws where a file cannot be read.
   * `defaults` count less than any file, `overriding` more.
   */
  constructor(options: {
    readonly disk: Disk;
    readonly boundary: string;
    readonly rules: readonly ConfigurableRule[];
    readonly readText: (file: string) => string;
    readonly defaults?: OutsideChoices | undefined;
    readonly overriding?: OutsideChoices | undefined;
  }) {
    const { disk, boundary, defaults, overriding } = options;
    this.#disk = disk;
    this.#boundary = boundary;
    this.#rules = options.rules;
    this.#readText = options.readText;
    const none = new EffectiveConfiguration([], [], defaults, overriding);
    this.#nearest = new Memory((directory) => this.#findNearest(directory), undefined);
    this.#files = new Memory((file) => this.#readFile(file), EMPTY_CONFIGURATION);
    this.#effective = new Memory((file) => {
      if (file === "") return none;
      const { layers, problems } = this.#layersOf(file);
      return new EffectiveConfiguration(layers, problems, defaults, overriding);
    }, none);
  }

  /** What holds for a file or for the folder itself. Never throws. */
  for(file: string): EffectiveConfiguration {
    const directory = parentDirectory(file);
    return this.#effective.get((directory === undefined ? undefined : this.#nearest.get(directory)) ?? "");
  }

  reason(path: string): IgnoreReason | undefined {
    const file = this.for(path).ignoredBy(path);
    return file === undefined ? undefined : `"ignore" in ${relativePath(this.#boundary, file)} names it`;
  }

  /** Whether a file was read as configuration. */
  hasRead(file: string): boolean {
    return this.#files.has(file);
  }

  forgetAll(): void {
    this.#nearest.forgetAll();
    this.#files.forgetAll();
    this.#effective.forgetAll();
  }

  #findNearest(directory: string): string | undefined {
    const file = `${directory}/${CONFIGURATION_NAME}`;
    if (isRegularFile(file, this.#disk)) return file;
    const parent = parentWithin(directory, this.#boundary);
    return parent === undefined ? undefined : this.#nearest.get(parent);
  }

  #readFile(file: string): ConfigurationFile {
    const failed = (message: string): ConfigurationFile => ({
      ...EMPTY_CONFIGURATION,
      mistakes: [{ offset: 0, message }],
    });
    try {
      const entry = this.#disk.stat(file);
      if (entry !== undefined && entry.size > LARGEST_FILE)
        return failed("Larger than 1 MB, so it is not read: shorten it");
      return readConfiguration(this.#readText(file), this.#rules);
    } catch (error) {
      return failed(`Cannot be read (${reasonOf(error)}), so the defaults hold: allow reading it`);
    }
  }

  #layersOf(nearest: string): {
    readonly layers: readonly ConfigurationLayer[];
    readonly problems: readonly Problem[];
  } {
    const layers: ConfigurationLayer[] = [];
    const problems: Problem[] = [];
    const seen = new Set<string>();
    const boundary = this.#disk.realPath(this.#boundary);

    const add = (file: string, chain: readonly string[]): void => {
      // Two files may extend the same third one; it counts once, where it was met first.
      if (seen.has(file)) return;
      seen.add(file);
      const content = this.#files.get(file);
      for (const mistake of content.mistakes) problems.push({ file, ...mistake });
      for (const { path: written, offset } of content.extends) {
        const target = path.posix.resolve(path.posix.dirname(file), written);
        const complaint = this.#extendsMistake(target, written, boundary, [...chain, file]);
        if (complaint === undefined) add(target, [...chain, file]);
        else problems.push({ file, offset, message: complaint });
      }
      layers.push({ file, content });
    };
    add(nearest, []);
    problems.sort(
      (first, second) => compareText(first.file, second.file) || (first.offset ?? 0) - (second.offset ?? 0),
    );
    return { layers, problems };
  }

  #extendsMistake(target: string, written: string, boundary: string, chain: readonly string[]): string | undefined {
    if (chain.includes(target)) return `"extends" runs in a circle through "${written}": take one of the files out`;
    if (chain.length >= LONGEST_CHAIN) return `More than ${LONGEST_CHAIN} files extend one another: shorten the chain`;
    if (!isRegularFile(target, this.#disk))
      return `"${written}" is not there: correct the path, which is relative to this file`;
    if (!isInside(this.#disk.realPath(target), boundary)) {
      return `"${written}" lies outside the workspace: copy it into the workspace and extend that`;
    }
    return undefined;
  }
}
