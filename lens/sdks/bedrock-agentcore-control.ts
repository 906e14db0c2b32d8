import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription, makes } from "./aws-service.ts";

const SERVICE = "bedrock-agentcore";

const bedrockAgentcoreControlOperations: AwsOperations = {
  CreateAgentRuntime: makes("agent runtime", SERVICE, "agentRuntimeName"),
  CreateAgentRuntimeEndpoint: makes("agent alias", SERVICE, "name"),
  CreateHarness: makes("agent", SERVICE, "harnessName"),
  CreateMemory: makes("memory", SERVICE, "name"),
  CreateGateway: makes("gateway", SERVICE, "name"),
  CreateGatewayTarget: makes("action group", SERVICE, "name"),
  CreateBrowser: makes("browser tool", SERVICE, "name"),
  CreateCodeInterpreter: makes("code interpreter", SERVICE, "name"),
  CreateOnlineEvaluationConfig: makes("evaluation job", SERVICE, "onlineEvaluationConfigName"),
};

/** AWS SDK for JavaScript 3, set-up of Bedrock AgentCore: checked against @aws-sdk/client-bedrock-agentcore-control 3.1142.0. */
export const bedrockAgentcoreControl = awsServiceDescription({
  id: "bedrock-agentcore-control",
  title: "Amazon Bedrock AgentCore Control",
  package: "@aws-sdk/client-bedrock-agentcore-control",
  className: "BedrockAgentCoreControl",
  provider: SERVICE,
  operations: bedrockAgentcoreControlOperations,
});
