import { randomUUID } from "node:crypto";
import {
  type Answer,
  AssociateLensesCommand,
  type Choice,
  type ChoiceAnswer,
  type ChoiceAnswerSummary,
  CreateLensVersionCommand,
  CreateMilestoneCommand,
  CreateWorkloadCommand,
  GetAnswerCommand,
  GetLensReviewReportCommand,
  ImportLensCommand,
  type LensReviewSummary,
  type LensSummary,
  paginateListAnswers,
  paginateListLenses,
  paginateListLensReviews,
  paginateListWorkloads,
  UpdateAnswerCommand,
  UpgradeLensReviewCommand,
  WellArchitectedClient,
} from "@aws-sdk/client-wellarchitected";
import { awsErrorLine } from "./aws-error.ts";
import type {
  ToolAnswer,
  ToolChoice,
  ToolChoiceAnswer,
  ToolConnection,
  ToolLens,
  WellArchitectedTool,
} from "./tool.ts";
import { CHOICE_STATUSES, reasonFrom } from "./tool-words.ts";

/** How often a request is tried that the service turned away for a moment, where the environment does not say it. */
const ATTEMPTS = 6;

/**
 * The tool by way of the AWS SDK, with credentials of its default chain only. `errorOf` makes what is thrown of a line:
 * this module is a bundle of its own, so a class of errors in it would not be that of its caller.
 */
export function connect({ profile, region }: ToolConnection, errorOf: (line: string) => Error): WellArchitectedTool {
  // The SDK's plans for its later versions are no concern of who runs this one, which is bundled.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const isAttemptsSet = (process.env["AWS_MAX_ATTEMPTS"] ?? "") !== "";
  const client = new WellArchitectedClient({
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(isAttemptsSet ? {} : { maxAttempts: ATTEMPTS }),
    customUserAgent: "genai-lens",
  });

  /** Turns whatever the SDK throws into one line. `what` says in words what was asked for. */
  const asking = async <Result>(operation: string, what: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw errorOf(awsErrorLine(error, { operation, what, profile }));
    }
  };

  return {
    listWorkloads: () =>
      asking("ListWorkloads", "listing the workloads", async () => {
        const workloads = [];
        for await (const page of paginateListWorkloads({ client, pageSize: 50 }, {})) {
          for (const { WorkloadId: id, WorkloadArn: arn, WorkloadName: name } of page.WorkloadSummaries ?? []) {
            if (id !== undefined) workloads.push({ id, arn: arn ?? id, name: name ?? id });
          }
        }
        return workloads.sort((first, second) => (first.name < second.name ? -1 : 1));
      }),
    createWorkload: ({ name, description, environment, reviewOwner, regions, lenses }) =>
      asking("CreateWorkload", `creating the workload "${name}"`, async () => {
        const { WorkloadId, WorkloadArn } = await client.send(
          new CreateWorkloadCommand({
            WorkloadName: name,
            Description: description,
            Environment: environment,
            ReviewOwner: reviewOwner,
            AwsRegions: [...regions],
            Lenses: [...lenses],
          }),
        );
        if (WorkloadId === undefined) throw new Error("the answer names no workload");
        return { id: WorkloadId, arn: WorkloadArn ?? WorkloadId, name };
      }),
    lensesOfWorkload: (WorkloadId) =>
      asking("ListLensReviews", "listing the lenses of the workload", async () => {
        const lenses: ToolLens[] = [];
        for await (const page of paginateListLensReviews({ client, pageSize: 50 }, { WorkloadId })) {
          lenses.push(...(page.LensReviewSummaries ?? []).flatMap(lensFrom));
        }
        return lenses;
      }),
    listLenses: (LensStatus) =>
      asking("ListLenses", "listing the lenses of the tool", async () => {
        const lenses: ToolLens[] = [];
        const types =
          LensStatus === "DRAFT"
            ? ["CUSTOM_SELF" as const]
            : (["AWS_OFFICIAL", "CUSTOM_SELF", "CUSTOM_SHARED"] as const);
        for (const LensType of types) {
          for await (const page of paginateListLenses({ client, pageSize: 50 }, { LensType, LensStatus })) {
            lenses.push(...(page.LensSummaries ?? []).flatMap(lensFrom));
          }
        }
        return lenses;
      }),
    associateLens: (WorkloadId, alias) =>
      asking("AssociateLenses", "adding the lens to the workload", async () => {
        await client.send(new AssociateLensesCommand({ WorkloadId, LensAliases: [alias] }));
      }),
    upgradeLens: (WorkloadId, LensAlias, MilestoneName) =>
      asking("UpgradeLensReview", "upgrading the lens of the workload", async () => {
        // For this operation the SDK makes no token by itself, as it does for others.
        const ClientRequestToken = randomUUID();
        await client.send(new UpgradeLensReviewCommand({ WorkloadId, LensAlias, MilestoneName, ClientRequestToken }));
      }),
    importLens: (JSONString) =>
      asking("ImportLens", "importing the lens", async () => {
        const { LensArn, Status } = await client.send(new ImportLensCommand({ JSONString }));
        if (LensArn === undefined || Status === "ERROR") throw new Error("the tool did not take the lens file");
        return LensArn;
      }),
    publishLens: (LensAlias, LensVersion) =>
      asking("CreateLensVersion", "publishing the lens", async () => {
        await client.send(new CreateLensVersionCommand({ LensAlias, LensVersion, IsMajorVersion: true }));
      }),
    listAnswers: (WorkloadId, LensAlias) =>
      asking("ListAnswers", "reading the answers", async () => {
        const answers: ToolAnswer[] = [];
        for await (const page of paginateListAnswers({ client, pageSize: 50 }, { WorkloadId, LensAlias })) {
          for (const summary of page.AnswerSummaries ?? []) {
            answers.push(...answerFrom(summary, summary.ChoiceAnswerSummaries));
          }
        }
        return answers;
      }),
    getAnswer: (WorkloadId, LensAlias, QuestionId) =>
      asking("GetAnswer", `reading the answer of ${QuestionId}`, async () => {
        const { Answer: answer } = await client.send(new GetAnswerCommand({ WorkloadId, LensAlias, QuestionId }));
        const [read] = answer === undefined ? [] : answerFrom(answer, answer.ChoiceAnswers);
        if (read === undefined) throw new Error("the answer is empty");
        return read;
      }),
    updateAnswer: (WorkloadId, LensAlias, { SelectedChoices, ChoiceUpdates, ...update }) =>
      asking("UpdateAnswer", `updating the answer of ${update.QuestionId}`, async () => {
        await client.send(
          new UpdateAnswerCommand({
            WorkloadId,
            LensAlias,
            ...update,
            ...(SelectedChoices === undefined ? {} : { SelectedChoices: [...SelectedChoices] }),
            ...(ChoiceUpdates === undefined ? {} : { ChoiceUpdates: { ...ChoiceUpdates } }),
          }),
        );
      }),
    createMilestone: (WorkloadId, MilestoneName) =>
      asking("CreateMilestone", `creating the milestone "${MilestoneName}"`, async () => {
        await client.send(new CreateMilestoneCommand({ WorkloadId, MilestoneName }));
      }),
    reportOf: (WorkloadId, LensAlias) =>
      asking("GetLensReviewReport", "reading the report", async () => {
        const { LensReviewReport } = await client.send(new GetLensReviewReportCommand({ WorkloadId, LensAlias }));
        const bytes = Buffer.from(LensReviewReport?.Base64String ?? "", "base64");
        if (bytes.length === 0) throw new Error("the answer has no report");
        return bytes;
      }),
  };
}

