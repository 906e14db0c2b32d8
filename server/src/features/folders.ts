import path from "node:path";
import type { WorkspaceFolder } from "vscode-languageserver";
import type { ScanState } from "../protocol.ts";
import { FolderReview } from "../review/folder-review.ts";
import { isInside } from "../workspace/paths.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { WorkspaceOptions } from "../workspace/workspace-options.ts";
import { createAnalyser } from "./breadcrumbs.ts";
import type { Documents } from "./documents.ts";
import { isSameSettings } from "./settings.ts";
import { fileOfUri } from "./uris.ts";

/** A folder of the editor's workspace, or one that was made for a file outside of all of them. */
export interface Folder {
  /** As the client writes it; `undefined` for a folder that the client does not know. */
  readonly uri: string | undefined;
  readonly name: string;
  readonly root: string;
  readonly workspace: Workspace;
  readonly review: FolderReview | undefined;
  scan: ScanState;
}

interface Settings {
  /** Settings for a folder; for none, those of the whole editor. */
  read(folderUri: string | undefined): Promise<WorkspaceOptions>;
}

/** All folders, with one `Workspace` each. */
export class Folders {
  readonly #documents: Documents;
  readonly #settings: Settings;
  readonly #skip: ReadonlySet<string>;
  #named: Folder[] = [];
  #options = new Map<string | undefined, WorkspaceOptions>();
  readonly #others = new Map<string, Folder>();
  #ready: Promise<void> = Promise.resolve();
  #isReady = false;

  constructor(documents: Documents, settings: Settings, skip: readonly string[]) {
    this.#documents = documents;
    this.#settings = settings;
    this.#skip = new Set(skip);
  }

  /** Settled once all changes so far have been taken in. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Whether the first folders and their settings are known. Until then no file has a place. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** The editor's own folders, in its order. */
  named(): readonly Folder[] {
    return this.#named;
  }

  all(): readonly Folder[] {
    return [...this.#named, ...this.#others.values()];
  }

  byUri(uri: string): Folder | undefined {
    const root = rootOf(uri);
    return this.#named.find((folder) => folder.uri === uri || folder.root === root);
  }

  /** The innermost folder around a file; `undefined` where it lies in none. */
  find(file: string): Folder | undefined {
    let innermost: Folder | undefined;
    for (const folder of this.#named) {
      if (isInside(file, folder.root) && folder.root.length > (innermost?.root.length ?? -1)) innermost = folder;
    }
    return innermost ?? this.#others.get(path.posix.dirname(file));
  }

  /** The same; one is made for a file that lies in none. */
  of(file: string): Folder {
    const known = this.find(file);
    if (known !== undefined) return known;
    const root = path.posix.dirname(file);
    const made = this.#make(undefined, path.posix.basename(root), root);
    this.#others.set(root, made);
    this.#bringDocuments();
    return made;
  }

  /** Adds and removes folders of the editor. */
  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    return this.#inTurn(async () => {
      const gone = new Set(removed.map((folder) => folder.uri));
      await this.#readSettings([...this.#named.flatMap(({ uri }) => uri ?? []), ...added.map(({ uri }) => uri)]);
      this.#named = this.#named.filter((folder) => folder.uri === undefined || !gone.has(folder.uri));
      for (const { uri, name } of added) {
        const root = rootOf(uri);
        if (root === undefined || this.byUri(uri) !== undefined) continue;
        this.#named.push(this.#make(uri, name, root));
      }
      this.#isReady = true;
      // Files outside may lie inside now, and the other way round.
      this.#others.clear();
      this.#bringDocuments();
    });
  }

  /** Reads the settings again. Answers, when done, which folders begin anew because of them. */
  async reload(): Promise<readonly Folder[]> {
    const renewed: Folder[] = [];
    await this.#inTurn(async () => {
      const before = this.#options;
      await this.#readSettings(this.#named.flatMap(({ uri }) => uri ?? []));
      const isSame = (uri: string | undefined): boolean => {
        const [old, current] = [before.get(uri), this.#options.get(uri)];
        return old !== undefined && current !== undefined && isSameSettings(old, current);
      };
      this.#named = this.#named.map((folder) => {
        if (isSame(folder.uri)) return folder;
        const made = this.#make(folder.uri, folder.name, folder.root);
        renewed.push(made);
        return made;
      });
      if (!isSame(undefined)) this.#others.clear();
      this.#bringDocuments();
    });
    return renewed;
  }

  /** Gives up the folders that were made for files that are closed by now. */
  forgetUnused(): void {
    for (const root of this.#others.keys()) {
      if (!this.#documents.all().some(({ file }) => path.posix.dirname(file) === root)) this.#others.delete(root);
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#ready.then(work);
    // A change that failed must not stop those after it.
    this.#ready = done.catch(() => undefined);
    return done;
  }

  async #readSettings(uris: readonly string[]): Promise<void> {
    const wanted = [undefined, ...uris];
    const all = await Promise.all(wanted.map(async (uri) => this.#settings.read(uri)));
    this.#options = new Map(wanted.map((uri, index) => [uri, all[index] ?? {}]));
  }

  #make(uri: string | undefined, name: string, root: string): Folder {
    const options = this.#options.get(uri) ?? {};
    const workspace = new Workspace(root, {
      ...options,
      createAnalyser: (host, names) => createAnalyser(host, names, this.#skip),
    });
    const review = uri === undefined ? undefined : new FolderReview({ uri, name }, root, workspace.rules());
    return { uri, name, root, workspace, review, scan: { state: "not scanned" } };
  }

  #bringDocuments(): void {
    for (const { file, document } of this.#documents.all()) {
      this.find(file)?.workspace.setOverlay(file, document.getText(), document.version);
    }
  }
}

function rootOf(uri: string): string | undefined {
  const root = fileOfUri(uri);
  return root === undefined || root === "/" ? root : root.replace(/\/$/u, "");
}
