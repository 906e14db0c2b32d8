import { call, type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, ModuleDescription, TypeDescription } from "./description.ts";

/** Where the settings of one run stand: its third argument. */
const runOptions: CallOptionPaths = {
  maxSteps: "2.maxSteps",
  timeout: ["2.requestOptions.timeout", "client.timeout"],
  retries: ["2.requestOptions.maxRetries", "client.retries"],
  abortSignal: ["2.signal", "2.requestOptions.signal"],
};

/** Asks and runs what was asked for, up to 20 requests unless told otherwise (helpers/responses-tool-runner, 7.57). */
const responsesRun: CallDescription = {
  kind: "agent",
  options: {
    model: "1.model",
    maxOutputTokens: "1.max_output_tokens",
    temperature: "1.temperature",
    topP: "1.top_p",
    system: "1.instructions",
    messages: "1.input",
    tools: "settings.functions",
    toolChoice: "1.tool_choice",
    outputSchema: "1.text.format",
    caching: ["1.prompt_cache_key", "1.prompt_cache_options"],
    safety: "1.moderation",
    user: ["1.safety_identifier", "1.user"],
    metadata: "1.metadata",
    reasoning: "1.reasoning",
    store: "1.store",
    serviceTier: "1.service_tier",
    session: ["1.conversation", "1.previous_response_id"],
    ...runOptions,
  },
  client: "0",
  defaults: { timeout: 600_000, retries: 2, maxSteps: 20 },
  systemPrompts: [{ path: "1.instructions" }, { path: "1.input", roles: ["system", "developer"], content: "content" }],
  toolName: "tool.name",
  tool: {
    options: {
      name: "0.tool.name",
      description: "0.tool.description",
      inputSchema: "0.tool.parameters",
      handler: "0.execute",
    },
  },
};

/** Lets a model choose among what the program offers at each step (helpers/decisions-tool-runner, 7.57). */
const decisionsRun: CallDescription = {
  kind: "agent",
  options: { model: "1.model", messages: "1.input", user: "1.safety_identifier", ...runOptions },
  client: "0",
  defaults: { timeout: 600_000, retries: 2, maxSteps: 20 },
};

/** Loops around a model that openai brings beside its client. */
export const runnerModules: readonly ModuleDescription[] = [
  {
    specifiers: ["openai/helpers/responses-tool-runner"],
    exports: {
      ResponsesToolRunner: { entity: "class", type: "ResponsesToolRunner" },
      runnerFunction: { entity: "wrapper", path: "0" },
    },
  },
  {
    specifiers: ["openai/helpers/decisions-tool-runner"],
    exports: { DecisionsToolRunner: { entity: "class", type: "DecisionsToolRunner" } },
  },
];

export const runnerTypes: Readonly<Record<string, TypeDescription>> = {
  ResponsesToolRunner: { role: "agent", members: { run: call(responsesRun), iterate: call(responsesRun) } },
  DecisionsToolRunner: { role: "agent", members: { run: call(decisionsRun) } },
};
