import type { ExportedEntity, ModuleDescription, PermissionDescription, SdkDescription } from "./description.ts";
import { constructs, generalConstructs } from "./cdk-constructs.ts";
import { foundationModel, invokesModel } from "./cdk-step-functions.ts";
import { foundationModels } from "./foundation-models.ts";

type Exports = Readonly<Record<string, ExportedEntity>>;

const LIBRARY = "aws-cdk-lib";

const statement: PermissionDescription = {
  options: { actions: "0.actions", resources: "0.resources", effect: "0.effect", conditions: "0.conditions" },
};

/** The form that policies have as JSON. */
const jsonStatement: PermissionDescription = {
  options: { actions: "0.Action", resources: "0.Resource", effect: "0.Effect", conditions: "0.Condition" },
};

/** Constructs and policies by the module of the library that has them. */
const modules: Readonly<Record<string, Exports>> = {
  "aws-bedrock": {
    ...constructs("bedrock", {
      CfnAgent: "agent",
      CfnAgentAlias: "agent alias",
      CfnApplicationInferenceProfile: "inference profile",
      CfnIntelligentPromptRouter: "inference profile",
      CfnDataSource: "data source",
      CfnFlow: "flow",
      CfnGuardrail: "guardrail",
      CfnEnforcedGuardrailConfiguration: "guardrail",
      CfnAutomatedReasoningPolicy: "guardrail",
      CfnKnowledgeBase: "knowledge base",
      CfnPrompt: "prompt",
    }),
    FoundationModelIdentifier: { entity: "names", values: foundationModels },
    "FoundationModel.fromFoundationModelId": { entity: "factory", type: "FoundationModel" },
    "ProvisionedModel.fromProvisionedModelArn": { entity: "factory", type: "FoundationModel" },
  },
  "aws-bedrockagentcore": constructs("bedrock-agentcore", {
    CfnRuntime: "agent runtime",
    CfnRuntimeEndpoint: "agent alias",
    CfnHarness: "agent",
    CfnGateway: "gateway",
    CfnGatewayTarget: "action group",
    CfnMemory: "memory",
    CfnBrowserCustom: "browser tool",
    CfnCodeInterpreterCustom: "code interpreter",
    CfnOnlineEvaluationConfig: "evaluation job",
  }),
  "aws-sagemaker": constructs("sagemaker", {
    CfnEndpoint: "endpoint",
    CfnEndpointConfig: "endpoint configuration",
    CfnInferenceComponent: "model",
    CfnModel: "model",
    CfnNotebookInstance: "notebook",
  }),
  "aws-qbusiness": constructs("qbusiness", {
    CfnApplication: "application",
    CfnDataSource: "data source",
    CfnIndex: "index",
    CfnPlugin: "action group",
  }),
  // Collections hold logs and texts as well as vectors.
  "aws-opensearchserverless": {
    ...generalConstructs("opensearch serverless", {
      CfnAccessPolicy: "vector store policy",
      CfnSecurityPolicy: "vector store policy",
      CfnVpcEndpoint: "vpc endpoint",
      CfnIndex: "index",
      CfnCollectionIndex: "index",
    }),
    CfnCollection: {
      entity: "resource",
      resource: {
        kind: "vector store",
        service: "opensearch serverless",
        properties: "2",
        id: "1",
        isOnlyBeside: true,
        unless: { path: "2.type", is: "VECTORSEARCH" },
      },
    },
  },
  "aws-s3vectors": constructs("s3vectors", {
    CfnIndex: "index",
    CfnVectorBucket: "vector store",
    CfnVectorBucketPolicy: "vector store policy",
  }),
  "aws-opensearchservice": generalConstructs("opensearch", { Domain: "vector store", CfnDomain: "vector store" }),
  "aws-iam": {
    ...generalConstructs("iam", { Role: "role", CfnRole: "role" }),
    "Effect.ALLOW": { entity: "constant", value: "Allow" },
    "Effect.DENY": { entity: "constant", value: "Deny" },
    PolicyStatement: { entity: "permission", permission: statement },
    "PolicyStatement.fromJson": { entity: "permission", permission: jsonStatement },
    "ManagedPolicy.fromAwsManagedPolicyName": {
      entity: "permission",
      permission: { options: { managedPolicy: "0" } },
    },
    "ManagedPolicy.fromManagedPolicyArn": { entity: "permission", permission: { options: { managedPolicy: "2" } } },
  },
  "aws-lambda": generalConstructs("lambda", { Function: "function" }),
  "aws-lambda-nodejs": generalConstructs("lambda", { NodejsFunction: "function" }),
  "aws-stepfunctions": {
    "TaskInput.fromObject": { entity: "wrapper", path: "0" },
    "TaskInput.fromText": { entity: "wrapper", path: "0" },
  },
  "aws-stepfunctions-tasks": {
    BedrockInvokeModel: { entity: "command", call: invokesModel },
    "BedrockInvokeModel.jsonPath": { entity: "function", call: invokesModel },
    "BedrockInvokeModel.jsonata": { entity: "function", call: invokesModel },
    BedrockCreateModelCustomizationJob: {
      entity: "resource",
      resource: { kind: "customisation job", service: "bedrock", properties: "2", id: "1" },
    },
  },
  "aws-ec2": {
    ...generalConstructs("ec2", {
      CfnVPC: "vpc",
      CfnVPCEndpoint: "vpc endpoint",
      InterfaceVpcEndpoint: "vpc endpoint",
      GatewayVpcEndpoint: "vpc endpoint",
    }),
    Vpc: {
      entity: "resource",
      resource: { kind: "vpc", service: "ec2", properties: "2", id: "1", isOnlyBeside: true },
      type: "Vpc",
    },
    "Vpc.fromLookup": { entity: "factory", type: "Vpc" },
    "Vpc.fromVpcAttributes": { entity: "factory", type: "Vpc" },
    "InterfaceVpcEndpointAwsService.*": { entity: "constant" },
    "GatewayVpcEndpointAwsService.*": { entity: "constant" },
  },
  "aws-logs": {
    ...generalConstructs("logs", { LogGroup: "log group", CfnLogGroup: "log group" }),
    "RetentionDays.*": { entity: "constant" },
  },
  "aws-s3": {
    ...generalConstructs("s3", { Bucket: "bucket", CfnBucket: "bucket" }),
    "BlockPublicAccess.*": { entity: "constant" },
    "BucketEncryption.*": { entity: "constant" },
  },
  "aws-cloudwatch": generalConstructs("cloudwatch", {
    Alarm: "alarm",
    CompositeAlarm: "alarm",
    CfnAlarm: "alarm",
    Dashboard: "dashboard",
    CfnDashboard: "dashboard",
  }),
  "aws-budgets": generalConstructs("budgets", { CfnBudget: "budget" }),
  "aws-applicationautoscaling": generalConstructs("application autoscaling", {
    ScalableTarget: "scaling target",
    CfnScalableTarget: "scaling target",
    TargetTrackingScalingPolicy: "scaling policy",
    StepScalingPolicy: "scaling policy",
    CfnScalingPolicy: "scaling policy",
  }),
  "aws-wafv2": generalConstructs("wafv2", { CfnWebACL: "web firewall" }),
  "aws-apigateway": generalConstructs("apigateway", {
    RestApi: "api",
    LambdaRestApi: "api",
    SpecRestApi: "api",
    CfnRestApi: "api",
  }),
  "aws-apigatewayv2": generalConstructs("apigateway", { HttpApi: "api", WebSocketApi: "api", CfnApi: "api" }),
};

