import table from "./lifecycle.json" with { type: "json" };

/** Who serves a model. The same model has other dates on another platform. */
export type Platform =
  | "openai-api"
  | "claude-api"
  | "gemini-api"
  | "vertex-ai"
  | "mistral-api"
  | "groqcloud"
  | "cohere-api"
  | "amazon-bedrock";

/** What a platform announced about one model id. Dates are ISO days, such as `2026-11-30`. */
export interface LifecycleRow {
  /** The id exactly as the platform takes it. */
  readonly id: string;
  readonly name?: string;
  /** Such as `fine-tuned base`. */
  readonly kind?: string;
  readonly provider: string;
  readonly platform: Platform;
  /** Status on the day of the source; `unconfirmed` where it was doubtful even then. */
  readonly listedAs: "active" | "legacy" | "deprecated" | "retired" | "unconfirmed";
  readonly releasedOn?: string;
  readonly deprecatedOn?: string;
  /** Bedrock only: from here on use costs more. */
  readonly publicExtendedAccessOn?: string;
  /** Set where Regions differ: the day on which the first of them stops. */
  readonly firstShutdownOn?: string;
  /** The day from which it is served nowhere on this platform. */
  readonly shutdownOn?: string;
  /** The platform promises to serve it until then; nothing is announced for after. */
  readonly earliestShutdownOn?: string;
  /** What the platform recommends instead, best first: ids, or names for people where it gives no id. */
  readonly replacements?: readonly string[];
  /** How the replacement has to be used, as the end of a sentence, such as `through the Realtime API`. */
  readonly replacementUse?: string;
  /** Set where a later source names another replacement, so that none can be recommended. */
  readonly isReplacementDisputed?: true;
  /** Set where the platform, after the end, answers with the replacement under the old name and at its price. */
  readonly isRedirected?: true;
  /** Set where the row repeats somebody's report of the platform's page rather than the page. */
  readonly isSecondHand?: true;
  readonly notes?: string;
  /** False where no official page, and no two sources that agree, stand behind the row. */
  readonly isConfirmed: boolean;
  readonly verification: string;
  readonly sourceUrl: string;
  /** Day or month of the source. */
  readonly sourceDate: string;
}

/** ISO date of the day on which the tables were put together. */
export const MODEL_DATA_AS_OF: string = table.asOf;

// Rows without an id speak of an API or a package.
const rows = table.rows.filter((row) => "id" in row) as readonly unknown[] as readonly LifecycleRow[];

/** Every model id whose dates are known, in the order of the table. */
export function modelsKnown(): readonly LifecycleRow[] {
  return rows;
}

const byPlatform = new Map<string, Map<string, LifecycleRow>>();
for (const row of rows) {
  const onPlatform = byPlatform.get(row.platform) ?? new Map<string, LifecycleRow>();
  onPlatform.set(row.id, row);
  byPlatform.set(row.platform, onPlatform);
}

/** The row of an id on one platform; `undefined` where there is none. The id must be exactly as the table writes it. */
export function findRow(platform: Platform, id: string): LifecycleRow | undefined {
  return byPlatform.get(platform)?.get(id);
}
