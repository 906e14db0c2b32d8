import type { Flow, Tool, Verdict } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { pathOf } from "./flow-path.ts";
import { isWithin } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { alternativesOf, optionState } from "./values.ts";

export const toolExecutesShell = defineRule({
  meta: {
    id: "tool-executes-shell",
    title: "A tool runs what the model passes as a command or as code",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC02-BP01", "AGENTREL02-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow, context): Verdict {
    const { sink } = flow;
    if ((sink !== "code execution" && sink !== "shell") || flow.taint.source !== "tool argument") {
      return { outcome: "not applicable" };
    }
    const tool = toolAround(flow, context);
    const approval = tool?.options.approval;
    const isApproved = optionState(approval) === "known" && !isNever(approval);
    const way = sink === "shell" ? "a command line" : "code";
    return {
      outcome: "fail",
      place: flow.place,
      message: isApproved
        ? `The model writes ${way} that \`${flow.sinkText}\` runs; a person approves each call, and nothing else limits it`
        : `The model writes ${way} that \`${flow.sinkText}\` runs; text that it reads can make it run anything here`,
      ...(isApproved ? { severity: "info" } : flow.context.isExample ? { severity: "warning" } : {}),
      related: pathOf(flow, sink === "shell" ? "It is run as a command here" : "It is run as code here"),
      fixes: fixesFor(flow),
    };
  },
});

/** The same program without a shell, so that what the model writes is one argument. */
function fixesFor({ withoutShell }: Flow): readonly Fix[] {
  if (withoutShell === undefined) return [];
  const { callee, owner, was, instead, program, command, words } = withoutShell;
  const imported: FixEdit[] =
    owner === undefined
      ? [{ edit: "add import", file: callee.file, module: "node:child_process", names: [instead], replaces: was }]
      : [];
  return [
    {
      title: `Start \`${program}\` without a shell`,
      safety: "review",
      edits: [
        ...imported,
        { edit: "replace", place: callee, code: owner === undefined ? instead : `${owner}.${instead}` },
        { edit: "replace", place: command, code: words },
      ],
    },
  ];
}

/** The tool whose handler the argument comes from, where it is written in place. */
function toolAround(flow: Flow, context: JudgeContext): Tool | undefined {
  return context.facts.find((fact): fact is Tool => fact.fact === "tool" && isWithin(flow.taint.place, fact.place));
}

function isNever(approval: Tool["options"]["approval"]): boolean {
  return (
    approval !== undefined &&
    alternativesOf(approval).every((each) => each.state === "known" && each.form === "constant" && each.value === false)
  );
}
