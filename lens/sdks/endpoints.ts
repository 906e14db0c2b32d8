/** Hosts of model services; `*.` stands for any labels before. The first that fits counts. */
const hosts: readonly (readonly [host: string, provider: string])[] = [
  ["api.openai.com", "openai"],
  ["*.api.openai.com", "openai"],
  ["oai.helicone.ai", "openai"],
  ["oai.hconeai.com", "openai"],
  ["*.openai.azure.com", "azure-openai"],
  ["*.cognitiveservices.azure.com", "azure-openai"],
  ["*.services.ai.azure.com", "azure-ai-foundry"],
  ["models.inference.ai.azure.com", "github-models"],
  ["models.github.ai", "github-models"],
  ["*.models.ai.azure.com", "azure-ai-foundry"],
  ["api.anthropic.com", "anthropic"],
  ["anthropic.helicone.ai", "anthropic"],
  ["generativelanguage.googleapis.com", "google"],
  ["aiplatform.googleapis.com", "google-vertex"],
  ["*.aiplatform.googleapis.com", "google-vertex"],
  ["openrouter.ai", "openrouter"],
  ["*.openrouter.ai", "openrouter"],
  ["api.groq.com", "groq"],
  ["api.together.xyz", "together"],
  ["api.together.ai", "together"],
  ["api.deepseek.com", "deepseek"],
  ["api.x.ai", "xai"],
  ["*.api.x.ai", "xai"],
  ["api.mistral.ai", "mistral"],
  ["codestral.mistral.ai", "mistral"],
  ["api.cohere.com", "cohere"],
  ["api.cohere.ai", "cohere"],
  ["api.perplexity.ai", "perplexity"],
  ["api.voyageai.com", "voyage"],
  ["api.jina.ai", "jina"],
  ["api.fireworks.ai", "fireworks"],
  ["api.cerebras.ai", "cerebras"],
  ["api.sambanova.ai", "sambanova"],
  ["integrate.api.nvidia.com", "nvidia"],
  ["api.deepinfra.com", "deepinfra"],
  ["dashscope.aliyuncs.com", "alibaba"],
  ["dashscope-intl.aliyuncs.com", "alibaba"],
  ["dashscope-us.aliyuncs.com", "alibaba"],
  ["api.moonshot.cn", "moonshot"],
  ["api.moonshot.ai", "moonshot"],
  ["open.bigmodel.cn", "zhipu"],
  ["api.z.ai", "zhipu"],
  ["api.siliconflow.cn", "siliconflow"],
  ["api.siliconflow.com", "siliconflow"],
  ["router.huggingface.co", "huggingface"],
  ["api-inference.huggingface.co", "huggingface"],
  ["*.endpoints.huggingface.cloud", "huggingface"],
  ["api.replicate.com", "replicate"],
  ["ai-gateway.vercel.sh", "vercel-ai-gateway"],
  ["ai-gateway.helicone.ai", "helicone"],
  ["gateway.helicone.ai", "helicone"],
  ["api.portkey.ai", "portkey"],
  ["ollama.com", "ollama"],
];

/** Who stands behind Cloudflare's gateway: the path segment after account and gateway. */
const cloudflareGatewayProviders: Readonly<Record<string, string>> = {
  openai: "openai",
  "azure-openai": "azure-openai",
  anthropic: "anthropic",
  "aws-bedrock": "bedrock",
  "google-ai-studio": "google",
  "google-vertex-ai": "google-vertex",
  groq: "groq",
  mistral: "mistral",
  deepseek: "deepseek",
  openrouter: "openrouter",
  "perplexity-ai": "perplexity",
  cohere: "cohere",
  grok: "xai",
  huggingface: "huggingface",
  replicate: "replicate",
  cerebras: "cerebras",
  "workers-ai": "cloudflare-workers-ai",
};

/** Ports that a program for local models listens on unless told otherwise. */
const localPorts: Readonly<Record<string, string>> = { "11434": "ollama", "1234": "lm-studio" };

/**
 * Who serves the models behind a base URL, through a gateway too where the URL says it.
 * `undefined` where the URL is not known or not a URL.
 */
export function providerOfBaseUrl(url: string): string | undefined {
  const parsed = parse(url);
  if (parsed === undefined) {
    return undefined;
  }
  const host = parsed.hostname;
  if (host === "gateway.ai.cloudflare.com") {
    const segment = parsed.pathname.split("/").filter((part) => part !== "")[3];
    return segment !== undefined && Object.hasOwn(cloudflareGatewayProviders, segment)
      ? cloudflareGatewayProviders[segment]
      : undefined;
  }
  if (host === "api.cloudflare.com") {
    return parsed.pathname.includes("/ai/") ? "cloudflare-workers-ai" : undefined;
  }
  if (/^bedrock-(runtime|mantle)(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(host)) {
    return "bedrock";
  }
  if (/^[a-z0-9-]+-aiplatform\.googleapis\.com$/.test(host)) {
    return "google-vertex";
  }
  const known = hosts.find(([pattern]) =>
    pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern,
  );
  if (known !== undefined) {
    return known[1];
  }
  // A service name of a container network has no dot.
  return isLocalHost(host) || !host.includes(".") ? localPorts[parsed.port] : undefined;
}

/** Whether a base URL points at this machine. False for text that is not a URL. */
export function isLocalEndpoint(url: string): boolean {
  const parsed = parse(url);
  return parsed !== undefined && isLocalHost(parsed.hostname);
}

function isLocalHost(host: string): boolean {
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "host.docker.internal" ||
    host === "0.0.0.0" ||
    host === "[::1]" ||
    host === "[::]" ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

function parse(url: string): URL | undefined {
  const trimmed = url.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  return trimmed === "" || !URL.canParse(withScheme) ? undefined : new URL(withScheme);
}

/** The last two labels of every host above: a cheap look before a URL is parsed. */
const domains: ReadonlySet<string> = new Set([
  ...hosts.map(([host]) => domainOf(host)),
  "cloudflare.com",
  "amazonaws.com",
  "api.aws",
]);

/** What follows `://` up to the end of host and port; holes of templates count as part of it. */
const HOST = /(?:\$\{[^}]{0,100}\}|[\w.:@[\]-]){1,200}/y;

/**
 * Whether a text holds a URL of a host that serves models, in code, comments or anywhere else. A quick look that
 * parses nothing but such URLs.
 */
export function namesModelHost(text: string): boolean {
  for (let at = text.indexOf("://"); at !== -1; at = text.indexOf("://", at + 3)) {
    HOST.lastIndex = at + 3;
    const host = HOST.exec(text)?.[0];
    if (host !== undefined && mayServeModels(host.replaceAll(/\$\{[^}]*\}/g, "0"))) return true;
  }
  return false;
}

function mayServeModels(host: string): boolean {
  const [name = "", port = ""] = host.split(":");
  if (!domains.has(domainOf(name)) && localPorts[port] === undefined) return false;
  // Behind these two, the path tells who serves.
  return /(^|\.)(gateway\.ai|api)\.cloudflare\.com$/.test(name) || providerOfBaseUrl(host) !== undefined;
}

function domainOf(host: string): string {
  return host.split(".").slice(-2).join(".");
}
