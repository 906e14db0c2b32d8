import type { ChoiceStatus, ToolReason } from "./tool-words.ts";

/**
 * What the sync asks of the AWS Well-Architected Tool. Every method may throw `ToolError`, with one line that says
 * what stood in the way and how to mend it.
 */
export interface WellArchitectedTool {
  /** Workloads that the caller may see in the region, by name. */
  listWorkloads(): Promise<readonly ToolWorkload[]>;
  createWorkload(workload: NewWorkload): Promise<ToolWorkload>;
  /** Lenses that the workload is reviewed by. */
  lensesOfWorkload(workload: string): Promise<readonly ToolLens[]>;
  /** Lenses that a workload can be given; drafts are of the caller's own lenses only. */
  listLenses(status: "PUBLISHED" | "DRAFT"): Promise<readonly ToolLens[]>;
  associateLens(workload: string, lensAlias: string): Promise<void>;
  /** Has the workload reviewed by the newest version of the lens. The state before is kept as a milestone of a new name. */
  upgradeLens(workload: string, lensAlias: string, milestone: string): Promise<void>;
  /** Starts the import of a custom lens file as a new lens; answers with its ARN, which may be there only some time later. */
  importLens(text: string): Promise<string>;
  publishLens(lensArn: string, version: string): Promise<void>;
  /** Every question with its choices, without any notes. */
  listAnswers(workload: string, lensAlias: string): Promise<readonly ToolAnswer[]>;
  getAnswer(workload: string, lensAlias: string, question: string): Promise<ToolAnswer>;
  updateAnswer(workload: string, lensAlias: string, update: AnswerUpdate): Promise<void>;
  createMilestone(workload: string, name: string): Promise<void>;
  /** The review as a PDF file. */
  reportOf(workload: string, lensAlias: string): Promise<Uint8Array>;
}

/** How the tool is reached. What is left out, the AWS SDK finds by its own rules: environment, files, roles. */
export interface ToolConnection {
  /** Name of a profile in the AWS configuration files. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

export interface ToolWorkload {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

export interface NewWorkload {
  readonly name: string;
  readonly description: string;
  readonly environment: "PRODUCTION" | "PREPRODUCTION";
  readonly reviewOwner: string;
  /** AWS regions that it runs in, such as `eu-central-1`. */
  readonly regions: readonly string[];
  /** Aliases of the lenses that it is to be reviewed by. */
  readonly lenses: readonly string[];
}

export interface ToolLens {
  /** What requests name it by: a short name for lenses of AWS, the ARN for others. */
  readonly alias: string;
  readonly arn: string;
  readonly name: string;
  readonly version: string;
  /** A workload is reviewed by this version, and the tool has a newer one. */
  readonly isOutdated: boolean;
}

export interface ToolChoice {
  readonly id: string;
  readonly title: string;
  /** Addresses that it leads to, the improvement plan's first. */
  readonly pages: readonly string[];
}

/** What stands in the tool for one choice. */
export interface ToolChoiceAnswer {
  readonly status: ChoiceStatus;
  readonly reason: ToolReason;
  readonly notes: string;
}

/** What stands in the tool for one question. */
export interface ToolAnswer {
  readonly questionId: string;
  readonly title: string;
  readonly choices: readonly ToolChoice[];
  readonly selected: readonly string[];
  /** By choice id; choices that nobody touched may be missing. */
  readonly choiceAnswers: ReadonlyMap<string, ToolChoiceAnswer>;
  readonly notes: string;
  readonly isApplicable: boolean;
  /** Why the question does not apply. */
  readonly reason: ToolReason;
  /** For answers of a file: choices that it says nothing of. The tool itself cannot tell those from unselected ones. */
  readonly openChoices?: ReadonlySet<string>;
}

/** A change of one answer, with the names of the API's `UpdateAnswer`. What is left out stays as it is. */
export interface AnswerUpdate {
  readonly QuestionId: string;
  /** Replaces the whole selection. */
  readonly SelectedChoices?: readonly string[];
  readonly ChoiceUpdates?: Readonly<Record<string, ChoiceUpdate>>;
  readonly Notes?: string;
  readonly IsApplicable?: boolean;
  readonly Reason?: ToolReason;
}

export interface ChoiceUpdate {
  readonly Status: ChoiceStatus;
  readonly Reason?: ToolReason;
  readonly Notes?: string;
}

/** Says in one line why the tool did not do what it was asked for, and how to mend it. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}
