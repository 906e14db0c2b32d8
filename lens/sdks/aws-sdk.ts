import type { AwsOperations } from "./aws-service.ts";
import { methodName, methodOf } from "./aws-service.ts";
import { bedrockAgentRuntimeOperations } from "./bedrock-agent-runtime.ts";
import { bedrockAgentOperations } from "./bedrock-agent.ts";
import { bedrockRuntimeOperations } from "./bedrock-runtime.ts";
import { bedrockOperations } from "./bedrock.ts";
import type { ExportedEntity, ModuleDescription, OptionPath, SdkDescription, TypeDescription } from "./description.ts";
import { qbusinessOperations } from "./qbusiness.ts";
import { sagemakerRuntimeOperations } from "./sagemaker-runtime.ts";
import { sagemakerOperations } from "./sagemaker.ts";

/** Services by the class that the AWS SDK 2 has for each. */
const services: Readonly<Record<string, { readonly provider: string; readonly operations: AwsOperations }>> = {
  BedrockRuntime: { provider: "bedrock", operations: bedrockRuntimeOperations },
  BedrockAgentRuntime: { provider: "bedrock", operations: bedrockAgentRuntimeOperations },
  Bedrock: { provider: "bedrock", operations: bedrockOperations },
  BedrockAgent: { provider: "bedrock", operations: bedrockAgentOperations },
  SageMakerRuntime: { provider: "sagemaker", operations: sagemakerRuntimeOperations },
  SageMaker: { provider: "sagemaker", operations: sagemakerOperations },
  QBusiness: { provider: "qbusiness", operations: qbusinessOperations },
};

/** `AWS.config.update()` sets options for all clients. */
function orGlobally(path: string): OptionPath {
  return { path, isSetGlobally: true };
}

function serviceType(provider: string, operations: AwsOperations): TypeDescription {
  const asksModels = Object.values(operations).some((operation) => "call" in operation);
  const requestOptions = { timeout: "client.timeout", retries: "client.retries" };
  return {
    role: "client",
    provider,
    options: {
      apiKey: ["0.secretAccessKey", "0.credentials.secretAccessKey"],
      baseUrl: "0.endpoint",
      region: orGlobally("0.region"),
      ...(asksModels && { timeout: orGlobally("0.httpOptions.timeout") }),
      retries: orGlobally("0.maxRetries"),
    },
    // lib/config.js and lib/service.js of aws-sdk 2.1693.0.
    defaults: { timeout: 120_000, retries: 3, maxSteps: undefined },
    members: Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [methodName(name), methodOf(operation, requestOptions)]),
    ),
  };
}

const classes: Readonly<Record<string, ExportedEntity>> = Object.fromEntries(
  Object.keys(services).map((name) => [name, { entity: "class", type: name }]),
);

/** Each service can be imported on its own: `aws-sdk/clients/bedrockruntime` is the class. */
const clientModules: readonly ModuleDescription[] = Object.entries(classes).map(([name, entity]) => ({
  specifiers: [`aws-sdk/clients/${name.toLowerCase()}`],
  exports: { [name]: entity },
  defaultExport: name,
}));

/** AWS SDK for JavaScript 2, the services that serve models: checked against aws-sdk 2.1693.0. */
export const awsSdk: SdkDescription = {
  id: "aws-sdk",
  title: "AWS SDK for JavaScript 2",
  versionPackage: "aws-sdk",
  modules: [
    {
      specifiers: ["aws-sdk", "aws-sdk/clients/all"],
      exports: { ...classes, AWS: { entity: "module", specifier: "aws-sdk" } },
      defaultExport: "AWS",
      isGeneral: true,
      isReadAnyway: true,
    },
    ...clientModules,
  ],
  types: Object.fromEntries(
    Object.entries(services).map(([name, { provider, operations }]) => [name, serviceType(provider, operations)]),
  ),
};
