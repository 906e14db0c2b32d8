import type { Disk, DirectoryEntry, DiskEntry } from "./disk.ts";

/** Names that every file system writes in one way only. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * A disk that remembers which names a listed folder holds, and so need not be asked for those that it lacks.
 * Most questions of a scan are for files that are not there: configuration of every folder, and every
 * extension that an import may stand for.
 */
export class ListedDisk implements Disk {
  readonly #disk: Disk;
  /** Names by folder, in lower case: whether a file system tells the two cases apart is not known. */
  readonly #names = new Map<string, ReadonlySet<string>>();
  #isNoting = false;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** From now on listings are remembered. To be called at the start of a scan, which sees every folder anew. */
  note(): void {
    this.#names.clear();
    this.#isNoting = true;
  }

  /** Nothing is remembered any more: outside a scan nobody says when a file comes. */
  forgetAll(): void {
    this.#names.clear();
    this.#isNoting = false;
  }

  /** The folder around a path is asked again: something came or went in it. */
  forget(path: string): void {
    this.#names.delete(path.slice(0, path.lastIndexOf("/")));
  }

  entries(directory: string): readonly DirectoryEntry[] {
    const entries = this.#disk.entries(directory);
    if (this.#isNoting) this.#names.set(directory, new Set(entries.map(({ name }) => name.toLowerCase())));
    return entries;
  }

  stat(path: string): DiskEntry | undefined {
    const separator = path.lastIndexOf("/");
    const names = this.#names.get(path.slice(0, separator));
    if (names !== undefined) {
      const name = path.slice(separator + 1);
      if (!names.has(name.toLowerCase()) && PLAIN.test(name)) return undefined;
    }
    return this.#disk.stat(path);
  }

  readInto(file: string, buffer: Buffer): number {
    return this.#disk.readInto(file, buffer);
  }

  read(file: string): Buffer {
    return this.#disk.read(file);
  }

  realPath(path: string): string {
    return this.#disk.realPath(path);
  }
}
