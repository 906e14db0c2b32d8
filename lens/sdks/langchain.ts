import type { OptionName } from "../facts.ts";
import { streamed, withoutResponse } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  ModuleDescription,
  OptionPaths,
  SdkDescription,
  TypeDescription,
} from "./description.ts";
import { agentExports, agentTypes } from "./langchain-agents.ts";
import { chatCall, providerByModel, structuredCall } from "./langchain-calls.ts";
import { chainExports, chainTypes } from "./langchain-chains.ts";
import { memoryModules } from "./langchain-memories.ts";
import { modelExports, modelTypes } from "./langchain-models.ts";
import { retrieverExports, retrieverTypes } from "./langchain-retrievers.ts";
import { splitterExports } from "./langchain-splitters.ts";
import { storeExports, storeTypes } from "./langchain-stores.ts";
import { recorder } from "./tracing-entities.ts";

type Exports = Readonly<Record<string, ExportedEntity>>;

/** A prompt, a parser or a function: it asks no model, but may be piped into one. */
const runnable: ExportedEntity = { entity: "class", type: "Runnable" };
const memory: ExportedEntity = { entity: "class", type: "Memory" };
const makesMemory: ExportedEntity = { entity: "factory", type: "Memory" };
const makesRunnable: ExportedEntity = { entity: "factory", type: "Runnable" };

const promptClasses = [
  "PromptTemplate",
  "ChatPromptTemplate",
  "FewShotPromptTemplate",
  "FewShotChatMessagePromptTemplate",
  "ImagePromptTemplate",
  "PipelinePromptTemplate",
  "StructuredPrompt",
  "SystemMessagePromptTemplate",
  "HumanMessagePromptTemplate",
  "AIMessagePromptTemplate",
  "MessagesPlaceholder",
];

const parserClasses = [
  "StringOutputParser",
  "BytesOutputParser",
  "JsonOutputParser",
  "XMLOutputParser",
  "StructuredOutputParser",
  "AsymmetricStructuredOutputParser",
  "JsonMarkdownStructuredOutputParser",
  "StandardSchemaOutputParser",
  "ListOutputParser",
  "CommaSeparatedListOutputParser",
  "CustomListOutputParser",
  "NumberedListOutputParser",
  "MarkdownListOutputParser",
  "HttpResponseOutputParser",
  "JsonOutputFunctionsParser",
  "JsonKeyOutputFunctionsParser",
  "OutputFunctionsParser",
  "JsonOutputToolsParser",
  "JsonOutputKeyToolsParser",
];

const runnableStatics = ["from", "fromMessages", "fromTemplate", "fromPromptMessages", "fromExamples", "fromZodSchema"];

function runnables(names: readonly string[]): Exports {
  return Object.fromEntries(
    names.flatMap((name) => [
      [name, runnable] as const,
      ...runnableStatics.map((method) => [`${name}.${method}`, makesRunnable] as const),
    ]),
  );
}

const runnableExports: Exports = {
  ...runnables(["RunnableLambda", "RunnablePassthrough", "RunnablePick", "RunnableAssign"]),
  "RunnablePassthrough.assign": makesRunnable,
  "RunnableSequence.from": { entity: "pipeline", path: "0" },
  RunnableWithMessageHistory: { entity: "pipeline", path: "0.runnable" },
};

/** `tool(handler, { name, description, schema })`: the schema is checked before the handler runs (core 0.3.80, 1.4.0). */
const toolFunction: ExportedEntity = {
  entity: "tool",
  tool: {
    options: { name: "1.name", description: "1.description", inputSchema: "1.schema", handler: "0" },
    isInputChecked: true,
  },
};

const structuredTool: ExportedEntity = {
  entity: "tool",
  tool: {
    options: { name: "0.name", description: "0.description", inputSchema: "0.schema", handler: "0.func" },
    isInputChecked: true,
  },
};

/** Takes one text; there is no schema to give. */
const textTool: ExportedEntity = {
  entity: "tool",
  tool: { options: { name: "0.name", description: "0.description", handler: "0.func" } },
};

const toolExports: Exports = { tool: toolFunction, DynamicStructuredTool: structuredTool, DynamicTool: textTool };

const universalOptions: Readonly<Partial<Record<OptionName, OptionPaths>>> = {
  model: ["root.0", "root.1.model"],
  // Some of the models that it may make limit the answer by themselves.
  maxOutputTokens: [
    { path: "root.1.maxTokens", isSetGlobally: true },
    ...alternatives("maxOutputTokens", "numPredict", "maxCompletionTokens"),
  ],
  temperature: "root.1.temperature",
  topP: "root.1.topP",
  timeout: alternatives("timeout", "clientOptions.timeout"),
  retries: "root.1.maxRetries",
};

/** Names that the models of some providers go by: they count, but no fix writes them. */
function alternatives(...names: readonly string[]): readonly { readonly path: string; readonly isReadOnly: true }[] {
  return names.map((name) => ({ path: `root.1.${name}`, isReadOnly: true }));
}

/**
 * `await initChatModel("openai:gpt-5.2", settings)`. `configurable` of a call may choose another model, so what the
 * settings leave out may be set there.
 */
const universalCall: CallDescription = {
  ...chatCall,
  providerMark: ":",
  providerByModel,
  providerSaidAt: "root.1.modelProvider",
};
const makesUniversal: MemberDescription = { member: "makes", type: "UniversalModel" };

