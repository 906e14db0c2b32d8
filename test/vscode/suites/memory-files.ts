import { EventEmitter, FileSystemError, FileType } from "vscode";
import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from "vscode";

/** A file system that is nowhere on disk and cannot be changed: the given texts by their paths. */
export class MemoryFiles implements FileSystemProvider {
  readonly #texts: ReadonlyMap<string, string>;
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts));
  }

  watch(): { dispose(): void } {
    return { dispose: () => {} };
  }

  stat(uri: Uri): FileStat {
    const text = this.#texts.get(uri.path);
    if (text === undefined && this.readDirectory(uri).length === 0) {
      throw FileSystemError.FileNotFound(uri);
    }
    return {
      type: text === undefined ? FileType.Directory : FileType.File,
      ctime: 0,
      mtime: 0,
      size: text?.length ?? 0,
    };
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    const start = path.endsWith("/") ? path : `${path}/`;
    const inside = [...this.#texts.keys()].filter((file) => file.startsWith(start));
    const entries = inside.map((file) => file.slice(start.length).split("/"));
    return [
      ...new Map(entries.map(([name = "", ...rest]) => [name, rest.length === 0 ? FileType.File : FileType.Directory])),
    ];
  }

  readFile(uri: Uri): Uint8Array {
    const text = this.#texts.get(uri.path);
    if (text === undefined) {
      throw FileSystemError.FileNotFound(uri);
    }
    return new TextEncoder().encode(text);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}
