import type { Disk } from "./disk.ts";
import { Memory } from "./memory.ts";
import { type PackageManifests, field } from "./package-manifest.ts";
import { directoriesUpTo, parentDirectory } from "./paths.ts";
import { readPnpmWorkspace } from "./pnpm-workspace.ts";
import { majorOfRange, majorOfVersion } from "./version-range.ts";

const DEPENDENCY_FIELDS = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/** Tells major versions of packages: as installed, else as declared. */
export class PackageVersions {
  readonly #disk: Disk;
  readonly #boundary: string;
  readonly #manifests: PackageManifests;
  readonly #majors: Memory<number | undefined>;

  /** `boundary`: the outermost folder that is looked in. */
  constructor(disk: Disk, boundary: string, manifests: PackageManifests) {
    this.#disk = disk;
    this.#boundary = boundary;
    this.#manifests = manifests;
    this.#majors = new Memory((key) => {
      const separator = key.indexOf("\n");
      return this.#find(key.slice(0, separator), key.slice(separator + 1));
    }, undefined);
  }

  /** Major version of a package for a file; `undefined` where neither an installed nor a declared version says. */
  major(packageName: string, fromFile: string): number | undefined {
    const directory = parentDirectory(fromFile);
    return directory === undefined ? undefined : this.#majors.get(`${packageName}\n${directory}`);
  }

  forgetAll(): void {
    this.#majors.forgetAll();
  }

  #find(packageName: string, directory: string): number | undefined {
    const directories = [...directoriesUpTo(directory, this.#boundary)];
    for (const candidate of directories) {
      const installed = this.#manifests.in(`${candidate}/node_modules/${packageName}`)?.version;
      const major = installed === undefined ? undefined : majorOfVersion(installed);
      if (major !== undefined) return major;
    }
    for (const candidate of directories) {
      const manifest = this.#manifests.in(candidate);
      for (const name of DEPENDENCY_FIELDS) {
        const range = field(field(manifest?.content, name), packageName);
        // The nearest declaration decides, even where it does not tell the version.
        if (typeof range === "string") return this.#majorOfDeclared(packageName, range, directories);
      }
    }
    return undefined;
  }

  #majorOfDeclared(packageName: string, range: string, directories: readonly string[]): number | undefined {
    if (range.startsWith("catalog:")) {
      const resolved = this.#catalogRange(packageName, range.slice("catalog:".length).trim() || "default", directories);
      return resolved === undefined || resolved.startsWith("catalog:")
        ? undefined
        : this.#majorOfDeclared(packageName, resolved, directories);
    }
    if (range.startsWith("npm:")) {
      const target = range.slice("npm:".length);
      const separator = target.lastIndexOf("@");
      if (separator <= 0 || target.slice(0, separator) !== packageName) return undefined;
      return majorOfRange(target.slice(separator + 1));
    }
    return majorOfRange(range.replace(/^workspace:/, ""));
  }

  #catalogRange(packageName: string, catalog: string, directories: readonly string[]): string | undefined {
    for (const directory of directories) {
      const range = readPnpmWorkspace(directory, this.#disk).catalogs.get(catalog)?.get(packageName);
      if (range !== undefined) return range;
      const content = this.#manifests.in(directory)?.content;
      for (const holder of [content, field(content, "workspaces")]) {
        const entries = catalog === "default" ? field(holder, "catalog") : field(field(holder, "catalogs"), catalog);
        const declared = field(entries, packageName);
        if (typeof declared === "string") return declared;
      }
    }
    return undefined;
  }
}
