import { bedrockConstructs, bedrockConstructTypes } from "./bedrock-constructs.ts";
import { construct, constructs, granting } from "./cdk-constructs.ts";
import type { SdkDescription } from "./description.ts";

const PACKAGE = "@cdklabs/generative-ai-cdk-constructs";
const CDK_LIB = `${PACKAGE}/lib/cdk-lib`;
const SAGEMAKER = `${PACKAGE}/lib/patterns/gen-ai/aws-model-deployment-sagemaker`;

/** Constructs of AWS Labs for generative AI: checked against @cdklabs/generative-ai-cdk-constructs 0.1.318. */
export const generativeAiCdkConstructs: SdkDescription = {
  id: "generative-ai-cdk-constructs",
  title: "Generative AI CDK Constructs",
  versionPackage: PACKAGE,
  modules: [
    {
      specifiers: [PACKAGE],
      exports: {
        bedrock: { entity: "module", specifier: `${CDK_LIB}/bedrock` },
        opensearchserverless: { entity: "module", specifier: `${CDK_LIB}/opensearchserverless` },
        opensearch_vectorindex: { entity: "module", specifier: `${CDK_LIB}/opensearch-vectorindex` },
        s3vectors: { entity: "module", specifier: `${CDK_LIB}/s3vectors` },
        kendra: { entity: "module", specifier: `${CDK_LIB}/kendra` },
        amazonaurora: { entity: "module", specifier: `${CDK_LIB}/amazonaurora` },
        sagemaker_deployment: { entity: "module", specifier: SAGEMAKER },
        bedrockcwdashboard: { entity: "module", specifier: `${PACKAGE}/lib/patterns/gen-ai/aws-bedrock-cw-dashboard` },
        aosscwdashboard: { entity: "module", specifier: `${PACKAGE}/lib/patterns/gen-ai/aws-aoss-cw-dashboard` },
        // Before the constructs were put into namespaces, these stood at the top.
        ...constructs("sagemaker", {
          HuggingFaceSageMakerEndpoint: "endpoint",
          JumpStartSageMakerEndpoint: "endpoint",
          CustomSageMakerEndpoint: "endpoint",
        }),
      },
    },
    {
      specifiers: [`${CDK_LIB}/bedrock`, `${CDK_LIB}/bedrock/*`],
      exports: {
        ...bedrockConstructs,
        ...constructs("bedrock", {
          S3DataSource: "data source",
          WebCrawlerDataSource: "data source",
          ConfluenceDataSource: "data source",
          SharePointDataSource: "data source",
          SalesforceDataSource: "data source",
          CustomDataSource: "data source",
        }),
        KnowledgeBase: construct("knowledge base", "bedrock", "KnowledgeBase"),
        VectorKnowledgeBase: construct("knowledge base", "bedrock", "KnowledgeBase"),
        KendraKnowledgeBase: construct("knowledge base", "bedrock", "KnowledgeBase"),
        GraphKnowledgeBase: construct("knowledge base", "bedrock", "KnowledgeBase"),
      },
    },
    {
      specifiers: [`${CDK_LIB}/opensearchserverless`],
      exports: { VectorCollection: construct("vector store", "opensearch serverless", "VectorCollection") },
    },
    {
      specifiers: [`${CDK_LIB}/opensearch-vectorindex`],
      exports: constructs("opensearch serverless", { VectorIndex: "index" }),
    },
    {
      specifiers: [`${CDK_LIB}/s3vectors`],
      exports: {
        VectorBucket: construct("vector store", "s3vectors", "VectorBucket"),
        ...constructs("s3vectors", { VectorIndex: "index", VectorBucketPolicy: "vector store policy" }),
      },
    },
    { specifiers: [`${CDK_LIB}/kendra`], exports: constructs("kendra", { KendraGenAiIndex: "index" }) },
    {
      specifiers: [`${CDK_LIB}/amazonaurora`],
      exports: constructs("aurora", {
        AmazonAuroraVectorStore: "vector store",
        ExistingAmazonAuroraVectorStore: "vector store",
      }),
    },
    {
      specifiers: [SAGEMAKER],
      exports: constructs("sagemaker", {
        HuggingFaceSageMakerEndpoint: "endpoint",
        JumpStartSageMakerEndpoint: "endpoint",
        CustomSageMakerEndpoint: "endpoint",
      }),
    },
    {
      specifiers: [`${PACKAGE}/lib/patterns/gen-ai/aws-bedrock-cw-dashboard`],
      exports: constructs("bedrock", { BedrockCwDashboard: "dashboard" }),
    },
    {
      specifiers: [`${PACKAGE}/lib/patterns/gen-ai/aws-aoss-cw-dashboard`],
      exports: constructs("opensearch serverless", { AossCwDashboard: "dashboard" }),
    },
  ],
  types: {
    ...bedrockConstructTypes,
    KnowledgeBase: granting({
      grantRetrieve: ["bedrock:Retrieve"],
      grantRetrieveAndGenerate: ["bedrock:RetrieveAndGenerate"],
      grantQuery: ["bedrock:Retrieve", "bedrock:RetrieveAndGenerate"],
    }),
    VectorCollection: granting({
      grantDataAccess: ["aoss:ReadDocument", "aoss:WriteDocument", "aoss:CreateIndex", "aoss:UpdateIndex"],
    }),
    VectorBucket: granting({
      grantRead: ["s3vectors:GetVectors", "s3vectors:QueryVectors"],
      grantWrite: ["s3vectors:PutVectors"],
      grantDelete: ["s3vectors:DeleteVectors"],
    }),
  },
};
