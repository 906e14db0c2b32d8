import { call, type CallOptionPaths, streamed } from "./call-parts.ts";
import type { CallDescription, MemberDescription, TypeDescription } from "./description.ts";

/**
 * The two older packages of Google share this surface: a client makes models that know their settings, and models
 * make chats (@google/generative-ai 0.24, @google-cloud/vertexai 1.12).
 */

/** Settings of an answer where they stand together. */
export function generationOptions(start: string): CallOptionPaths {
  return {
    maxOutputTokens: `${start}.generationConfig.maxOutputTokens`,
    temperature: `${start}.generationConfig.temperature`,
    topP: `${start}.generationConfig.topP`,
    topK: `${start}.generationConfig.topK`,
    stopSequences: `${start}.generationConfig.stopSequences`,
    completions: `${start}.generationConfig.candidateCount`,
    outputSchema: [`${start}.generationConfig.responseSchema`, `${start}.generationConfig.responseMimeType`],
    system: `${start}.systemInstruction`,
    tools: `${start}.tools`,
    toolChoice: `${start}.toolConfig`,
    safety: `${start}.safetySettings`,
    caching: `${start}.cachedContent`,
  };
}

/** `generateContent(text)`, `(parts)` or `(request)`; the request's settings are laid over the model's. */
function generate(request: CallOptionPaths): CallDescription {
  return {
    kind: "chat",
    options: { messages: ["0.contents", "0"], ...generationOptions("0"), ...request },
    systemPrompts: [{ path: "0.systemInstruction" }, { path: "settings.systemInstruction" }],
    response: {
      text: ["response.text", "response.candidates[].content.parts[].text"],
      finishReason: ["response.candidates[].finishReason", "response.promptFeedback"],
      finishReasonName: "response.candidates[0].finishReason",
      finishedValues: ["STOP"],
    },
    toolName: "functionDeclarations[].name",
    tool: {
      options: { name: "0.name", description: "0.description", inputSchema: "0.parameters" },
    },
    inheritsSettings: true,
  };
}

/** A chat takes text or parts only. */
function send(request: CallOptionPaths): CallDescription {
  const whole = generate(request);
  return {
    ...whole,
    options: { messages: "0", ...request },
    systemPrompts: [{ path: "settings.systemInstruction" }],
  };
}

/** Types `GenerativeModel` and `ChatSession`; `request` holds the options of one request, `settings` those of all. */
export function modelTypes(
  request: CallOptionPaths,
  settings: CallOptionPaths,
  more: Readonly<Record<string, MemberDescription>> = {},
): Readonly<Record<string, TypeDescription>> {
  const defaults = { timeout: null, retries: 0, maxSteps: undefined };
  return {
    GenerativeModel: {
      role: "model",
      defaults,
      settings: { model: "settings.model", ...generationOptions("settings"), ...settings },
      members: {
        generateContent: call(generate(request)),
        generateContentStream: call(streamed(generate(request))),
        startChat: { member: "makes", type: "ChatSession" },
        ...more,
      },
    },
    ChatSession: {
      role: "model",
      defaults,
      settings: generationOptions("settings"),
      members: { sendMessage: call(send(request)), sendMessageStream: call(streamed(send(request))) },
    },
  };
}
