import type { Client, ModelCall, Place, Value } from "../../../lens/facts.ts";
import { missingMaxOutputTokens } from "../../../lens/rules/missing-max-output-tokens.ts";
import { runsSteps, writesText } from "../../../lens/rules/kinds.ts";
import { alternativesOf, optionState } from "../../../lens/rules/values.ts";
import { type FileFacts, type PictureContext, verdictOf } from "./product-facts.ts";

export type LimitName = "maxOutputTokens" | "maxSteps" | "timeout" | "retries";

/** A limit that code sets, or is proved not to set. */
export interface LimitUse {
  readonly limit: LimitName;
  /** Tokens, steps, ms or repetitions; `none`: nothing limits it. */
  readonly value: number | "none";
  /** Where it comes from: what the code says, or what the SDK takes where it says nothing. */
  readonly origin: "code" | "SDK";
  /** The call or client. */
  readonly callee: string;
  readonly place: Place;
}

export function limitUsesOf(file: FileFacts, context: PictureContext): readonly LimitUse[] {
  return [
    ...file.calls.flatMap((call) => [...outputLimits(call, file, context), ...stepLimits(call), ...waits(call)]),
    ...file.clients.flatMap((client) => waits({ ...client, callee: client.name })),
  ];
}

function outputLimits(call: ModelCall, file: FileFacts, context: PictureContext): readonly LimitUse[] {
  const { maxOutputTokens } = call.options;
  if (maxOutputTokens === undefined || !writesText(call.kind)) return [];
  const shared = { limit: "maxOutputTokens", origin: "code", callee: call.callee, place: call.calleePlace } as const;
  if (optionState(maxOutputTokens) !== "absent")
    return numbersOf(maxOutputTokens).map((value) => ({ ...shared, value }));
  return verdictOf(missingMaxOutputTokens, call, file.all, context)?.outcome === "fail"
    ? [{ ...shared, value: "none" }]
    : [];
}

function stepLimits(call: ModelCall): readonly LimitUse[] {
  const { maxSteps } = call.options;
  const shared = { limit: "maxSteps", callee: call.callee, place: call.calleePlace } as const;
  const limits: LimitUse[] = [];
  if (maxSteps !== undefined && runsSteps(call)) {
    limits.push(...numbersOf(maxSteps).map((value) => ({ ...shared, origin: "code", value }) as const));
    const { maxSteps: usual } = call.defaults;
    if (optionState(maxSteps) === "absent" && usual !== undefined)
      limits.push({ ...shared, origin: "SDK", value: usual ?? "none" });
  } else if (maxSteps !== undefined) {
    limits.push(...numbersOf(maxSteps).map((value) => ({ ...shared, origin: "code", value }) as const));
  }
  const { agentLoop } = call;
  if (agentLoop?.bound === "unbounded")
    limits.push({ ...shared, place: agentLoop.head, origin: "code", value: "none" });
  return limits;
}

function waits(
  fact: Pick<ModelCall, "callee" | "calleePlace"> & { readonly options: Client["options"] | ModelCall["options"] },
): readonly LimitUse[] {
  const { timeout, retries } = fact.options as { readonly timeout?: Value; readonly retries?: Value };
  const shared = { origin: "code", callee: fact.callee, place: fact.calleePlace } as const;
  return [
    ...numbersOf(timeout)
      .filter((value) => value > 0)
      .map((value) => ({ ...shared, limit: "timeout", value }) as const),
    ...numbersOf(retries).map((value) => ({ ...shared, limit: "retries", value }) as const),
  ];
}

function numbersOf(value: Value | undefined): readonly number[] {
  return (value === undefined ? [] : alternativesOf(value)).flatMap((each) =>
    each.state === "known" && each.form === "constant" && typeof each.value === "number" ? [each.value] : [],
  );
}
