import { providerEnvironmentVariable, providerTitle } from "./providers.ts";

/** A secret, or something in the place of one. */
export interface RecognisedCredential {
  /** Who issues such keys, as a name for people. */
  readonly provider: string;
  /** Environment variable that the provider's SDK reads by itself. */
  readonly environmentVariable: string;
  /** Whether the text has the prefix, length and variety of a real key. */
  readonly isPlausible: boolean;
  /** The text with all but its ends hidden, safe to print. */
  readonly masked: string;
}

interface KeyShape {
  readonly provider: string;
  /** What a real key looks like as a whole. */
  readonly pattern: RegExp;
  readonly prefix: string;
  /** Replaces the provider's own variable. */
  readonly environmentVariable?: string;
  /** Several services issue keys of this shape: what the client says of its provider goes first. */
  readonly isShared?: true;
}

/** More telling prefixes stand before those that they begin with. */
const shapes: readonly KeyShape[] = [
  { provider: "anthropic", prefix: "sk-ant-", pattern: /^sk-ant-(api|admin|oat|sid)\d{2}-[\w-]{60,}$/ },
  { provider: "openrouter", prefix: "sk-or-", pattern: /^sk-or-v\d-[0-9a-f]{48,}$/ },
  {
    provider: "langfuse",
    prefix: "sk-lf-",
    pattern: /^sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  },
  { provider: "helicone", prefix: "sk-helicone-", pattern: /^sk-helicone-[a-z0-9-]{20,}$/ },
  { provider: "openai", prefix: "sk-proj-", pattern: /^sk-proj-[\w-]{40,}$/ },
  { provider: "openai", prefix: "sk-svcacct-", pattern: /^sk-svcacct-[\w-]{40,}$/ },
  {
    provider: "openai",
    prefix: "sk-admin-",
    pattern: /^sk-admin-[\w-]{40,}$/,
    environmentVariable: "OPENAI_ADMIN_KEY",
  },
  { provider: "openai", prefix: "sk-", pattern: /^sk-[A-Za-z0-9]{32,}$/, isShared: true },
  { provider: "bedrock", prefix: "ABSK", pattern: /^ABSK[A-Za-z0-9+/]{60,}={0,2}$/ },
  { provider: "bedrock", prefix: "bedrock-api-key-", pattern: /^bedrock-api-key-[\w+/=&-]{60,}$/ },
  { provider: "groq", prefix: "gsk_", pattern: /^gsk_[A-Za-z0-9]{40,}$/ },
  { provider: "huggingface", prefix: "hf_", pattern: /^hf_[A-Za-z0-9]{30,}$/ },
  { provider: "xai", prefix: "xai-", pattern: /^xai-[A-Za-z0-9]{60,}$/ },
  { provider: "perplexity", prefix: "pplx-", pattern: /^pplx-[A-Za-z0-9]{40,}$/ },
  { provider: "replicate", prefix: "r8_", pattern: /^r8_[A-Za-z0-9]{36,}$/ },
  { provider: "together", prefix: "tgp_v1_", pattern: /^tgp_v1_[\w-]{40,}$/ },
  { provider: "cerebras", prefix: "csk-", pattern: /^csk-[a-z0-9]{40,}$/ },
  { provider: "nvidia", prefix: "nvapi-", pattern: /^nvapi-[\w-]{50,}$/ },
  { provider: "fireworks", prefix: "fw_", pattern: /^fw_[A-Za-z0-9]{22,}$/ },
  { provider: "vercel-ai-gateway", prefix: "vck_", pattern: /^vck_[A-Za-z0-9]{40,}$/ },
  { provider: "github-models", prefix: "ghp_", pattern: /^ghp_[A-Za-z0-9]{36}$/ },
  { provider: "github-models", prefix: "github_pat_", pattern: /^github_pat_[A-Za-z0-9_]{60,}$/ },
  { provider: "langsmith", prefix: "lsv2_", pattern: /^lsv2_(pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}$/ },
  { provider: "pinecone", prefix: "pcsk_", pattern: /^pcsk_[A-Za-z0-9]{4,}_[A-Za-z0-9]{40,}$/ },
];

/** Shapes that mean a secret only where a model client is given one: Firebase's public keys look like Google's. */
const optionShapes: readonly KeyShape[] = [
  ...shapes,
  { provider: "google", prefix: "AIza", pattern: /^AIza[\w-]{35}$/ },
];

