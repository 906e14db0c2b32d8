import { findCapabilities } from "./capabilities.ts";
import { findRow, modelsKnown } from "./lifecycle.ts";
import type { Platform } from "./lifecycle.ts";

/** A model id as code writes it, taken apart. */
export interface ModelReference {
  readonly platform: Platform;
  /** The id as the tables write it. */
  readonly id: string;
  /** What stands before and after the id in code, such as a gateway's `openai/` or a profile's `eu.`. */
  readonly prefix: string;
  readonly suffix: string;
  /** `gateway`: a go-between that may serve it by other means; `form`: nobody said who serves it, the id's form tells. */
  readonly reachedBy: "platform" | "gateway" | "form";
}

const PLATFORM_OF_HINT: ReadonlyMap<string, Platform> = new Map([
  ["openai", "openai-api"],
  ["openai-api", "openai-api"],
  ["anthropic", "claude-api"],
  ["claude-api", "claude-api"],
  ["google", "gemini-api"],
  ["gemini", "gemini-api"],
  ["gemini-api", "gemini-api"],
  ["google-generative-ai", "gemini-api"],
  ["vertex", "vertex-ai"],
  ["vertex-ai", "vertex-ai"],
  ["google-vertex", "vertex-ai"],
  ["mistral", "mistral-api"],
  ["mistral-api", "mistral-api"],
  ["groq", "groqcloud"],
  ["groqcloud", "groqcloud"],
  ["cohere", "cohere-api"],
  ["cohere-api", "cohere-api"],
  ["bedrock", "amazon-bedrock"],
  ["amazon-bedrock", "amazon-bedrock"],
]);

const GATEWAY_HINTS: ReadonlySet<string> = new Set([
  "gateway",
  "vercel",
  "vercel-ai-gateway",
  "ai-gateway",
  "openrouter",
]);

/** Makers as gateways write them before the slash. */
const PLATFORM_OF_MAKER: ReadonlyMap<string, Platform> = new Map([
  ["openai", "openai-api"],
  ["anthropic", "claude-api"],
  ["google", "gemini-api"],
  ["mistral", "mistral-api"],
  ["mistralai", "mistral-api"],
  ["cohere", "cohere-api"],
]);

const PLATFORMS: readonly Platform[] = [...new Set(modelsKnown().map((row) => row.platform))];

const BEDROCK_MAKERS: ReadonlySet<string> = new Set(
  modelsKnown()
    .filter((row) => row.platform === "amazon-bedrock")
    .map((row) => row.id.slice(0, row.id.indexOf("."))),
);

/**
 * Finds which row of the tables a model id in code means. `hint` says who serves the call, by platform or
 * provider; `undefined` where that is not known. `undefined` where no row is certain: an id that the tables
 * lack, a deployment, an application inference profile, a server of unknown make.
 */
export function resolveModelId(written: string, hint: string | undefined): ModelReference | undefined {
  if (hint === undefined) return byForm(written);
  const platform = PLATFORM_OF_HINT.get(hint);
  if (platform !== undefined) return onPlatform(platform, written, "platform") ?? byOwnMaker(platform, written);
  return GATEWAY_HINTS.has(hint) ? throughGateway(written) : undefined;
}

/** Another id of the same platform, as it would be written in the place of this one; `undefined` where that is not certain. */
export function writtenLike(reference: ModelReference, id: string): string | undefined {
  if (reference.reachedBy !== "gateway" || reference.platform !== "claude-api") return reference.prefix + id;
  const dotted = id.replace(/^(claude-[a-z]+-\d)-(\d)$/u, "$1.$2");
  // Dated ids are the maker's own; gateways name versions only.
  return /-\d{8}$/u.test(dotted) ? undefined : reference.prefix + dotted;
}

function byForm(written: string): ModelReference | undefined {
  const onBedrock = onPlatform("amazon-bedrock", written, "platform");
  if (onBedrock !== undefined) return onBedrock;
  if (written.includes("/")) return throughGateway(written);
  const found = PLATFORMS.flatMap((platform) => onPlatform(platform, written, "form") ?? []);
  return found.length === 1 ? found[0] : undefined;
}

/** `openai/gpt-5` where the call is known to be about OpenAI's models: written for a gateway. */
function byOwnMaker(platform: Platform, written: string): ModelReference | undefined {
  const reference = throughGateway(written);
  return reference?.platform === platform ? reference : undefined;
}

