import { ProgressLocation, commands, window, workspace } from "vscode";
import type { Disposable, Memento, QuickPickItem, WorkspaceFolder } from "vscode";
import type {
  LensSummary,
  SyncAnswer,
  SyncConnection,
  SyncDirection,
  SyncItem,
  SyncRequest,
  SyncWorkload,
} from "../../server/src/protocol.ts";
import { foldersOnDisk, lackMessage, pickFolder } from "./folders-on-disk.ts";
import type { LensClient } from "./language-client.ts";
import type { ShownText } from "./shown-text.ts";

const DIFFERENCE = "Difference with the AWS Well-Architected Tool.diff";
const CONNECTION = "genaiLens.sync.connection";

const ADDING = { yes: "Do This", title: "Adding the lens" };
const UPGRADE = { yes: "Upgrade", title: "Upgrading the lens" };
const GO_ON = "Go On Without";

/** What was chosen before anything is compared. */
interface SyncChoice {
  readonly folder: WorkspaceFolder;
  readonly lens: LensSummary;
  readonly direction: SyncDirection;
  readonly connection: SyncConnection;
  readonly workload: SyncWorkload;
}

/**
 * The command that compares the review with a workload of the AWS Well-Architected Tool, shows the difference, and takes
 * over what a person picks of it. The only thing of the extension that talks to AWS; off in Restricted Mode.
 */
export class SyncCommand {
  readonly #client: LensClient;
  readonly #memory: Memento;
  readonly #texts: ShownText;

  /** `memory` keeps profile and region for the next time. */
  constructor(client: LensClient, memory: Memento, texts: ShownText) {
    this.#client = client;
    this.#memory = memory;
    this.#texts = texts;
  }

