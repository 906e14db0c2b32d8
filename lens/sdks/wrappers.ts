import type { ExportedEntity, SdkDescription } from "./description.ts";

/** Gives back its first argument. */
const first: ExportedEntity = { entity: "wrapper", path: "0" };

/** Tracing, validation and transport helpers: they call no model, and pass on what they were given. */
export const wrappers: SdkDescription = {
  id: "wrappers",
  title: "Client wrappers",
  versionPackage: "langfuse",
  modules: [
    { specifiers: ["langfuse", "langfuse-node", "@langfuse/openai"], exports: { observeOpenAI: first } },
    {
      specifiers: ["langsmith/wrappers", "langsmith/wrappers/*"],
      exports: { wrapOpenAI: first, wrapAnthropic: first, wrapSDK: first },
    },
    { specifiers: ["langsmith/wrappers/vercel"], exports: { wrapAISDKModel: first } },
    { specifiers: ["langsmith/experimental/vercel"], exports: { wrapAISDK: first } },
    {
      specifiers: ["braintrust"],
      exports: {
        wrapOpenAI: first,
        wrapOpenAIv4: first,
        wrapAnthropic: first,
        wrapAISDK: first,
        wrapAISDKModel: first,
        wrapBedrockRuntime: first,
      },
    },
    { specifiers: ["@posthog/ai/vercel"], exports: { withTracing: first } },
    {
      specifiers: ["@instructor-ai/instructor"],
      exports: { createInstructor: { entity: "wrapper", path: "0.client" } },
      defaultExport: "createInstructor",
    },
    {
      specifiers: ["@sentry/*"],
      exports: { instrumentOpenAiClient: first, instrumentAnthropicAiClient: first },
    },
    { specifiers: ["aws-xray-sdk", "aws-xray-sdk-core"], exports: { captureAWSv3Client: first } },
    {
      // A handler made of settings reads like the settings.
      specifiers: [
        "@smithy/node-http-handler",
        "@aws-sdk/node-http-handler",
        "@smithy/fetch-http-handler",
        "@aws-sdk/fetch-http-handler",
      ],
      exports: { NodeHttpHandler: first, NodeHttp2Handler: first, FetchHttpHandler: first },
    },
  ],
  types: {},
};
