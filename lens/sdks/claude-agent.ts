import type { CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, OptionPath, SdkDescription } from "./description.ts";

/** What says which tools run, and who is asked. Hooks may refuse a tool in any mode. */
function permissions(root: string): CallOptionPaths {
  return {
    permissionMode: `${root}.permissionMode`,
    approval: [
      `${root}.canUseTool`,
      ...["permissionPromptToolName", "hooks.PreToolUse"].map((name) => readOnly(root, name)),
    ],
    allowedTools: `${root}.allowedTools`,
    deniedTools: `${root}.disallowedTools`,
    settingSources: `${root}.settingSources`,
  };
}

function readOnly(root: string, name: string): OptionPath {
  return { path: `${root}.${name}`, isReadOnly: true };
}

function agentOptions(root: string): CallOptionPaths {
  const at = (name: string): string => `${root}.${name}`;
  return {
    model: at("model"),
    system: at("systemPrompt"),
    tools: [at("tools"), at("mcpServers")],
    maxSteps: at("maxTurns"),
    maxCost: at("maxBudgetUsd"),
    outputSchema: at("outputFormat"),
    reasoning: [at("thinking"), at("effort"), at("maxThinkingTokens")],
    abortSignal: at("abortController"),
    session: [at("resume"), at("sessionId"), at("continue")],
    sandbox: at("sandbox"),
    ...permissions(root),
  };
}

/** Runs until the model is done: it has no bound, and no time limit, of its own (sdk.d.ts, 0.3.330). */
const defaults = { timeout: null, retries: undefined, maxSteps: null } as const;

/** Messages of the model, pieces of them where those are asked for, and the result that ends a run. */
const pieces = ["[].result", "[].message.content[].text", "[].event.delta.text"];

const query: CallDescription = {
  kind: "agent",
  options: { messages: "0.prompt", ...agentOptions("0.options") },
  systemPrompts: [{ path: "0.options.systemPrompt" }, { path: "0.options.systemPrompt.append" }],
  pieces,
  defaults,
};

/** What a session of the second interface takes: it has no bound that a program could set (sdk.d.ts, 0.2.50 and 0.2.141). */
function sessionCall(messages: string, root: string): CallDescription {
  return { kind: "agent", options: { messages, model: `${root}.model`, ...permissions(root) }, defaults };
}

/**
 * An agent that runs in a program of its own, Claude Code, by the SDK's functions (read at 0.2 and 0.3). Who serves its model is
 * told by the environment.
 */
export const claudeAgent: SdkDescription = {
  id: "claude-agent-sdk",
  title: "Claude Agent SDK",
  versionPackage: "@anthropic-ai/claude-agent-sdk",
  modules: [
    {
      specifiers: ["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"],
      exports: {
        query: { entity: "function", call: query },
        startup: { entity: "factory", type: "WarmQuery" },
        unstable_v2_prompt: { entity: "function", call: sessionCall("0", "1") },
        unstable_v2_createSession: { entity: "factory", type: "Session" },
        unstable_v2_resumeSession: { entity: "factory", type: "ResumedSession" },
        createSdkMcpServer: { entity: "factory", type: "SdkMcpServer" },
        tool: {
          entity: "tool",
          tool: {
            options: { name: "0", description: "1", inputSchema: "2", handler: "3", hints: "4.annotations" },
            isInputChecked: true,
            failures: { form: "error result" },
          },
        },
      },
      launches: {
        query: { path: "0.options.mcpServers", isNamed: true },
        startup: { path: "0.options.mcpServers", isNamed: true },
      },
    },
  ],
  types: {
    WarmQuery: {
      role: "agent",
      members: {
        query: {
          member: "call",
          call: {
            kind: "agent",
            options: { messages: "0", ...agentOptions("settings.options") },
            systemPrompts: [
              { path: "settings.options.systemPrompt" },
              { path: "settings.options.systemPrompt.append" },
            ],
            pieces,
            defaults,
          },
        },
      },
    },
    Session: { role: "agent", members: { send: { member: "call", call: sessionCall("0", "settings") } } },
    ResumedSession: { role: "agent", members: { send: { member: "call", call: sessionCall("0", "root.1") } } },
    SdkMcpServer: { role: "server" },
  },
};