/** `aws_bedrock` of the library itself is its module `aws-bedrock`. */
const namespaces: Exports = Object.fromEntries(
  Object.keys(modules).map((name) => [
    name.replaceAll("-", "_"),
    { entity: "module", specifier: `${LIBRARY}/${name}` },
  ]),
);

const submodules: readonly ModuleDescription[] = Object.entries(modules).map(([name, exports]) => ({
  specifiers: [`${LIBRARY}/${name}`],
  exports,
}));

/** AWS CDK 2, the constructs that generative AI is built of: checked against aws-cdk-lib 2.276.0. */
export const awsCdk: SdkDescription = {
  id: "aws-cdk",
  title: "AWS CDK",
  versionPackage: LIBRARY,
  modules: [{ specifiers: [LIBRARY], exports: namespaces }, ...submodules],
  types: {
    FoundationModel: foundationModel,
    Vpc: {
      role: "other",
      members: {
        addInterfaceEndpoint: {
          member: "resource",
          resource: {
            kind: "vpc endpoint",
            service: "ec2",
            properties: "1",
            id: "0",
            isConstruct: true,
            isOnlyBeside: true,
          },
        },
        addGatewayEndpoint: {
          member: "resource",
          resource: {
            kind: "vpc endpoint",
            service: "ec2",
            properties: "1",
            id: "0",
            isConstruct: true,
            isOnlyBeside: true,
          },
        },
      },
    },
  },
};
