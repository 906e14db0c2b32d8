import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const hardcodedRegion = defineRule({
  meta: {
    id: "hardcoded-region",
    title: "Region written into the code of a model client",
    pillar: "reliability",
    practices: ["GENREL05-BP01", "GENREL05-BP03"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client, { settings }) {
    const { region } = client.options;
    if (region === undefined || client.context.isExample) {
      return { outcome: "not applicable" };
    }
    const constant = constantOf(region);
    if (typeof constant?.value !== "string" || constant.value === "") {
      return optionState(region) === "absent" ||
        (region.state === "unknown" && region.environmentVariable !== undefined)
        ? { outcome: "pass", place: client.place }
        : { outcome: "unknown", reason: "where the Region comes from cannot be told" };
    }
    if (settings.allowedRegions.includes(constant.value)) {
      return { outcome: "pass", place: client.place };
    }
    const isHere = constant.place.file === client.place.file;
    const isAws = client.provider === "bedrock" || client.provider === "sagemaker";
    const fixes: readonly Fix[] =
      isHere && isAws
        ? [
            {
              title: "Read the Region from `AWS_REGION`",
              safety: "review",
              edits: [{ edit: "replace", place: constant.place, code: "process.env.AWS_REGION" }],
            },
          ]
        : [];
    return {
      outcome: "fail",
      place: isHere ? constant.place : client.calleePlace,
      message: `\`${client.name}\` works in \`${constant.value}\` only; moving to another Region takes a new build`,
      related: isHere ? [] : [{ place: constant.place, message: "The Region is written here" }],
      fixes,
    };
  },
});
