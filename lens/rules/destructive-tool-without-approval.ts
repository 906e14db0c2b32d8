import { absentOptionName, insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

const EFFECTS = { deletes: "deletes for good", pays: "moves money", sends: "sends messages" } as const;

export const destructiveToolWithoutApproval = defineRule({
  meta: {
    id: "destructive-tool-without-approval",
    title: "Tool that does what cannot be undone, with nobody asked",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC04-BP02", "AGENTREL02-BP05"],
    proves: ["AGENTSEC04-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["tool"],
  judge(tool) {
    const { approval } = tool.options;
    const [effect] = tool.handling.effects;
    if (effect === undefined || tool.isServed || approval === undefined) {
      return { outcome: "not applicable" };
    }
    const state = optionState(approval);
    if (state === "unknown") {
      return { outcome: "unknown", reason: "whether somebody is asked cannot be told" };
    }
    if (state === "known" && constantOf(approval)?.value !== false) {
      return { outcome: "pass", place: tool.place };
    }
    if (tool.handling.asksPerson && state === "absent") {
      return { outcome: "unknown", reason: "something in the file asks a person" };
    }
    const insertion = insertionOf(approval);
    const name = absentOptionName(approval) ?? "needsApproval";
    return {
      outcome: "fail",
      place: tool.calleePlace,
      severity: tool.context.isExample ? "info" : "warning",
      message: `${tool.name === undefined ? "This tool" : `The tool \`${tool.name}\``} ${EFFECTS[effect.effect]} (\`${effect.text}\`) whenever the model asks for it`,
      related: [{ place: effect.place, message: "Cannot be undone" }],
      fixes:
        insertion === undefined
          ? []
          : [
              {
                title: `Ask a person first: \`${name}: true\``,
                safety: "review",
                edits: [{ edit: "set option", insertion, code: "true" }],
              },
            ],
    };
  },
});
