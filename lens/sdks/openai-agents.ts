import type { OptionName } from "../facts.ts";
import type { CallDescription, ExportedEntity, OptionPaths, SdkDescription, TypeDescription } from "./description.ts";

/** What an agent knows of its model; a runner's `modelSettings` are laid over it. */
const agentSettings: Readonly<Partial<Record<OptionName, OptionPaths>>> = {
  model: "settings.model",
  maxOutputTokens: "settings.modelSettings.maxTokens",
  temperature: "settings.modelSettings.temperature",
  topP: "settings.modelSettings.topP",
  toolChoice: "settings.modelSettings.toolChoice",
  reasoning: "settings.modelSettings.reasoning",
  store: "settings.modelSettings.store",
  // The client of the models may be set for the whole program, with its limits: `setDefaultOpenAIClient`.
  retries: { path: "settings.modelSettings.retry.maxRetries", isSetGlobally: true },
  timeout: { path: "settings.modelSettings.timeoutMs", isSetGlobally: true },
};

/** `run(agent, input, options)`: ten turns unless `maxTurns` says more, `null` for no end (agents-core 0.3 to 0.20). */
const run: CallDescription = {
  kind: "agent",
  agent: "0",
  options: {
    ...agentSettings,
    system: "settings.instructions",
    messages: "1",
    tools: "settings.tools",
    outputSchema: "settings.outputType",
    maxSteps: "2.maxTurns",
    abortSignal: "2.signal",
    stream: "2.stream",
    session: ["2.session", "2.conversationId", "2.previousResponseId"],
    guardrail: ["settings.inputGuardrails", "settings.outputGuardrails"],
    telemetry: "2.tracing",
  },
  streamFlag: "2.stream",
  systemPrompts: [{ path: "settings.instructions" }, { path: "1", roles: ["system"], content: "content" }],
  toolName: "name",
  inheritsSettings: true,
};

const agent: TypeDescription = {
  role: "agent",
  settings: agentSettings,
  defaults: { timeout: undefined, retries: undefined, maxSteps: 10 },
  members: { clone: { member: "makes", type: "Agent" } },
};

const functionTool: ExportedEntity = {
  entity: "tool",
  tool: {
    options: {
      name: "0.name",
      description: "0.description",
      inputSchema: "0.parameters",
      handler: "0.execute",
      approval: "0.needsApproval",
    },
    isInputChecked: true,
    // @openai/agents-core 0.20, tool.ts: its default `errorFunction` tells the model.
    failures: { form: "thrown", unless: "0.errorFunction" },
  },
};

/** Runs commands or writes files on behalf of the model. */
function hostTool(handler: string): ExportedEntity {
  return {
    entity: "tool",
    tool: { options: { name: "0.name", handler, approval: ["0.needsApproval", "0.onApproval"] } },
  };
}

const exports: Readonly<Record<string, ExportedEntity>> = {
  Agent: { entity: "class", type: "Agent" },
  "Agent.create": { entity: "factory", type: "Agent" },
  Runner: { entity: "class", type: "Runner" },
  run: { entity: "function", call: run },
  MCPServerStdio: { entity: "class", type: "Helper" },
  MemorySession: { entity: "class", type: "Helper" },
  tool: functionTool,
  shellTool: hostTool("0.shell"),
  applyPatchTool: hostTool("0.editor"),
  computerTool: hostTool("0.computer"),
  hostedMcpTool: {
    entity: "tool",
    tool: { options: { name: "0.serverLabel", description: "0.serverDescription", approval: "0.requireApproval" } },
  },
  setTracingExportApiKey: { entity: "observability", observability: { product: "openai", mechanism: "exporter" } },
  addTraceProcessor: {
    entity: "observability",
    observability: { product: "openai-agents", mechanism: "exporter" },
  },
  setTraceProcessors: {
    entity: "observability",
    observability: { product: "openai-agents", mechanism: "exporter" },
  },
  withTrace: { entity: "observability", observability: { product: "openai-agents", mechanism: "span" } },
};

/** The agents SDK of OpenAI, 0.x. */
export const openaiAgents: SdkDescription = {
  id: "openai-agents",
  title: "OpenAI Agents SDK",
  versionPackage: "@openai/agents",
  modules: [
    {
      specifiers: ["@openai/agents", "@openai/agents-core"],
      exports,
      launches: { MCPServerStdio: { path: "0" } },
      memories: { MemorySession: { keeps: "sessions", storage: "process" } },
    },
    {
      specifiers: ["@openai/agents/realtime", "@openai/agents-realtime"],
      exports: {
        RealtimeSession: { entity: "class", type: "RealtimeSession" },
        OpenAIRealtimeWebRTC: { entity: "class", type: "RealtimeTransport" },
        OpenAIRealtimeWebSocket: { entity: "class", type: "RealtimeTransport" },
        tool: functionTool,
      },
    },
  ],
  types: {
    Agent: agent,
    Helper: { role: "other" },
    RealtimeSession: {
      role: "other",
      members: {
        connect: { member: "call", call: { kind: "audio", options: { model: ["root.1.model", "0.model"] } } },
      },
    },
    // A session uses one inside; an app that handles the events by itself connects it (0.x, openaiRealtimeBase).
    RealtimeTransport: {
      role: "other",
      provider: "openai",
      members: {
        connect: {
          member: "call",
          call: {
            kind: "audio",
            options: {
              model: ["0.model", "root.0.model"],
              system: "0.initialSessionConfig.instructions",
              tools: "0.initialSessionConfig.tools",
            },
            systemPrompts: [{ path: "0.initialSessionConfig.instructions" }],
          },
        },
      },
    },
    Runner: {
      role: "other",
      members: { run: { member: "call", call: run } },
    },
  },
};
