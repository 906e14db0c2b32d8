import { Disposable, Uri, commands, window, workspace } from "vscode";
import type { ReviewSnapshot } from "../../server/src/protocol.ts";
import { isOnDisk, lackMessage } from "./folders-on-disk.ts";
import type { LensClient } from "./language-client.ts";
import { isPageId } from "./page.ts";
import type { ReviewPanels } from "./review-panels.ts";
import type { ReviewSelection } from "./review-selection.ts";
import { focusReviewView } from "./review-view.ts";

/** The way from a finding to its practice in the review: a link in the hover, and an action of the light bulb. */
export function registerOpenPractice(client: LensClient, panels: ReviewPanels, selection: ReviewSelection): Disposable {
  return commands.registerCommand("genaiLens.openPractice", async (practice?: unknown, file?: unknown) => {
    if (!isPageId(practice)) {
      return;
    }
    const around = typeof file === "string" ? workspace.getWorkspaceFolder(Uri.parse(file)) : undefined;
    const folder = around !== undefined && isOnDisk(around) ? around : selection.folder;
    if (folder === undefined) {
      void window.showErrorMessage(lackMessage());
      return;
    }
    if (!(await client.untilRunning())) {
      void window.showErrorMessage(`${practice} cannot be shown: the GenAI Lens server is not running.`);
      return;
    }
    const uri = folder.uri.toString();
    const lens = await findLens(client, selection, uri, practice);
    if (lens === undefined) {
      void window.showErrorMessage(`No lens of the review has the practice ${practice}.`);
      return;
    }
    await selection.selectFolder(uri);
    await selection.selectLens(uri, lens);
    await panels.reveal(practice, focusReviewView);
  });
}

/** The lens that has a practice: the one shown if it does, else the first. `undefined` where none has. */
async function findLens(
  client: LensClient,
  selection: ReviewSelection,
  folder: string,
  practice: string,
): Promise<string | undefined> {
  const shown = await client.request("genaiLens/review", selection.query(folder));
  if (hasPractice(shown, practice)) {
    return shown.lens.id;
  }
  for (const { id } of shown.lenses.filter(({ id }) => id !== shown.lens.id)) {
    if (hasPractice(await client.request("genaiLens/review", { folder, lens: id }), practice)) {
      return id;
    }
  }
  return undefined;
}

function hasPractice({ pillars }: ReviewSnapshot, practice: string): boolean {
  return pillars.some(({ questions }) =>
    questions.some(({ practices }) => practices.some(({ id }) => id === practice)),
  );
}
