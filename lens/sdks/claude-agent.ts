import type { CallOptionPaths } from "./call-parts.ts";
import type { OptionPaths, CallDescription, SdkDescription } from "./description.ts";

/** Options of an agent's run. A sum of money that ends it bounds it as turns do. */
function agentOptions(root: string): CallOptionPaths {
  const at = (name: string): string => (root === "" ? name : `${root}.${name}`);
  const maxSteps: OptionPaths = [at("maxTurns"), { path: at("maxBudgetUsd"), isReadOnly: true }];
  return {
    model: at("model"),
    system: at("systemPrompt"),
    tools: [at("tools"), at("allowedTools"), at("mcpServers")],
    maxSteps,
    outputSchema: at("outputFormat"),
    reasoning: [at("thinking"), at("effort"), at("maxThinkingTokens")],
    abortSignal: at("abortController"),
    session: [at("resume"), at("sessionId"), at("continue")],
  };
}

/** Runs until the model is done: it has no bound, and no time limit, of its own (sdk.d.ts, 0.3.330). */
const defaults = { timeout: null, retries: undefined, maxSteps: null } as const;

const query: CallDescription = {
  kind: "agent",
  options: { messages: "0.prompt", ...agentOptions("0.options") },
  systemPrompts: [{ path: "0.options.systemPrompt" }, { path: "0.options.systemPrompt.append" }],
  defaults,
};

/** An agent that runs in a program of its own, Claude Code, by the SDK's functions (read at 0.2 and 0.3). */
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
        unstable_v2_prompt: {
          entity: "function",
          call: { kind: "agent", options: { messages: "0", ...agentOptions("1") }, defaults },
        },
        unstable_v2_createSession: { entity: "factory", type: "Session" },
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
        unstable_v2_prompt: { path: "1.mcpServers", isNamed: true },
        unstable_v2_createSession: { path: "0.mcpServers", isNamed: true },
      },
    },
  ],
  types: {
    WarmQuery: {
      role: "agent",
      provider: "anthropic",
      members: {
        query: {
          member: "call",
          call: {
            kind: "agent",
            options: { messages: "0", ...agentOptions("settings.options") },
            systemPrompts: [{ path: "settings.options.systemPrompt" }],
            defaults,
          },
        },
      },
    },
    Session: {
      role: "agent",
      provider: "anthropic",
      members: {
        send: {
          member: "call",
          call: { kind: "agent", options: { messages: "0", ...agentOptions("settings") }, defaults },
        },
      },
    },
  },
};
