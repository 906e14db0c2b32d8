import type { Disk, DirectoryEntry } from "../../server/src/workspace/disk.ts";

/** A file system for tests: what is in the record and nothing else. Counts how often files are looked at. */
export class MemoryDisk implements Disk {
  readonly files = new Map<string, string | Buffer>();
  /** Paths that nobody may read. */
  readonly forbidden = new Set<string>();
  /** Symbolic links by their path. */
  readonly links = new Map<string, string>();
  readCount = 0;

  constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
    for (const [file, content] of Object.entries(files)) this.files.set(file, content);
  }

  entries(directory: string): readonly DirectoryEntry[] {
    this.#check(directory);
    const prefix = directory === "/" ? "/" : `${directory}/`;
    const found = new Map<string, DirectoryEntry["kind"]>();
    for (const file of this.files.keys()) {
      if (!file.startsWith(prefix)) continue;
      const [name = "", ...rest] = file.slice(prefix.length).split("/");
      found.set(name, rest.length > 0 ? "directory" : "file");
    }
    for (const link of this.links.keys()) {
      if (link.startsWith(prefix) && !link.slice(prefix.length).includes("/"))
        found.set(link.slice(prefix.length), "other");
    }
    // Backwards, as no file system promises an order.
    return [...found].reverse().map(([name, kind]) => ({ name, kind }));
  }

  readInto(file: string, buffer: Buffer): number {
    return this.#bytes(file).copy(buffer);
  }

  read(file: string): Buffer {
    return this.#bytes(file);
  }

  stat(path: string): ReturnType<Disk["stat"]> {
    const content = this.files.get(path);
    if (content !== undefined) return { kind: "file", size: Buffer.byteLength(content) };
    const isDirectory = [...this.files.keys()].some((file) => file.startsWith(`${path}/`));
    return isDirectory ? { kind: "directory", size: 0 } : undefined;
  }

  realPath(path: string): string {
    return this.links.get(path) ?? path;
  }

  #bytes(file: string): Buffer {
    this.#check(file);
    this.readCount++;
    const content = this.files.get(file);
    if (content === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
    return typeof content === "string" ? Buffer.from(content) : content;
  }

  #check(path: string): void {
    if (this.forbidden.has(path)) throw Object.assign(new Error("forbidden"), { code: "EACCES" });
  }
}
