import { call, type CallOptionPaths, streamed } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  ModuleDescription,
  OptionPath,
  SdkDescription,
  TypeDescription,
} from "./description.ts";

/** Settings of a model as `config` holds them; those of the prompt or model reference below count where it has none. */
function configOptions(...starts: readonly string[]): CallOptionPaths {
  const paths = (name: string): readonly string[] => starts.map((start) => `${start}.${name}`);
  return {
    maxOutputTokens: paths("maxOutputTokens"),
    temperature: paths("temperature"),
    topP: paths("topP"),
    topK: paths("topK"),
    stopSequences: paths("stopSequences"),
    safety: paths("safetySettings"),
  };
}

/** `ai.generate(text)` and `ai.generate(options)`: five turns of tools at most (1.42, generate/action). */
const generate: CallDescription = {
  kind: "chat",
  options: {
    model: ["0.model", "settings.model"],
    system: "0.system",
    messages: ["0.messages", "0.prompt", "0"],
    tools: "0.tools",
    toolChoice: "0.toolChoice",
    maxSteps: "0.maxTurns",
    outputSchema: ["0.output.schema", "0.output.jsonSchema", "0.output.format"],
    abortSignal: "0.abortSignal",
    ...configOptions("0.config"),
  },
  systemPrompts: [{ path: "0.system" }, { path: "0.messages", roles: ["system"], content: "content" }],
  response: {
    text: ["text"],
    finishReason: ["finishReason", "finishMessage"],
    finishReasonName: "finishReason",
    finishedValues: ["stop"],
  },
  toolName: "name",
  inheritsSettings: true,
  providerMark: "/",
};

const embed: CallDescription = {
  kind: "embedding",
  options: { model: "0.embedder", input: "0.content", dimensions: "0.options.outputDimensionality" },
  inheritsSettings: true,
  providerMark: "/",
};

/** `prompt(input, options)` of what `ai.definePrompt({ … })` gives. */
const prompted: CallDescription = {
  ...generate,
  options: {
    model: ["1.model", "settings.model", "root.0.model"],
    system: ["1.system", "settings.system"],
    messages: ["settings.messages", "settings.prompt", "made(definePrompt).1", "0"],
    tools: ["1.tools", "settings.tools"],
    maxSteps: ["1.maxTurns", "settings.maxTurns"],
    outputSchema: ["settings.output.schema", "settings.output.format"],
    abortSignal: "1.abortSignal",
    ...configOptions("1.config", "settings.config"),
  },
  systemPrompts: [{ path: "settings.system" }],
};

/** `ai.prompt("hello")(input, options)`: a prompt of a `.prompt` file, which may set whatever the call leaves out. */
const loaded: CallDescription = {
  ...generate,
  options: {
    model: ofFile("model"),
    system: ofFile("system"),
    messages: ofFile("messages"),
    tools: ofFile("tools"),
    toolChoice: ofFile("toolChoice"),
    maxSteps: ofFile("maxTurns"),
    outputSchema: ofFile("output.schema"),
    abortSignal: "1.abortSignal",
    maxOutputTokens: ofFile("config.maxOutputTokens"),
    temperature: ofFile("config.temperature"),
    topP: ofFile("config.topP"),
    topK: ofFile("config.topK"),
    stopSequences: ofFile("config.stopSequences"),
    safety: ofFile("config.safetySettings"),
  },
  systemPrompts: [{ path: "1.system" }],
};

function ofFile(path: string): OptionPath {
  return { path: `1.${path}`, isSetGlobally: true };
}

/** `chat.send(text)` and `chat.send(options)` of `ai.chat(options)` or `ai.chat(prompt, options)`, a beta of 1.x. */
const sent: CallDescription = {
  ...generate,
  options: {
    ...generate.options,
    model: ["0.model", { path: "settings.model", isSetGlobally: true }],
    system: ["0.system", "settings.system"],
    messages: ["0.prompt", "0"],
    tools: ["0.tools", "settings.tools"],
    maxSteps: ["0.maxTurns", "settings.maxTurns"],
    ...configOptions("0.config", "settings.config"),
  },
  systemPrompts: [{ path: "0.system" }, { path: "settings.system" }],
};

const client: TypeDescription = {
  role: "other",
  defaults: { timeout: null, retries: 0, maxSteps: 5 },
  members: {
    generate: call(generate),
    generateStream: call(streamed(generate)),
    generateOperation: call({ ...streamed(generate), kind: "other" }),
    embed: call(embed),
    embedMany: call(embed),
    rerank: call({
      kind: "rerank",
      options: { model: "0.reranker", input: "0.documents" },
      inheritsSettings: true,
      providerMark: "/",
    }),
    retrieve: {
      member: "retrieval",
      // What a retriever takes is its own affair: most take `k`, the one of Firestore the others.
      retrieval: {
        kind: "search",
        options: {
          query: "0.query",
          topK: ["0.options.k", "0.options.limit"],
          filter: ["0.options.filter", "0.options.where"],
          minimumScore: { path: "0.options.distanceThreshold", isReadOnly: true },
        },
      },
    },
    index: {
      member: "retrieval",
      retrieval: { kind: "write", options: { documents: "0.documents" } },
    },
    definePrompt: { member: "makes", type: "Prompt" },
    prompt: { member: "makes", type: "LoadedPrompt" },
    chat: { member: "makes", type: "Chat" },
    createSession: { member: "makes", type: "Session" },
    loadSession: { member: "makes", type: "Session" },
    defineTool: {
      member: "tool",
      tool: {
        options: {
          name: "0.name",
          description: "0.description",
          inputSchema: ["0.inputSchema", "0.inputJsonSchema"],
          handler: "1",
        },
        isInputChecked: true,
      },
    },
  },
};

