import { packageNameOf } from "../../../lens/sdks/index.ts";
import type { Problem } from "../analysis/analysis.ts";
import type { Disk } from "./disk.ts";
import { Memory } from "./memory.ts";
import { isLibrary } from "./package-facts.ts";
import { type PackageManifest, PackageManifests } from "./package-manifest.ts";
import { packageImportBases } from "./package-targets.ts";
import { PackageVersions } from "./package-versions.ts";
import { directoriesUpTo, parentDirectory } from "./paths.ts";
import { type ModulePaths, Tsconfigs, applyModulePaths } from "./tsconfig.ts";
import { WorkspacePackages } from "./workspace-packages.ts";

const CONFIGURES_RESOLUTION =
  /(?:^|\/)(?:package\.json|pnpm-workspace\.yaml|jsconfig(?:\.[^/]+)?\.json|tsconfig(?:\.[^/]+)?\.json)$/;

/** Says what import specifiers stand for, by the project's own files. Never looks into installed packages' code. */
export class Resolution {
  readonly #boundary: string;
  readonly #tsconfigs: Tsconfigs;
  readonly #manifests: PackageManifests;
  readonly #packages: WorkspacePackages;
  readonly #versions: PackageVersions;
  /** By folder. */
  readonly #packageNames: Memory<readonly string[]>;
  /** By folder, then by specifier. */
  readonly #bases = new Map<string, Map<string, readonly string[]>>();
  #shared = new WeakMap<ModulePaths, Map<string, Map<string, readonly string[]>>>();

  /** `boundary`: the outermost folder that is looked in for configuration. */
  constructor(disk: Disk, boundary: string) {
    this.#boundary = boundary;
    this.#tsconfigs = new Tsconfigs(disk, boundary);
    this.#manifests = new PackageManifests(disk);
    this.#packages = new WorkspacePackages(disk, boundary, this.#manifests);
    this.#versions = new PackageVersions(disk, boundary, this.#manifests);
    this.#packageNames = new Memory((directory) => this.#namesAbove(directory), []);
  }

  /** Base paths, without extension or not, that a specifier that is not relative may stand for, best first. */
  aliasBases(specifier: string, fromFile: string): readonly string[] {
    const directory = parentDirectory(fromFile);
    if (directory === undefined || specifier === "") return [];
    // The nearest package.json counts for these.
    if (specifier.startsWith("#")) return this.#findBases(specifier, directory);
    const known = this.#basesFrom(directory);
    let bases = known.get(specifier);
    if (bases === undefined) known.set(specifier, (bases = this.#findBases(specifier, directory)));
    return bases;
  }

  /** What specifiers stand for in a folder: the same in all folders of one tsconfig and one monorepo. */
  #basesFrom(directory: string): Map<string, readonly string[]> {
    let bases = this.#bases.get(directory);
    if (bases !== undefined) return bases;
    const paths = this.#tsconfigs.forDirectory(directory);
    const root = this.#packages.rootOf(directory) ?? "";
    let byRoot = this.#shared.get(paths);
    if (byRoot === undefined) this.#shared.set(paths, (byRoot = new Map()));
    bases = byRoot.get(root);
    if (bases === undefined) byRoot.set(root, (bases = new Map()));
    this.#bases.set(directory, bases);
    return bases;
  }

  #findBases(specifier: string, directory: string): readonly string[] {
    const bases = [...applyModulePaths(specifier, this.#tsconfigs.forDirectory(directory))];
    if (specifier.startsWith("#")) {
      for (const candidate of directoriesUpTo(directory, this.#boundary)) {
        const manifest = this.#manifests.in(candidate);
        if (manifest === undefined) continue;
        bases.push(...packageImportBases(manifest, specifier));
        break;
      }
    } else if (/^[@\w]/.test(specifier)) {
      const name = packageNameOf(specifier);
      bases.push(...this.#packages.entryBases(name, specifier.slice(name.length + 1), directory));
    }
    return [...new Set(bases)];
  }

  /** Major version of a package as installed or declared for a file; `undefined` where neither says. */
  packageMajor(packageName: string, fromFile: string): number | undefined {
    return this.#versions.major(packageName, fromFile);
  }

  /** The names of the packages that a file is part of, the nearest `package.json` first. */
  packageNames(file: string): readonly string[] {
    const directory = parentDirectory(file);
    return directory === undefined ? [] : this.#packageNames.get(directory);
  }

  #namesAbove(directory: string): readonly string[] {
    return [...directoriesUpTo(directory, this.#boundary)].flatMap((each) => this.#manifests.in(each)?.name ?? []);
  }

  /** Whether a file is part of a published package that another file is no part of: changes there reach programs that nobody sees here. */
  isLibraryApart(file: string, fromFile: string): boolean {
    const manifest = this.#manifestAround(file);
    return (
      manifest !== undefined &&
      isLibrary(manifest.content) &&
      manifest.directory !== this.#manifestAround(fromFile)?.directory
    );
  }

  #manifestAround(file: string): PackageManifest | undefined {
    const directory = parentDirectory(file);
    if (directory === undefined) return undefined;
    for (const candidate of directoriesUpTo(directory, this.#boundary)) {
      const manifest = this.#manifests.in(candidate);
      if (manifest !== undefined) return manifest;
    }
    return undefined;
  }

  /** What could not be read of the configuration that a file belongs to. */
  problems(file: string): readonly Problem[] {
    const directory = parentDirectory(file);
    return directory === undefined ? [] : this.#tsconfigs.forDirectory(directory).problems;
  }

  /** Whether a change of that file can change what specifiers stand for. */
  isConfiguredBy(file: string): boolean {
    return CONFIGURES_RESOLUTION.test(file);
  }

  forgetAll(): void {
    this.#bases.clear();
    this.#shared = new WeakMap();
    this.#tsconfigs.forgetAll();
    this.#manifests.forgetAll();
    this.#packages.forgetAll();
    this.#versions.forgetAll();
    this.#packageNames.forgetAll();
  }
}
