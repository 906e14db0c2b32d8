import { PILLAR_IDS, type RuleMeta } from "./rule.ts";

/** A set of rules by name: `all` holds every rule, `strict` all but those that must be switched on one by one. */
export type Preset = (typeof PRESETS)[number];

/** The names of pillars and lenses stand for those of the recommended rules that are about them. */
export const PRESETS = [
  "recommended",
  "strict",
  "all",
  ...PILLAR_IDS,
  "generative-ai-lens",
  "agentic-ai-lens",
] as const;

/** Whether a preset switches a rule on. */
export function isInPreset(meta: RuleMeta, preset: Preset): boolean {
  switch (preset) {
    case "recommended":
      return meta.preset === "recommended";
    case "strict":
      return meta.preset !== "opt-in";
    case "all":
      return true;
    case "generative-ai-lens":
      return meta.preset === "recommended" && meta.practices.some((practice) => practice.startsWith("GEN"));
    case "agentic-ai-lens":
      return meta.preset === "recommended" && meta.practices.some((practice) => practice.startsWith("AGENT"));
    default:
      return meta.preset === "recommended" && meta.pillar === preset;
  }
}
