import type { CallKind } from "../facts.ts";

/** Kinds of call in which a model writes text, so that limits and checks on its output make sense. */
const TEXT_KINDS: ReadonlySet<CallKind> = new Set<CallKind>(["chat", "stream", "completion", "agent"]);

export function writesText(kind: CallKind): boolean {
  return TEXT_KINDS.has(kind);
}
