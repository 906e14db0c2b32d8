import type { Lens } from "../../../lens/practices/practices.ts";
import type { AnswerChange } from "../protocol.ts";
import { FolderReview } from "../review/folder-review.ts";
import { lensFileOf } from "../review/lens-file/export-lens.ts";
import { writeLensFile } from "../review/lens-file/lens-file-text.ts";
import { LENSES_FOLDER, readLensText } from "../review/lens-file/lens-folder.ts";
import { readOfferedLenses } from "../review/offered-lenses.ts";
import { stateOf } from "../review/review-folder.ts";
import { ReviewStore } from "../review/store.ts";
import type { Answers } from "../review/well-architected/difference.ts";
import { nodeDisk } from "../workspace/disk.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import { Workspace } from "../workspace/workspace.ts";
import { CommandError } from "./command-error.ts";
import { orCommandError } from "./lens-source.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import { absolutePath } from "./targets.ts";
import type { Terminal } from "./terminal.ts";

/** The option that names a lens of the folder. */
export const LENS_OPTION: OptionDescriptions = {
  lens: { type: "string", value: "ID", description: "lens, if not generative-ai" },
};

/** A folder's answers to one lens. */
export interface LocalAnswers {
  /** The folder's absolute path, with `/`. */
  readonly root: string;
  readonly lens: Lens;
  readonly answers: Answers;
  /** The lens as a custom lens file. Throws `CommandError`. */
  lensText(): Promise<string>;
}

/** Reads a folder's answers to the lens of the options. What is wrong with its review goes to standard error. Throws `CommandError`. */
export async function localAnswers(terminal: Terminal, options: ParsedOptions, folder: string): Promise<LocalAnswers> {
  const root = absolutePath(terminal, folder);
  if (nodeDisk.stat(root)?.kind !== "directory")
    throw new CommandError(`${folder} is no folder: name one that is there`);
  const id = options.text("lens") ?? "generative-ai";
  const [{ lenses, problems }, stored] = await Promise.all([readOfferedLenses(root), new ReviewStore(root).load()]);
  const offered = lenses.find(({ lens }) => lens.id === id);
  if (offered === undefined) {
    const known = lenses.map(({ lens }) => lens.id);
    throw new CommandError(`There is no lens "${id}".${suggestion(id, known) || " `genai-lens lens list` lists them"}`);
  }
  for (const problem of [...stored.problems, ...problems]) terminal.writeError(`${problem}\n`);
  const { lens, isImported } = offered;
  return {
    root,
    lens,
    answers: stored.answers.get(id) ?? new Map(),
    lensText: async () => {
      const file = `${LENSES_FOLDER}/${lens.id}.json`;
      return isImported ? orCommandError(readLensText(`${root}/${file}`, file)) : writeLensFile(lensFileOf(lens));
    },
  };
}

/** Stores answers, all or none, with what the code shows now against them. Throws `CommandError`. */
export async function storeAnswers(
  terminal: Terminal,
  { root, lens }: LocalAnswers,
  changes: readonly AnswerChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const workspace = new Workspace(root, {});
  await workspace.scan(undefined, ({ done, total }) => terminal.progress.show(`Checking: ${done} of ${total} files`));
  terminal.progress.clear();
  const review = new FolderReview({ uri: "", name: root }, root, workspace.rules());
  review.take(stateOf(workspace));
  const error = await review.answer(lens.id, changes);
  if (error !== undefined) throw new CommandError(error.replace(/\.$/u, ""));
}
