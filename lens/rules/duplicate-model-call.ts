import type { ModelCall } from "../facts.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

export const duplicateModelCall = defineRule({
  meta: {
    id: "duplicate-model-call",
    title: "Same question asked twice on one way through the code",
    pillar: "sustainability",
    practices: ["GENCOST03-BP03", "AGENTSUS02-BP02", "AGENTCOST02-BP03"],
    related: ["GENCOST03-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { repeats } = call.handling;
    if (repeats === undefined || !ALIKE.has(call.kind) || isStateful(call) || isDiverse(call)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      severity: call.context.isExample ? "info" : "warning",
      message: `\`${call.callee}\` sends what was sent before on this way; the answer is there already, and is paid for twice`,
      related: [{ place: repeats, message: "The same is sent here" }],
      fixes: [
        {
          title: "Use the first answer",
          safety: "review",
          edits: [{ edit: "reuse result", first: repeats, again: call.place, name: nameOf(call) }],
        },
      ],
    };
  },
});

/** What the answer is called where the code has no name for it. */
function nameOf({ kind }: ModelCall): string {
  return kind === "embedding" || kind === "moderation" ? kind : "answer";
}

/** Kinds of call that are asked for their answer alone. Pictures and sounds are often asked for again to have another. */
const ALIKE: ReadonlySet<ModelCall["kind"]> = new Set(["chat", "completion", "embedding", "moderation", "rerank"]);

/** The same words mean something else in a conversation that the other side keeps, or once a store has been filled. */
function isStateful({ callee, options }: ModelCall): boolean {
  return (
    /(^|\.)(sendMessage\w*|send|run|chat)$|query|retriev|search/i.test(callee) ||
    (options.session !== undefined && options.session.state !== "absent")
  );
}

/** With a temperature above 0, two answers to one question are two samples. */
function isDiverse({ options }: ModelCall): boolean {
  const temperature = constantOf(options.temperature)?.value;
  return options.temperature?.state === "unknown" || (typeof temperature === "number" && temperature >= 0.7);
}
