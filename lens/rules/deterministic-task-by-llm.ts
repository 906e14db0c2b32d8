import type { ModelCall, Value } from "../facts.ts";
import { writesText } from "./kinds.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";

/** Longest fixed text that can be taken for the whole task. */
const LONGEST = 160;

/** Tasks that a line of code does exactly, and what does them. */
const TASKS: readonly (readonly [task: RegExp, instead: string])[] = [
  [
    /^(?:please )?(?:parse|convert|format) (?:this|the|following)? ?(?:date|timestamp)\b.*\b(?:iso|utc|unix|yyyy)/i,
    "`Date` or a date library",
  ],
  [
    /^(?:please )?sort (?:this|these|the|following)[\w ]* (?:numbers?|list|names?|array|items?)\b(?!.*\b(?:relevan|importan|sentiment|quality|priority|urgen|similar))/i,
    "`toSorted`",
  ],
  [
    /^(?:please )?(?:count|how many) (?:the )?(?:number of )?(?:characters?|letters?|words?|lines?)\b/i,
    "`length` or `split`",
  ],
  [/^(?:please )?(?:base64|url|html)[- ]?(?:en|de)code\b/i, "`Buffer` or `encodeURIComponent`"],
  [/^(?:please )?(?:encode|decode) (?:this|the|following)[\w ]* (?:to|as|from|in) (?:base64|hex|url)/i, "`Buffer`"],
  [
    /^(?:please )?(?:validate|check) (?:if |whether |that )?(?:this|the|following)? ?(?:e-?mail address|e-?mail|url|json|phone number|uuid)\b[\w ]*(?:valid)?/i,
    "a schema or a parser",
  ],
  [
    /^(?:please )?(?:add|sum|multiply|calculate the (?:sum|average|mean|product) of) (?:this|these|the|following) numbers?\b/i,
    "arithmetic",
  ],
  [
    /^(?:please )?(?:convert|transform) (?:this|the|following) (?:json|yaml|csv|xml) (?:to|into) (?:json|yaml|csv|xml)\b/i,
    "a parser of that format",
  ],
  [
    /^(?:please )?(?:reverse|uppercase|lowercase|capitali[sz]e) (?:this|the|following) (?:string|text|word)/i,
    "a method of `String`",
  ],
];

export const deterministicTaskByLlm = defineRule({
  meta: {
    id: "deterministic-task-by-llm",
    title: "Model asked for what a line of code does exactly",
    pillar: "cost-optimization",
    practices: ["GENCOST01-BP01", "GENSUS03-BP01"],
    severity: "hint",
    preset: "opt-in",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (!writesText(call.kind) || call.wrapper !== undefined || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    const instead = insteadOf(call);
    if (instead === undefined) return { outcome: "not applicable" };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` asks a model for what ${instead} does exactly, at once and for nothing`,
    };
  },
});

/** What does the task of a prompt that says one such task and nothing else. */
function insteadOf(call: ModelCall): string | undefined {
  const texts = promptTexts(call).map(fixedText);
  const [only] = texts.filter((text) => text !== "");
  if (only === undefined || texts.length > 2 || texts.join("").length > LONGEST) return undefined;
  return TASKS.find(([task]) => task.test(only))?.[1];
}

function fixedText(text: Value): string {
  return piecesOf(text)
    .map((piece) => (typeof piece === "string" ? piece : " "))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
