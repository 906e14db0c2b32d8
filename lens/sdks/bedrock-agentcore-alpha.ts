import { construct, constructs, granting } from "./cdk-constructs.ts";
import type { SdkDescription } from "./description.ts";

const SERVICE = "bedrock-agentcore";
const INVOKE_RUNTIME = ["bedrock-agentcore:InvokeAgentRuntime"];
const INVOKE_RUNTIME_FOR_USER = ["bedrock-agentcore:InvokeAgentRuntimeForUser"];

/**
 * The CDK's constructs for Bedrock AgentCore before they are stable: checked against
 * @aws-cdk/aws-bedrock-agentcore-alpha 2.271.0-alpha.0, with the actions of its perms.js files.
 */
export const bedrockAgentcoreAlpha: SdkDescription = {
  id: "aws-bedrock-agentcore-alpha",
  title: "AWS CDK constructs for Amazon Bedrock AgentCore",
  versionPackage: "@aws-cdk/aws-bedrock-agentcore-alpha",
  modules: [
    {
      specifiers: ["@aws-cdk/aws-bedrock-agentcore-alpha"],
      exports: {
        Runtime: construct("agent runtime", SERVICE, "Runtime"),
        Gateway: construct("gateway", SERVICE, "Gateway"),
        Memory: construct("memory", SERVICE, "Memory"),
        BrowserCustom: construct("browser tool", SERVICE, "Browser"),
        CodeInterpreterCustom: construct("code interpreter", SERVICE, "CodeInterpreter"),
        ...constructs(SERVICE, {
          RuntimeEndpoint: "agent alias",
          GatewayTarget: "action group",
          OnlineEvaluationConfig: "evaluation job",
        }),
      },
    },
  ],
  types: {
    Runtime: granting({
      grantInvoke: [...INVOKE_RUNTIME, ...INVOKE_RUNTIME_FOR_USER],
      grantInvokeRuntime: INVOKE_RUNTIME,
      grantInvokeRuntimeForUser: INVOKE_RUNTIME_FOR_USER,
    }),
    Gateway: granting({ grantInvoke: ["bedrock-agentcore:InvokeGateway"] }),
    Memory: granting({
      grantWrite: ["bedrock-agentcore:CreateEvent"],
      grantRead: ["bedrock-agentcore:GetEvent", "bedrock-agentcore:RetrieveMemoryRecords"],
      grantReadShortTermMemory: ["bedrock-agentcore:GetEvent"],
      grantReadLongTermMemory: ["bedrock-agentcore:GetMemoryRecord", "bedrock-agentcore:RetrieveMemoryRecords"],
      grantDelete: ["bedrock-agentcore:DeleteEvent", "bedrock-agentcore:DeleteMemoryRecord"],
    }),
    Browser: granting({
      grantUse: [
        "bedrock-agentcore:StartBrowserSession",
        "bedrock-agentcore:UpdateBrowserStream",
        "bedrock-agentcore:StopBrowserSession",
      ],
      grantRead: ["bedrock-agentcore:GetBrowser", "bedrock-agentcore:GetBrowserSession"],
    }),
    CodeInterpreter: granting({
      grantUse: [
        "bedrock-agentcore:StartCodeInterpreterSession",
        "bedrock-agentcore:InvokeCodeInterpreter",
        "bedrock-agentcore:StopCodeInterpreterSession",
      ],
      grantInvoke: ["bedrock-agentcore:InvokeCodeInterpreter"],
      grantRead: ["bedrock-agentcore:GetCodeInterpreter", "bedrock-agentcore:GetCodeInterpreterSession"],
    }),
  },
};
