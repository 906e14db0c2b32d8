import type { SdkDefaults } from "../facts.ts";
import { call, type CallOptionPaths } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  ModuleDescription,
  OptionPaths,
  RetrievalDescription,
  SdkDescription,
  ToolDescription,
  TypeDescription,
} from "./description.ts";
import { splitterExports } from "./llamaindex-splitters.ts";

const defaultSettings: CallOptionPaths = {
  model: "settings.model",
  maxOutputTokens: "settings.maxTokens",
  temperature: "settings.temperature",
  topP: "settings.topP",
  timeout: "settings.timeout",
  retries: "settings.maxRetries",
};

/** A limit of its own where none is set: 4096 for Anthropic, 1024 for Bedrock. */
const limitedSettings: CallOptionPaths = {
  ...defaultSettings,
  maxOutputTokens: { path: "settings.maxTokens", isSetGlobally: true },
};

/** A class of LLM or embedding, the function that makes one, and where both stand. */
interface LlmClass {
  readonly names: readonly string[];
  /** The function `openai(…)` for the class `OpenAI`. */
  readonly factories: readonly string[];
  readonly specifiers: readonly string[];
  readonly provider: string;
  readonly kind: "chat" | "embedding";
  readonly settings?: CallOptionPaths;
  readonly defaults?: SdkDefaults;
}

/** The model that @llamaindex/openai 0.4 embeds with where none is named. */
const EMBEDDING_DEFAULT = "text-embedding-ada-002";

/** @llamaindex/openai 0.4: a minute, ten retries; @llamaindex/anthropic 0.3 the same. */
const openaiDefaults: SdkDefaults = { timeout: 60_000, retries: 10, maxSteps: undefined };

const noDefaults: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: undefined };

/** What @llamaindex/openai 0.4 and @llamaindex/google 0.4 send where no temperature is set. */
const LOW_TEMPERATURE = 0.1;

function llm(
  provider: string,
  packageName: string,
  names: readonly string[],
  factories: readonly string[],
  more: Partial<LlmClass> = {},
): LlmClass {
  return { names, factories, specifiers: [`@llamaindex/${packageName}`], provider, kind: "chat", ...more };
}

const classes: readonly LlmClass[] = [
  llm("openai", "openai", ["OpenAI"], ["openai"], { defaults: { ...openaiDefaults, temperature: LOW_TEMPERATURE } }),
  llm("openai", "openai", ["OpenAIResponses"], ["openaiResponses"], {
    settings: { ...defaultSettings, maxOutputTokens: "settings.maxOutputTokens", tools: "settings.builtInTools" },
    defaults: { ...openaiDefaults, temperature: LOW_TEMPERATURE },
  }),
  llm("openai", "openai", ["OpenAIEmbedding"], [], {
    kind: "embedding",
    settings: {
      model: "settings.model",
      dimensions: "settings.dimensions",
      timeout: "settings.timeout",
      retries: "settings.maxRetries",
    },
    defaults: { ...openaiDefaults, model: EMBEDDING_DEFAULT },
  }),
  llm("anthropic", "anthropic", ["Anthropic"], ["anthropic"], {
    settings: limitedSettings,
    defaults: openaiDefaults,
  }),
  llm("google", "google", ["Gemini"], ["gemini"], { defaults: { ...noDefaults, temperature: LOW_TEMPERATURE } }),
  llm("google", "google", ["GeminiEmbedding"], [], { kind: "embedding" }),
  llm("bedrock", "aws", ["Bedrock"], ["bedrock"], { settings: limitedSettings }),
  llm("bedrock", "community", ["Bedrock"], ["bedrock"], { settings: limitedSettings }),
  llm("mistral", "mistral", ["MistralAI"], ["mistral"]),
  llm("groq", "groq", ["Groq"], ["groq"]),
  llm("ollama", "ollama", ["Ollama"], ["ollama"], {
    settings: {
      model: "settings.model",
      maxOutputTokens: "settings.options.num_predict",
      temperature: "settings.options.temperature",
      topP: "settings.options.top_p",
    },
  }),
  llm("ollama", "ollama", ["OllamaEmbedding"], [], { kind: "embedding" }),
  llm("deepseek", "deepseek", ["DeepSeekLLM"], ["deepseek"]),
  llm("together", "together", ["TogetherLLM"], ["together"]),
  llm("perplexity", "perplexity", ["Perplexity"], ["perplexity"]),
  llm("fireworks", "fireworks", ["FireworksLLM"], ["fireworks"]),
  llm("xai", "xai", ["XAI"], ["xai"]),
];

