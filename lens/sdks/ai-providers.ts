import type { ClientOptionName, OptionName } from "../facts.ts";
import type {
  ExportedEntity,
  MemberDescription,
  ModuleDescription,
  OptionPaths,
  TypeDescription,
} from "./description.ts";

/** A package that gives models to the AI SDK. */
interface ProviderPackage {
  /** Prefix of its two types. */
  readonly name: string;
  /** Who serves the models; `undefined` where only the base URL says it. */
  readonly provider?: string;
  readonly specifiers: readonly string[];
  readonly factories: readonly string[];
  readonly instances: readonly string[];
  readonly options?: Readonly<Partial<Record<ClientOptionName, OptionPaths>>>;
  /** Options that its models do not have. */
  readonly lacks?: readonly OptionName[];
}

const bedrockOptions: ProviderPackage["options"] = { apiKey: ["0.apiKey", "0.secretAccessKey"], region: "0.region" };

const packages: readonly ProviderPackage[] = [
  {
    name: "OpenAI",
    provider: "openai",
    specifiers: ["@ai-sdk/openai"],
    factories: ["createOpenAI"],
    instances: ["openai"],
  },
  {
    name: "Anthropic",
    provider: "anthropic",
    specifiers: ["@ai-sdk/anthropic"],
    factories: ["createAnthropic"],
    instances: ["anthropic"],
    options: { apiKey: ["0.apiKey", "0.authToken"] },
  },
  {
    name: "AmazonBedrock",
    provider: "bedrock",
    specifiers: ["@ai-sdk/amazon-bedrock"],
    factories: ["createAmazonBedrock"],
    instances: ["bedrock", "amazonBedrock"],
    options: bedrockOptions,
  },
  // These two speak the maker's own protocol rather than Converse, and leave out what it does not know (3.0 to 5.0).
  {
    name: "AmazonBedrockAnthropic",
    provider: "bedrock",
    specifiers: ["@ai-sdk/amazon-bedrock/anthropic"],
    factories: ["createAmazonBedrockAnthropic", "createBedrockAnthropic"],
    instances: ["bedrockAnthropic", "amazonBedrockAnthropic"],
    options: bedrockOptions,
    lacks: ["guardrail"],
  },
  {
    name: "AmazonBedrockMantle",
    provider: "bedrock",
    specifiers: ["@ai-sdk/amazon-bedrock/mantle"],
    factories: ["createBedrockMantle"],
    instances: ["bedrockMantle"],
    options: bedrockOptions,
    lacks: ["guardrail"],
  },
  {
    name: "Google",
    provider: "google",
    specifiers: ["@ai-sdk/google"],
    factories: ["createGoogleGenerativeAI", "createGoogle"],
    instances: ["google"],
  },
  {
    name: "GoogleVertex",
    provider: "google-vertex",
    specifiers: ["@ai-sdk/google-vertex", "@ai-sdk/google-vertex/*"],
    factories: [
      "createVertex",
      "createGoogleVertex",
      "createVertexAnthropic",
      "createGoogleVertexAnthropic",
      "createVertexMaas",
      "createGoogleVertexMaas",
    ],
    instances: ["vertex", "googleVertex", "vertexAnthropic", "googleVertexAnthropic", "vertexMaas", "googleVertexMaas"],
    options: { region: "0.location" },
  },
  {
    name: "Azure",
    provider: "azure-openai",
    specifiers: ["@ai-sdk/azure"],
    factories: ["createAzure"],
    instances: ["azure"],
  },
  {
    name: "OpenAICompatible",
    specifiers: ["@ai-sdk/openai-compatible"],
    factories: ["createOpenAICompatible"],
    instances: [],
  },
  {
    name: "Mistral",
    provider: "mistral",
    specifiers: ["@ai-sdk/mistral"],
    factories: ["createMistral"],
    instances: ["mistral"],
  },
  { name: "Groq", provider: "groq", specifiers: ["@ai-sdk/groq"], factories: ["createGroq"], instances: ["groq"] },
  {
    name: "Cohere",
    provider: "cohere",
    specifiers: ["@ai-sdk/cohere"],
    factories: ["createCohere"],
    instances: ["cohere"],
  },
  { name: "XAI", provider: "xai", specifiers: ["@ai-sdk/xai"], factories: ["createXai"], instances: ["xai"] },
  {
    name: "TogetherAI",
    provider: "together",
    specifiers: ["@ai-sdk/togetherai"],
    factories: ["createTogetherAI"],
    instances: ["togetherai"],
  },
  {
    name: "Fireworks",
    provider: "fireworks",
    specifiers: ["@ai-sdk/fireworks"],
    factories: ["createFireworks"],
    instances: ["fireworks"],
  },
  {
    name: "DeepSeek",
    provider: "deepseek",
    specifiers: ["@ai-sdk/deepseek"],
    factories: ["createDeepSeek"],
    instances: ["deepseek", "deepSeek"],
  },
  {
    name: "Perplexity",
    provider: "perplexity",
    specifiers: ["@ai-sdk/perplexity"],
    factories: ["createPerplexity"],
    instances: ["perplexity"],
  },
  {
    name: "OpenRouter",
    provider: "openrouter",
    specifiers: ["@openrouter/ai-sdk-provider"],
    factories: ["createOpenRouter"],
    instances: ["openrouter"],
    options: { baseUrl: ["0.baseURL", "0.baseUrl"] },
  },
  {
    name: "Gateway",
    provider: "vercel-ai-gateway",
    specifiers: ["@ai-sdk/gateway"],
    factories: ["createGateway", "createGatewayProvider"],
    instances: ["gateway"],
  },
  {
    name: "AnthropicAws",
    provider: "anthropic",
    specifiers: ["@ai-sdk/anthropic-aws"],
    factories: ["createAnthropicAws"],
    instances: ["anthropicAws"],
  },
  {
    name: "Alibaba",
    provider: "alibaba",
    specifiers: ["@ai-sdk/alibaba"],
    factories: ["createAlibaba"],
    instances: ["alibaba"],
  },
  {
    name: "AssemblyAI",
    provider: "assemblyai",
    specifiers: ["@ai-sdk/assemblyai"],
    factories: ["createAssemblyAI"],
    instances: ["assemblyai"],
  },
  {
    name: "Baseten",
    provider: "baseten",
    specifiers: ["@ai-sdk/baseten"],
    factories: ["createBaseten"],
    instances: ["baseten"],
  },
  {
    name: "BlackForestLabs",
    provider: "black-forest-labs",
    specifiers: ["@ai-sdk/black-forest-labs"],
    factories: ["createBlackForestLabs"],
    instances: ["blackForestLabs"],
  },
  {
    name: "ByteDance",
    provider: "bytedance",
    specifiers: ["@ai-sdk/bytedance"],
    factories: ["createByteDance"],
    instances: ["byteDance", "bytedance"],
  },
  {
    name: "Cartesia",
    provider: "cartesia",
    specifiers: ["@ai-sdk/cartesia"],
    factories: ["createCartesia"],
    instances: ["cartesia"],
  },
  {
    name: "Cerebras",
    provider: "cerebras",
    specifiers: ["@ai-sdk/cerebras"],
    factories: ["createCerebras"],
    instances: ["cerebras"],
  },
  {
    name: "Deepgram",
    provider: "deepgram",
    specifiers: ["@ai-sdk/deepgram"],
    factories: ["createDeepgram"],
    instances: ["deepgram"],
  },
  {
    name: "DeepInfra",
    provider: "deepinfra",
    specifiers: ["@ai-sdk/deepinfra"],
    factories: ["createDeepInfra"],
    instances: ["deepinfra", "deepInfra"],
  },
  {
    name: "ElevenLabs",
    provider: "elevenlabs",
    specifiers: ["@ai-sdk/elevenlabs"],
    factories: ["createElevenLabs"],
    instances: ["elevenlabs", "elevenLabs"],
  },
  { name: "Fal", provider: "fal", specifiers: ["@ai-sdk/fal"], factories: ["createFal"], instances: ["fal"] },
  {
    name: "FishAudio",
    provider: "fish-audio",
    specifiers: ["@ai-sdk/fish-audio"],
    factories: ["createFishAudio"],
    instances: ["fishAudio"],
  },
  {
    name: "Gladia",
    provider: "gladia",
    specifiers: ["@ai-sdk/gladia"],
    factories: ["createGladia"],
    instances: ["gladia"],
  },
  {
    name: "Gmicloud",
    provider: "gmicloud",
    specifiers: ["@ai-sdk/gmicloud"],
    factories: ["createGmicloud"],
    instances: ["gmicloud"],
  },
  {
    name: "HuggingFace",
    provider: "huggingface",
    specifiers: ["@ai-sdk/huggingface"],
    factories: ["createHuggingFace"],
    instances: ["huggingface", "huggingFace"],
  },
  { name: "Hume", provider: "hume", specifiers: ["@ai-sdk/hume"], factories: ["createHume"], instances: ["hume"] },
  {
    name: "KlingAI",
    provider: "klingai",
    specifiers: ["@ai-sdk/klingai"],
    factories: ["createKlingAI"],
    instances: ["klingai"],
  },
  { name: "LMNT", provider: "lmnt", specifiers: ["@ai-sdk/lmnt"], factories: ["createLMNT"], instances: ["lmnt"] },
  { name: "Luma", provider: "luma", specifiers: ["@ai-sdk/luma"], factories: ["createLuma"], instances: ["luma"] },
  {
    name: "MiniMax",
    provider: "minimax",
    specifiers: ["@ai-sdk/minimax"],
    factories: ["createMiniMax"],
    instances: ["minimax"],
  },
  {
    name: "MoonshotAI",
    provider: "moonshot",
    specifiers: ["@ai-sdk/moonshotai"],
    factories: ["createMoonshotAI"],
    instances: ["moonshotai"],
  },
  {
    name: "OpenResponses",
    specifiers: ["@ai-sdk/open-responses"],
    factories: ["createOpenResponses"],
    instances: [],
    options: { baseUrl: "0.url" },
  },
  {
    name: "Prodia",
    provider: "prodia",
    specifiers: ["@ai-sdk/prodia"],
    factories: ["createProdia"],
    instances: ["prodia"],
  },
  {
    name: "QuiverAI",
    provider: "quiverai",
    specifiers: ["@ai-sdk/quiverai"],
    factories: ["createQuiverAI"],
    instances: ["quiverai"],
  },
  {
    name: "Replicate",
    provider: "replicate",
    specifiers: ["@ai-sdk/replicate"],
    factories: ["createReplicate"],
    instances: ["replicate"],
  },
  { name: "Revai", provider: "revai", specifiers: ["@ai-sdk/revai"], factories: ["createRevai"], instances: ["revai"] },
  {
    name: "V0",
    provider: "vercel-v0",
    specifiers: ["@ai-sdk/vercel"],
    factories: ["createVercel"],
    instances: ["vercel"],
  },
  {
    name: "Voyage",
    provider: "voyage",
    specifiers: ["@ai-sdk/voyage"],
    factories: ["createVoyage"],
    instances: ["voyage"],
  },
  {
    name: "OllamaCommunity",
    provider: "ollama",
    specifiers: ["ollama-ai-provider", "ollama-ai-provider-v2"],
    factories: ["createOllama"],
    instances: ["ollama"],
  },
  {
    name: "WorkersAI",
    provider: "cloudflare-workers-ai",
    specifiers: ["workers-ai-provider"],
    factories: ["createWorkersAI"],
    instances: [],
  },
];

