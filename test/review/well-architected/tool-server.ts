import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GENERATIVE_AI_LENS, type Lens } from "../../../lens/practices/practices.ts";
import { type AccessKey, problemWithSignature } from "./signature.ts";

export const WORKLOAD = "0123456789abcdef0123456789abcdef";
export const REGION = "eu-central-1";
export const WORKLOAD_ARN = `arn:aws:wellarchitected:${REGION}:111122223333:workload/${WORKLOAD}`;
export const KEY: AccessKey = { id: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
export const PROFILE_KEY: AccessKey = { id: "AKIDPROFILE", secret: "another-secret/of+a+profile" };
export const PDF = Buffer.from("%PDF-1.4 a report");

const LENS_OF_AWS = "arn:aws:wellarchitected::aws:lens/genai";

interface ChoiceAnswer {
  ChoiceId: string;
  Status: string;
  Reason?: string;
  Notes?: string;
}

/** One answer as the service keeps it. */
export interface KeptAnswer {
  readonly QuestionId: string;
  readonly QuestionTitle: string;
  readonly Choices: readonly {
    ChoiceId: string;
    Title: string;
    ImprovementPlan?: { DisplayText: string; Url: string };
  }[];
  SelectedChoices: string[];
  ChoiceAnswers: ChoiceAnswer[];
  IsApplicable: boolean;
  Reason?: string;
  Notes: string;
}

interface KeptLens {
  readonly LensAlias: string;
  readonly LensArn: string;
  readonly LensName: string;
  readonly LensVersion: string;
  readonly LensType: string;
  status: "PUBLISHED" | "DRAFT" | "IMPORTING";
  readonly answers: () => KeptAnswer[];
}

/** A request as it came. */
export interface SeenRequest {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly key: string;
}

/** An answer to give instead of the service's own, once. */
interface Fault {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  /** Name of the exception, sent as the service sends it. */
  readonly type: string;
  readonly body: Record<string, unknown>;
}

class Refusal extends Error {
  readonly status: number;
  readonly type: string;
  readonly body: Record<string, unknown>;
  constructor(status: number, type: string, body: Record<string, unknown>) {
    super(type);
    this.status = status;
    this.type = type;
    this.body = body;
  }
}

/** A local server that answers like the AWS Well-Architected Tool, by its service model of 2020-03-31. */
export class ToolServer {
  readonly seen: SeenRequest[] = [];
  readonly faults: Fault[] = [];
  readonly milestones: string[] = [];
  /** Answers by workload, then by the ARN of the lens. */
  readonly reviews = new Map<string, Map<string, KeptAnswer[]>>([[WORKLOAD, new Map()]]);
  readonly lenses: KeptLens[] = [
    {
      LensAlias: "genai",
      LensArn: LENS_OF_AWS,
      LensName: "Generative AI",
      LensVersion: "2025-04-15",
      LensType: "AWS_OFFICIAL",
      status: "PUBLISHED",
      answers: () => catalogAnswers(GENERATIVE_AI_LENS),
    },
  ];
  /** Versions that workloads are reviewed by, of lenses of which the tool has newer ones; by the ARN of the lens. */
  readonly outdated = new Map<string, string>();
  /** Entries in one page of a list, at most. */
  pageSize = 10;
  /** Called before an answer is updated: someone else may be quicker. */
  beforeUpdate: (question: string) => void = () => {};
  /** Called when an answer is read. */
  beforeRead: (question: string) => void = () => {};
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Has the workload reviewed by AWS's own lens. */
  associate(): this {
    this.reviews.get(WORKLOAD)?.set(LENS_OF_AWS, catalogAnswers(GENERATIVE_AI_LENS));
    return this;
  }

  /** Has it reviewed by an older version, which lacks a question of the newer one. */
  associateOutdated(version: string, lacking: string): this {
    const older = catalogAnswers(GENERATIVE_AI_LENS).filter(({ QuestionId }) => QuestionId !== lacking);
    this.reviews.get(WORKLOAD)?.set(LENS_OF_AWS, older);
    this.outdated.set(LENS_OF_AWS, version);
    return this;
  }

  /** An answer of the workload by AWS's own lens. */
  answer(question: string): KeptAnswer {
    const answers = [...(this.reviews.get(WORKLOAD)?.values() ?? [])].flat();
    const found = answers.find(({ QuestionId }) => QuestionId === question);
    assert.ok(found, question);
    return found;
  }

  /** Requests that change something. Lists of workloads are read by POST. */
  writes(): readonly SeenRequest[] {
    return this.seen.filter(({ method, path }) => method !== "GET" && path !== "/workloadsSummaries");
  }

  fail(method: string, path: RegExp, status: number, type: string, body: Record<string, unknown> = {}): void {
    this.faults.push({ method, path, status, type, body });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    try {
      const url = new URL(request.url ?? "", "http://host");
      const problem = problemWithSignature(request, bytes, [KEY, PROFILE_KEY]);
      if (problem !== undefined) throw new Refusal(403, "InvalidSignatureException", { message: problem });
      const seen: SeenRequest = {
        method: request.method ?? "",
        path: url.pathname.split("/").map(decodeURIComponent).join("/"),
        query: url.searchParams,
        body: bytes.length === 0 ? {} : (JSON.parse(bytes.toString("utf8")) as Record<string, unknown>),
        key: /Credential=(\w+)/u.exec(request.headers.authorization ?? "")?.[1] ?? "",
      };
      this.seen.push(seen);
      const fault = this.faults.findIndex(({ method, path }) => method === seen.method && path.test(seen.path));
      const [given] = fault < 0 ? [] : this.faults.splice(fault, 1);
      if (given !== undefined) throw new Refusal(given.status, given.type, given.body);
      respond(response, 200, this.#answer(seen, url.pathname.split("/").map(decodeURIComponent)));
    } catch (error) {
      const refusal =
        error instanceof Refusal ? error : new Refusal(500, "InternalServerException", { Message: String(error) });
      response.setHeader("x-amzn-errortype", `${refusal.type}:http://internal.amazon.com/coral/com.amazonaws/`);
      respond(response, refusal.status, refusal.body);
    }
  }

  #answer(request: SeenRequest, [, first, second, third, fourth, fifth, sixth]: readonly string[]): unknown {
    const { method, body } = request;
    const is = (wanted: string, ...parts: readonly (string | undefined)[]): boolean =>
      method === wanted && parts.every(Boolean);
    if (first === "workloadsSummaries" && method === "POST") {
      const all = [...this.reviews.keys()].map((WorkloadId, index) => ({
        WorkloadId,
        WorkloadArn: WORKLOAD_ARN.replace(WORKLOAD, WorkloadId),
        WorkloadName: `Workload ${index + 1}`,
      }));
      return this.#page(all, "WorkloadSummaries", String(body["NextToken"] ?? ""), Number(body["MaxResults"] ?? 50));
    }
    if (first === "workloads" && second === undefined && method === "POST") return this.#createWorkload(body);
    if (first === "importLens" && method === "PUT") return this.#importLens(body);
    if (first === "lenses") return this.#lens(request, second, third);
    if (first !== "workloads" || second === undefined) throw new Refusal(404, "UnknownOperationException", {});
    const review = this.reviews.get(second);
    if (review === undefined) throw notFound(second, "workload");
    if (is("PATCH", third === "associateLenses" ? third : undefined)) return this.#associateLenses(review, body);
    if (is("POST", third === "milestones" ? third : undefined)) {
      this.#keepMilestone(body);
      return { WorkloadId: second, MilestoneNumber: this.milestones.length };
    }
    if (third !== "lensReviews") throw new Refusal(404, "UnknownOperationException", {});
    if (fourth === undefined) {
      const all = [...review.keys()].map((arn) => ({
        ...this.lenses.find(({ LensArn }) => LensArn === arn),
        LensStatus: this.outdated.has(arn) ? "NOT_CURRENT" : "CURRENT",
        ...(this.outdated.has(arn) ? { LensVersion: this.outdated.get(arn) } : {}),
      }));
      return this.#page(all, "LensReviewSummaries", request.query.get("NextToken") ?? "", 50);
    }
    const lens = this.lenses.find(({ LensAlias, LensArn }) => [LensAlias, LensArn].includes(fourth));
    const answers = lens === undefined ? undefined : review.get(lens.LensArn);
    if (lens === undefined || answers === undefined) throw notFound(fourth, "lens review");
    if (fifth === "upgrade" && method === "PUT") return this.#upgrade(review, lens, body);
    if (fifth === "report") return { LensReviewReport: { LensAlias: fourth, Base64String: PDF.toString("base64") } };
    if (sixth === undefined) {
      const all = answers.map(({ ChoiceAnswers, Notes: _notes, ...rest }) => ({
        ...rest,
        ChoiceAnswerSummaries: ChoiceAnswers.map(({ Notes: _own, ...entry }) => entry),
      }));
      const { query } = request;
      return this.#page(all, "AnswerSummaries", query.get("NextToken") ?? "", Number(query.get("MaxResults") ?? 50));
    }
    const answer = answers.find(({ QuestionId }) => QuestionId === sixth);
    if (answer === undefined) throw notFound(sixth, "question");
    if (method === "PATCH") {
      this.beforeUpdate(sixth);
      updateAnswer(answer, body);
    } else this.beforeRead(sixth);
    return { WorkloadId: second, LensAlias: fourth, Answer: answer };
  }

  #lens({ method, query, body }: SeenRequest, arn: string | undefined, action: string | undefined): unknown {
    if (arn === undefined && method === "GET") {
      const type = query.get("LensType");
      const status = query.get("LensStatus") ?? "ALL";
      const all = this.lenses.filter((lens) => lens.LensType === type && (status === "ALL" || lens.status === status));
      // Whoever looks again finds an import done.
      for (const lens of this.lenses) if (lens.status === "IMPORTING") lens.status = "DRAFT";
      return this.#page(all, "LensSummaries", query.get("NextToken") ?? "", Number(query.get("MaxResults") ?? 50));
    }
    const lens = this.lenses.find(({ LensArn }) => LensArn === arn);
    if (lens === undefined || action !== "versions") throw notFound(arn ?? "", "lens");
    if (!/^[A-Za-z0-9.]{1,32}$/u.test(String(body["LensVersion"]))) throw invalid("LensVersion");
    lens.status = "PUBLISHED";
    return { LensArn: arn, LensVersion: body["LensVersion"] };
  }

  #importLens({ JSONString, LensAlias, ClientRequestToken }: Record<string, unknown>): unknown {
    if (typeof JSONString !== "string" || JSONString.length > 500_000 || !ClientRequestToken)
      throw invalid("JSONString");
    if (LensAlias !== undefined) throw invalid("LensAlias");
    const file = JSON.parse(JSONString) as { name: string; pillars: { questions: ImportedQuestion[] }[] };
    const LensArn = `arn:aws:wellarchitected:${REGION}:111122223333:lens/${"f".repeat(32)}`;
    this.lenses.push({
      LensAlias: LensArn,
      LensArn,
      LensName: file.name,
      LensVersion: "DRAFT",
      LensType: "CUSTOM_SELF",
      status: "IMPORTING",
      answers: () => file.pillars.flatMap(({ questions }) => questions).map(importedAnswer),
    });
    return { LensArn, Status: "IN_PROGRESS" };
  }

  #associateLenses(review: Map<string, KeptAnswer[]>, { LensAliases }: Record<string, unknown>): unknown {
    for (const alias of LensAliases as string[]) {
      const lens = this.lenses.find(({ LensAlias, status }) => LensAlias === alias && status === "PUBLISHED");
      if (lens === undefined) throw notFound(alias, "lens");
      review.set(lens.LensArn, lens.answers());
    }
    return {};
  }

  #keepMilestone({ MilestoneName }: Record<string, unknown>): void {
    const name = String(MilestoneName);
    if (name.length < 3 || name.length > 100) throw invalid("MilestoneName");
    if (this.milestones.includes(name)) throw new Refusal(409, "ConflictException", conflict(name));
    this.milestones.push(name);
  }

  /** Answers to questions that both versions have stay. */
  #upgrade(review: Map<string, KeptAnswer[]>, lens: KeptLens, body: Record<string, unknown>): unknown {
    if (!body["ClientRequestToken"]) throw invalid("ClientRequestToken");
    this.#keepMilestone(body);
    const before = new Map(review.get(lens.LensArn)?.map((answer) => [answer.QuestionId, answer]));
    review.set(
      lens.LensArn,
      lens.answers().map((answer) => before.get(answer.QuestionId) ?? answer),
    );
    this.outdated.delete(lens.LensArn);
    return {};
  }

  #createWorkload(body: Record<string, unknown>): unknown {
    const texts = [body["WorkloadName"], body["Description"], body["ReviewOwner"]];
    if (!texts.every((text) => typeof text === "string" && text.length >= 3)) throw invalid("WorkloadName");
    if (!Array.isArray(body["AwsRegions"]) || !body["ClientRequestToken"]) throw invalid("AwsRegions");
    const review = new Map<string, KeptAnswer[]>();
    this.#associateLenses(review, { LensAliases: body["Lenses"] });
    const WorkloadId = "b".repeat(32);
    this.reviews.set(WorkloadId, review);
    return { WorkloadId, WorkloadArn: WORKLOAD_ARN.replace(WORKLOAD, WorkloadId) };
  }

  #page(all: readonly unknown[], name: string, token: string, most: number): unknown {
    const start = token === "" ? 0 : Number(Buffer.from(token, "base64").toString("utf8").replace("from ", ""));
    if (Number.isNaN(start)) throw invalid("NextToken");
    const end = start + Math.min(most, this.pageSize);
    const next = end < all.length ? { NextToken: Buffer.from(`from ${end}`).toString("base64") } : {};
    return { [name]: all.slice(start, end), ...next };
  }
}

