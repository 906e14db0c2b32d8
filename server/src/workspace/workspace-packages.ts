import picomatch from "picomatch";
import type { Disk } from "./disk.ts";
import { Memory } from "./memory.ts";
import { type PackageManifest, type PackageManifests, field } from "./package-manifest.ts";
import { packageEntryBases } from "./package-targets.ts";
import { compareText, parentWithin } from "./paths.ts";
import { readPnpmWorkspace } from "./pnpm-workspace.ts";
import { isOutputFolder } from "./source-files.ts";

/** Folders below a monorepo's root that are looked into for packages. */
const MOST_FOLDERS = 20_000;

const NO_PACKAGES: ReadonlyMap<string, PackageManifest> = new Map();

/** The packages of a monorepo by their names, as its own root says where they are. */
export class WorkspacePackages {
  readonly #disk: Disk;
  readonly #boundary: string;
  readonly #manifests: PackageManifests;
  readonly #monorepo: Memory<string | undefined>;
  readonly #members: Memory<ReadonlyMap<string, PackageManifest>>;
  readonly #entryBases = new Map<string, readonly string[]>();

  /** `boundary`: the outermost folder that is looked in. */
  constructor(disk: Disk, boundary: string, manifests: PackageManifests) {
    this.#disk = disk;
    this.#boundary = boundary;
    this.#manifests = manifests;
    this.#monorepo = new Memory((directory) => this.#findMonorepo(directory), undefined);
    this.#members = new Memory((root) => this.#findMembers(root), NO_PACKAGES);
  }

  /**
   * Base paths that `name/subpath` stands for in the monorepo that holds a folder, best first; empty where it has
   * no package of that name.
   */
  entryBases(name: string, subpath: string, fromDirectory: string): readonly string[] {
    const root = this.#monorepo.get(fromDirectory);
    const manifest = root === undefined ? undefined : this.#members.get(root).get(name);
    if (manifest === undefined) return [];
    const key = `${manifest.directory}\n${subpath}`;
    const known = this.#entryBases.get(key);
    if (known !== undefined) return known;
    const bases = packageEntryBases(manifest, subpath);
    this.#entryBases.set(key, bases);
    return bases;
  }

  /** The root of the monorepo that holds a folder. */
  rootOf(directory: string): string | undefined {
    return this.#monorepo.get(directory);
  }

  forgetAll(): void {
    this.#monorepo.forgetAll();
    this.#members.forgetAll();
    this.#entryBases.clear();
  }

  #findMonorepo(directory: string): string | undefined {
    if (this.#memberGlobs(directory).length > 0) return directory;
    const parent = parentWithin(directory, this.#boundary);
    return parent === undefined ? undefined : this.#monorepo.get(parent);
  }

  #memberGlobs(directory: string): readonly string[] {
    const workspaces = field(this.#manifests.in(directory)?.content, "workspaces");
    const listed = Array.isArray(workspaces) ? workspaces : field(workspaces, "packages");
    const globs: unknown[] = Array.isArray(listed) ? [...listed] : [];
    globs.push(...readPnpmWorkspace(directory, this.#disk).packages);
    return globs.filter((glob): glob is string => typeof glob === "string" && glob.length < 500);
  }

  #findMembers(root: string): ReadonlyMap<string, PackageManifest> {
    const globs = this.#memberGlobs(root).map((glob) => glob.replace(/^(!?)\.\//, "$1").replace(/\/+$/, ""));
    const wanted = globs.filter((glob) => !glob.startsWith("!"));
    const isWanted = picomatch(wanted, { dot: true });
    const unwanted = globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
    const isUnwanted = unwanted.length === 0 ? () => false : picomatch(unwanted, { dot: true });
    const deepest = wanted.some((glob) => glob.includes("**"))
      ? 6
      : Math.max(0, ...wanted.map((glob) => glob.split("/").length));

    const members = new Map<string, PackageManifest>();
    const waiting: string[] = [""];
    for (let index = 0; index < waiting.length && index < MOST_FOLDERS; index++) {
      const relative = waiting[index]!;
      const directory = relative === "" ? root : `${root}/${relative}`;
      if (relative === "" || (isWanted(relative) && !isUnwanted(relative))) {
        const manifest = this.#manifests.in(directory);
        if (manifest?.name !== undefined && !members.has(manifest.name)) members.set(manifest.name, manifest);
      }
      const depth = relative === "" ? 0 : relative.split("/").length;
      if (depth < deepest)
        waiting.push(...this.#foldersIn(directory).map((name) => (relative === "" ? name : `${relative}/${name}`)));
    }
    return members;
  }

  #foldersIn(directory: string): readonly string[] {
    try {
      return this.#disk
        .entries(directory)
        .filter(({ name, kind }) => kind === "directory" && !isOutputFolder(name))
        .map(({ name }) => name)
        .sort(compareText);
    } catch {
      // The listing reports folders that cannot be read.
      return [];
    }
  }
}
