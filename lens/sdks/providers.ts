interface Provider {
  /** Name for people. */
  readonly title: string;
  /** Environment variable that its own SDK reads by itself. */
  readonly environmentVariable: string;
  /** Where an SDK of another maker reads a different one; by SDK id. */
  readonly environmentVariableBySdk?: Readonly<Record<string, string>>;
}

/** Those who serve models, or keep what models work with, by their name in facts. */
const providers: Readonly<Record<string, Provider>> = {
  openai: { title: "OpenAI", environmentVariable: "OPENAI_API_KEY" },
  "openai-compatible": { title: "OpenAI-compatible", environmentVariable: "OPENAI_API_KEY" },
  "azure-openai": {
    title: "Azure OpenAI",
    environmentVariable: "AZURE_OPENAI_API_KEY",
    environmentVariableBySdk: { ai: "AZURE_API_KEY" },
  },
  "azure-ai-foundry": {
    title: "Azure AI Foundry",
    environmentVariable: "AZURE_AI_API_KEY",
    environmentVariableBySdk: { anthropic: "ANTHROPIC_FOUNDRY_API_KEY" },
  },
  anthropic: { title: "Anthropic", environmentVariable: "ANTHROPIC_API_KEY" },
  bedrock: { title: "Amazon Bedrock", environmentVariable: "AWS_BEARER_TOKEN_BEDROCK" },
  google: {
    title: "Google Gemini",
    environmentVariable: "GEMINI_API_KEY",
    environmentVariableBySdk: { ai: "GOOGLE_GENERATIVE_AI_API_KEY" },
  },
  "google-vertex": { title: "Google Vertex AI", environmentVariable: "GOOGLE_VERTEX_API_KEY" },
  "vercel-ai-gateway": { title: "Vercel AI Gateway", environmentVariable: "AI_GATEWAY_API_KEY" },
  "github-models": { title: "GitHub Models", environmentVariable: "GITHUB_TOKEN" },
  "cloudflare-workers-ai": { title: "Cloudflare Workers AI", environmentVariable: "CLOUDFLARE_API_TOKEN" },
  alibaba: { title: "Alibaba Model Studio", environmentVariable: "DASHSCOPE_API_KEY" },
  cerebras: { title: "Cerebras", environmentVariable: "CEREBRAS_API_KEY" },
  cohere: {
    title: "Cohere",
    environmentVariable: "CO_API_KEY",
    environmentVariableBySdk: { ai: "COHERE_API_KEY" },
  },
  deepinfra: { title: "DeepInfra", environmentVariable: "DEEPINFRA_API_KEY" },
  deepseek: { title: "DeepSeek", environmentVariable: "DEEPSEEK_API_KEY" },
  fireworks: { title: "Fireworks AI", environmentVariable: "FIREWORKS_API_KEY" },
  groq: { title: "Groq", environmentVariable: "GROQ_API_KEY" },
  helicone: { title: "Helicone", environmentVariable: "HELICONE_API_KEY" },
  huggingface: { title: "Hugging Face", environmentVariable: "HF_TOKEN" },
  langfuse: { title: "Langfuse", environmentVariable: "LANGFUSE_SECRET_KEY" },
  langsmith: { title: "LangSmith", environmentVariable: "LANGSMITH_API_KEY" },
  "lm-studio": { title: "LM Studio", environmentVariable: "LM_STUDIO_API_KEY" },
  mistral: { title: "Mistral AI", environmentVariable: "MISTRAL_API_KEY" },
  moonshot: { title: "Moonshot AI", environmentVariable: "MOONSHOT_API_KEY" },
  nvidia: { title: "NVIDIA", environmentVariable: "NVIDIA_API_KEY" },
  ollama: { title: "Ollama", environmentVariable: "OLLAMA_API_KEY" },
  openrouter: { title: "OpenRouter", environmentVariable: "OPENROUTER_API_KEY" },
  perplexity: { title: "Perplexity", environmentVariable: "PERPLEXITY_API_KEY" },
  pinecone: { title: "Pinecone", environmentVariable: "PINECONE_API_KEY" },
  portkey: { title: "Portkey", environmentVariable: "PORTKEY_API_KEY" },
  replicate: { title: "Replicate", environmentVariable: "REPLICATE_API_TOKEN" },
  sambanova: { title: "SambaNova", environmentVariable: "SAMBANOVA_API_KEY" },
  siliconflow: { title: "SiliconFlow", environmentVariable: "SILICONFLOW_API_KEY" },
  together: { title: "Together AI", environmentVariable: "TOGETHER_API_KEY" },
  xai: { title: "xAI", environmentVariable: "XAI_API_KEY" },
  zhipu: { title: "Z.ai", environmentVariable: "ZAI_API_KEY" },
};

/** A provider's name for people; the name itself where it is not known. */
export function providerTitle(provider: string): string {
  return find(provider)?.title ?? provider;
}

/**
 * The environment variable that an SDK reads a provider's key from by itself, such as `OPENAI_API_KEY`.
 * A provider that is not known gets the usual form of such a name.
 */
export function providerEnvironmentVariable(provider: string, sdk?: string): string {
  const known = find(provider);
  if (known === undefined) {
    const stem = provider
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "");
    return /^[A-Z]/.test(stem) ? `${stem}_API_KEY` : "MODEL_API_KEY";
  }
  return (sdk === undefined ? undefined : known.environmentVariableBySdk?.[sdk]) ?? known.environmentVariable;
}

function find(provider: string): Provider | undefined {
  return Object.hasOwn(providers, provider) ? providers[provider] : undefined;
}

/** Whether facts call somebody who serves models by this name. */
export function isProvider(name: string): boolean {
  return find(name) !== undefined;
}
