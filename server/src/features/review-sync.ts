import type { AnswerChange, SyncAnswer, SyncConnection, SyncRequest } from "../protocol.ts";
import { counted } from "../reports/check-result.ts";
import { LensFileError } from "../review/lens-file/lens-folder.ts";
import { StoreError } from "../review/store-error.ts";
import { differenceRemarks, differenceText } from "../review/well-architected/difference-text.ts";
import {
  acceptedPart,
  type Difference,
  itemsOf,
  notesItem,
  practiceItem,
} from "../review/well-architected/difference.ts";
import { findLensInTool, type LensStep, prepareLens, stepText } from "../review/well-architected/lens-in-tool.ts";
import { findUpgrade, type LensUpgrade, outdatedText, upgradeText } from "../review/well-architected/lens-upgrade.ts";
import { connectTool } from "../review/well-architected/load-tool.ts";
import { type LocalAnswers, readLocalAnswers } from "../review/well-architected/local-answers.ts";
import {
  pulledAnswers,
  readDifference,
  sendDifference,
  syncedAfter,
  type ToolReview,
} from "../review/well-architected/sync.ts";
import { readSynced, writeSynced } from "../review/well-architected/synced-states.ts";
import { ToolError, type WellArchitectedTool } from "../review/well-architected/tool.ts";

/** What the sync needs of the folders of the editor. */
export interface SyncFolders {
  /** The folder's absolute path, with `/`. */
  rootOf(uri: string): string;
  /** Stores answers to a lens, all or none. One line, where that was not possible. */
  store(uri: string, lens: string, changes: readonly AnswerChange[]): Promise<string | undefined>;
}

/** What was shown to a person, and waits for an answer. */
type Session =
  | {
      readonly kind: "step";
      readonly tool: WellArchitectedTool;
      readonly workload: string;
      readonly step: LensStep;
      readonly local: LocalAnswers;
    }
  | {
      readonly kind: "upgrade";
      readonly tool: WellArchitectedTool;
      readonly workload: string;
      readonly upgrade: LensUpgrade;
    }
  | {
      readonly kind: "difference";
      readonly folder: string;
      readonly review: ToolReview;
      readonly difference: Difference;
      readonly local: LocalAnswers;
    };

type Compare = Extract<SyncRequest, { action: "compare" }>;

/**
 * The sync with the AWS Well-Architected Tool for the editor. Remembers the last thing that it showed, so that only
 * what was shown can be taken over, and only once.
 */
export class ReviewSync {
  readonly #folders: SyncFolders;
  #session: Session | undefined;
  #number = 0;

  constructor(folders: SyncFolders) {
    this.#folders = folders;
  }

  /** Never throws for what AWS or files say: that becomes an answer. */
  async answer(request: SyncRequest): Promise<SyncAnswer> {
    try {
      switch (request.action) {
        case "workloads":
          return { type: "workloads", workloads: await (await connect(request.connection)).listWorkloads() };
        case "compare":
          return await this.#compare(request);
        default:
          return await this.#goOn(request);
      }
    } catch (error) {
      if (error instanceof ToolError || error instanceof StoreError || error instanceof LensFileError) {
        return { type: "failed", message: `${error.message.replace(/\.$/u, "")}.` };
      }
      throw error;
    }
  }

