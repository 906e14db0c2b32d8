import type { Severity } from "../../../lens/facts.ts";

/** How a rule is switched: off, on with its own severity, or on with a severity that replaces it. */
export type RuleLevel = "off" | "default" | Severity;
