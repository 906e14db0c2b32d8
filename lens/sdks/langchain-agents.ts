import type { SdkDefaults } from "../facts.ts";
import { providerByModel } from "./langchain-calls.ts";
import { streamed, withoutResponse } from "./call-parts.ts";
import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  ServedDescription,
  TypeDescription,
} from "./description.ts";

/** `recursionLimit` is 25 unless set (@langchain/langgraph 0.4.10 and 1.7.3, pregel/utils/config). */
const graphDefaults: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: 25 };
/** `createDeepAgent` binds a `recursionLimit` of 10,000 (deepagents 1.14). */
const deepDefaults: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: 10_000 };
/** `maxIterations` is 15 unless set (langchain 0.3 agents/executor). */
const executorDefaults: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: 15 };

/** An agent that `createAgent` of langchain 1.x or `createReactAgent` of LangGraph made. */
const agentCall: CallDescription = {
  kind: "agent",
  options: {
    model: ["settings.model", "settings.llm"],
    messages: "0.messages",
    system: ["settings.systemPrompt", "settings.prompt", "settings.stateModifier", "settings.messageModifier"],
    tools: "settings.tools",
    outputSchema: "settings.responseFormat",
    timeout: ["1.timeout", "made(withConfig).0.timeout"],
    abortSignal: ["1.signal", "made(withConfig).0.signal", "settings.signal"],
    maxSteps: ["1.recursionLimit", "made(withConfig).0.recursionLimit"],
    metadata: ["1.metadata", "made(withConfig).0.metadata"],
    telemetry: ["1.callbacks", "made(withConfig).0.callbacks"],
    session: "1.configurable.thread_id",
  },
  systemPrompts: [
    { path: "settings.systemPrompt" },
    { path: "settings.prompt" },
    { path: "settings.stateModifier" },
    { path: "settings.messageModifier" },
    { path: "0.messages", roles: ["system", "developer"], content: "content" },
  ],
  toolName: "name",
  inheritsSettings: true,
  providerMark: ":",
  providerByModel,
};

const createAgentCall: CallDescription = {
  ...agentCall,
  options: {
    ...agentCall.options,
    model: "settings.model",
    system: "settings.systemPrompt",
  },
  systemPrompts: [
    { path: "settings.systemPrompt" },
    { path: "0.messages", roles: ["system", "developer"], content: "content" },
  ],
};

const createReactAgentCall: CallDescription = {
  ...agentCall,
  options: {
    ...agentCall.options,
    model: "settings.llm",
    system: ["settings.prompt", "settings.stateModifier", "settings.messageModifier"],
    abortSignal: ["1.signal", "made(withConfig).0.signal"],
  },
  systemPrompts: agentCall.systemPrompts?.slice(1) ?? [],
};

/** `createDeepAgent` puts instructions and tools of its own beside those that it is given. */
const deepAgentCall: CallDescription = {
  ...createAgentCall,
  options: {
    ...createAgentCall.options,
    system: { path: "settings.systemPrompt", isSetGlobally: true },
    tools: { path: "settings.tools", isSetGlobally: true },
    abortSignal: createReactAgentCall.options.abortSignal!,
  },
};

/** `createSupervisor({ agents, llm }).compile()`: the supervisor asks its model, and has a tool for each agent. */
const supervisorCall: CallDescription = {
  ...createReactAgentCall,
  options: {
    ...createReactAgentCall.options,
    model: "root.0.llm",
    system: "root.0.prompt",
    tools: { path: "root.0.tools", isSetGlobally: true },
    outputSchema: "root.0.responseFormat",
  },
  systemPrompts: [
    { path: "root.0.prompt" },
    { path: "0.messages", roles: ["system", "developer"], content: "content" },
  ],
};

/** An agent of the older kind: the executor runs it, the agent holds the model. */
const executorCall: CallDescription = {
  kind: "agent",
  options: {
    model: "settings.agent",
    messages: "0.input",
    tools: "settings.tools",
    maxSteps: "settings.maxIterations",
    timeout: "1.timeout",
    abortSignal: "1.signal",
    metadata: "1.metadata",
    telemetry: ["1.callbacks", "settings.callbacks"],
  },
  toolName: "name",
  inheritsSettings: true,
};

