import type { CaughtFailure, Fact, ModelCall, Place, PromiseUse } from "../../../lens/facts.ts";
import { writesText } from "../../../lens/rules/kinds.ts";
import { missingRequestTimeout } from "../../../lens/rules/missing-request-timeout.ts";
import { modelOutputToCodeExecution } from "../../../lens/rules/model-output-to-code-execution.ts";
import { modelOutputToHtml } from "../../../lens/rules/model-output-to-html.ts";
import { modelOutputToSql } from "../../../lens/rules/model-output-to-sql.ts";
import { modelOutputToUrlOrPath } from "../../../lens/rules/model-output-to-url-or-path.ts";
import { retrievedContentInSystemPrompt } from "../../../lens/rules/retrieved-content-in-system-prompt.ts";
import type { Rule } from "../../../lens/rules/rule.ts";
import { untrustedInputInSystemPrompt } from "../../../lens/rules/untrusted-input-in-system-prompt.ts";
import { answerSchemasOf } from "./schema-uses.ts";
import { type FileFacts, type PictureContext, verdictOf } from "./product-facts.ts";

export type EdgeCaseId = "timeout" | "failure" | "refusal" | "truncation" | "bad output" | "injection";

/** What code does in one edge case: how many places do what, each said as `3 calls …`. */
export interface EdgeCase {
  readonly id: EdgeCaseId;
  readonly outcomes: readonly EdgeOutcome[];
}

export interface EdgeOutcome {
  /** The sentence behind the count, for one place and for several. */
  readonly one: string;
  readonly several: string;
  readonly places: readonly Place[];
}

/** The cases in the order in which they are shown; outcomes without a place are left out. */
export function edgeCasesOf(files: readonly FileFacts[], context: PictureContext): readonly EdgeCase[] {
  const calls = files.flatMap((file) => file.calls).filter((call) => call.wrapper === undefined);
  const cases: readonly EdgeCase[] = [
    { id: "timeout", outcomes: timeouts(files, context) },
    { id: "failure", outcomes: failures(calls) },
    { id: "refusal", outcomes: refusals(calls) },
    { id: "truncation", outcomes: truncation(calls) },
    { id: "bad output", outcomes: badOutput(files, calls) },
    { id: "injection", outcomes: injection(files, context) },
  ];
  return cases.map(({ id, outcomes }) => ({ id, outcomes: outcomes.filter(({ places }) => places.length > 0) }));
}

function outcome(one: string, several: string, places: readonly Place[]): EdgeOutcome {
  return { one, several, places };
}

function timeouts(files: readonly FileFacts[], context: PictureContext): readonly EdgeOutcome[] {
  // The rule speaks once for all such calls of a file.
  const of = (wanted: "pass" | "fail"): readonly Place[] => [
    ...new Map(judged(files, missingRequestTimeout, wanted, context).map((place) => [place.file, place])).values(),
  ];
  return [
    outcome("file sets a time limit on a client or call", "files set a time limit on a client or call", of("pass")),
    outcome(
      "file has a client or call without a time limit",
      "files have a client or call without a time limit",
      of("fail"),
    ),
  ];
}

function judged(
  files: readonly FileFacts[],
  rule: Rule,
  wanted: "pass" | "fail",
  context: PictureContext,
): readonly Place[] {
  return files.flatMap(({ all }) =>
    all.flatMap((fact) => (verdictOf(rule, fact, all, context)?.outcome === wanted ? [calleeOf(fact)] : [])),
  );
}

function calleeOf(fact: Fact): Place {
  return "calleePlace" in fact ? fact.calleePlace : fact.place;
}

function failures(calls: readonly ModelCall[]): readonly EdgeOutcome[] {
  const placesOf = (isWanted: (handling: ModelCall["handling"]) => boolean): readonly Place[] =>
    calls.filter(({ handling }) => isWanted(handling)).map((call) => call.calleePlace);
  const caught = (wanted: CaughtFailure["outcome"]): readonly Place[] =>
    placesOf((handling) => handling.caught?.outcome === wanted);
  const uses = (...wanted: readonly PromiseUse["use"][]): readonly Place[] =>
    placesOf(({ caught, promise }) => caught === undefined && promise !== undefined && wanted.includes(promise.use));
  return [
    outcome(
      "call is awaited or returned outside every `try` of its function",
      "calls are awaited or returned outside every `try` of their functions",
      uses("awaited", "returned"),
    ),
    outcome("call catches it and passes it on", "calls catch it and pass it on", caught("passed on")),
    outcome("call catches it and goes on another way", "calls catch it and go on another way", caught("handled")),
    outcome("call catches it and only logs it", "calls catch it and only log it", caught("logged")),
    outcome("call hides it", "calls hide it", caught("hidden")),
    outcome("call is waited for by nobody", "calls are waited for by nobody", uses("floating", "dropped")),
  ];
}

