import { Range, Uri, ViewColumn, env, window } from "vscode";
import type { EvidenceLocation, PanelMessage } from "../../server/src/protocol.ts";
import { applyFix } from "./fix-edit.ts";
import type { LensClient } from "./language-client.ts";
import { importLens } from "./lens-import.ts";
import { isPageId } from "./page.ts";
import { exportReview } from "./review-export.ts";
import type { ReviewRequest } from "./review-panel.ts";
import type { ReviewSelection } from "./review-selection.ts";
import { openPage } from "./rule-pages.ts";
import type { WorkspaceScan } from "./scan-command.ts";
import type { ShownText } from "./shown-text.ts";

/** What comes of a request. */
export interface Reply {
  /** For the panel that asked. */
  readonly message?: PanelMessage;
  /** Whether all panels have to be given the review again. */
  readonly isRefreshNeeded?: boolean;
}

const GONE: Reply = { message: { type: "failed", message: "The code changed, and this place is no longer there." } };

/** Does what a panel asks for. */
export class ReviewRequests {
  readonly #client: LensClient;
  readonly #scan: WorkspaceScan;
  readonly #selection: ReviewSelection;
  readonly #texts: ShownText;

  constructor(client: LensClient, scan: WorkspaceScan, selection: ReviewSelection, texts: ShownText) {
    this.#client = client;
    this.#scan = scan;
    this.#selection = selection;
    this.#texts = texts;
  }

  /**
   * Fails with the server's own error.
   * @param column where the panel that asks stands; `undefined` in the side bar
   */
  async serve(request: ReviewRequest, column: ViewColumn | undefined): Promise<Reply> {
    const { folder } = request;
    switch (request.type) {
      case "answers": {
        const { lens, answers } = request;
        const { error } = await this.#client.request("genaiLens/answer", { folder, lens, answers });
        return error === undefined
          ? { message: { type: "saved", folder, lens, practices: answers.map(({ practice }) => practice) } }
          : failed(error);
      }
      case "openEvidence": {
        const location = await this.#client.request("genaiLens/evidence", { folder, evidence: request.evidence });
        return location === null ? GONE : open(location, column);
      }
      case "fixEvidence":
        return this.#fix(request, column);
      case "openPage":
        if (isPageId(request.page)) {
          await openPage(this.#client, request.page);
        }
        return {};
      case "openLink":
        await env.openExternal(Uri.parse(request.url, true));
        return {};
      case "scan":
        await this.#scan.run(folder, "shown");
        return {};
      case "selectFolder":
        await this.#selection.selectFolder(folder);
        return { isRefreshNeeded: true };
      case "selectLens":
        await this.#selection.selectLens(folder, request.lens);
        return { isRefreshNeeded: true };
      case "compare":
        this.#selection.compare(folder, request);
        return { isRefreshNeeded: true };
      case "createMilestone": {
        this.#selection.compare(folder, undefined);
        const { error } = await this.#client.request("genaiLens/milestone", {
          folder,
          action: "create",
          name: request.name,
        });
        return error === undefined ? done(`Milestone “${request.name}” saved.`) : failed(error);
      }
      case "removeMilestone":
        return this.#removeMilestone(folder, request.milestone);
      case "export": {
        const { lens, format } = request;
        const saved = await exportReview(this.#client, folder, lens, format);
        return saved === undefined ? {} : "error" in saved ? failed(saved.error) : done(`Saved as ${saved.path}.`);
      }
      case "importLens": {
        const imported = await importLens(this.#client, folder, this.#texts);
        return imported === undefined
          ? {}
          : "error" in imported
            ? failed(imported.error)
            : done("The lens was imported. It is in the list of lenses.");
      }
    }
  }

  async #fix(request: ReviewRequest & { type: "fixEvidence" }, column: ViewColumn | undefined): Promise<Reply> {
    const { folder, evidence, manner } = request;
    const location = await this.#client.request("genaiLens/evidence", { folder, evidence });
    const fix = await this.#client.request("genaiLens/fixEvidence", { folder, evidence });
    if ("error" in fix) {
      return failed(fix.error);
    }
    if (location !== null) {
      await open(location, column);
    }
    return (await applyFix(fix.edit, manner))
      ? done("The fix is in the editor. Look at it, and save the file to keep it.")
      : failed("The fix was not applied: it was not accepted, the file changed meanwhile, or it cannot be written.");
  }

  async #removeMilestone(folder: string, milestone: string): Promise<Reply> {
    const remove = "Remove";
    const choice = await window.showWarningMessage(
      "Remove this milestone? Answers stay; what they were at that time is gone.",
      { modal: true },
      remove,
    );
    if (choice !== remove) {
      return {};
    }
    this.#selection.compare(folder, undefined);
    const { error } = await this.#client.request("genaiLens/milestone", { folder, action: "remove", milestone });
    return error === undefined ? done("Milestone removed.") : failed(error);
  }
}

/** Shows a place in the code, beside the review where that is a tab itself. */
async function open({ uri, range: { start, end } }: EvidenceLocation, column: ViewColumn | undefined): Promise<Reply> {
  await window.showTextDocument(Uri.parse(uri), {
    selection: new Range(start.line, start.character, end.line, end.character),
    preview: true,
    ...(column === undefined ? {} : { viewColumn: column === ViewColumn.One ? ViewColumn.Two : ViewColumn.One }),
  });
  return {};
}

function done(message: string): Reply {
  return { message: { type: "done", message }, isRefreshNeeded: true };
}

function failed(message: string): Reply {
  return { message: { type: "failed", message } };
}