  register(): Disposable {
    return commands.registerCommand("genaiLens.syncReview", async () => this.#run());
  }

  async #run(): Promise<void> {
    if (!workspace.isTrusted) {
      void window.showErrorMessage("The sync with AWS is off in Restricted Mode. Trust the workspace first.");
      return;
    }
    if (!(await this.#client.untilRunning())) {
      void window.showErrorMessage("The review cannot be synced: the GenAI Lens server is not running.");
      return;
    }
    try {
      const choice = await this.#choose();
      if (choice !== undefined) {
        await this.#sync(choice);
      }
    } catch (error) {
      void window.showErrorMessage(
        `The review was not synced: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  async #choose(): Promise<SyncChoice | undefined> {
    const folders = foldersOnDisk();
    if (folders.length === 0) {
      void window.showErrorMessage(lackMessage());
      return undefined;
    }
    const folder = folders.length === 1 ? folders[0] : await pickFolder(folders, "The folder whose review is synced");
    if (folder === undefined) {
      return undefined;
    }
    const { lenses } = await this.#client.request("genaiLens/review", { folder: folder.uri.toString() });
    const lens = await pick(
      "Lens",
      lenses.map((each) => ({ label: each.title, description: each.version, value: each })),
    );
    const direction =
      lens &&
      (await pick<SyncDirection>("Direction", [
        { label: "Send answers to the tool", value: "push" },
        { label: "Take answers over from the tool", value: "pull" },
      ]));
    const connection = direction && (await this.#askConnection());
    if (lens === undefined || direction === undefined || connection === undefined) {
      return undefined;
    }
    const listed = await this.#ask("Listing workloads", { action: "workloads", connection });
    if (listed?.type !== "workloads") {
      return undefined;
    }
    if (listed.workloads.length === 0) {
      void window.showInformationMessage(
        "There is no workload in this region. Make one in the tool, or with genai-lens review workloads create.",
      );
      return undefined;
    }
    const workload = await pick(
      "Workload",
      listed.workloads.map((each) => ({ label: each.name, detail: each.arn, value: each })),
    );
    return workload && { folder, lens, direction, connection, workload };
  }

  async #askConnection(): Promise<SyncConnection | undefined> {
    const before = this.#memory.get<SyncConnection>(CONNECTION) ?? { profile: "", region: "" };
    const profile = await window.showInputBox({
      title: "AWS profile",
      prompt: "Name of a profile in the AWS configuration; empty for the default credentials",
      value: before.profile,
    });
    const region =
      profile === undefined
        ? undefined
        : await window.showInputBox({
            title: "AWS region",
            prompt: "Such as eu-central-1; empty for the profile's own",
            value: before.region,
          });
    if (profile === undefined || region === undefined) {
      return undefined;
    }
    const connection = { profile: profile.trim(), region: region.trim() };
    await this.#memory.update(CONNECTION, connection);
    return connection;
  }

  async #sync(choice: SyncChoice, isUpgradeDeclined = false): Promise<void> {
    const { folder, lens, direction, connection, workload } = choice;
    const request: SyncRequest = {
      action: "compare",
      connection,
      folder: folder.uri.toString(),
      lens: lens.id,
      workload: workload.id,
      direction,
      isUpgradeDeclined,
    };
    const compared = await this.#ask("Comparing answers", request);
    if (compared?.type === "step") {
      const step = compared.isUpgrade ? UPGRADE : ADDING;
      const choices = compared.isUpgrade ? [step.yes, GO_ON] : [step.yes];
      const chosen = await window.showWarningMessage(compared.text, { modal: true }, ...choices);
      if (chosen === GO_ON) {
        return this.#sync(choice, true);
      }
      if (chosen === undefined) {
        return;
      }
      const prepared = await this.#ask(step.title, { action: "prepare", session: compared.session });
      return prepared?.type === "prepared" ? this.#sync(choice) : undefined;
    }
    if (compared?.type !== "difference") {
      return;
    }
    const { session, text, remarks, items } = compared;
    if (items.length === 0) {
      void window.showInformationMessage(["Both sides say the same.", ...remarks].join(" "));
      return;
    }
    await this.#texts.show(
      DIFFERENCE,
      [...remarks.map((remark) => `  ${remark}`), ...(remarks.length > 0 ? [""] : []), text].join("\n"),
    );
    const picked = await pickItems(items, direction);
    if (picked === undefined || picked.length === 0) {
      return;
    }
    const part = await this.#ask("Preparing", { action: "show", session, items: picked });
    if (part?.type !== "part") {
      return;
    }
    await this.#texts.show(DIFFERENCE, part.text);
    const question =
      direction === "push"
        ? `Send what is shown to the workload "${workload.name}"?`
        : "Take what is shown over into .genai-lens/review.json?";
    if (!(await agreed(question, direction === "push" ? "Send" : "Take Over"))) {
      return;
    }
    const done = await this.#ask("Syncing", { action: "apply", session, items: picked });
    if (done?.type === "done") {
      void window.showInformationMessage(done.lines.join(" "));
    }
  }

  /** Asks the server. What stands in the way is told, and `undefined` answered. */
  async #ask(title: string, request: SyncRequest): Promise<SyncAnswer | undefined> {
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title: `GenAI Lens: ${title}` },
      async () => this.#client.request("genaiLens/sync", request),
    );
    if (answer.type !== "failed") {
      return answer;
    }
    void window.showErrorMessage(answer.message);
    return undefined;
  }
}

/** The only choice there is, else the one that a person picks. */
async function pick<Value>(
  title: string,
  items: readonly (QuickPickItem & { readonly value: Value })[],
): Promise<Value | undefined> {
  const [only, ...others] = items;
  return others.length === 0 ? only?.value : (await window.showQuickPick(items, { title }))?.value;
}

async function pickItems(items: readonly SyncItem[], direction: SyncDirection): Promise<readonly string[] | undefined> {
  const picks = items.map(({ id, title, isConflict }) => ({
    label: id,
    description: title,
    ...(isConflict ? { detail: "Both sides answered differently: this replaces the other answer" } : {}),
    picked: !isConflict,
  }));
  const title = direction === "push" ? "What to send to the tool" : "What to take over from the tool";
  const picked = await window.showQuickPick(picks, { title, canPickMany: true, ignoreFocusOut: true });
  return picked?.map(({ label }) => label);
}

async function agreed(question: string, yes: string): Promise<boolean> {
  return (await window.showWarningMessage(question, { modal: true }, yes)) === yes;
}
