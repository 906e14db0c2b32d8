import type { CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, OptionPath, SdkDescription, TypeDescription } from "./description.ts";

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

/** The sessions that 0.2 tries out, and 0.3 no longer has, take few options: nothing bounds their turns. */
function sessionOptions(root: string): CallOptionPaths {
  return { model: `${root}.model`, ...permissions(root) };
}

/** Claude Code asks Anthropic, unless its environment names a cloud. */
const provider = "anthropic";

/** Runs until the model is done: it has no bound, and no time limit, of its own (sdk.d.ts, 0.3.330). */
const defaults = { timeout: null, retries: undefined, maxSteps: null } as const;

/** Messages of the model, pieces of them where those are asked for, and the result that ends a run. */
const pieces = ["[].result", "[].message.content[].text", "[].event.delta.text"];

const query: CallDescription = {
  kind: "agent",
  options: { messages: "0.prompt", ...agentOptions("0.options") },
  systemPrompts: [{ path: "0.options.systemPrompt" }, { path: "0.options.systemPrompt.append" }],
  pieces,
  provider,
  defaults,
};

function session(root: string): TypeDescription {
  const send: CallDescription = { kind: "agent", options: { messages: "0", ...sessionOptions(root) }, defaults };
  return { role: "agent", provider, members: { send: { member: "call", call: send } } };
}

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
          call: { kind: "agent", options: { messages: "0", ...sessionOptions("1") }, provider, defaults },
        },
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
      provider,
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
    Session: session("settings"),
    ResumedSession: session("root.1"),
    SdkMcpServer: { role: "server" },
  },
};
