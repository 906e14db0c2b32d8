import type { CallDescription, SdkDescription, TypeDescription } from "./description.ts";

/** `runner.runAsync({ userId, sessionId, newMessage, runConfig })`: 500 model calls at most (2.0, agents/run_config). */
const run: CallDescription = {
  kind: "agent",
  options: {
    model: "settings.agent",
    messages: "0.newMessage",
    maxSteps: "0.runConfig.maxLlmCalls",
    abortSignal: [
      { path: "0.abortSignal", from: 2 },
      // Late releases of the first major have it, too (1.6).
      { path: "0.abortSignal", until: 1, isReadOnly: true, isSetGlobally: true },
    ],
    session: "0.sessionId",
    user: "0.userId",
  },
  inheritsSettings: true,
};

const runner: TypeDescription = {
  role: "agent",
  defaults: { timeout: undefined, retries: undefined, maxSteps: 500 },
  members: {
    runAsync: { member: "call", call: run },
    runEphemeral: { member: "call", call: run },
    runLive: { member: "call", call: { ...run, kind: "stream" } },
  },
};

/** The Agent Development Kit of Google, 0.x to 2.x. */
export const googleAdk: SdkDescription = {
  id: "google-adk",
  title: "Google Agent Development Kit",
  versionPackage: "@google/adk",
  modules: [
    {
      specifiers: ["@google/adk"],
      exports: {
        LlmAgent: { entity: "class", type: "LlmAgent" },
        Agent: { entity: "class", type: "LlmAgent" },
        Runner: { entity: "class", type: "Runner" },
        InMemoryRunner: { entity: "class", type: "Runner" },
        Gemini: { entity: "class", type: "Gemini" },
        FunctionTool: {
          entity: "tool",
          tool: {
            options: {
              name: "0.name",
              description: "0.description",
              inputSchema: "0.parameters",
              handler: "0.execute",
              approval: "0.requireConfirmation",
            },
            isInputChecked: true,
          },
        },
        MCPToolset: { entity: "class", type: "Helper" },
        InMemorySessionService: { entity: "class", type: "Helper" },
      },
      // `{ type: "StdioConnectionParams", serverParams: { command, args } }` (2.0, tools/mcp/mcp_session_manager).
      launches: { MCPToolset: { path: "0.serverParams" } },
      memories: {
        InMemoryRunner: { keeps: "sessions", storage: "process" },
        InMemorySessionService: { keeps: "sessions", storage: "process" },
      },
    },
  ],
  types: {
    Helper: { role: "other" },
    Runner: runner,
    // It asks no model but through a runner, which takes over what is set here.
    LlmAgent: {
      role: "model",
      settings: {
        model: "settings.model",
        system: ["settings.instruction", "settings.globalInstruction"],
        tools: "settings.tools",
        outputSchema: "settings.outputSchema",
        maxOutputTokens: "settings.generateContentConfig.maxOutputTokens",
        temperature: "settings.generateContentConfig.temperature",
        topP: "settings.generateContentConfig.topP",
        topK: "settings.generateContentConfig.topK",
        safety: "settings.generateContentConfig.safetySettings",
        timeout: "settings.generateContentConfig.httpOptions.timeout",
      },
    },
    Gemini: {
      role: "model",
      provider: "google",
      providerSwitch: { flag: "0.vertexai", provider: "google-vertex" },
      settings: { model: "settings.model" },
    },
  },
};
