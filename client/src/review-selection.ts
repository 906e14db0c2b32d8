import type { Memento, WorkspaceFolder } from "vscode";
import { foldersOnDisk } from "./folders-on-disk.ts";

const FOLDER = "genaiLens.review.folder";
const LENSES = "genaiLens.review.lenses";

/** Which milestones a folder's review is compared between. `until` is `null` for now. */
interface Comparison {
  readonly milestone: string;
  readonly until: string | null;
}

/** Whose review is shown: folder and lens are remembered for the workspace, what it is compared with for this window. */
export class ReviewSelection {
  readonly #memory: Memento;
  readonly #comparisons = new Map<string, Comparison>();

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** The folder that was selected, else the first; `undefined` where none is open that is on disk. */
  get folder(): WorkspaceFolder | undefined {
    const folders = foldersOnDisk();
    const selected = this.#memory.get<string>(FOLDER);
    return folders.find(({ uri }) => uri.toString() === selected) ?? folders[0];
  }

  /** What to ask the server for. */
  query(folder: string): { folder: string; lens?: string; milestone?: string; until?: string } {
    const lens = this.#lenses()[folder];
    const comparison = this.#comparisons.get(folder);
    return {
      folder,
      ...(lens === undefined ? {} : { lens }),
      ...(comparison === undefined ? {} : { milestone: comparison.milestone }),
      ...(comparison === undefined || comparison.until === null ? {} : { until: comparison.until }),
    };
  }

  async selectFolder(folder: string): Promise<void> {
    await this.#memory.update(FOLDER, folder);
  }

  /** @param lens `undefined` for the one that the server takes where none is named. */
  async selectLens(folder: string, lens: string | undefined): Promise<void> {
    await this.#memory.update(LENSES, { ...this.#lenses(), [folder]: lens });
  }

  /** @param comparison `undefined` for the last milestone with now. */
  compare(folder: string, comparison: Comparison | undefined): void {
    if (comparison === undefined) {
      this.#comparisons.delete(folder);
    } else {
      this.#comparisons.set(folder, comparison);
    }
  }

  #lenses(): Readonly<Record<string, string | undefined>> {
    return this.#memory.get<Readonly<Record<string, string | undefined>>>(LENSES, {});
  }
}
