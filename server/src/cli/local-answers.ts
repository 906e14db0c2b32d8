import type { AnswerChange } from "../protocol.ts";
import { FolderReview } from "../review/folder-review.ts";
import { stateOf } from "../review/review-folder.ts";
import { type LocalAnswers, readLocalAnswers } from "../review/well-architected/local-answers.ts";
import { nodeDisk } from "../workspace/disk.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import { Workspace } from "../workspace/workspace.ts";
import { CommandError } from "./command-error.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import { absolutePath } from "./written-path.ts";
import type { Terminal } from "./terminal.ts";

/** The option that names a lens of the folder. */
export const LENS_OPTION: OptionDescriptions = {
  lens: { type: "string", value: "ID", description: "lens, if not generative-ai" },
};

/** Reads a folder's answers to the lens of the options. What is wrong with its review goes to standard error. Throws `CommandError`. */
export async function localAnswers(terminal: Terminal, options: ParsedOptions, folder: string): Promise<LocalAnswers> {
  const root = absolutePath(terminal, folder);
  if (nodeDisk.stat(root)?.kind !== "directory") {
    throw new CommandError(`${folder} is no folder: name one that is there`);
  }
  const id = options.text("lens") ?? "generative-ai";
  const local = await readLocalAnswers(root, id);
  if (!("lens" in local)) {
    throw new CommandError(`There is no lens "${id}".${suggestion(id, local) || " `genai-lens lens list` lists them"}`);
  }
  for (const problem of local.problems) terminal.writeError(`${problem}\n`);
  return local;
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
