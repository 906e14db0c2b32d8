import type { Fix } from "../fixes.ts";
import type { Place } from "./values.ts";

/** What a rule says of one fact. */
export type Verdict =
  | { readonly outcome: "pass"; readonly place: Place }
  | { readonly outcome: "not applicable" }
  | { readonly outcome: "unknown"; readonly reason: string }
  | Failure;

/** A verdict that becomes a finding. */
export interface Failure {
  readonly outcome: "fail";
  /** What to underline. */
  readonly place: Place;
  /** One line, specific to the place, ends without a full stop. Backticks mark code. */
  readonly message: string;
  /** Replaces the rule's own severity when the case is milder or worse. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
}

export interface RelatedPlace {
  readonly place: Place;
  readonly message: string;
}

/** What to do about a finding: error = broken or exploitable now; warning = costs money or reliability in production; info and hint = worth knowing. */
export type Severity = "error" | "warning" | "info" | "hint";
