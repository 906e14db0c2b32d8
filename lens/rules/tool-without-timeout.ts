import type { Tool, ToolRequest } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { isSamePlace } from "./places.ts";
import { defineRule, type JudgeContext, numberOption } from "./rule.ts";

export const toolWithoutTimeout = defineRule({
  meta: {
    id: "tool-without-timeout",
    title: "Tool that waits for a network answer without a limit",
    pillar: "reliability",
    practices: ["GENREL03-BP02", "GENCOST05-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    options: {
      timeout: {
        type: "positive integer",
        default: 10_000,
        description: "Milliseconds that the fix writes as the limit of one request of a tool.",
      },
    },
    since: "0.2.0",
  },
  judges: ["tool"],
  judge(tool, context) {
    const { requests } = tool.handling;
    if (requests.length === 0) {
      return { outcome: "not applicable" };
    }
    if (tool.name === undefined && tool.context.loop !== undefined) {
      return { outcome: "unknown", reason: "it hands calls on to tools of others, which may rightly take long" };
    }
    const endless = requests.filter(({ limit }) => limit.state === "absent");
    if (endless.length === 0) {
      return { outcome: "unknown", reason: "something may limit how long its requests take" };
    }
    const own = endless.filter((request) => isFirstOf(tool, request, context));
    const [first, ...others] = own;
    if (first === undefined) {
      return { outcome: "not applicable" };
    }
    const name = tool.name === undefined ? "This tool" : `The tool \`${tool.name}\``;
    return {
      outcome: "fail",
      place: first.place,
      message: `${name} waits for \`${first.text}\` as long as that takes; a server that hangs holds up the whole agent`,
      related: [
        { place: tool.calleePlace, message: "The tool is defined here" },
        ...others.map(({ place }) => ({ place, message: "It waits here as well" })),
      ],
      fixes: fixesFor(own, numberOption(context, "timeout")),
    };
  },
});

/** A function that several tools call is reported with the first of them. */
function isFirstOf(tool: Tool, request: ToolRequest, { facts }: JudgeContext): boolean {
  const users = facts.filter(
    (fact): fact is Tool =>
      fact.fact === "tool" && fact.handling.requests.some((each) => isSamePlace(each.place, request.place)),
  );
  return users[0] === tool;
}

/** One fix for all requests of the tool: a limit at one of them would leave the agent waiting for the next. */
function fixesFor(requests: readonly ToolRequest[], timeout: number): readonly Fix[] {
  const insertions = requests.flatMap(({ limit }) => insertionOf(limit) ?? []);
  if (insertions.length < requests.length) {
    return [];
  }
  return [
    {
      title: `Give up after ${timeout} ms`,
      safety: "review",
      edits: insertions.map((insertion) => ({
        edit: "set option",
        insertion,
        code: insertion.path.at(-1) === "signal" ? `AbortSignal.timeout(${timeout})` : String(timeout),
      })),
    },
  ];
}
