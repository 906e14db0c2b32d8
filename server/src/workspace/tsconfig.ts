import path from "node:path";
import type { Problem } from "../analysis/analysis.ts";
import { type Disk, isRegularFile, reasonOf } from "./disk.ts";
import {
  type JsonNode,
  elementsOf,
  parseJsonDocument,
  propertiesOf,
  propertyOf,
  textOf,
  textsOf,
} from "./json-document.ts";
import { Memory } from "./memory.ts";
import { directoriesUpTo, parentWithin, toSlashes } from "./paths.ts";

/** The part of a `tsconfig.json` that says what import specifiers stand for, with what it extends. */
export interface ModulePaths {
  /** Patterns with at most one `*`, each with absolute targets. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Absolute folder that plain specifiers may start from. */
  readonly baseUrl: string | undefined;
  /** What could not be read on the way. */
  readonly problems: readonly Problem[];
}

const NONE: ModulePaths = { paths: new Map(), baseUrl: undefined, problems: [] };
const NAMES = ["tsconfig.json", "jsconfig.json"];

/** Finds and reads the `tsconfig.json` or `jsconfig.json` that a file belongs to. */
export class Tsconfigs {
  readonly #disk: Disk;
  readonly #boundary: string;
  readonly #nearest: Memory<string | undefined>;
  readonly #read: Memory<ModulePaths>;

  /** `boundary`: the outermost folder that is looked in. */
  constructor(disk: Disk, boundary: string) {
    this.#disk = disk;
    this.#boundary = boundary;
    this.#nearest = new Memory((directory) => this.#findNearest(directory), undefined);
    this.#read = new Memory((file) => this.#readFile(file), NONE);
  }

  /** What holds for files of a folder. */
  forDirectory(directory: string): ModulePaths {
    const file = this.#nearest.get(directory);
    return file === undefined ? NONE : this.#read.get(file);
  }

  forgetAll(): void {
    this.#nearest.forgetAll();
    this.#read.forgetAll();
  }

  #findNearest(directory: string): string | undefined {
    const own = NAMES.map((name) => `${directory}/${name}`).find((file) => isRegularFile(file, this.#disk));
    if (own !== undefined) return own;
    const parent = parentWithin(directory, this.#boundary);
    return parent === undefined ? undefined : this.#nearest.get(parent);
  }

  #readFile(file: string): ModulePaths {
    let text: string;
    try {
      text = this.#disk.read(file).toString("utf8");
    } catch (error) {
      return {
        ...NONE,
        problems: [
          { file, offset: undefined, message: `Cannot be read (${reasonOf(error)}), so its "paths" are not known` },
        ],
      };
    }
    const document = parseJsonDocument(text);
    const problems: Problem[] = [];
    const mistake = document.mistakes[0];
    if (mistake !== undefined) {
      problems.push({
        file,
        offset: mistake.offset,
        message: `Not valid JSON: ${mistake.message}. Mend it; until then imports through its "paths" may not be followed`,
      });
    }

    const directory = path.posix.dirname(file);
    let paths: ReadonlyMap<string, readonly string[]> = new Map();
    let baseUrl: string | undefined;
    for (const extended of textsOf(propertyOf(document.root, "extends"))) {
      const target = this.#findExtended(extended, directory);
      if (target === undefined) continue;
      const base = this.#read.get(target);
      problems.push(...base.problems);
      if (base.paths.size > 0) paths = base.paths;
      baseUrl = base.baseUrl ?? baseUrl;
    }

    const options = propertyOf(document.root, "compilerOptions");
    const ownBase = textOf(propertyOf(options, "baseUrl"));
    if (ownBase !== undefined) baseUrl = resolve(directory, ownBase, directory);
    const ownPaths = propertyOf(options, "paths");
    if (ownPaths !== undefined) paths = readPaths(ownPaths, baseUrl ?? directory, directory);

    if (paths.size === 0 && baseUrl === undefined) {
      // A file that only lists other projects leaves the paths to them.
      for (const reference of elementsOf(propertyOf(document.root, "references"))) {
        const target = textOf(propertyOf(reference, "path"));
        const referenced = target === undefined ? undefined : this.#findFile(resolve(directory, target, directory));
        if (referenced === undefined) continue;
        const other = this.#read.get(referenced);
        if (other.paths.size > 0)
          return { paths: other.paths, baseUrl: other.baseUrl, problems: [...problems, ...other.problems] };
      }
    }
    return { paths, baseUrl, problems };
  }

  #findExtended(specifier: string, directory: string): string | undefined {
    if (specifier.startsWith(".") || path.posix.isAbsolute(specifier))
      return this.#findFile(resolve(directory, specifier, directory));
    for (const candidate of directoriesUpTo(directory, this.#boundary)) {
      const found = this.#findFile(`${candidate}/node_modules/${specifier}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #findFile(base: string): string | undefined {
    return [base, `${base}.json`, `${base}/tsconfig.json`].find((file) => isRegularFile(file, this.#disk));
  }
}

function readPaths(node: JsonNode, base: string, directory: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    propertiesOf(node).map(({ name, value }) => [
      name,
      elementsOf(value).flatMap((target) => {
        const text = textOf(target);
        return text === undefined ? [] : [resolve(base, text, directory)];
      }),
    ]),
  );
}

function resolve(base: string, target: string, configDirectory: string): string {
  const written = target.replace("${configDir}", configDirectory);
  return toSlashes(path.posix.resolve(base, written));
}

/** What a specifier may stand for by `paths` and `baseUrl`: absolute base paths, best first. */
export function applyModulePaths(specifier: string, { paths, baseUrl }: ModulePaths): readonly string[] {
  const found: string[] = [];
  const exact = paths.get(specifier);
  if (exact !== undefined) {
    found.push(...exact);
  } else {
    let best: { readonly prefix: string; readonly matched: string; readonly targets: readonly string[] } | undefined;
    for (const [pattern, targets] of paths) {
      const star = pattern.indexOf("*");
      if (star === -1) continue;
      const prefix = pattern.slice(0, star);
      const suffix = pattern.slice(star + 1);
      if (specifier.length < prefix.length + suffix.length) continue;
      if (!specifier.startsWith(prefix) || !specifier.endsWith(suffix)) continue;
      if (best !== undefined && best.prefix.length >= prefix.length) continue;
      best = { prefix, matched: specifier.slice(prefix.length, specifier.length - suffix.length), targets };
    }
    if (best !== undefined) {
      const { matched, targets } = best;
      found.push(...targets.map((target) => path.posix.normalize(target.replace("*", () => matched))));
    }
  }
  if (baseUrl !== undefined && !specifier.startsWith("#")) found.push(path.posix.join(baseUrl, specifier));
  return found;
}
