import type { CallKind, ModelCall } from "../facts.ts";

/** Kinds of call in which a model writes text, so that limits and checks on its output make sense. */
const TEXT_KINDS: ReadonlySet<CallKind> = new Set<CallKind>(["chat", "stream", "completion", "agent"]);

export function writesText(kind: CallKind): boolean {
  return TEXT_KINDS.has(kind);
}

/** Whether the SDK by itself asks the model again and again, to hand it what tools gave; streamed agents count. */
export function runsSteps(call: ModelCall): boolean {
  const usual = call.defaults.maxSteps;
  return call.kind === "agent" || (call.kind === "stream" && (usual === null || (usual !== undefined && usual > 1)));
}