  async #compare(request: Compare): Promise<SyncAnswer> {
    const { connection, folder, lens: id, workload, direction } = request;
    this.#session = undefined;
    const local = await readLocalAnswers(this.#folders.rootOf(folder), id);
    if (!("lens" in local)) return { type: "failed", message: `There is no lens "${id}" in this folder.` };
    const { root, lens, answers, unreadable } = local;
    if (direction === "push" && unreadable !== undefined) return { type: "failed", message: unreadable };
    const tool = await connect(connection);
    const step = await findLensInTool(tool, workload, lens, undefined);
    if (step.step !== "none") {
      const text = stepText(step, lens.title) ?? "";
      if (direction === "pull") return { type: "failed", message: `${text} There is nothing to take over.` };
      const session = this.#keep({ kind: "step", tool, workload, step, local });
      return { type: "step", session, text, isUpgrade: false };
    }
    const upgrade = await findUpgrade(tool, step.lens);
    if (upgrade !== undefined && direction === "push" && request.isUpgradeDeclined !== true) {
      const session = this.#keep({ kind: "upgrade", tool, workload, upgrade });
      return { type: "step", session, text: upgradeText(upgrade), isUpgrade: true };
    }
    const review: ToolReview = { tool, workload, lensAlias: step.lens.alias };
    const synced = await readSynced(root, { workload, lens: lens.id });
    const difference = await readDifference(direction, review, lens, answers, synced);
    return {
      type: "difference",
      session: this.#keep({ kind: "difference", folder, review, difference, local }),
      text: differenceText(difference),
      remarks: [
        ...local.problems,
        ...(upgrade === undefined ? [] : [`${outdatedText(upgrade)} Sending answers offers the upgrade.`]),
        ...differenceRemarks(difference),
      ],
      items: difference.questions.flatMap(({ answer, practices, notes }) => [
        ...practices.map((each) => ({
          id: practiceItem(each),
          title: each.position.practice.title,
          isConflict: each.relation === "conflict",
        })),
        ...(notes === undefined ? [] : [{ id: notesItem(answer), title: answer.title, isConflict: false }]),
      ]),
    };
  }

  async #goOn(request: Exclude<SyncRequest, { action: "workloads" | "compare" }>): Promise<SyncAnswer> {
    const session = request.session === this.#number ? this.#session : undefined;
    if (session?.kind === "step" && request.action === "prepare") {
      this.#session = undefined;
      const { tool, workload, step, local } = session;
      await tool.associateLens(workload, await prepareLens(tool, step, local.lensText));
      return { type: "prepared" };
    }
    if (session?.kind === "upgrade" && request.action === "prepare") {
      this.#session = undefined;
      const { tool, workload, upgrade } = session;
      await tool.upgradeLens(workload, upgrade.lens.alias, upgrade.milestone);
      return { type: "prepared" };
    }
    if (session?.kind !== "difference" || request.action === "prepare") {
      return { type: "failed", message: "What was shown is out of date. Run the sync again." };
    }
    const part = acceptedPart(session.difference, (item) => request.items.includes(item));
    if (request.action === "show") return { type: "part", text: differenceText(part) };
    this.#session = undefined;
    return session.difference.direction === "push" ? push(session, part) : this.#pull(session, part);
  }

  async #pull(session: Extract<Session, { kind: "difference" }>, part: Difference): Promise<SyncAnswer> {
    const { folder, review, difference, local } = session;
    const error = await this.#folders.store(folder, local.lens.id, pulledAnswers(part, local.answers));
    if (error !== undefined) return { type: "failed", message: error };
    const pair = { workload: review.workload, lens: local.lens.id };
    await writeSynced(local.root, pair, syncedAfter(difference, part.questions));
    return { type: "done", lines: [`Took over ${counted(itemsOf(part).length, "answer")}.`] };
  }

  #keep(session: Session): number {
    this.#session = session;
    return ++this.#number;
  }
}

async function push(session: Extract<Session, { kind: "difference" }>, part: Difference): Promise<SyncAnswer> {
  const { review, difference, local } = session;
  const { sent, changedMeanwhile, error } = await sendDifference(review, part);
  await writeSynced(local.root, { workload: review.workload, lens: local.lens.id }, syncedAfter(difference, sent));
  const count = itemsOf({ ...part, questions: sent }).length;
  const lines = [
    `Sent ${counted(count, "change")} in ${counted(sent.length, "question")}.`,
    ...changedMeanwhile.map((question) => `${question} was changed in the tool meanwhile, so nothing was sent for it.`),
  ];
  return error === undefined ? { type: "done", lines } : { type: "failed", message: `${error}. ${lines.join(" ")}` };
}

function connect({ profile, region }: SyncConnection): Promise<WellArchitectedTool> {
  return connectTool({
    profile: profile === "" ? undefined : profile,
    region: region === "" ? undefined : region,
  });
}
