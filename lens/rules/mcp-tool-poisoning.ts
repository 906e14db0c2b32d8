import type { Tool, Value } from "../facts.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf } from "./values.ts";

/** Characters that nobody sees and a model reads: zero width, direction marks, tags. */
const INVISIBLE = /[\u200B\u2060-\u2064\u202A-\u202E\u2066-\u2069]|[\u{E0001}-\u{E001F}]/u;

const CREDENTIALS =
  /~?\/?\.ssh\b|\bid_(rsa|ed25519)\b|\.aws\/credentials|\.kube\/config|\/etc\/(passwd|shadow)|\.netrc\b|\.npmrc\b|\.git-credentials/i;

/** Speaks to the model rather than of the tool. */
const ORDERS =
  /\b(before (use|using|calling|you|any)|first,? (read|open|load)|you (must|should|need)|always (read|send|include)|make sure)\b/i;

const OVERRIDES =
  /\b(ignore|disregard|forget|override)\b[^.]{0,20}\b(previous|prior|earlier|other|system)\b[^.]{0,20}\b(instruction|prompt|rule|message|tool)s?\b/i;

const SECRECY =
  /\b(do not|don't|never) (tell|inform|notify|alert|show)\b[^.]{0,30}\buser\b|\bwithout (telling|informing|notifying|asking) the user\b|\b(hide|conceal)\b[^.]{0,30}\bfrom the user\b/i;

/** A scanner that says what it looks for. */
const LOOKS_FOR = /\b(detect|scan|audit|flag|warn|prevent|block)\w*\b/i;

export const mcpToolPoisoning = defineRule({
  meta: {
    id: "mcp-tool-poisoning",
    title: "Tool description with orders for the model",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC02-BP03", "AGENTSEC08-BP01"],
    related: ["GENSEC05-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["tool"],
  judge(tool) {
    const { description } = tool.options;
    if (description === undefined || description.state === "absent") {
      return { outcome: "not applicable" };
    }
    const text = writtenText(description);
    if (text === "") {
      return { outcome: "unknown", reason: "the description is not written in the code" };
    }
    const flaw = flawOf(text, tool);
    if (flaw === undefined || description.state !== "known") {
      return { outcome: "pass", place: tool.place };
    }
    return {
      outcome: "fail",
      place: tool.calleePlace,
      message: `The description of ${tool.name === undefined ? "this tool" : `\`${tool.name}\``} ${flaw}`,
      related: [{ place: description.place, message: "The description" }],
    };
  },
});

/** What is written of a text, pieces that are put in left out. */
function writtenText(value: Value): string {
  return alternativesOf(value)
    .map((each) => {
      if (each.state !== "known") return "";
      if (each.form === "constant") return typeof each.value === "string" ? each.value : "";
      return each.form === "template"
        ? each.parts.map((part) => (typeof part === "string" ? part : writtenText(part))).join("")
        : "";
    })
    .join("\n");
}

function flawOf(text: string, tool: Tool): string | undefined {
  if (INVISIBLE.test(text)) {
    return "holds characters that nobody sees and the model reads";
  }
  if (LOOKS_FOR.test(text)) {
    return undefined;
  }
  if (OVERRIDES.test(text)) {
    return "tells the model to set other instructions aside";
  }
  const path = CREDENTIALS.exec(text)?.[0];
  if (path !== undefined && ORDERS.test(text)) {
    return `tells the model to use \`${path}\`, where credentials are kept`;
  }
  // In a program's own agent, what the user is told is the program's to say.
  return tool.isServed && SECRECY.test(text) ? "tells the model to keep something from the user" : undefined;
}
