import table from "./capabilities.json" with { type: "json" };
import type { Platform } from "./lifecycle.ts";

/** What one model takes and gives; a field that is not known is `undefined`. */
export interface ModelCapabilities {
  /** Tokens. */
  readonly maxOutputTokens: number | undefined;
  /** Whether it thinks before it answers. */
  readonly isReasoning: boolean | undefined;
  /** Whether it takes temperature and top-p: at any time, never, only one of the two, or only when told not to think. */
  readonly sampling: Sampling | undefined;
  /** How hard it can be told to think; empty where it is not known. */
  readonly efforts: readonly string[];
}

export type Sampling = "accepted" | "rejected" | "one at a time" | "without reasoning";

/** All ids that the table has for one platform. */
export function idsWithCapabilities(platform: Platform): readonly string[] {
  return Object.keys(models[CATALOGUE_OF[platform] ?? ""] ?? {});
}

interface CapabilityRow {
  readonly maxOutputTokens?: number;
  readonly reasoning?: boolean | object;
  readonly efforts?: readonly string[];
  readonly temperature?: boolean | { readonly condition: string };
  readonly rejectsSamplingParameters?: boolean;
}

/** Claude's models that take temperature or top-p, but not both (Anthropic's notes on migrating to Claude 4.1 and later). */
const ONE_AT_A_TIME = /^claude-(?:opus-4-[156]|sonnet-4-[56]|haiku-4-5)(?:-\d{8})?$/u;

const models: Readonly<Record<string, Readonly<Record<string, CapabilityRow>>>> = table.models;

const CATALOGUE_OF: Readonly<Partial<Record<Platform, string>>> = {
  "openai-api": "openai",
  "claude-api": "anthropic",
  "gemini-api": "google",
};

/** Capabilities of an id on the platform of its own maker; `undefined` where the table does not have it. */
export function findCapabilities(platform: Platform, id: string): ModelCapabilities | undefined {
  const catalogue = models[CATALOGUE_OF[platform] ?? ""];
  if (catalogue === undefined || !Object.hasOwn(catalogue, id)) return undefined;
  const row = catalogue[id];
  return {
    maxOutputTokens: row?.maxOutputTokens,
    efforts: row?.efforts ?? [],
    sampling: row === undefined ? undefined : samplingOf(id, row),
    isReasoning: typeof row?.reasoning === "boolean" ? row.reasoning : undefined,
  };
}

function samplingOf(id: string, { temperature, rejectsSamplingParameters }: CapabilityRow): Sampling | undefined {
  if (rejectsSamplingParameters === true || temperature === false) return "rejected";
  if (rejectsSamplingParameters === false) return ONE_AT_A_TIME.test(id) ? "one at a time" : "accepted";
  if (temperature === true) return "accepted";
  return temperature !== undefined && /reasoning effort is none/u.test(temperature.condition)
    ? "without reasoning"
    : undefined;
}