function refusals(calls: readonly ModelCall[]): readonly EdgeOutcome[] {
  const of = (wanted: boolean): readonly Place[] =>
    calls.filter(({ answer }) => answer.isRefusalRead === wanted).map((call) => call.calleePlace);
  return [
    outcome("call looks at the refusal", "calls look at the refusal", of(true)),
    outcome("call does not look at the refusal", "calls do not look at the refusal", of(false)),
  ];
}

function truncation(calls: readonly ModelCall[]): readonly EdgeOutcome[] {
  const concerned = calls.filter(
    ({ kind, response }) =>
      writesText(kind) && kind !== "stream" && (response.finishReason !== undefined || response.isCheckedBySdk),
  );
  const of = (isWanted: (call: ModelCall) => boolean): readonly Place[] =>
    concerned.filter(isWanted).map((call) => call.calleePlace);
  return [
    outcome(
      "call lets the SDK check the answer",
      "calls let the SDK check the answer",
      of(({ response }) => response.isCheckedBySdk),
    ),
    outcome(
      "call reads why the model stopped",
      "calls read why the model stopped",
      of(({ response }) => !response.isCheckedBySdk && response.isFinishReasonRead === true),
    ),
    outcome(
      "call does not read why the model stopped",
      "calls do not read why the model stopped",
      of(({ response }) => !response.isCheckedBySdk && response.isFinishReasonRead === false),
    ),
  ];
}

function badOutput(files: readonly FileFacts[], calls: readonly ModelCall[]): readonly EdgeOutcome[] {
  const parsed = files.flatMap(({ outputs }) => outputs).filter(({ use }) => use === "json parse");
  const of = (wanted: string): readonly Place[] =>
    parsed.filter(({ validation }) => validation === wanted).map(({ place }) => place);
  const held = calls.filter((call) => answerSchemasOf(call).length > 0);
  return [
    outcome(
      "call asks for an answer that follows a schema",
      "calls ask for an answer that follows a schema",
      held.map((call) => call.calleePlace),
    ),
    outcome(
      "place parses the answer as JSON and checks its shape",
      "places parse the answer as JSON and check its shape",
      of("validated"),
    ),
    outcome(
      "place parses the answer as JSON and does not check its shape",
      "places parse the answer as JSON and do not check its shape",
      of("unchecked"),
    ),
  ];
}

function injection(files: readonly FileFacts[], context: PictureContext): readonly EdgeOutcome[] {
  const failing = (rule: Rule): readonly Place[] => judged(files, rule, "fail", context);
  return [
    outcome(
      "place lets a request write into the instructions",
      "places let a request write into the instructions",
      failing(untrustedInputInSystemPrompt),
    ),
    outcome(
      "place puts retrieved text into the instructions",
      "places put retrieved text into the instructions",
      failing(retrievedContentInSystemPrompt),
    ),
    outcome(
      "place runs what the model wrote as code or a command",
      "places run what the model wrote as code or a command",
      failing(modelOutputToCodeExecution),
    ),
    outcome(
      "place puts what the model wrote into SQL",
      "places put what the model wrote into SQL",
      failing(modelOutputToSql),
    ),
    outcome(
      "place puts what the model wrote into a page as HTML",
      "places put what the model wrote into a page as HTML",
      failing(modelOutputToHtml),
    ),
    outcome(
      "place takes an address or a path from what the model wrote",
      "places take an address or a path from what the model wrote",
      failing(modelOutputToUrlOrPath),
    ),
    outcome(
      "call has instructions that are wholly written in the code",
      "calls have instructions that are wholly written in the code",
      judged(files, untrustedInputInSystemPrompt, "pass", context),
    ),
  ];
}
