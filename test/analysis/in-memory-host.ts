import assert from "node:assert/strict";
import type { Client, Fact, Flow, ModelCall, OutputUse, Place, Value } from "../../lens/facts.ts";
import type { SdkDescription } from "../../lens/sdks/description.ts";
import { sdks as allSdks } from "../../lens/sdks/index.ts";
import {
  type AnalysisHost,
  type FileAnalysis,
  NEVER_CANCELLED,
  type SourceText,
} from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";

const ROOT = "/workspace";

/** Where a source that is given without a name stands. */
const DEFAULT_FILE = "src/app.ts";

/** The text of one file, or of several by their paths below the workspace folder; the first one is analysed. */
export type Source = string | Readonly<Record<string, string>>;

export interface HostOptions {
  /** Major versions of packages; the others are not known. */
  readonly majors?: Readonly<Record<string, number>>;
  /** Prefixes of specifiers and the folders that they stand for, such as `"@/": "src/"`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The names of the packages that all files are part of, the innermost first. */
  readonly packageNames?: readonly string[];
  /** SDKs that the analysis knows instead of the real ones. */
  readonly sdks?: readonly SdkDescription[];
}

/** A workspace that exists in memory only. */
export class InMemoryHost implements AnalysisHost {
  readonly root = ROOT;
  readonly #texts: Map<string, string>;
  readonly #options: HostOptions;

  constructor(source: Source, options: HostOptions = {}) {
    const files = typeof source === "string" ? { [DEFAULT_FILE]: source } : source;
    this.#texts = new Map(Object.entries(files).map(([name, text]) => [pathOf(name), text]));
    this.#options = options;
  }

  /** Absolute paths of all files, in the order in which they were given. */
  get files(): readonly string[] {
    return [...this.#texts.keys()];
  }

  write(name: string, text: string): void {
    this.#texts.set(pathOf(name), text);
  }

  remove(name: string): void {
    this.#texts.delete(pathOf(name));
  }

  read(file: string): SourceText | undefined {
    const text = this.#texts.get(file);
    return text === undefined ? undefined : { text, version: text };
  }

  isFile(file: string): boolean {
    return this.#texts.has(file);
  }

  resolveAlias(specifier: string): readonly string[] {
    return Object.entries(this.#options.aliases ?? {}).flatMap(([prefix, folder]) =>
      specifier.startsWith(prefix) ? [pathOf(folder + specifier.slice(prefix.length))] : [],
    );
  }

  packageMajor(packageName: string): number | undefined {
    return this.#options.majors?.[packageName];
  }

  packageNames(): readonly string[] {
    return this.#options.packageNames ?? [];
  }

  /** The text that a place speaks of. */
  textAt(place: Place): string {
    const text = this.#texts.get(place.file);
    assert.ok(text !== undefined, `No such file: ${place.file}`);
    return text.slice(place.start, place.end);
  }
}

/** What the analysis says of the first file of a source, with the host that it was read from. */
export interface Analysed {
  readonly host: InMemoryHost;
  readonly analysis: FileAnalysis;
  readonly facts: readonly Fact[];
  readonly calls: readonly ModelCall[];
  readonly clients: readonly Client[];
  readonly flows: readonly Flow[];
  readonly outputUses: readonly OutputUse[];
}

/** Absolute path of a file of the workspace. */
export function pathOf(name: string): string {
  return `${ROOT}/${name}`;
}

/** Analyses the first file of a source that must give no problem. */
export function analyse(source: Source, options: HostOptions = {}): Analysed {
  const host = new InMemoryHost(source, options);
  const analysis = new Project(host, { sdks: options.sdks ?? allSdks }).analyse(host.files[0]!, NEVER_CANCELLED);
  assert.deepEqual(analysis.problems, []);
  const { facts } = analysis;
  return {
    host,
    analysis,
    facts,
    calls: facts.filter((fact) => fact.fact === "model call"),
    clients: facts.filter((fact) => fact.fact === "client"),
    flows: facts.filter((fact) => fact.fact === "flow"),
    outputUses: facts.filter((fact) => fact.fact === "output use"),
  };
}

/** The only model call of a source. */
export function onlyCall(source: Source, options: HostOptions = {}): ModelCall {
  const { calls } = analyse(source, options);
  assert.deepEqual(
    calls.map((call) => call.callee).length,
    1,
    `Expected one model call, found ${calls.map((call) => call.callee).join(", ") || "none"}`,
  );
  return calls[0]!;
}

/** A value on one short line; `absent` says where it would be written. */
export function show(value: Value | undefined, host: InMemoryHost): string {
  if (value === undefined) {
    return "no such option";
  }
  if (value.state === "absent") {
    const { insertion } = value;
    if (insertion === undefined) {
      return "absent";
    }
    return insertion.kind === "property"
      ? `absent: ${insertion.path.join(".")} in ${oneLine(host.textAt(insertion.object))}`
      : `absent: argument ${insertion.index} ${insertion.path.join(".")} of ${oneLine(host.textAt(insertion.call))}`;
  }
  if (value.state === "unknown") {
    return value.environmentVariable === undefined ? `unknown: ${value.reason}` : `env ${value.environmentVariable}`;
  }
  switch (value.form) {
    case "constant":
      return JSON.stringify(value.value);
    case "object": {
      const properties = [...value.properties].map(([name, each]) => `${name}: ${show(each, host)}`);
      return `{${[...properties, ...(value.isComplete ? [] : ["…"])].join(", ")}}`;
    }
    case "array":
      return `[${[...value.elements.map((each) => show(each, host)), ...(value.isComplete ? [] : ["…"])].join(", ")}]`;
    case "template":
      return `\`${value.parts.map((part) => (typeof part === "string" ? part : `\${${show(part, host)}}`)).join("")}\``;
    case "function":
      return "function";
    case "entity":
      return `${value.type} of ${value.sdk}`;
    case "alternatives":
      return value.values.map((each) => show(each, host)).join(" | ");
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
