import type { Flow } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";

export const promptOrPiiLogged = defineRule({
  meta: {
    id: "prompt-or-pii-logged",
    title: "A whole prompt or answer is written to the log",
    pillar: "security",
    practices: ["GENSEC03-BP01", "AGENTSEC08-BP02", "GENOPS02-BP01"],
    related: ["GENSEC03-BP01", "GENOPS02-BP01"],
    severity: "info",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
    if (flow.sink !== "log" || flow.context.isExample || QUIET.test(flow.sinkText) || isPrinted(flow)) {
      return { outcome: "not applicable" };
    }
    const what = flow.taint.source === "model output" ? "the model's whole answer" : "what a person wrote to the model";
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${flow.sinkText}\` writes ${what} to the log, with all that is personal in it`,
      related: pathOf(flow, "It is logged here"),
      fixes: fixesFor(flow),
    };
  },
});

/** Levels that are off in production. */
const QUIET = /\.(debug|trace|verbose|silly)$/;

/** The console of a program that serves nobody is its screen. */
function isPrinted(flow: Flow): boolean {
  return flow.sinkText.startsWith("console.") && flow.context.requestHandler === undefined;
}

/** What tells an answer and its cost apart without its text: the id that the provider knows it by, and its tokens. */
interface LoggedParts {
  /** SDK and the end of the callee. */
  readonly sdk: string;
  readonly callee: RegExp;
  /** Name of each part, and the way to it from the response. */
  readonly parts: Readonly<Record<string, string>>;
}

/** As the packages' types have it: openai 4 to 7, Anthropic's SDK, the AWS SDK 3, AI SDK 4 to 7, Google Gen AI 1 to 3. */
const LOGGED_PARTS: readonly LoggedParts[] = [
  { sdk: "openai", callee: /(chat\.completions|responses)\.(create|parse)$/, parts: { id: "id", usage: "usage" } },
  { sdk: "anthropic", callee: /messages\.(create|parse)$/, parts: { id: "id", usage: "usage" } },
  { sdk: "bedrock-runtime", callee: /ConverseCommand$/, parts: { id: "$metadata.requestId", usage: "usage" } },
  { sdk: "ai", callee: /^generate(Text|Object)$/, parts: { id: "response.id", usage: "usage" } },
  { sdk: "google-genai", callee: /generateContent$/, parts: { id: "responseId", usage: "usageMetadata" } },
];

function fixesFor({ call, place, responseVariable }: Flow): readonly Fix[] {
  const known = LOGGED_PARTS.find(({ sdk, callee }) => sdk === call?.sdk && callee.test(call.callee));
  if (known === undefined || responseVariable === undefined || call?.kind === "stream") {
    return [];
  }
  const parts = Object.entries(known.parts).map(([name, way]) => `${name}: ${responseVariable}.${way}`);
  return [
    {
      title: "Log the answer's id and its tokens instead",
      safety: "review",
      edits: [{ edit: "replace", place, code: `{ ${parts.join(", ")} }` }],
    },
  ];
}
