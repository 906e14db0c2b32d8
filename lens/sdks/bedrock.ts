import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription, makes } from "./aws-service.ts";

/** Operations that set up models, guardrails and jobs in Amazon Bedrock. */
export const bedrockOperations: AwsOperations = {
  CreateGuardrail: makes("guardrail", "bedrock", "name"),
  PutEnforcedGuardrailConfiguration: makes("guardrail", "bedrock", "configId"),
  CreateAutomatedReasoningPolicy: makes("guardrail", "bedrock", "name"),
  CreateInferenceProfile: makes("inference profile", "bedrock", "inferenceProfileName"),
  CreatePromptRouter: makes("inference profile", "bedrock", "promptRouterName"),
  CreateProvisionedModelThroughput: makes("provisioned throughput", "bedrock", "provisionedModelName"),
  DeleteProvisionedModelThroughput: makes("end of provisioned throughput", "bedrock", "provisionedModelId"),
  CreateModelCustomizationJob: makes("customisation job", "bedrock", "jobName"),
  CreateModelInvocationJob: makes("batch job", "bedrock", "jobName"),
  CreateEvaluationJob: makes("evaluation job", "bedrock", "jobName"),
  CreateModelImportJob: makes("model", "bedrock", "importedModelName"),
  CreateCustomModel: makes("model", "bedrock", "modelName"),
  CreateCustomModelDeployment: makes("endpoint", "bedrock", "modelDeploymentName"),
  CreateMarketplaceModelEndpoint: makes("endpoint", "bedrock", "endpointName"),
  PutModelInvocationLoggingConfiguration: makes("invocation logging", "bedrock", undefined),
};

/** AWS SDK for JavaScript 3, set-up of Amazon Bedrock: checked against @aws-sdk/client-bedrock 3.1164.0. */
export const bedrock = awsServiceDescription({
  id: "bedrock",
  title: "Amazon Bedrock",
  package: "@aws-sdk/client-bedrock",
  className: "Bedrock",
  provider: "bedrock",
  operations: bedrockOperations,
});
