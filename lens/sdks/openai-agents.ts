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
  retries: "settings.modelSettings.retry.maxRetries",
  timeout: "settings.modelSettings.timeoutMs",
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

/** The model of a runner goes before that of the agent. */
const runnerRun: CallDescription = {
  ...run,
  options: {
    ...run.options,
    model: ["root.0.model", "settings.model"],
  },
};

const agent: TypeDescription = {
  role: "agent",
  settings: agentSettings,
  // The models go through the `openai` package, whose own defaults then hold.
  defaults: { timeout: 600_000, retries: 2, maxSteps: 10 },
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
  modules: [{ specifiers: ["@openai/agents", "@openai/agents-core"], exports }],
  types: {
    Agent: agent,
    Runner: {
      role: "other",
      members: { run: { member: "call", call: runnerRun } },
    },
  },
};
