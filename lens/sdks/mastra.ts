import { call, type CallOptionPaths, streamed } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  LaunchDescription,
  ModuleDescription,
  SdkDescription,
  SplitterDescription,
  TypeDescription,
} from "./description.ts";

/** An option of one call, else of the agent's defaults. */
function option(name: string): readonly string[] {
  return [`1.${name}`, `settings.defaultOptions.${name}`];
}

const shared: CallOptionPaths = {
  model: ["1.model", "settings.model"],
  system: ["1.instructions", "1.system", "settings.instructions"],
  messages: "0",
  tools: "settings.tools",
  toolChoice: option("toolChoice"),
  maxSteps: [...option("maxSteps"), ...option("stopWhen")],
  abortSignal: option("abortSignal"),
  guardrail: [...option("inputProcessors"), "settings.inputProcessors", "settings.outputProcessors"],
  session: ["1.memory.thread", "1.threadId"],
  telemetry: ["1.tracingOptions", "1.telemetry"],
};

/** `agent.generate(messages, options)` since 0.20; five steps unless told otherwise (0.20 to 1.71). */
const generate: CallDescription = {
  kind: "agent",
  options: {
    ...shared,
    maxOutputTokens: option("modelSettings.maxOutputTokens"),
    temperature: option("modelSettings.temperature"),
    topP: option("modelSettings.topP"),
    topK: option("modelSettings.topK"),
    seed: option("modelSettings.seed"),
    stopSequences: option("modelSettings.stopSequences"),
    retries: [...option("modelSettings.maxRetries"), "settings.maxRetries"],
    outputSchema: [...option("structuredOutput"), "1.output"],
  },
  systemPrompts: [
    { path: "1.instructions" },
    { path: "1.system" },
    { path: "settings.instructions" },
    { path: "0", roles: ["system"], content: "content" },
  ],
  response: {
    text: ["text"],
    finishReason: ["finishReason", "steps[].finishReason"],
    finishReasonName: "finishReason",
    finishedValues: ["stop", "tool-calls"],
  },
  toolName: "key",
  inheritsSettings: true,
  providerMark: "/",
};

/** The call as it was before 0.20, with the options of the AI SDK's major 4 beside each other. */
const generateLegacy: CallDescription = {
  ...generate,
  options: {
    ...shared,
    maxOutputTokens: "1.maxTokens",
    temperature: "1.temperature",
    topP: "1.topP",
    retries: ["1.maxRetries", "settings.maxRetries"],
    outputSchema: ["1.output", "1.experimental_output"],
  },
};

/** 0.x kept its options in either form, by the minor version. */
const generateEither: CallDescription = {
  ...generate,
  options: {
    ...generate.options,
    maxOutputTokens: [...option("modelSettings.maxOutputTokens"), { path: "1.maxTokens", until: 0 }],
    temperature: [...option("modelSettings.temperature"), { path: "1.temperature", until: 0 }],
    topP: [...option("modelSettings.topP"), { path: "1.topP", until: 0 }],
    retries: [...option("modelSettings.maxRetries"), { path: "1.maxRetries", until: 0 }, "settings.maxRetries"],
    outputSchema: [...option("structuredOutput"), "1.output", "1.experimental_output"],
  },
};

const agent: TypeDescription = {
  role: "agent",
  defaults: { timeout: null, retries: 0, maxSteps: 5 },
  members: {
    generate: call(generateEither),
    stream: call(streamed(generateEither)),
    streamUntilIdle: call(streamed(generate)),
    network: call(streamed(generate)),
    generateLegacy: call(generateLegacy),
    streamLegacy: call(streamed(generateLegacy)),
    generateVNext: call({ ...generate, until: 0 }),
    streamVNext: call({ ...streamed(generate), until: 0 }),
  },
};

/** Steps and tools are handed the Mastra that runs them (core 0.24 and 1.71, workflows/step.d.ts, tools/types.d.ts). */
const callbacks: ModuleDescription["callbacks"] = {
  createStep: [{ path: "0.execute", parameter: 0, property: "mastra", type: "Mastra" }],
  createTool: [
    { path: "0.execute", parameter: 0, property: "mastra", type: "Mastra" },
    { path: "0.execute", parameter: 1, property: "mastra", type: "Mastra" },
  ],
};

