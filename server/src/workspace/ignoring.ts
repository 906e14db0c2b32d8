import ignore, { type Ignore } from "ignore";
import type { Disk } from "./disk.ts";
import { directoriesUpTo, isInside, parentDirectory, relativePath } from "./paths.ts";
import { isOutputFolder, isSourceName } from "./source-files.ts";

/** What leaves a path out, in words for a message. */
export type IgnoreReason = string;

/** The rules of one ignore file, which speak of what lies below its folder. */
interface IgnoreFile {
  readonly directory: string;
  readonly source: string;
  readonly rules: Ignore;
}

/** Extra rules that do not come from ignore files, such as the configuration's. */
export interface IgnoreSource {
  /** Why a path is left out; `undefined` where it is not. A folder that is left out hides all that is in it. */
  reason(path: string): IgnoreReason | undefined;
}

/**
 * Says which paths of a folder are left out: packages, build output, what the ignore files of git at every
 * level name, and what further sources add. The root itself is never left out.
 */
export class Ignoring {
  readonly #root: string;
  readonly #disk: Disk;
  readonly #sources: readonly IgnoreSource[];
  readonly #repository: string | undefined;
  readonly #withoutIgnoreFile = new Set<string>();
  #filesByDirectory = new Map<string, readonly IgnoreFile[]>();
  #directoryReasons = new Map<string, IgnoreReason | undefined>();

  /** `repository` is the folder that holds `.git`, where there is one around the root. */
  constructor(root: string, repository: string | undefined, disk: Disk, sources: readonly IgnoreSource[]) {
    this.#root = root;
    this.#disk = disk;
    this.#sources = sources;
    this.#repository = repository;
  }

  /** Spares a look for an ignore file in a folder that is known to have none. To be called before the folder's paths are asked. */
  noteWithoutIgnoreFile(directory: string): void {
    this.#withoutIgnoreFile.add(directory);
  }

  /** Forgets what the ignore files said. */
  reset(): void {
    this.#withoutIgnoreFile.clear();
    this.#filesByDirectory = new Map();
    this.#directoryReasons = new Map();
  }

  /** Why a folder is not looked into; `undefined` where it is. */
  directoryReason(directory: string): IgnoreReason | undefined {
    if (directory === this.#root || !isInside(directory, this.#root)) return undefined;
    if (this.#directoryReasons.has(directory)) return this.#directoryReasons.get(directory);
    const parent = parentDirectory(directory);
    const reason =
      (parent === undefined ? undefined : this.directoryReason(parent)) ?? this.#ownReason(directory, true);
    this.#directoryReasons.set(directory, reason);
    return reason;
  }

  /** Why a file is not checked; `undefined` where it is. Outside the root only its name and packages count. */
  fileReason(file: string): IgnoreReason | undefined {
    const name = file.slice(file.lastIndexOf("/") + 1);
    if (!isSourceName(name)) return "it is not a TypeScript or JavaScript source file";
    if (!isInside(file, this.#root)) return file.includes("/node_modules/") ? "it belongs to a package" : undefined;
    const parent = parentDirectory(file);
    return (parent === undefined ? undefined : this.directoryReason(parent)) ?? this.#ownReason(file, false);
  }

  /** Why a file is not checked, where its folder and its name are known to be fine. */
  listedFileReason(file: string): IgnoreReason | undefined {
    return this.#ownReason(file, false);
  }

  #ownReason(path: string, isDirectory: boolean): IgnoreReason | undefined {
    if (isDirectory) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      if (isOutputFolder(name)) return `folders named ${name} hold packages or build output`;
    }
    const parent = parentDirectory(path);
    if (parent !== undefined) {
      // Innermost last: what a deeper ignore file says replaces what an outer one said.
      let reason: IgnoreReason | undefined;
      for (const file of this.#ignoreFiles(parent)) {
        const relative = relativePath(file.directory, path);
        const result = file.rules.test(isDirectory ? `${relative}/` : relative);
        if (result.ignored) reason = `${file.source} names it`;
        else if (result.unignored) reason = undefined;
      }
      if (reason !== undefined) return reason;
    }
    for (const source of this.#sources) {
      const reason = source.reason(path);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  /** The ignore files that speak of what lies in a folder, outermost first. */
  #ignoreFiles(directory: string): readonly IgnoreFile[] {
    const known = this.#filesByDirectory.get(directory);
    if (known !== undefined) return known;
    let files: readonly IgnoreFile[];
    if (directory === this.#root) {
      files = [...this.#outerFiles(), ...this.#readFile(directory, ".gitignore")];
    } else {
      const parent = parentDirectory(directory);
      const outer = parent === undefined ? [] : this.#ignoreFiles(parent);
      const own = this.#withoutIgnoreFile.has(directory) ? [] : this.#readFile(directory, ".gitignore");
      files = own.length === 0 ? outer : [...outer, ...own];
    }
    this.#filesByDirectory.set(directory, files);
    return files;
  }

  /** Those between the repository's root and ours; none where they leave our whole root out. */
  #outerFiles(): readonly IgnoreFile[] {
    const repository = this.#repository;
    if (repository === undefined) return [];
    const files = this.#readFile(repository, ".git/info/exclude");
    if (repository !== this.#root) {
      const directories = [...directoriesUpTo(this.#root, repository)].slice(1).reverse();
      for (const directory of directories) files.push(...this.#readFile(directory, ".gitignore"));
      for (const file of files) {
        const segments = relativePath(file.directory, this.#root);
        if (file.rules.test(`${segments}/`).ignored) return [];
      }
    }
    return files;
  }

  #readFile(directory: string, name: string): IgnoreFile[] {
    const file = `${directory}/${name}`;
    try {
      if (this.#disk.stat(file)?.kind !== "file") return [];
      const rules = ignore({ allowRelativePaths: true }).add(this.#disk.read(file).toString("utf8"));
      return [{ directory, source: relativePath(this.#root, file), rules }];
    } catch {
      // An ignore file that cannot be read leaves nothing out, as with git.
      return [];
    }
  }
}