function plugin(specifiers: readonly string[], exported: string, type: string): ModuleDescription {
  return { specifiers, exports: { [exported]: { entity: "instance", type } } };
}

function pluginType(provider: string, type = "ModelReference"): TypeDescription {
  const embedder: MemberDescription = { member: "makes", type: "EmbedderReference" };
  return { role: "provider", provider, members: { model: { member: "makes", type }, embedder, reranker: embedder } };
}

/** A plugin that is the default export of its package, too. */
function pluginPackage(specifier: string, exported: string, type: string): ModuleDescription {
  return { ...plugin([specifier], exported, type), defaultExport: exported };
}

/** Functions of an app are mostly given what `genkit()` made, by its type. */
const ownExports: Readonly<Record<string, ExportedEntity>> = {
  genkit: { entity: "factory", type: "Genkit" },
  Genkit: { entity: "class", type: "Genkit" },
  GenkitBeta: { entity: "class", type: "Genkit" },
};

/** Genkit of Google, 1.x. */
export const genkit: SdkDescription = {
  id: "genkit",
  title: "Genkit",
  versionPackage: "genkit",
  modules: [
    { specifiers: ["genkit", "genkit/beta"], exports: ownExports },
    {
      specifiers: ["@genkit-ai/google-genai"],
      exports: {
        googleAI: { entity: "instance", type: "GoogleAIPlugin" },
        vertexAI: { entity: "instance", type: "VertexAIPlugin" },
      },
    },
    {
      // 1.42, lib/server and lib/client: a server is `StdioServerParameters` of the protocol's SDK, or has a `url`.
      specifiers: ["@genkit-ai/mcp"],
      exports: {
        createMcpHost: { entity: "factory", type: "McpClient" },
        createMcpClient: { entity: "factory", type: "McpClient" },
        defineMcpHost: { entity: "factory", type: "McpClient" },
        defineMcpClient: { entity: "factory", type: "McpClient" },
      },
      launches: {
        createMcpHost: { path: "0.mcpServers", isNamed: true },
        createMcpClient: { path: "0.mcpServer" },
        defineMcpHost: { path: "1.mcpServers", isNamed: true },
        defineMcpClient: { path: "1.mcpServer" },
      },
    },
    plugin(["@genkit-ai/googleai"], "googleAI", "GoogleAIPlugin"),
    plugin(["@genkit-ai/vertexai"], "vertexAI", "VertexAIPlugin"),
    plugin(["@genkit-ai/vertexai/modelgarden"], "vertexModelGarden", "ModelGardenPlugin"),
    plugin(["@genkit-ai/vertexai/rerankers"], "vertexRerankers", "VertexAIPlugin"),
    pluginPackage("@genkit-ai/anthropic", "anthropic", "AnthropicPlugin"),
    pluginPackage("@genkit-ai/compat-oai/openai", "openAI", "OpenAIPlugin"),
    pluginPackage("@genkit-ai/compat-oai/deepseek", "deepSeek", "DeepSeekPlugin"),
    pluginPackage("@genkit-ai/compat-oai/xai", "xAI", "XAIPlugin"),
    plugin(["genkitx-ollama"], "ollama", "OllamaPlugin"),
  ],
  types: {
    Genkit: client,
    Prompt: {
      role: "agent",
      defaults: { timeout: null, retries: 0, maxSteps: 5 },
      whenCalled: call(prompted),
      members: { stream: call(streamed(prompted)) },
    },
    LoadedPrompt: {
      role: "agent",
      defaults: { timeout: null, retries: 0, maxSteps: 5 },
      whenCalled: call(loaded),
      members: { stream: call(streamed(loaded)) },
    },
    Session: { role: "other", members: { chat: { member: "makes", type: "Chat" } } },
    Chat: {
      role: "agent",
      defaults: { timeout: null, retries: 0, maxSteps: 5 },
      members: { send: call(sent), sendStream: call(streamed(sent)) },
    },
    GoogleAIPlugin: pluginType("google"),
    VertexAIPlugin: pluginType("google-vertex"),
    ModelGardenPlugin: pluginType("google-vertex", "LimitedReference"),
    AnthropicPlugin: pluginType("anthropic", "LimitedReference"),
    OpenAIPlugin: pluginType("openai"),
    DeepSeekPlugin: pluginType("deepseek"),
    XAIPlugin: pluginType("xai"),
    OllamaPlugin: pluginType("ollama"),
    McpClient: { role: "other" },
    ModelReference: { role: "model", settings: { model: "0", ...configOptions("1") } },
    EmbedderReference: { role: "model", settings: { model: "0", dimensions: "1.outputDimensionality" } },
    // Claude is asked for 4,096 tokens where nothing is set (1.42, anthropic/runner and vertexai/modelgarden).
    LimitedReference: {
      role: "model",
      settings: {
        model: "0",
        ...configOptions("1"),
        maxOutputTokens: { path: "1.maxOutputTokens", isSetGlobally: true },
      },
    },
  },
};
