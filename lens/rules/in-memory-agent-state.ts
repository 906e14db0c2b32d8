import { defineRule } from "./rule.ts";

export const inMemoryAgentState = defineRule({
  meta: {
    id: "in-memory-agent-state",
    title: "Agent state that ends with the process",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "AGENTREL03-BP02", "AGENTREL03-BP03"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["agent memory"],
  judge(memory) {
    if (memory.storage === "durable") {
      return { outcome: "pass", place: memory.place };
    }
    const { context } = memory;
    const isForOne = memory.isCommandLine || (memory.hasFixedThread && context.requestHandler === undefined);
    if (context.isExample || isForOne || context.isBrowser) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: memory.calleePlace,
      message: `\`${memory.name}\` keeps ${memory.keeps} in this process: a restart, or a second instance, has none of it`,
    };
  },
});
