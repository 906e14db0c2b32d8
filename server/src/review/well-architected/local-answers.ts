import path from "node:path";
import type { Lens } from "../../../../lens/practices/practices.ts";
import { lensFileOf } from "../lens-file/export-lens.ts";
import { writeLensFile } from "../lens-file/lens-file-text.ts";
import { LENSES_FOLDER, readLensText } from "../lens-file/lens-folder.ts";
import { readOfferedLenses } from "../offered-lenses.ts";
import { ReviewStore } from "../store.ts";
import type { Answers } from "./difference.ts";

/** A folder's answers to one lens. */
export interface LocalAnswers {
  /** The folder's absolute path, with `/`. */
  readonly root: string;
  readonly lens: Lens;
  readonly answers: Answers;
  /** What is wrong with files of the review, one line each. */
  readonly problems: readonly string[];
  /** Why no answer can be read at all, where there should be some. Nothing is to be concluded from their absence then. */
  readonly unreadable: string | undefined;
  /** The lens as a custom lens file. Throws `LensFileError`. */
  lensText(): Promise<string>;
}

/** Reads a folder's answers to a lens; the ids of the lenses on offer, where that one is not. */
export async function readLocalAnswers(root: string, id: string): Promise<LocalAnswers | readonly string[]> {
  const [offered, stored] = await Promise.all([readOfferedLenses(root), new ReviewStore(root).load()]);
  const found = offered.lenses.find(({ lens }) => lens.id === id);
  if (found === undefined) return offered.lenses.map(({ lens }) => lens.id);
  const { lens, isImported } = found;
  const file = `${LENSES_FOLDER}/${lens.id}.json`;
  return {
    root,
    lens,
    answers: stored.answers.get(id) ?? new Map(),
    problems: [...stored.problems, ...offered.problems],
    unreadable: stored.answers.size === 0 ? stored.problems[0] : undefined,
    lensText: async () => (isImported ? readLensText(path.join(root, file), file) : writeLensFile(lensFileOf(lens))),
  };
}