/** As AWS documents it: the selection is replaced, then single choices are changed. Limits are those of the service model. */
function updateAnswer(answer: KeptAnswer, body: Record<string, unknown>): void {
  const { SelectedChoices, ChoiceUpdates, Notes, IsApplicable, Reason } = body as Partial<KeptAnswer> & {
    ChoiceUpdates?: Record<string, { Status: string; Reason?: string; Notes?: string }>;
  };
  const known = new Set(answer.Choices.map(({ ChoiceId }) => ChoiceId));
  const named = [...(SelectedChoices ?? []), ...Object.keys(ChoiceUpdates ?? {})];
  if (!named.every((id) => known.has(id))) throw invalid("SelectedChoices");
  if ((Notes ?? "").length > 2084) throw invalid("Notes");
  if (SelectedChoices !== undefined) {
    answer.SelectedChoices = SelectedChoices;
    answer.ChoiceAnswers = [];
  }
  for (const [ChoiceId, update] of Object.entries(ChoiceUpdates ?? {})) {
    if ((update.Notes ?? "").length > 250) throw invalid("ChoiceUpdates");
    const before = answer.ChoiceAnswers.find((entry) => entry.ChoiceId === ChoiceId);
    answer.ChoiceAnswers = answer.ChoiceAnswers.filter((entry) => entry !== before);
    answer.ChoiceAnswers.push({ ...before, ChoiceId, ...update });
    answer.SelectedChoices = answer.SelectedChoices.filter((id) => id !== ChoiceId);
    if (update.Status === "SELECTED") answer.SelectedChoices.push(ChoiceId);
  }
  if (Notes !== undefined) answer.Notes = Notes;
  if (IsApplicable !== undefined) answer.IsApplicable = IsApplicable;
  if (Reason !== undefined) answer.Reason = Reason;
}