/** What the package `llamaindex` gave itself before 0.9, when each provider got a package of its own. */
const rootNames = new Set([
  "OpenAI",
  "OpenAIEmbedding",
  "Anthropic",
  "Gemini",
  "MistralAI",
  "Groq",
  "Ollama",
  "Bedrock",
]);

/** What is made without a model asks the one of `Settings.llm`, which any file may set. */
const ownModel: OptionPaths = { path: "settings.llm", isSetGlobally: true };

/** `llm.chat({ messages, tools, stream, additionalChatOptions })`. */
const chat: CallDescription = {
  kind: "chat",
  options: {
    messages: "0.messages",
    tools: "0.tools",
    outputSchema: "0.responseFormat",
    stream: "0.stream",
  },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.messages", roles: ["system", "developer"], content: "content" }],
  response: { text: ["message.content"], finishReason: ["raw"] },
  toolName: "metadata.name",
  inheritsSettings: true,
};

const complete: CallDescription = {
  kind: "completion",
  options: { messages: "0.prompt", outputSchema: "0.responseFormat", stream: "0.stream" },
  streamFlag: "0.stream",
  inheritsSettings: true,
};

const embed: CallDescription = { kind: "embedding", options: { input: "0" }, inheritsSettings: true };

/** Asks the model of the workspace's `Settings`, which stand elsewhere. */
const queryIndex: CallDescription = {
  kind: "chat",
  options: { messages: "0.query", stream: "0.stream" },
  streamFlag: "0.stream",
};

const chatWithIndex: CallDescription = {
  kind: "chat",
  options: { model: [ownModel, "settings.chatModel"], messages: "0.message", stream: "0.stream" },
  streamFlag: "0.stream",
  inheritsSettings: true,
};

/** An agent of 0.9 and later: `agent({ llm, tools, systemPrompt }).run(input)`. */
const runAgent: CallDescription = {
  kind: "agent",
  options: {
    model: ownModel,
    system: "settings.systemPrompt",
    messages: "0",
    tools: "settings.tools",
  },
  systemPrompts: [{ path: "settings.systemPrompt" }],
  toolName: "metadata.name",
  inheritsSettings: true,
};

const oldAgent: CallDescription = {
  ...runAgent,
  options: { ...runAgent.options, messages: "0.message", stream: "0.stream" },
  streamFlag: "0.stream",
};

const toolOptions: ToolDescription = {
  options: {
    name: ["0.name", "1.name"],
    description: ["0.description", "1.description"],
    inputSchema: ["0.parameters", "1.parameters"],
    handler: ["0.execute", "1.execute", "0"],
  },
  isInputChecked: true,
};

const toolExports: Readonly<Record<string, ExportedEntity>> = {
  tool: { entity: "tool", tool: toolOptions },
  "FunctionTool.from": { entity: "tool", tool: toolOptions },
};

const retriever: TypeDescription = {
  role: "store",
  members: {
    retrieve: {
      member: "retrieval",
      retrieval: {
        kind: "search",
        options: {
          query: ["0.query", "0"],
          topK: ["made(asRetriever).0.similarityTopK", "made(asRetriever).0.topK.TEXT"],
          filter: "made(asRetriever).0.filters",
          searchType: "made(asRetriever).0.mode",
        },
      },
    },
  },
};

const index: TypeDescription = {
  role: "other",
  members: {
    asQueryEngine: { member: "makes", type: "QueryEngine" },
    asChatEngine: { member: "makes", type: "ChatEngine" },
    asRetriever: { member: "makes", type: "Retriever" },
  },
};

const agentExports: Readonly<Record<string, ExportedEntity>> = {
  agent: { entity: "factory", type: "Agent" },
  AgentWorkflow: { entity: "class", type: "MultiAgent" },
  "AgentWorkflow.fromTools": { entity: "factory", type: "Agent" },
  multiAgent: { entity: "factory", type: "MultiAgent" },
};

const indexExports: Readonly<Record<string, ExportedEntity>> = Object.fromEntries(
  ["VectorStoreIndex", "SummaryIndex", "KeywordTableIndex"].flatMap((name) =>
    ["fromDocuments", "fromVectorStore", "init", "fromVectorStores"].map(
      (method) => [`${name}.${method}`, { entity: "factory", type: "Index", ...filledBy(method) }] as const,
    ),
  ),
);

/** Of the ways to get an index, one puts documents into its store. */
function filledBy(method: string): { readonly retrieval?: RetrievalDescription } {
  return method === "fromDocuments" ? { retrieval: { kind: "write", options: { documents: "0" } } } : {};
}