/** `new MCPClient({ servers: { name: { command, args } } })`. */
const servers: LaunchDescription = { path: "0.servers", isNamed: true };
/** `document.chunk({ strategy, maxSize, overlap })`, from `@mastra/rag` 1.3 (document/); `size` is the name of old. */
const chunks: SplitterDescription = {
  unit: "characters",
  chunkSize: ["0.maxSize", "0.size"],
  chunkOverlap: "0.overlap",
  measure: "0.lengthFunction",
  tokensBy: { path: "0.strategy", values: ["token", "semantic-markdown"] },
  defaults: { chunkSize: undefined, chunkOverlap: undefined },
  throwsFrom: "larger",
};

/** Mastra, 0.x and 1.x. A workflow is no call: the calls stand in its steps. */
export const mastra: SdkDescription = {
  id: "mastra",
  title: "Mastra",
  versionPackage: "@mastra/core",
  modules: [
    {
      specifiers: ["@mastra/core", "@mastra/core/mastra"],
      exports: {
        Mastra: { entity: "class", type: "Mastra" },
        Agent: { entity: "class", type: "Agent" },
        createTool: tool(),
        createStep: { entity: "factory", type: "Step" },
      },
      callbacks,
    },
    {
      specifiers: ["@mastra/core/workflows"],
      exports: { createStep: { entity: "factory", type: "Step" } },
      callbacks,
    },
    { specifiers: ["@mastra/core/agent"], exports: { Agent: { entity: "class", type: "Agent" } } },
    { specifiers: ["@mastra/core/tools"], exports: { createTool: tool() }, callbacks },
    {
      specifiers: ["@mastra/mcp"],
      exports: {
        MCPServer: { entity: "class", type: "MCPServer" },
        MCPClient: { entity: "class", type: "MCPClient" },
        MCPConfiguration: { entity: "class", type: "MCPClient" },
      },
      launches: { MCPClient: servers, MCPConfiguration: servers },
    },
    {
      specifiers: ["@mastra/core/storage"],
      exports: { InMemoryStore: { entity: "class", type: "Storage" } },
      memories: { InMemoryStore: { keeps: "threads and workflow runs", storage: "process" } },
    },
    {
      specifiers: ["@mastra/libsql"],
      exports: { LibSQLStore: { entity: "class", type: "Storage" } },
      memories: {
        LibSQLStore: {
          keeps: "threads and workflow runs",
          storage: "durable",
          processWhen: { path: "0.url", is: ":memory:" },
        },
      },
    },
    {
      specifiers: ["@mastra/pg"],
      exports: { PostgresStore: { entity: "class", type: "Storage" } },
      memories: { PostgresStore: { keeps: "threads and workflow runs", storage: "durable" } },
    },
    {
      specifiers: ["@mastra/rag"],
      exports: Object.fromEntries(
        ["fromText", "fromHTML", "fromMarkdown", "fromJSON"].map((method): [string, ExportedEntity] => [
          `MDocument.${method}`,
          { entity: "factory", type: "Document" },
        ]),
      ),
    },
  ],
  types: {
    Agent: agent,
    Mastra: {
      role: "other",
      members: {
        getAgent: { member: "lookup", path: "settings.agents", type: "Agent" },
        getAgentById: { member: "lookup", path: "settings.agents", type: "Agent" },
      },
    },
    Step: { role: "other" },
    Document: { role: "other", members: { chunk: { member: "splitter", splitter: chunks } } },
    MCPServer: { role: "server" },
    MCPClient: { role: "other" },
    Storage: { role: "other" },
  },
};

/** `createTool({ id, description, inputSchema, execute })` checks the input before `execute` runs (0.24 and 1.71). */
function tool(): ExportedEntity {
  return {
    entity: "tool",
    tool: {
      options: {
        name: "0.id",
        description: "0.description",
        inputSchema: "0.inputSchema",
        handler: "0.execute",
        approval: "0.requireApproval",
      },
      isInputChecked: true,
    },
  };
}