const initializedCall: CallDescription = {
  ...executorCall,
  options: {
    ...executorCall.options,
    model: "root.1",
    tools: "root.0",
    maxSteps: "root.2.maxIterations",
    telemetry: ["1.callbacks", "root.2.callbacks"],
  },
};

function agentMembers(call: CallDescription, type: string): Readonly<Record<string, MemberDescription>> {
  return {
    invoke: { member: "call", call },
    stream: { member: "call", call: streamed(call) },
    streamEvents: { member: "call", call: streamed(call) },
    streamLog: { member: "call", call: streamed(call) },
    batch: { member: "call", call: withoutResponse(call) },
    withConfig: { member: "makes", type },
  };
}

function executorMembers(call: CallDescription, type: string): Readonly<Record<string, MemberDescription>> {
  return {
    ...agentMembers(call, type),
    call: { member: "call", call: { ...call, until: 0 } },
    run: { member: "call", call: { ...call, until: 0 } },
  };
}

/** The server of LangGraph runs the graphs that its configuration lists: `"graphs": { "agent": "./src/agent.ts:agent" }`. */
const served: ServedDescription = { member: "invoke", manifest: "langgraph.json", listed: "graphs" };

function graphType(call: CallDescription, type: string, defaults = graphDefaults): TypeDescription {
  return { role: "agent", defaults, members: agentMembers(call, type), served };
}

export const agentTypes: Readonly<Record<string, TypeDescription>> = {
  Agent: graphType(createAgentCall, "Agent"),
  ReactAgent: graphType(createReactAgentCall, "ReactAgent"),
  DeepAgent: graphType(deepAgentCall, "DeepAgent", deepDefaults),
  SupervisorGraph: { role: "other", members: { compile: { member: "makes", type: "Supervisor" } } },
  Supervisor: graphType(supervisorCall, "Supervisor"),
  AgentExecutor: {
    role: "agent",
    defaults: executorDefaults,
    members: executorMembers(executorCall, "AgentExecutor"),
  },
  InitializedExecutor: {
    role: "agent",
    defaults: executorDefaults,
    members: executorMembers(initializedCall, "InitializedExecutor"),
  },
};

/** Decides one step at a time, by asking its model; the executor asks it. */
const legacyAgent: ExportedEntity = { entity: "pipeline", path: "0.llm" };
const legacyAgentFromModel: ExportedEntity = { entity: "pipeline", path: "0" };
const executor: ExportedEntity = { entity: "class", type: "AgentExecutor" };

const legacyExports: Readonly<Record<string, ExportedEntity>> = {
  AgentExecutor: executor,
  "AgentExecutor.fromAgentAndTools": { entity: "factory", type: "AgentExecutor" },
  initializeAgentExecutorWithOptions: { entity: "factory", type: "InitializedExecutor" },
  initializeAgentExecutor: { entity: "factory", type: "InitializedExecutor" },
  createToolCallingAgent: legacyAgent,
  createOpenAIFunctionsAgent: legacyAgent,
  createOpenAIToolsAgent: legacyAgent,
  createReactAgent: legacyAgent,
  createStructuredChatAgent: legacyAgent,
  createXmlAgent: legacyAgent,
  "ZeroShotAgent.fromLLMAndTools": legacyAgentFromModel,
  "ChatAgent.fromLLMAndTools": legacyAgentFromModel,
  "ChatConversationalAgent.fromLLMAndTools": legacyAgentFromModel,
  "StructuredChatAgent.fromLLMAndTools": legacyAgentFromModel,
  "OpenAIAgent.fromLLMAndTools": legacyAgentFromModel,
};

export const agentExports: readonly (readonly [
  specifiers: readonly string[],
  exports: Readonly<Record<string, ExportedEntity>>,
])[] = [
  [["langchain/agents", "@langchain/classic/agents"], legacyExports],
  [
    ["deepagents", "deepagents/node", "deepagents/browser"],
    { createDeepAgent: { entity: "factory", type: "DeepAgent" } },
  ],
  [["@langchain/langgraph-supervisor"], { createSupervisor: { entity: "factory", type: "SupervisorGraph" } }],
  [
    ["@langchain/langgraph/prebuilt"],
    {
      createReactAgent: { entity: "factory", type: "ReactAgent" },
      createReactAgentExecutor: { entity: "factory", type: "ReactAgent" },
    },
  ],
];