function throughGateway(written: string): ModelReference | undefined {
  const slash = written.indexOf("/");
  const maker = PLATFORM_OF_MAKER.get(written.slice(0, Math.max(slash, 0)));
  const own = written.slice(slash + 1);
  // Gateways write Claude's versions with a dot, `claude-haiku-4.5`, where its maker writes a dash.
  const id = maker === "claude-api" ? own.replaceAll(/(?<=\d)\.(?=\d)/gu, "-") : own;
  if (maker === undefined || !isKnown(maker, id)) return undefined;
  return { platform: maker, id, prefix: written.slice(0, slash + 1), suffix: "", reachedBy: "gateway" };
}

function onPlatform(
  platform: Platform,
  written: string,
  reachedBy: ModelReference["reachedBy"],
): ModelReference | undefined {
  for (const candidate of candidates(platform, written)) {
    if (!isKnown(platform, candidate.id)) continue;
    const start = candidate.start;
    return {
      platform,
      id: candidate.id,
      prefix: written.slice(0, start),
      suffix: written.slice(start + candidate.length),
      reachedBy,
    };
  }
  return undefined;
}

function isKnown(platform: Platform, id: string): boolean {
  return findRow(platform, id) !== undefined || findCapabilities(platform, id) !== undefined;
}

/** An id that the text may mean, and the part of the text that it stands for. */
interface Candidate {
  readonly id: string;
  readonly start: number;
  readonly length: number;
}

function candidates(platform: Platform, written: string): readonly Candidate[] {
  const whole: Candidate = { id: written, start: 0, length: written.length };
  switch (platform) {
    case "amazon-bedrock":
      return bedrockCandidates(written);
    case "openai-api":
      return [whole, ...fineTunedCandidates(written)];
    case "gemini-api":
      return [whole, ...afterPrefix(written, /^models\//u)];
    case "vertex-ai":
      return vertexCandidates(written);
    default:
      return [whole];
  }
}

function afterPrefix(written: string, prefix: RegExp): readonly Candidate[] {
  const length = prefix.exec(written)?.[0].length ?? 0;
  return length === 0 ? [] : [{ id: written.slice(length), start: length, length: written.length - length }];
}

/** `ft:gpt-4:org::id` has its own dates, kept as `ft-gpt-4`; those of the base model do not hold for it. */
function fineTunedCandidates(written: string): readonly Candidate[] {
  const base = /^ft:([^:]+):/u.exec(written)?.[1];
  return base === undefined ? [] : [{ id: `ft-${base}`, start: 0, length: written.length }];
}

/** A whole resource name, and `name@001` for a name whose versions share one row. */
function vertexCandidates(written: string): readonly Candidate[] {
  const start = /^(?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/google\/models\//u.exec(written)?.[0].length ?? 0;
  const id = written.slice(start);
  const version = /@\d+$/u.exec(id);
  const found: Candidate[] = [{ id, start, length: id.length }];
  if (version !== null) found.push({ id: id.slice(0, version.index), start, length: version.index });
  return found;
}

/** Of ARNs, only these name a model; an application inference profile or a prompt may stand for any. */
const BEDROCK_ARN = /^arn:aws[a-z-]*:bedrock:[^:]*:[^:]*:(?:foundation-model|inference-profile)\//u;

function bedrockCandidates(written: string): readonly Candidate[] {
  if (written.startsWith("arn:") && !BEDROCK_ARN.test(written)) return [];
  const afterArn = BEDROCK_ARN.exec(written)?.[0].length ?? 0;
  const start = afterArn + profilePrefixLength(written.slice(afterArn));
  const id = written.slice(start);
  // `anthropic.claude-v2:1:100k` is the same model with a named context window.
  const context = /:\d+k$/u.exec(id);
  const plain = context === null ? id : id.slice(0, context.index);
  const other = plain.endsWith(":0") ? plain.slice(0, -2) : /-v\d+$/u.test(plain) ? `${plain}:0` : undefined;
  return [plain, other].flatMap((candidate) =>
    candidate === undefined ? [] : [{ id: candidate, start, length: plain.length }],
  );
}

/** `us.`, `eu.`, `us-gov.`, `global.` and the like, when the maker of a model follows. */
function profilePrefixLength(id: string): number {
  const match = /^[a-z]{2,6}(?:-[a-z]{2,4})?\.(?=([a-z0-9]+)\.)/u.exec(id);
  return match !== null && BEDROCK_MAKERS.has(match[1] ?? "") ? match[0].length : 0;
}
