import type { Flow, Severity, TaintSource, Tool } from "../facts.ts";
import { pathOf } from "./flow-path.ts";
import { isWithin } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

export const modelOutputToUrlOrPath = defineRule({
  meta: {
    id: "model-output-to-url-or-path",
    title: "The model chooses an address or a path that nothing checks",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC02-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow, context) {
    const { sink, taint } = flow;
    if ((sink !== "URL" && sink !== "file path") || !CHOSEN.has(taint.source)) {
      return { outcome: "not applicable" };
    }
    if (sink === "URL" && flow.context.isBrowser) {
      return { outcome: "not applicable" };
    }
    const severity = severityOf(flow, context);
    return {
      outcome: "fail",
      place: flow.place,
      message:
        sink === "URL"
          ? `\`${flow.sinkText}\` asks whatever host \`${taint.text}\` (${taint.source}) names, those of the internal network too`
          : `\`${flow.sinkText}\` opens whatever path \`${taint.text}\` (${taint.source}) names; \`../\` in it leaves the folder`,
      ...(severity === undefined ? {} : { severity }),
      related: pathOf(flow, sink === "URL" ? "The address is asked here" : "The path is opened here"),
    };
  },
});

const CHOSEN: ReadonlySet<TaintSource> = new Set(["model output", "tool argument"]);

/** Names of tools that are there to fetch what the model asks for. */
const FETCHES = /fetch|brows|scrap|crawl|web|http|url|download|read_?page/i;

function severityOf(flow: Flow, context: JudgeContext): Severity | undefined {
  const tool = context.facts.find(
    (fact): fact is Tool => fact.fact === "tool" && isWithin(flow.taint.place, fact.place),
  );
  const isPurpose = flow.sink === "URL" && FETCHES.test(tool?.name ?? "");
  return isPurpose || flow.context.isExample ? "info" : undefined;
}
