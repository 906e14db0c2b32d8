import type { RuleMeta } from "./rule.ts";

/** A set of rules by name: `all` holds every rule, `strict` all but those that must be switched on one by one. */
export type Preset = "recommended" | "strict" | "all";

export const PRESETS: readonly Preset[] = ["recommended", "strict", "all"];

/** Whether a preset switches a rule on. */
export function isInPreset(meta: RuleMeta, preset: Preset): boolean {
  switch (preset) {
    case "recommended":
      return meta.preset === "recommended";
    case "strict":
      return meta.preset !== "opt-in";
    case "all":
      return true;
  }
}
