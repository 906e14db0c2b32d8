import { findCapabilities } from "./capabilities.ts";
import { findRow } from "./lifecycle.ts";
import type { LifecycleRow, Platform } from "./lifecycle.ts";
import { resolveModelId, writtenLike } from "./model-id.ts";
import type { ModelReference } from "./model-id.ts";

export { MODEL_DATA_AS_OF, modelsKnown } from "./lifecycle.ts";
export type { LifecycleRow, Platform } from "./lifecycle.ts";

/**
 * `current`: in service on the day of the source, and nothing since then says otherwise.
 * `legacy`: in service, its maker advises to move on.
 * `deprecated`: its end is announced; where Regions differ, it may already be gone from some.
 * `retired`: served nowhere on its platform.
 * `unknown`: the id is known, its state today is not.
 */
export type LifecycleStatus = "current" | "legacy" | "deprecated" | "retired" | "unknown";

/** What is known of a model id today. Dates are ISO days. */
export interface ModelStatus {
  /** The id as its platform lists it, without ARN, profile or gateway prefix. */
  readonly id: string;
  /** Maker or seller, such as `openai` or `bedrock`. */
  readonly provider: string;
  readonly platform: Platform;
  readonly status: LifecycleStatus;
  readonly deprecatedOn: string | undefined;
  /** Where Regions differ: the day on which the first of them stopped. */
  readonly firstShutdownOn: string | undefined;
  /** From then on no Region serves it. */
  readonly shutdownOn: string | undefined;
  /** Days from today until `shutdownOn`; zero or less once it is past. */
  readonly daysUntilShutdown: number | undefined;
  /** It may end on any day from then on; no end is announced. */
  readonly earliestShutdownOn: string | undefined;
  /** Some Regions have stopped serving it, others still do. */
  readonly isRetiredInSomeRegions: boolean;
  /** Calls do not fail after the end: the platform answers with the replacement, at that model's price. */
  readonly isRedirected: boolean;
  /**
   * What to use instead, for people. Where a recommended model is itself on its way out, its own replacement
   * stands here; `undefined` where it has none, or where sources disagree.
   */
  readonly replacement: string | undefined;
  /** How the replacement has to be used, as the end of a sentence, such as `through the Realtime API`. */
  readonly replacementUse: string | undefined;
  /** Text to write in the place of the id; `undefined` unless exactly one known id fits there unchanged. */
  readonly successor: string | undefined;
  /** False: a hint at most. `doubt` says why. */
  readonly confirmed: boolean;
  readonly doubt: string | undefined;
  readonly notes: string | undefined;
  /** `undefined` where only the capabilities of the model are known. */
  readonly sourceUrl: string | undefined;
  /** Day or month of the source. */
  readonly sourceDate: string | undefined;
  /** Tokens; `undefined` where not known. */
  readonly maxOutputTokens: number | undefined;
  readonly isReasoning: boolean | undefined;
}

/**
 * What is known of a model id as code writes it. `hint` names the platform or provider that serves the call
 * (`openai`, `bedrock`, `gateway` …); `undefined` where nobody knows. `today` is an ISO date. Answers
 * `undefined` where the tables have no row for it: it never guesses.
 */
export function findModel(written: string, hint: string | undefined, today: string): ModelStatus | undefined {
  const reference = resolveModelId(written, hint);
  if (reference === undefined) return undefined;
  const { platform, id } = reference;
  const row = findRow(platform, id);
  const capabilities = findCapabilities(platform, id);
  const doubt = doubtOf(reference, row);
  const status = row === undefined ? "unknown" : statusOn(row, today);
  return {
    id,
    provider: row?.provider ?? PROVIDER_OF[platform],
    platform,
    status,
    deprecatedOn: row?.deprecatedOn,
    firstShutdownOn: row?.firstShutdownOn,
    shutdownOn: row?.shutdownOn,
    daysUntilShutdown: row?.shutdownOn === undefined ? undefined : daysBetween(today, row.shutdownOn),
    earliestShutdownOn: row?.earliestShutdownOn,
    isRetiredInSomeRegions:
      status === "deprecated" && row?.firstShutdownOn !== undefined && row.firstShutdownOn <= today,
    isRedirected: row?.isRedirected === true,
    ...replacementOf(reference, row, today),
    confirmed: doubt === undefined,
    doubt,
    notes: row?.notes,
    sourceUrl: row?.sourceUrl,
    sourceDate: row?.sourceDate,
    maxOutputTokens: capabilities?.maxOutputTokens,
    isReasoning: capabilities?.isReasoning,
  };
}

