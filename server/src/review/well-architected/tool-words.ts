/** Statuses of a choice, as the AWS Well-Architected Tool names them. */
export const CHOICE_STATUSES = ["SELECTED", "UNSELECTED", "NOT_APPLICABLE"] as const;

export type ChoiceStatus = (typeof CHOICE_STATUSES)[number];

/** Reasons why something does not apply, as the tool names them, with the words that begin a reason in our review. */
const REASON_WORDS = {
  OUT_OF_SCOPE: "Out of scope",
  BUSINESS_PRIORITIES: "Business priorities",
  ARCHITECTURE_CONSTRAINTS: "Architecture constraints",
} as const;

/** The tool's `NONE` is `OTHER` here: neither says anything. */
export type ToolReason = keyof typeof REASON_WORDS | "OTHER";

const NAMED_REASONS = Object.keys(REASON_WORDS) as (keyof typeof REASON_WORDS)[];

export const TOOL_REASONS: readonly ToolReason[] = [...NAMED_REASONS, "OTHER"];

/** What stands in our review, which demands a reason, where the tool has none. */
export const NO_REASON = "No reason given in the AWS Well-Architected Tool";

/** A reason of the tool from outside; whatever is no reason is `OTHER`. */
export function reasonFrom(written: unknown): ToolReason {
  return TOOL_REASONS.find((known) => known === written) ?? "OTHER";
}

/** A reason of our review as the tool has it: `Out of scope: no agents` is `OUT_OF_SCOPE` with the note `no agents`. */
export function splitReason(text: string): { readonly reason: ToolReason; readonly notes: string } {
  const whole = text.trim();
  if (whole === NO_REASON) return { reason: "OTHER", notes: "" };
  for (const reason of NAMED_REASONS) {
    const words = REASON_WORDS[reason];
    if (!whole.toLowerCase().startsWith(words.toLowerCase())) continue;
    const rest = whole.slice(words.length);
    if (rest === "") return { reason, notes: "" };
    if (/^[:.]/u.test(rest)) return { reason, notes: rest.slice(1).trim() };
  }
  return { reason: "OTHER", notes: whole };
}

/** The other way: never empty. */
export function joinReason(reason: ToolReason, notes: string): string {
  if (reason === "OTHER") return notes === "" ? NO_REASON : notes;
  return notes === "" ? REASON_WORDS[reason] : `${REASON_WORDS[reason]}: ${notes}`;
}
