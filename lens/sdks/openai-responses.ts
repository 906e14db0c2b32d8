import { call, type CallOptionPaths, withoutResponse, withoutStreamFlag } from "./call-parts.ts";
import type { CallDescription, MemberDescription, ToolDescription, TypeDescription } from "./description.ts";
import { cacheKey, endUser } from "./openai-chat.ts";
import { request } from "./openai-shape.ts";

/** A function is written flat here; tools that OpenAI runs itself have a `type` and no name. */
const tool: ToolDescription = {
  options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" },
};

const responsesOptions: CallOptionPaths = {
  model: "0.model",
  maxOutputTokens: "0.max_output_tokens",
  temperature: "0.temperature",
  topP: "0.top_p",
  system: "0.instructions",
  messages: "0.input",
  tools: "0.tools",
  toolChoice: "0.tool_choice",
  outputSchema: "0.text.format",
  caching: cacheKey,
  safety: { path: "0.moderation", from: 6 },
  user: endUser,
  metadata: "0.metadata",
  reasoning: "0.reasoning",
  store: "0.store",
  serviceTier: "0.service_tier",
  session: [{ path: "0.conversation", from: 5 }, "0.previous_response_id"],
  ...request,
};

const toolArguments = ["output[].arguments", "output[].parsed_arguments"];

const responses: CallDescription = {
  kind: "chat",
  options: { ...responsesOptions, stream: "0.stream" },
  streamFlag: "0.stream",
  systemPrompts: [{ path: "0.instructions" }, { path: "0.input", roles: ["system", "developer"], content: "content" }],
  response: {
    text: ["output_text", "output[].content[].text"],
    toolArguments,
    finishReason: ["status", "incomplete_details"],
    finishReasonName: "status",
    finishedValues: ["completed"],
  },
  toolName: "name",
  tool,
};

/** Cut-off output is either not valid JSON, which throws, or leaves `output_parsed` null. */
const responsesParse: CallDescription = {
  ...withoutStreamFlag(responses),
  options: responsesOptions,
  response: {
    text: ["output_text", "output[].content[].text"],
    data: ["output_parsed"],
    toolArguments,
    finishReason: ["status", "incomplete_details"],
    isChecked: true,
    refusal: ["output[].content[].refusal", "output[].content[].type"],
  },
};

/** With `response_id` it plays an answer again that OpenAI has kept (lib/responses/ResponseStream, 5.23 to 7.57). */
const responsesStream: CallDescription = {
  ...withoutResponse(withoutStreamFlag(responses)),
  kind: "stream",
  options: responsesOptions,
  unlessWith: "0.response_id",
};

const { timeout: _timeout, retries: _retries, abortSignal: _abortSignal, ...messageOptions } = responsesOptions;

/** One request over a WebSocket that stays open (resources/responses/ws, 6.30 to 7.57). */
const socketMessage: CallDescription = {
  ...responsesStream,
  options: messageOptions,
  onlyWhen: { path: "0.type", is: "response.create" },
  client: "root.0",
};

/** `new ResponsesWS(client)`. */
export const responsesSocket: TypeDescription = { role: "other", members: { send: call(socketMessage) } };

/** Shortens a conversation by a model; it has no limit of its own to set. */
const compact: CallDescription = {
  kind: "other",
  options: {
    model: "0.model",
    system: "0.instructions",
    messages: "0.input",
    session: "0.previous_response_id",
    ...request,
  },
  systemPrompts: [{ path: "0.instructions" }],
  from: 6,
};

/** Questions with a fixed set of answers (resources/decisions, 7.57). */
const decision: CallDescription = {
  kind: "other",
  options: {
    model: "0.model",
    messages: "0.input",
    caching: ["0.prompt_cache_key", "0.prompt_cache_options"],
    user: "0.safety_identifier",
    ...request,
  },
  systemPrompts: [{ path: "0.input", roles: ["system", "developer"], content: "content" }],
  from: 7,
};

/** An agent that OpenAI runs (resources/beta/agents/sessions, 7.57). */
const agentSession: CallDescription = {
  kind: "agent",
  options: {
    model: "0.agent.model",
    system: "0.agent.instructions",
    messages: "0.input",
    tools: "0.agent.tools",
    reasoning: "0.agent.reasoning",
    serviceTier: "0.agent.service_tier",
    outputSchema: "0.agent.text.format",
    caching: "0.prompt_cache_options",
    metadata: "0.metadata",
    stream: "0.stream",
    ...request,
  },
  systemPrompts: [{ path: "0.agent.instructions" }],
  toolName: "name",
  tool,
  from: 7,
};

/** The Responses API and what belongs to it, from late major 4 on. */
export const responsesMembers: Readonly<Record<string, MemberDescription>> = {
  "responses.create": call(responses),
  "responses.parse": call(responsesParse),
  "responses.stream": call(responsesStream),
  "responses.compact": call(compact),
  "beta.responses.create": call({ ...responses, from: 6 }),
  "beta.responses.compact": call(compact),
  "decisions.create": call(decision),
  "beta.agents.sessions.create": call(agentSession),
  "beta.agents.create": {
    member: "resource",
    resource: { kind: "agent", service: "openai", properties: "0", id: "0.name" },
  },
};