/** What a key's text after its prefix has when it only stands in for a key. */
const placeholderShapes: readonly RegExp[] = [
  /\s|\.\.\.|…|[<>{}[\]()$%]|\*{2,}/,
  /example|sample|placeholder|your|dummy|fake|change-?me|redacted|replace|insert|lm-?studio|ollama/i,
  /(secret|api)[-_]?key|not[-_]?(needed|required|used|set)/i,
  /(^|[-_.])(test|testing|mock|stub|todo|none|null|undefined|local|dev|demo|foo|bar|key|token|secret|unused)([-_.]|$)/i,
  /(.)\1{4,}|x{4}|01234567|12345678|87654321|abcdefgh/i,
];

const longestKey = 2_000;
const shortestKey = 16;

/** A cheap look at a whole text: does it have a prefix of a key anywhere? */
export function mayHoldCredential(text: string): boolean {
  return shapes.some(({ prefix }) => text.includes(prefix));
}

/**
 * What a piece of text is, when it has the shape of a key wherever it stands: a known prefix and no spaces.
 * `undefined` for anything else. Access key ids of AWS are not here: they name a secret and are none.
 */
export function recogniseCredential(text: string): RecognisedCredential | undefined {
  const key = withoutScheme(text);
  const shape = shapeOf(key, shapes);
  return shape === undefined ? undefined : recognised(key, shape.provider, shape.pattern, shape.environmentVariable);
}

/**
 * What a literal is that a client is given as its key: by its shape, else by who serves the client's models.
 * `provider` is the client's provider in facts, `sdk` the id of its SDK. Keys of a shape that is not known count
 * as plausible when they are long and varied enough.
 */
export function credentialOfOption(text: string, provider: string | undefined, sdk?: string): RecognisedCredential {
  const key = withoutScheme(text);
  const shape = shapeOf(key, optionShapes);
  if (shape !== undefined && (shape.isShared !== true || provider === undefined)) {
    const variable =
      shape.environmentVariable ??
      providerEnvironmentVariable(shape.provider, shape.provider === provider ? sdk : undefined);
    return recognised(key, shape.provider, shape.pattern, variable);
  }
  if (provider === "bedrock" && /^[A-Za-z0-9+/]{40}$/.test(key)) {
    return recognised(key, provider, /./, "AWS_SECRET_ACCESS_KEY");
  }
  const owner = provider ?? "openai-compatible";
  return recognised(key, owner, /^[\x21-\x7e]{20,}$/, providerEnvironmentVariable(owner, sdk));
}

/** Whether a text stands in for a key: empty, a word such as `dummy` or `ollama`, a pattern such as `sk-xxxx` or `<key>`. */
export function isPlaceholder(text: string): boolean {
  const key = withoutScheme(text);
  const body = key.slice(prefixOf(key).length);
  return key.length < shortestKey || placeholderShapes.some((shape) => shape.test(body)) || !isVaried(body);
}

function recognised(
  key: string,
  provider: string,
  pattern: RegExp,
  environmentVariable: string | undefined,
): RecognisedCredential {
  return {
    provider: providerTitle(provider),
    environmentVariable: environmentVariable ?? providerEnvironmentVariable(provider),
    isPlausible: key.length <= longestKey && pattern.test(key) && !isPlaceholder(key),
    masked: mask(key),
  };
}

function shapeOf(key: string, candidates: readonly KeyShape[]): KeyShape | undefined {
  return key.length < shortestKey || key.length > longestKey || /\s/.test(key)
    ? undefined
    : candidates.find(({ prefix }) => key.startsWith(prefix));
}

/** The key in the value of an `Authorization` header. */
function withoutScheme(text: string): string {
  return text.trim().replace(/^(bearer|basic|token|key)\s+/i, "");
}

/** Keys mix kinds of characters and do not read like words. */
function isVaried(key: string): boolean {
  const isMixed = (/\d/.test(key) && /[A-Za-z]/.test(key)) || (/[a-z]/.test(key) && /[A-Z]/.test(key));
  return isMixed && entropyPerCharacter(key) >= 3;
}

/** Shannon entropy of the characters, in bits. */
function entropyPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let entropy = 0;
  for (const count of counts.values()) {
    entropy -= (count / total) * Math.log2(count / total);
  }
  return entropy;
}

/** Shows the prefix and the last characters of a long key, and next to nothing of a short one. */
function mask(key: string): string {
  if (key.length < 24) {
    return `${key.slice(0, 2)}…`;
  }
  return `${prefixOf(key) || key.slice(0, 3)}…${key.slice(-4)}`;
}

/** The prefix that a key's issuer is known by; empty where there is none. */
function prefixOf(key: string): string {
  return optionShapes.find(({ prefix }) => key.startsWith(prefix))?.prefix ?? "";
}
