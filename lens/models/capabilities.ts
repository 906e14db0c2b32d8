import table from "./capabilities.json" with { type: "json" };
import type { Platform } from "./lifecycle.ts";

/** What one model takes and gives; a field that is not known is `undefined`. */
export interface ModelCapabilities {
  /** Tokens. */
  readonly maxOutputTokens: number | undefined;
  /** Whether it thinks before it answers. */
  readonly isReasoning: boolean | undefined;
}

interface CapabilityRow {
  readonly maxOutputTokens?: number;
  readonly reasoning?: boolean | object;
}

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
    isReasoning: typeof row?.reasoning === "boolean" ? row.reasoning : undefined,
  };
}
