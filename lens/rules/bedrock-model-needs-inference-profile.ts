import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import {
  bedrockIdForm,
  findProfileOnlyModel,
  type ProfileOnlyModel,
  profileFor,
} from "../models/inference-profiles.ts";
import { writtenIdsOf, type WrittenId } from "./model-ids.ts";
import { pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const bedrockModelNeedsInferenceProfile = defineRule({
  meta: {
    id: "bedrock-model-needs-inference-profile",
    title: "Bedrock model that only an inference profile reaches",
    pillar: "reliability",
    practices: ["GENREL05-BP01", "GENREL01-BP01"],
    proves: ["GENREL05-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (call.provider !== "bedrock" || call.options.model === undefined) {
      return { outcome: "not applicable" };
    }
    const written = writtenIdsOf(call);
    const wrong = written.flatMap((each) => {
      const model = findProfileOnlyModel(each.id);
      return model === undefined ? [] : [{ ...each, model }];
    });
    const [first] = wrong;
    if (first === undefined) {
      const isProfile = written.length > 0 && written.every(({ id }) => bedrockIdForm(id) === "profile");
      return isProfile
        ? { outcome: "pass", place: call.place }
        : { outcome: "unknown", reason: "whether the model needs a profile is not known" };
    }
    const region = regionOf(call);
    if (first.model.onDemandIn.length > 0 && (region === undefined || first.model.onDemandIn.includes(region))) {
      return { outcome: "unknown", reason: "one Region serves the model without a profile" };
    }
    return {
      outcome: "fail",
      ...pointAt(first.constant, call),
      message: `\`${first.id}\` cannot be called by its own id; Bedrock wants the id of an inference profile, such as \`${profileFor(first.model, region) ?? first.model.profiles[0]}.${first.id}\``,
      fixes: fixesFor(call, first, region),
    };
  },
});

/** The Region that is written for the call's client. */
function regionOf(call: ModelCall): string | undefined {
  const region = constantOf(call.client?.options.region)?.value;
  return typeof region === "string" ? region : undefined;
}

function fixesFor(
  call: ModelCall,
  { id, constant, model }: WrittenId & { readonly model: ProfileOnlyModel },
  region: string | undefined,
): readonly Fix[] {
  const profile = profileFor(model, region);
  const isRegionHidden = region === undefined && optionState(call.client?.options.region) === "unknown";
  if (profile === undefined || isRegionHidden) {
    return [];
  }
  const where = profile === "global" ? "any Region may answer" : "Regions of that geography may answer";
  return [
    {
      title: `Use the profile \`${profile}.${id}\` (${where})`,
      safety: "review",
      edits: [{ edit: "replace", place: constant.place, code: JSON.stringify(`${profile}.${id}`) }],
    },
  ];
}