const PROVIDER_OF: Readonly<Record<Platform, string>> = {
  "openai-api": "openai",
  "claude-api": "anthropic",
  "gemini-api": "google",
  "vertex-ai": "google",
  "mistral-api": "mistral",
  groqcloud: "groq",
  "cohere-api": "cohere",
  "amazon-bedrock": "bedrock",
};

function statusOn(row: LifecycleRow, today: string): LifecycleStatus {
  if (row.listedAs === "unconfirmed") return "unknown";
  if (row.shutdownOn !== undefined && row.shutdownOn <= today) return row.isConfirmed ? "retired" : "unknown";
  if (row.deprecatedOn !== undefined) return row.deprecatedOn <= today ? "deprecated" : "current";
  if (row.shutdownOn !== undefined || row.listedAs === "deprecated") return "deprecated";
  // A source from before that day cannot say that the model was still served after it.
  const { earliestShutdownOn } = row;
  if (earliestShutdownOn !== undefined && earliestShutdownOn <= today && row.sourceDate < earliestShutdownOn) {
    return "unknown";
  }
  return row.listedAs === "legacy" ? "legacy" : "current";
}

function doubtOf(reference: ModelReference, row: LifecycleRow | undefined): string | undefined {
  if (row === undefined) return "no lifecycle dates are known";
  if (!row.isConfirmed) {
    return row.isSecondHand === true
      ? "no official page confirms it"
      : `its provider's page of ${row.sourceDate} named that day, which may have moved since`;
  }
  if (reference.reachedBy === "gateway") return "the gateway may serve it by other means";
  return reference.reachedBy === "form" ? "who serves the call is not known" : undefined;
}

function replacementOf(
  reference: ModelReference,
  row: LifecycleRow | undefined,
  today: string,
): Pick<ModelStatus, "replacement" | "replacementUse" | "successor"> {
  const { names: followed, use } = row === undefined ? NO_REPLACEMENT : followReplacements(row, today);
  const [only] = followed;
  // On Bedrock a newer model may need another profile, or a profile where an older one needed none.
  const canStandThere =
    followed.length === 1 &&
    only !== undefined &&
    use === undefined &&
    reference.platform !== "amazon-bedrock" &&
    !reference.id.startsWith("ft-") &&
    reference.suffix === "" &&
    isListed(reference.platform, only);
  return {
    replacement: followed.length === 0 ? undefined : followed.join(" or "),
    replacementUse: use,
    successor: canStandThere ? writtenLike(reference, only) : undefined,
  };
}

function isListed(platform: Platform, id: string): boolean {
  return findRow(platform, id) !== undefined || findCapabilities(platform, id) !== undefined;
}

/** What a platform recommends, and how that has to be used. */
interface Replacement {
  readonly names: readonly string[];
  readonly use: string | undefined;
}

const NO_REPLACEMENT: Replacement = { names: [], use: undefined };

/**
 * Recommendations of the platform, with those that have since been given an end replaced by their own
 * replacements. None where one of them is disputed, or where all have an end and nothing to replace them.
 */
function followReplacements(row: LifecycleRow, today: string): Replacement {
  if (row.isReplacementDisputed === true) return NO_REPLACEMENT;
  const seen = new Set<string>([row.id]);
  const found = new Set<string>();
  let use = row.replacementUse;
  const open = [...(row.replacements ?? [])].reverse();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const next = findRow(row.platform, name);
    const status = next === undefined ? "current" : statusOn(next, today);
    const isLeaving = status === "retired" || status === "deprecated";
    if (!isLeaving) {
      found.add(name);
      continue;
    }
    if (next?.isReplacementDisputed === true) return NO_REPLACEMENT;
    use ??= next?.replacementUse;
    open.push(...[...(next?.replacements ?? [])].reverse());
  }
  return found.size === 0 ? NO_REPLACEMENT : { names: [...found], use };
}

/** Whole days; `undefined` where one of them is no date. */
function daysBetween(from: string, to: string): number | undefined {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return Number.isNaN(days) ? undefined : days;
}
