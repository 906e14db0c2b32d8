import type { Flow, TaintSource } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";

export const modelOutputToHtml = defineRule({
  meta: {
    id: "model-output-to-html",
    title: "Text from a model is shown as raw HTML",
    pillar: "security",
    practices: ["GENSEC02-BP01", "AGENTSEC08-BP02"],
    related: ["AGENTSEC08-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
    if (flow.sink !== "HTML" || !CHOSEN.has(flow.taint.source)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${flow.sinkText}\` turns \`${flow.taint.text}\` (${flow.taint.source}) into markup; scripts and images in it run in the reader's page`,
      ...(flow.context.isExample ? { severity: "warning" } : {}),
      related: pathOf(flow, "It becomes markup here"),
      fixes: fixesFor(flow),
    };
  },
});

const CHOSEN: ReadonlySet<TaintSource> = new Set([
  "model output",
  "tool argument",
  "tool result",
  "retrieved document",
]);

/** DOMPurify around all that becomes markup, where it certainly has a page to work with. */
function fixesFor({ markup, context }: Flow): readonly Fix[] {
  if (markup === undefined) return [];
  const { place, way, purifier = "dompurify" } = markup;
  const isInPage = !context.isServer && (way === "element" || context.isBrowser);
  if (purifier !== "isomorphic-dompurify" && !isInPage) return [];
  return [
    {
      title: `Sanitise the HTML with DOMPurify${markup.purifier === undefined ? ", which has to be installed" : ""}`,
      safety: "review",
      edits: [
        { edit: "add import", file: place.file, module: purifier, default: "DOMPurify" },
        { edit: "wrap", place, before: "DOMPurify.sanitize(", after: ")" },
      ],
    },
  ];
}
