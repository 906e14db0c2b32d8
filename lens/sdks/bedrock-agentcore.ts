import type { SdkDescription } from "./description.ts";

/**
 * The SDK that agents on Bedrock AgentCore are served and equipped with. It calls no model itself: checked against
 * bedrock-agentcore 0.4.4.
 */
export const bedrockAgentcore: SdkDescription = {
  id: "bedrock-agentcore",
  title: "Bedrock AgentCore SDK",
  versionPackage: "bedrock-agentcore",
  modules: [
    {
      specifiers: ["bedrock-agentcore/runtime", "bedrock-agentcore"],
      exports: { BedrockAgentCoreApp: { entity: "class", type: "App" } },
    },
    {
      specifiers: ["bedrock-agentcore/code-interpreter"],
      exports: { CodeInterpreter: { entity: "class", type: "CodeInterpreter" } },
    },
    {
      specifiers: ["bedrock-agentcore/browser", "bedrock-agentcore/browser/playwright"],
      exports: {
        Browser: { entity: "class", type: "Browser" },
        PlaywrightBrowser: { entity: "class", type: "Browser" },
      },
    },
  ],
  types: {
    App: { role: "server" },
    CodeInterpreter: {
      role: "other",
      members: {
        startSession: {
          member: "resource",
          resource: {
            kind: "code interpreter",
            service: "bedrock-agentcore",
            properties: "0",
            id: "0.sessionName",
          },
        },
      },
    },
    Browser: {
      role: "other",
      members: {
        startSession: {
          member: "resource",
          resource: { kind: "browser tool", service: "bedrock-agentcore", properties: "0", id: "0.sessionName" },
        },
      },
    },
  },
};