function lensFrom(summary: LensSummary | LensReviewSummary): readonly ToolLens[] {
  const { LensAlias, LensArn, LensName, LensVersion } = summary;
  const alias = LensAlias ?? LensArn;
  if (alias === undefined) return [];
  const isOutdated = "LensStatus" in summary && summary.LensStatus === "NOT_CURRENT";
  return [{ alias, arn: LensArn ?? alias, name: LensName ?? alias, version: LensVersion ?? "", isOutdated }];
}

function answerFrom(
  answer: Answer,
  choiceAnswers: readonly (ChoiceAnswer | ChoiceAnswerSummary)[] | undefined,
): readonly ToolAnswer[] {
  const { QuestionId, QuestionTitle, Choices, SelectedChoices, Notes, IsApplicable, Reason } = answer;
  if (QuestionId === undefined) return [];
  const entries = (choiceAnswers ?? []).flatMap((entry): readonly (readonly [string, ToolChoiceAnswer])[] => {
    const status = CHOICE_STATUSES.find((known) => known === entry.Status);
    if (entry.ChoiceId === undefined || status === undefined) return [];
    const notes = "Notes" in entry ? (entry.Notes ?? "") : "";
    return [[entry.ChoiceId, { status, reason: reasonFrom(entry.Reason), notes }]];
  });
  return [
    {
      questionId: QuestionId,
      title: QuestionTitle ?? QuestionId,
      choices: (Choices ?? []).flatMap(choiceFrom),
      selected: SelectedChoices ?? [],
      choiceAnswers: new Map(entries),
      notes: Notes ?? "",
      isApplicable: IsApplicable ?? true,
      reason: reasonFrom(Reason),
    },
  ];
}

function choiceFrom({ ChoiceId, Title, ImprovementPlan, HelpfulResource }: Choice): readonly ToolChoice[] {
  if (ChoiceId === undefined) return [];
  const pages = [ImprovementPlan?.Url, HelpfulResource?.Url].filter((url) => url !== undefined && url !== "");
  return [{ id: ChoiceId, title: Title ?? ChoiceId, pages: pages as readonly string[] }];
}