/** Methods of providers that make a model from an id, over all packages and majors. */
const modelMethods: readonly string[] = [
  "languageModel",
  "chat",
  "chatModel",
  "responses",
  "messages",
  "completion",
  "completionModel",
  "conversation",
  "interactions",
  "generativeAI",
  "deepseek",
  "embedding",
  "embeddingModel",
  "textEmbedding",
  "textEmbeddingModel",
  "image",
  "imageModel",
  "speech",
  "speechModel",
  "transcription",
  "transcriptionModel",
  "reranking",
  "rerankingModel",
  "video",
  "videoModel",
];

/** Modules of the provider packages. */
export const providerModules: readonly ModuleDescription[] = packages.map((entry) => ({
  specifiers: entry.specifiers,
  exports: Object.fromEntries<ExportedEntity>([
    ...entry.factories.map((name) => [name, { entity: "factory", type: `${entry.name}Provider` }] as const),
    ...entry.instances.map((name) => [name, { entity: "instance", type: `${entry.name}Provider` }] as const),
  ]),
}));

/** For each package the type of its provider and of the models it makes. */
export const providerTypes: Readonly<Record<string, TypeDescription>> = Object.fromEntries(
  packages.flatMap((entry) => {
    const provider = entry.provider === undefined ? {} : { provider: entry.provider };
    const makesModel: MemberDescription = { member: "makes", type: `${entry.name}Model` };
    const providerType: TypeDescription = {
      role: "provider",
      ...provider,
      options: { apiKey: "0.apiKey", baseUrl: "0.baseURL", headers: "0.headers", ...entry.options },
      members: Object.fromEntries(modelMethods.map((name) => [name, makesModel])),
      whenCalled: makesModel,
    };
    const modelType: TypeDescription = {
      role: "model",
      ...provider,
      settings: { model: "0" },
      ...(entry.lacks === undefined ? {} : { lacks: entry.lacks }),
    };
    return [
      [`${entry.name}Provider`, providerType],
      [`${entry.name}Model`, modelType],
    ];
  }),
);