/** A lens as the catalog has it: with its own ids, and without the practices that came after it. */
function catalogAnswers(lens: Lens): KeptAnswer[] {
  return lens.pillars
    .flatMap(({ questions }) => questions)
    .map(({ waToolCatalogQuestionId, title, practices }) => ({
      QuestionId: waToolCatalogQuestionId ?? "",
      QuestionTitle: title,
      Choices: [
        ...practices.flatMap(({ waToolCatalogChoiceId, title, url }) =>
          waToolCatalogChoiceId === null
            ? []
            : [{ ChoiceId: waToolCatalogChoiceId, Title: title, ImprovementPlan: { DisplayText: title, Url: url } }],
        ),
        { ChoiceId: `${waToolCatalogQuestionId}_no`, Title: "None of these" },
      ],
      ...UNANSWERED(),
    }));
}

interface ImportedQuestion {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly { id: string; title: string; improvementPlan?: { displayText: string; url?: string } }[];
}

function importedAnswer({ id, title, choices }: ImportedQuestion): KeptAnswer {
  return {
    QuestionId: id,
    QuestionTitle: title,
    Choices: choices.map((choice) => ({
      ChoiceId: choice.id,
      Title: choice.title,
      ...(choice.improvementPlan?.url === undefined
        ? {}
        : { ImprovementPlan: { DisplayText: choice.improvementPlan.displayText, Url: choice.improvementPlan.url } }),
    })),
    ...UNANSWERED(),
  };
}

const UNANSWERED = (): Pick<KeptAnswer, "SelectedChoices" | "ChoiceAnswers" | "IsApplicable" | "Notes"> => ({
  SelectedChoices: [],
  ChoiceAnswers: [],
  IsApplicable: true,
  Notes: "",
});

function notFound(id: string, type: string): Refusal {
  return new Refusal(404, "ResourceNotFoundException", {
    Message: `[ResourceNotFound] ${type} ${id} is not there`,
    ResourceId: id,
    ResourceType: type,
  });
}

function conflict(id: string): Record<string, unknown> {
  return { Message: "[Conflict] it is there already", ResourceId: id, ResourceType: "milestone" };
}

function invalid(field: string): Refusal {
  return new Refusal(400, "ValidationException", {
    Message: `[Validation] ${field} is not valid`,
    Reason: "FIELD_VALIDATION_FAILED",
    Fields: [{ Name: field, Message: "is not valid" }],
  });
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "x-amzn-requestid": "00000000" });
  response.end(JSON.stringify(body));
}
