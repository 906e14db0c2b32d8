import type { ConstantValue, Fact, LastingEffect, ModelCall, Tool, Value, Verdict } from "../facts.ts";
import { absentOptionName, insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf, constantOf, optionState, propertyOf } from "./values.ts";

const EFFECTS = { deletes: "deletes for good", pays: "moves money", sends: "sends messages" } as const;

/** The permission mode of an agent in which every tool runs at once. */
const ASKS_NOBODY = "bypassPermissions";

/** The permission mode in which no tool runs. */
const PLANS_ONLY = "plan";

const SHELLS: ReadonlySet<unknown> = new Set(["Bash", "Bash(*)", "Bash(:*)", "PowerShell"]);

/** Tools of an agent's own that run commands or change files. */
const CHANGING: ReadonlySet<unknown> = new Set(["Bash", "PowerShell", "Edit", "MultiEdit", "Write", "NotebookEdit"]);

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
  judges: ["tool", "model call"],
  judge(fact, context) {
    if (fact.fact === "model call") {
      return judgeAgent(fact);
    }
    const [effect] = fact.handling.effects;
    if (effect === undefined || fact.isServed) {
      return { outcome: "not applicable" };
    }
    return fact.options.approval === undefined
      ? judgeByAgents(fact, effect, context.facts)
      : judgeTool(fact, effect, fact.options.approval);
  },
});

/** The SDK asks where the tool says so. */
function judgeTool(tool: Tool, effect: LastingEffect, approval: Value): Verdict {
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
    message: messageFor(tool, effect),
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
}

function messageFor(tool: Tool, effect: LastingEffect): string {
  const subject = tool.name === undefined ? "This tool" : `The tool \`${tool.name}\``;
  return `${subject} ${EFFECTS[effect.effect]} (\`${effect.text}\`) whenever the model asks for it`;
}

/** The SDK asks where the agent's own options say so: an agent of the same file names the tool among those that run unasked. */
function judgeByAgents(tool: Tool, effect: LastingEffect, facts: readonly Fact[]): Verdict {
  const { name } = tool;
  if (name === undefined || tool.handling.asksPerson) {
    return { outcome: "not applicable" };
  }
  for (const call of facts) {
    if (call.fact !== "model call" || call.sdk !== tool.sdk || optionState(call.options.approval) !== "absent") {
      continue;
    }
    const allowed = elementsOf(call.options.allowedTools).find((each) => isToolOfServer(each, name));
    if (allowed?.state === "known") {
      return {
        outcome: "fail",
        place: tool.calleePlace,
        severity: tool.context.isExample ? "info" : "warning",
        message: messageFor(tool, effect),
        related: [
          { place: effect.place, message: "Cannot be undone" },
          { place: allowed.place, message: "By this the agent runs it with nobody asked" },
        ],
      };
    }
  }
  return { outcome: "not applicable" };
}

function elementsOf(value: Value | undefined): readonly Value[] {
  return value?.state === "known" && value.form === "array" ? value.elements : [];
}

/** `mcp__shop__refund` is the tool `refund` of the server `shop`. */
function isToolOfServer(value: Value, tool: string): boolean {
  const name = constantOf(value)?.value;
  return typeof name === "string" && name.startsWith("mcp__") && name.endsWith(`__${tool}`);
}

/** An agent with a shell and a file editor of its own. */
function judgeAgent(call: ModelCall): Verdict {
  const { permissionMode, approval, tools, allowedTools, deniedTools, sandbox } = call.options;
  if (permissionMode === undefined) {
    return { outcome: "not applicable" };
  }
  const mode = constantOf(permissionMode);
  const isUnbound = mode?.value === ASKS_NOBODY;
  const shell = elementsOf(allowedTools).find(isShell);
  if (mode === undefined && permissionMode.state !== "absent") {
    return { outcome: "unknown", reason: "the permission mode cannot be told" };
  }
  const isAsked = !isUnbound && (shell === undefined || mode?.value === PLANS_ONLY);
  if (isAsked || isLimited(tools) || elementsOf(deniedTools).some(isShell)) {
    return { outcome: "not applicable" };
  }
  const isOpen = [approval, deniedTools, sandbox, tools].some((each) => optionState(each) === "unknown");
  if (isOpen || optionState(approval) === "known") {
    return { outcome: "unknown", reason: "something may refuse its tools" };
  }
  if (optionState(sandbox) === "known" && constantOf(propertyOf(sandbox, "enabled"))?.value !== false) {
    return { outcome: "not applicable" };
  }
  return isUnbound ? failMode(call, mode) : failShell(call, shell);
}

function failMode(call: ModelCall, mode: ConstantValue): Verdict {
  const isHere = mode.place.file === call.place.file;
  return {
    outcome: "fail",
    place: isHere ? mode.place : call.calleePlace,
    severity: call.context.isExample ? "info" : "warning",
    message: `\`${call.callee}\` lets the agent run any command and change any file with nobody asked; text that it reads can make it do so`,
    related: isHere ? [] : [{ place: mode.place, message: "The permission mode is set here" }],
    fixes: [
      {
        title: 'Refuse what nothing allows: `permissionMode: "default"`',
        safety: "review",
        edits: [{ edit: "replace", place: mode.place, code: '"default"' }],
      },
    ],
  };
}

/** One tool of several that the program lists, and so chose: worth knowing. */
function failShell(call: ModelCall, shell: Value | undefined): Verdict {
  const place = shell?.state === "known" ? shell.place : undefined;
  const isHere = place?.file === call.place.file;
  return {
    outcome: "fail",
    place: place !== undefined && isHere ? place : call.calleePlace,
    severity: "info",
    message: `\`${call.callee}\` lets the agent run any command with nobody asked: \`allowedTools\` names its shell without saying which commands`,
    related: place === undefined || isHere ? [] : [{ place, message: "The shell is named here" }],
  };
}

/** Whether the agent's own tools are listed, and none of them changes anything. */
function isLimited(tools: Value | undefined): boolean {
  const names = tools === undefined ? [] : alternativesOf(tools);
  return (
    names.length > 0 &&
    names.every(
      (each) =>
        each.state === "known" &&
        each.form === "array" &&
        each.isComplete &&
        each.elements.every((name) => {
          const constant = constantOf(name);
          return constant !== undefined && !CHANGING.has(constant.value);
        }),
    )
  );
}

/** The shell with all its commands; `Bash(npm test:*)` is some of them. */
function isShell(value: Value): boolean {
  return SHELLS.has(constantOf(value)?.value);
}
