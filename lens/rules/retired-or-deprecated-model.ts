import type { Client, ConstantValue, Failure, ModelCall, Severity, Value, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { findModel, type ModelStatus } from "../models/models.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { alternativesOf } from "./values.ts";

/** Days before its end from which a model needs attention. */
const NOTICE = 180;

export const retiredOrDeprecatedModel = defineRule({
  meta: {
    id: "retired-or-deprecated-model",
    title: "Model that is retired or has an announced end",
    pillar: "sustainability",
    practices: ["GENSUS03-BP01", "GENREL04-BP02", "GENREL03-BP01"],
    related: ["GENSUS03-BP01", "GENREL03-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["client", "model call"],
  judge(fact, context) {
    return fact.fact === "client" ? judgeClient(fact, context) : judgeCall(fact, context);
  },
});

function judgeCall(call: ModelCall, context: JudgeContext): Verdict {
  if (call.options.model === undefined) {
    return { outcome: "not applicable" };
  }
  const candidates = candidatesOf(call.options.model, call.provider, context);
  const [worst, ...others] = endingsOf(candidates);
  if (worst !== undefined) {
    const isTold = isToldBefore(call, worst, context) || isToldAtClient(call, worst);
    return isTold ? { outcome: "not applicable" } : fail(call, worst, others);
  }
  const isWhollyKnown = alternativesOf(call.options.model).length === candidates.length;
  return isWhollyKnown && candidates.every(({ model }) => model.status === "current")
    ? { outcome: "pass", place: call.place }
    : { outcome: "unknown", reason: "no dates are known for the model" };
}

/** What many files share is told of where it is made, once; the calls of its own file point to the same id. */
function judgeClient(client: Client, context: JudgeContext): Verdict {
  const { model } = client.options;
  if (!client.isExported || model === undefined) {
    return { outcome: "not applicable" };
  }
  const [worst, ...others] = endingsOf(candidatesOf(model, client.provider, context));
  return worst === undefined || worst.constant.place.file !== client.place.file
    ? { outcome: "not applicable" }
    : fail(client, worst, others);
}

/** Whether an earlier call of the file tells of the same id in another file: one change there mends both. */
function isToldBefore(call: ModelCall, { constant }: Ending, context: JudgeContext): boolean {
  if (constant.place.file === call.place.file) return false;
  const first = modelCallsOf(context.facts).find(
    ({ options, place }) => place.file === call.place.file && mayBe(options.model, constant),
  );
  return first !== undefined && !isSamePlace(first.place, call.place);
}

/** Whether the model object that a call goes through is made in another file, and named the model there. */
function isToldAtClient({ client, place }: ModelCall, { constant }: Ending): boolean {
  if (client === undefined || !client.isExported || client.context.isTest) return false;
  const home = client.place.file;
  return home !== place.file && home === constant.place.file && mayBe(client.options.model, constant);
}

/** Whether a model may be the very constant. */
function mayBe(model: Value | undefined, { place }: ConstantValue): boolean {
  const ids = model === undefined ? [] : alternativesOf(model);
  return ids.some((id) => id.state === "known" && id.form === "constant" && isSamePlace(id.place, place));
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];

/** A model id in the code, and what the tables say of it. */
interface Candidate {
  readonly constant: ConstantValue;
  readonly model: ModelStatus;
}

/** A model that is gone or going. */
interface Ending extends Candidate {
  readonly severity: Severity;
  /** What happens to it, as the end of a sentence. */
  readonly what: string;
}

function candidatesOf(model: Value, provider: string | undefined, context: JudgeContext): readonly Candidate[] {
  return alternativesOf(model).flatMap((alternative) => {
    if (alternative.state !== "known" || alternative.form !== "constant" || typeof alternative.value !== "string") {
      return [];
    }
    const status = findModel(alternative.value, provider, context.today);
    return status === undefined ? [] : [{ constant: alternative, model: status }];
  });
}

/** Those that are gone or going, the worst first. */
function endingsOf(candidates: readonly Candidate[]): readonly Ending[] {
  return candidates
    .flatMap((candidate) => endingOf(candidate) ?? [])
    .sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

function endingOf(candidate: Candidate): Ending | undefined {
  const { model } = candidate;
  const severity = severityOf(model);
  if (severity === undefined) {
    return undefined;
  }
  const doubt = model.doubt ?? (model.status === "unknown" ? "no source from after that day is known" : undefined);
  const what = whatHappens(model);
  return {
    ...candidate,
    severity: model.confirmed ? severity : "hint",
    what: doubt === undefined ? what : `${what} (${doubt})`,
  };
}

function severityOf(model: ModelStatus): Severity | undefined {
  switch (model.status) {
    case "retired":
      return model.isRedirected ? "warning" : "error";
    case "deprecated": {
      const isNear = model.daysUntilShutdown !== undefined && model.daysUntilShutdown <= NOTICE;
      return isNear || model.isRetiredInSomeRegions ? "warning" : "info";
    }
    case "legacy":
      return "hint";
    case "unknown":
      return model.shutdownOn === undefined && model.earliestShutdownOn === undefined ? undefined : "hint";
    case "current":
      return undefined;
  }
}

function whatHappens(model: ModelStatus): string {
  switch (model.status) {
    case "retired":
      return retirement(model);
    case "deprecated":
      return deprecation(model);
    case "unknown":
      return (model.daysUntilShutdown ?? 0) > 0
        ? `may be shut down on ${model.shutdownOn}`
        : `may be shut down since ${model.shutdownOn ?? model.earliestShutdownOn}`;
    default:
      return model.earliestShutdownOn === undefined
        ? "is a legacy model"
        : `is a legacy model that may end on any day from ${model.earliestShutdownOn}`;
  }
}

function retirement(model: ModelStatus): string {
  const when = model.shutdownOn === undefined ? "" : ` on ${model.shutdownOn}`;
  return model.isRedirected
    ? `was retired${when}; calls to it are answered by another model, at that model's price`
    : `was shut down${when}; calls to it fail`;
}

function deprecation(model: ModelStatus): string {
  const { shutdownOn, daysUntilShutdown } = model;
  if (shutdownOn === undefined || daysUntilShutdown === undefined) {
    return "is deprecated; no end date is known";
  }
  const when = `shuts down on ${shutdownOn}, in ${daysUntilShutdown === 1 ? "1 day" : `${daysUntilShutdown} days`}`;
  return model.isRetiredInSomeRegions ? `${when}, and is gone from some Regions since ${model.firstShutdownOn}` : when;
}

function fail(user: ModelCall | Client, worst: Ending, others: readonly Ending[]): Failure {
  const { constant, model } = worst;
  const isHere = constant.place.file === user.place.file;
  const use = model.replacementUse === undefined ? "" : ` (${model.replacementUse})`;
  const instead = model.replacement === undefined ? "" : `; its replacement is ${model.replacement}${use}`;
  return {
    outcome: "fail",
    place: isHere ? constant.place : user.calleePlace,
    message: `\`${String(constant.value)}\` ${worst.what}${instead}`,
    severity: worst.severity,
    related: [
      isHere
        ? {
            place: user.calleePlace,
            message: user.fact === "client" ? "This asks the model" : "This call uses the model",
          }
        : { place: constant.place, message: "The model is named here" },
      ...others.map((other) => ({
        place: other.constant.place,
        message: `\`${String(other.constant.value)}\`, which the call may use as well, ${other.what}`,
      })),
    ],
    fixes: fixesFor(worst),
  };
}

function fixesFor({ constant, model }: Ending): readonly Fix[] {
  if (model.successor === undefined) {
    return [];
  }
  return [
    {
      title: `Use \`${model.successor}\` (test it first: answers, limits and prices differ)`,
      safety: "review",
      edits: [{ edit: "replace", place: constant.place, code: JSON.stringify(model.successor) }],
    },
  ];
}