const universalModel: TypeDescription = {
  role: "client",
  settings: universalOptions,
  options: {
    apiKey: "1.apiKey",
    timeout: [
      { path: "1.timeout", isReadOnly: true },
      { path: "1.clientOptions.timeout", isReadOnly: true },
    ],
    retries: "1.maxRetries",
  },
  defaults: { timeout: undefined, retries: 6, maxSteps: undefined },
  members: {
    invoke: { member: "call", call: universalCall },
    stream: { member: "call", call: streamed(universalCall) },
    streamEvents: { member: "call", call: streamed(universalCall) },
    batch: { member: "call", call: withoutResponse(universalCall) },
    bindTools: makesUniversal,
    withConfig: makesUniversal,
    withRetry: makesUniversal,
    withFallbacks: makesUniversal,
    withStructuredOutput: { member: "makes", type: "StructuredUniversalModel" },
    pipe: { member: "pipe", path: "0" },
  },
};

const structuredUniversal = structuredCall(universalCall);

const types: Readonly<Record<string, TypeDescription>> = {
  ...modelTypes,
  ...chainTypes,
  ...agentTypes,
  ...storeTypes,
  ...retrieverTypes,
  Memory: { role: "other" },
  UniversalModel: universalModel,
  StructuredUniversalModel: {
    role: "model",
    defaults: { timeout: undefined, retries: 6, maxSteps: undefined },
    members: {
      invoke: { member: "call", call: structuredUniversal },
      batch: { member: "call", call: withoutResponse(structuredUniversal) },
      stream: { member: "call", call: streamed(structuredUniversal) },
      pipe: { member: "pipe", path: "0" },
    },
  },
  Runnable: { role: "other", members: { pipe: { member: "pipe", path: "0" } } },
};

/** Messages by their class: core 0.3.80 and 1.4.0, messages/. */
const messageExports: Exports = {
  SystemMessage: { entity: "message", role: "system" },
  HumanMessage: { entity: "message", role: "user" },
  AIMessage: { entity: "message", role: "assistant" },
};

const universalExports: Exports = { initChatModel: { entity: "factory", type: "UniversalModel" } };

/** What stands where, in addition to the classes of models. */
const otherExports: readonly (readonly [specifiers: readonly string[], exports: Exports])[] = [
  [
    ["langchain"],
    {
      ...universalExports,
      ...toolExports,
      ...messageExports,
      createAgent: { entity: "factory", type: "Agent" } satisfies ExportedEntity,
    },
  ],
  [["langchain/chat_models/universal", "@langchain/classic/chat_models/universal"], universalExports],
  [["@langchain/core/tools", "langchain/tools", "@langchain/classic/tools"], toolExports],
  [["@langchain/core/messages", "langchain/schema"], messageExports],
  [["@langchain/core/prompts", "langchain/prompts"], runnables(promptClasses)],
  [
    [
      "@langchain/core/output_parsers",
      "@langchain/core/output_parsers/openai_tools",
      "@langchain/core/output_parsers/openai_functions",
      "langchain/output_parsers",
      "langchain/schema/output_parser",
      "@langchain/classic/output_parsers",
    ],
    runnables(parserClasses),
  ],
  [["@langchain/core/runnables", "langchain/schema/runnable", "langchain/runnables"], runnableExports],
  [["langchain/hub", "langchain/hub/node", "@langchain/classic/hub"], { pull: makesRunnable }],
  [["@langchain/core/tracers/tracer_langchain"], { LangChainTracer: recorder("langsmith", "callback") }],
  ...chainExports,
  ...agentExports,
  ...storeExports,
  ...retrieverExports,
  ...splitterExports,
];

function modules(): readonly ModuleDescription[] {
  const bySpecifier = new Map<string, Exports>(modelExports);
  for (const [specifiers, exports] of otherExports) {
    for (const specifier of specifiers) bySpecifier.set(specifier, { ...bySpecifier.get(specifier), ...exports });
  }
  const memories = new Map(memoryModules.flatMap((each) => each.specifiers.map((name) => [name, each.memories])));
  for (const [specifier, kept] of memories) {
    const exports = Object.keys(kept).map((name) => [name, name.includes(".") ? makesMemory : memory]);
    bySpecifier.set(specifier, { ...bySpecifier.get(specifier), ...Object.fromEntries(exports) });
  }
  return [...bySpecifier].map(([specifier, exports]) => {
    const kept = memories.get(specifier);
    // Whoever imports nothing but messages calls no model.
    const isMessagesOnly = Object.values(exports).every(({ entity }) => entity === "message");
    return {
      specifiers: [specifier],
      exports,
      ...(kept ? { memories: kept } : {}),
      ...(isMessagesOnly ? { isGeneral: true as const } : {}),
    };
  });
}

/** `new MultiServerMCPClient({ mcpServers: { name: { command, args } } })`; before 1.0 also without `mcpServers`. */
const mcpAdapters: ModuleDescription = {
  specifiers: ["@langchain/mcp-adapters"],
  exports: { MultiServerMCPClient: { entity: "class", type: "Memory" } },
  launches: { MultiServerMCPClient: { path: ["0.mcpServers", "0"], isNamed: true } },
};

/**
 * LangChain, 0.x and 1.x: its models, chains, agents, tools and vector stores. A graph of LangGraph that the app
 * builds by itself is no call: the calls stand in its nodes. An agent that the LangGraph server runs is one.
 */
export const langchain: SdkDescription = {
  id: "langchain",
  title: "LangChain",
  versionPackage: "@langchain/core",
  modules: [...modules(), mcpAdapters],
  types,
};