const rootExports: Readonly<Record<string, ExportedEntity>> = {
  ...indexExports,
  ...toolExports,
  ...agentExports,
  ...splitterExports,
  ...llmExports(classes.filter(({ names }) => names.some((name) => rootNames.has(name)))),
  ContextChatEngine: { entity: "class", type: "ChatEngine" },
  SimpleChatEngine: { entity: "class", type: "SimpleChatEngine" },
  CondenseQuestionChatEngine: { entity: "class", type: "ChatEngine" },
  OpenAIAgent: { entity: "class", type: "OldAgent" },
  ReActAgent: { entity: "class", type: "OldAgent" },
  AnthropicAgent: { entity: "class", type: "OldAgent" },
  LLMAgent: { entity: "class", type: "OldAgent" },
};

/** LlamaIndex.TS, 0.x. */
export const llamaindex: SdkDescription = {
  id: "llamaindex",
  title: "LlamaIndex",
  versionPackage: "llamaindex",
  modules: [
    { specifiers: ["llamaindex"], exports: rootExports },
    { specifiers: ["@llamaindex/workflow"], exports: { ...agentExports } },
    { specifiers: ["@llamaindex/core/tools"], exports: toolExports },
    {
      specifiers: ["@llamaindex/tools"],
      exports: { mcp: { entity: "factory", type: "McpTools" } },
      launches: { mcp: { path: "0" } },
    },
    { specifiers: ["@llamaindex/core/node-parser"], exports: splitterExports },
    ...providerModules(),
  ],
  types: {
    McpTools: { role: "other" },
    ...Object.fromEntries(classes.map((each) => [typeName(each), llmType(each)])),
    Agent: {
      role: "agent",
      members: { run: call(runAgent), runStream: call({ ...runAgent, kind: "stream" }) },
    },
    // Its agents have models of their own.
    MultiAgent: {
      role: "agent",
      members: {
        run: call({ kind: "agent", options: { messages: "0" } }),
        runStream: call({ kind: "stream", options: { messages: "0" } }),
      },
    },
    OldAgent: { role: "agent", members: { chat: call(oldAgent) } },
    Index: index,
    QueryEngine: { role: "agent", members: { query: call(queryIndex) } },
    ChatEngine: { role: "agent", members: { chat: call(chatWithIndex) } },
    SimpleChatEngine: { role: "agent", members: { chat: call(chatWithIndex) } },
    Retriever: retriever,
  },
};

function typeName({ specifiers, names }: LlmClass): string {
  return `${specifiers[0]!} ${names[0]!}`;
}

function llmType(each: LlmClass): TypeDescription {
  return {
    role: "client",
    provider: each.provider,
    settings: each.settings ?? defaultSettings,
    options: {
      apiKey: "0.apiKey",
      baseUrl: ["0.baseURL", "0.additionalSessionOptions.baseURL"],
      timeout: "0.timeout",
      retries: "0.maxRetries",
      // A deployment on Azure stands for a model.
      model: ["0.model", { path: "0.azure", isReadOnly: true }],
    },
    defaults: each.defaults ?? noDefaults,
    members:
      each.kind === "chat"
        ? { chat: call(chat), complete: call(complete) }
        : {
            getTextEmbedding: call(embed),
            getTextEmbeddings: call(embed),
            getTextEmbeddingsBatch: call(embed),
            getQueryEmbedding: call(embed),
          },
  };
}

function llmExports(list: readonly LlmClass[]): Readonly<Record<string, ExportedEntity>> {
  return Object.fromEntries(
    list.flatMap((each) => [
      ...each.names.map((name) => [name, { entity: "class", type: typeName(each) }] as const),
      ...each.factories.map((name) => [name, { entity: "factory", type: typeName(each) }] as const),
    ]),
  );
}

function providerModules(): readonly ModuleDescription[] {
  const specifiers = [...new Set(classes.flatMap((each) => each.specifiers))];
  return specifiers.map((specifier) => ({
    specifiers: [specifier],
    exports: {
      ...llmExports(classes.filter((each) => each.specifiers.includes(specifier))),
      ...(specifier === "@llamaindex/openai" ? { OpenAIAgent: { entity: "class", type: "OldAgent" } as const } : {}),
      ...(specifier === "@llamaindex/anthropic"
        ? { AnthropicAgent: { entity: "class", type: "OldAgent" } as const }
        : {}),
    },
  }));
}
