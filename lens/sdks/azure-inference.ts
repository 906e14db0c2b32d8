import { call } from "./call-parts.ts";
import type { SdkDescription } from "./description.ts";
import { choices, functionTool } from "./openai-shape.ts";

/** The REST client of models on Azure: `ModelClient(endpoint, credential).path("/chat/completions").post({ body })`. */
export const azureInference: SdkDescription = {
  id: "azure-ai-inference",
  title: "Azure AI Inference",
  versionPackage: "@azure-rest/ai-inference",
  modules: [
    {
      specifiers: ["@azure-rest/ai-inference"],
      exports: { ModelClient: { entity: "factory", type: "ModelClient" } },
      defaultExport: "ModelClient",
    },
  ],
  types: {
    ModelClient: {
      role: "client",
      provider: "azure-ai-foundry",
      options: { apiKey: "1", baseUrl: "0", retries: "2.retryOptions.maxRetries" },
      // 1.0.0-beta.6 on @azure/core-rest-pipeline constants.js: three retries; no time limit.
      defaults: { timeout: null, retries: 3, maxSteps: undefined },
      members: { path: { member: "makes", type: "Route" } },
    },
    Route: {
      role: "model",
      members: {
        post: call({
          kind: "other",
          kindByOption: [
            { path: "made(path).0", pattern: /chat\/completions$/, kind: "chat" },
            { path: "made(path).0", pattern: /embeddings$/, kind: "embedding" },
          ],
          options: {
            model: "0.body.model",
            maxOutputTokens: "0.body.max_tokens",
            temperature: "0.body.temperature",
            topP: "0.body.top_p",
            stopSequences: "0.body.stop",
            seed: "0.body.seed",
            messages: "0.body.messages",
            tools: "0.body.tools",
            toolChoice: "0.body.tool_choice",
            outputSchema: "0.body.response_format",
            input: "0.body.input",
            dimensions: "0.body.dimensions",
            stream: "0.body.stream",
            timeout: "0.timeout",
            abortSignal: "0.abortSignal",
          },
          streamFlag: "0.body.stream",
          systemPrompts: [{ path: "0.body.messages", roles: ["system", "developer"], content: "content" }],
          response: {
            text: choices.text.map((path) => `body.${path}`),
            finishReason: choices.finishReason.map((path) => `body.${path}`),
            finishReasonName: "body.choices[0].finish_reason",
            finishedValues: ["stop", "tool_calls"],
          },
          toolName: "function.name",
          tool: functionTool,
        }),
      },
    },
  },
};
