import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { bedrockIdForm } from "../models/inference-profiles.ts";
import { onlyIdOf } from "./model-ids.ts";
import { pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

/** Models that some Regions serve by their own id, and that have a profile for each of these geographies. */
const PROFILES: ReadonlyMap<string, readonly string[]> = new Map([
  ["amazon.nova-micro-v1:0", ["us", "eu", "apac"]],
  ["amazon.nova-lite-v1:0", ["us", "eu", "apac"]],
  ["amazon.nova-pro-v1:0", ["us", "eu", "apac"]],
  ["meta.llama3-1-8b-instruct-v1:0", ["us"]],
  ["meta.llama3-1-70b-instruct-v1:0", ["us"]],
  ["meta.llama3-3-70b-instruct-v1:0", ["us"]],
]);

export const bedrockCrossRegionNotUsed = defineRule({
  meta: {
    id: "bedrock-cross-region-not-used",
    title: "Bedrock model tied to one Region that has a profile for several",
    pillar: "reliability",
    practices: ["GENREL05-BP01", "GENREL01-BP01"],
    proves: ["GENREL05-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const written = onlyIdOf(call);
    if (call.provider !== "bedrock" || written === undefined || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    const profiles = PROFILES.get(written.id);
    if (profiles === undefined) {
      return bedrockIdForm(written.id) === "profile"
        ? { outcome: "pass", place: call.place }
        : { outcome: "not applicable" };
    }
    const own = profileOf(call, profiles);
    if (own === "none") {
      return { outcome: "not applicable" };
    }
    const { id, constant } = written;
    const fixes: readonly Fix[] =
      own !== undefined
        ? [
            {
              title: `Use the profile \`${own}.${id}\``,
              safety: "review",
              edits: [{ edit: "replace", place: constant.place, code: JSON.stringify(`${own}.${id}`) }],
            },
          ]
        : [];
    return {
      outcome: "fail",
      ...pointAt(constant, call),
      message: `\`${id}\` uses the capacity of one Region; the profile \`${own ?? profiles.join("` or `")}\` before it may use that of its neighbours`,
      fixes,
    };
  },
});

/** The geography of the call's Region; `none` where the model has no profile for it, `undefined` where the Region is not known. */
function profileOf(call: ModelCall, profiles: readonly string[]): string | undefined {
  const region = constantOf(call.client?.options.region)?.value;
  if (typeof region !== "string") {
    return undefined;
  }
  const start = region.startsWith("us-gov-") ? "us-gov" : region.slice(0, region.indexOf("-"));
  const own = start === "ap" ? "apac" : start;
  return profiles.includes(own) ? own : "none";
}
