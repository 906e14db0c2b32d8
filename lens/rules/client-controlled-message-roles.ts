import type { Flow, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { isFromOutside, pathOf } from "./flow-path.ts";
import { isSamePlace } from "./places.ts";
import { defineRule } from "./rule.ts";

export const clientControlledMessageRoles = defineRule({
  meta: {
    id: "client-controlled-message-roles",
    title: "The caller sends messages with roles of its own choice",
    pillar: "security",
    practices: ["GENSEC04-BP02", "AGENTSEC08-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
    const { call } = flow;
    if (flow.sink !== "messages" || call === undefined || !isFromOutside(flow)) {
      return { outcome: "not applicable" };
    }
    if (call.sdk === "ai") {
      if (call.sdkMajor === undefined) {
        return { outcome: "unknown", reason: "the version of the AI SDK decides whether it refuses system messages" };
      }
      if (call.sdkMajor >= REFUSING_MAJOR) {
        return { outcome: "pass", place: flow.place };
      }
    }
    const canInstruct = flow.mayInstruct === true && !isAnthropicBefore(flow, 1);
    return {
      outcome: "fail",
      place: flow.place,
      message: canInstruct
        ? `\`${flow.taint.text}\` (${flow.taint.source}) decides the roles of messages for \`${call.callee}\`; a caller can add instructions as \`system\``
        : `\`${flow.taint.text}\` (${flow.taint.source}) decides the roles of messages for \`${call.callee}\`; a caller can put words into the model's mouth`,
      ...(!canInstruct || flow.context.isExample ? { severity: "info" } : {}),
      related: pathOf(flow, "This call sends the messages"),
      fixes: fixesFor(flow, call.options.messages),
    };
  },
});

/** From this major on the AI SDK refuses system messages among those of a prompt unless it is told to take them. */
const REFUSING_MAJOR = 7;

/** Messages of Anthropic's API had no role for instructions before. */
function isAnthropicBefore(flow: Flow, major: number): boolean {
  return flow.call?.sdk === "anthropic" && (flow.call.sdkMajor ?? major) < major;
}

/** A filter can be put behind the list where the call is given the very list that was sent. */
function fixesFor(flow: Flow, messages: Value | undefined): readonly Fix[] {
  if (messages?.state !== "unknown" || messages.place === undefined || !isSamePlace(messages.place, flow.place)) {
    return [];
  }
  const parameter = /\.[cm]?tsx?$/.test(flow.place.file) ? "(message: { role: string })" : "(message)";
  return [
    {
      title: "Keep messages of the user and the assistant only",
      safety: "review",
      edits: [
        {
          edit: "wrap",
          place: flow.place,
          before: "",
          after: `.filter(${parameter} => ["user", "assistant"].includes(message.role))`,
        },
      ],
    },
  ];
}
