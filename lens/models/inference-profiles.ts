import { resolveModelId } from "./model-id.ts";

/** A model of Amazon Bedrock that a call without an inference profile cannot reach. */
export interface ProfileOnlyModel {
  readonly id: string;
  /** Regions that serve it without a profile all the same. */
  readonly onDemandIn: readonly string[];
  /** Prefixes of the profiles that there are, the first for where the Region is not known. */
  readonly profiles: readonly string[];
}

const CLAUDE_PROFILES = ["global", "us", "eu", "jp", "au"] as const;

/**
 * Models whose `inferenceTypesSupported` lists `INFERENCE_PROFILE` alone, from Bedrock's list of models by Region and
 * from reports of the error that Bedrock answers with (langchain-aws 1019, bolt.diy 1102, cline 2482).
 */
const models: readonly ProfileOnlyModel[] = [
  { id: "anthropic.claude-opus-4-1-20250805-v1:0", onDemandIn: [], profiles: ["us"] },
  { id: "anthropic.claude-sonnet-4-5-20250929-v1:0", onDemandIn: [], profiles: CLAUDE_PROFILES },
  { id: "anthropic.claude-haiku-4-5-20251001-v1:0", onDemandIn: [], profiles: CLAUDE_PROFILES },
  { id: "anthropic.claude-opus-4-5-20251101-v1:0", onDemandIn: [], profiles: ["global", "us", "eu"] },
  { id: "amazon.nova-2-lite-v1:0", onDemandIn: [], profiles: ["global", "us", "eu", "jp"] },
  { id: "meta.llama3-3-70b-instruct-v1:0", onDemandIn: ["us-east-2"], profiles: ["us"] },
  { id: "meta.llama4-scout-17b-instruct-v1:0", onDemandIn: [], profiles: ["us"] },
  { id: "meta.llama4-maverick-17b-instruct-v1:0", onDemandIn: [], profiles: ["us"] },
  { id: "deepseek.r1-v1:0", onDemandIn: [], profiles: ["us"] },
  { id: "mistral.pixtral-large-2502-v1:0", onDemandIn: [], profiles: ["us", "eu"] },
  { id: "writer.palmyra-x4-v1:0", onDemandIn: [], profiles: ["us"] },
  { id: "writer.palmyra-x5-v1:0", onDemandIn: [], profiles: ["us"] },
];

const byId: ReadonlyMap<string, ProfileOnlyModel> = new Map(models.map((model) => [model.id, model]));

/** The model that a plain id names, if it is one that needs a profile. ARNs and ids with a prefix name a profile or more. */
export function findProfileOnlyModel(written: string): ProfileOnlyModel | undefined {
  return byId.get(written);
}

/** How a model id names what serves the call: one Region's model, a profile over several, or something else. */
export function bedrockIdForm(written: string): "model" | "profile" | "other" {
  if (written.includes(":") && written.startsWith("arn:")) {
    return /:(?:inference-profile|application-inference-profile)\//u.test(written) ? "profile" : "other";
  }
  const reference = resolveModelId(written, "bedrock");
  if (reference !== undefined) return reference.prefix === "" ? "model" : "profile";
  return /^(?:us|eu|apac|jp|au|ca|global|us-gov)\.[a-z0-9]+\./u.test(written) ? "profile" : "other";
}

const GEOGRAPHIES: readonly (readonly [start: RegExp, profile: string])[] = [
  [/^us-gov-/u, "us-gov"],
  [/^us-/u, "us"],
  [/^eu-/u, "eu"],
  [/^ap-northeast-[13]$/u, "jp"],
  [/^ap-southeast-[24]$/u, "au"],
];

/** The prefix of the profile that keeps calls from a Region within its own geography, where there is one. */
export function profileFor(model: ProfileOnlyModel, region: string | undefined): string | undefined {
  if (region === undefined) return model.profiles[0];
  const own = GEOGRAPHIES.find(([start]) => start.test(region))?.[1];
  if (own !== undefined && model.profiles.includes(own)) return own;
  return model.profiles.includes("global") && own !== "us-gov" ? "global" : undefined;
}
