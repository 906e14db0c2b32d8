import type { ApiEnding } from "../facts.ts";
import { call, type CallOptionPaths } from "./call-parts.ts";
import type { CallDescription, MemberDescription } from "./description.ts";
import { functionTool, requestAt } from "./openai-shape.ts";

/** OpenAI's page of deprecations, 2026-08-21, and the note on Microsoft's pages on Assistants in Azure. */
const ending: ApiEnding = {
  api: "Assistants API",
  providers: ["openai", "azure-openai"],
  replacement: "the Responses API with conversations",
  endsOn: "2026-08-26",
};

/**
 * A run of an assistant on a thread. OpenAI runs it step by step until it answers or asks for a tool; model,
 * instructions and tools that are left out are the assistant's.
 */
function run(argument: 0 | 1): CallDescription {
  const at = (name: string): string => `${argument}.${name}`;
  const options: CallOptionPaths = {
    model: at("model"),
    maxOutputTokens: at("max_completion_tokens"),
    temperature: at("temperature"),
    topP: at("top_p"),
    system: [at("instructions"), at("additional_instructions")],
    messages: argument === 0 ? "0.thread.messages" : "1.additional_messages",
    tools: at("tools"),
    toolChoice: at("tool_choice"),
    outputSchema: at("response_format"),
    metadata: at("metadata"),
    reasoning: at("reasoning_effort"),
    stream: at("stream"),
    session: argument === 0 ? "0.thread" : "0",
    ...requestAt(argument + 1),
  };
  return {
    kind: "agent",
    ending,
    options,
    systemPrompts: [{ path: at("instructions") }, { path: at("additional_instructions") }],
    toolName: "function.name",
    tool: functionTool,
  };
}

/** The run goes on with what its tools gave. Arguments moved from three to two with major 5. */
const submit: CallDescription = {
  kind: "agent",
  ending,
  options: {
    timeout: [{ path: "3.timeout", until: 4 }, { path: "2.timeout", from: 5 }, "client.timeout"],
    retries: [{ path: "3.maxRetries", until: 4 }, { path: "2.maxRetries", from: 5 }, "client.retries"],
    abortSignal: [
      { path: "3.signal", until: 4 },
      { path: "2.signal", from: 5 },
    ],
  },
};

const runOnThread = run(1);
const runOnNewThread = run(0);

/** The Assistants API, majors 4 to 7: threads and their messages are only kept, runs ask a model. */
export const assistantMembers: Readonly<Record<string, MemberDescription>> = {
  "beta.assistants.create": {
    member: "resource",
    resource: { kind: "agent", service: "openai", properties: "0", id: "0.name" },
  },
  "beta.threads.runs.create": call(runOnThread),
  "beta.threads.runs.createAndPoll": call(runOnThread),
  "beta.threads.runs.createAndStream": call({ ...runOnThread, kind: "stream" }),
  "beta.threads.runs.stream": call({ ...runOnThread, kind: "stream" }),
  "beta.threads.runs.submitToolOutputs": call(submit),
  "beta.threads.runs.submitToolOutputsAndPoll": call(submit),
  "beta.threads.runs.submitToolOutputsStream": call({ ...submit, kind: "stream" }),
  "beta.threads.createAndRun": call(runOnNewThread),
  "beta.threads.createAndRunPoll": call(runOnNewThread),
  "beta.threads.createAndRunStream": call({ ...runOnNewThread, kind: "stream" }),
};
