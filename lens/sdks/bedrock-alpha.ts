import { bedrockConstructs, bedrockConstructTypes } from "./bedrock-constructs.ts";
import type { SdkDescription } from "./description.ts";

/** The CDK's constructs for Bedrock before they are stable: checked against @aws-cdk/aws-bedrock-alpha 2.271.0-alpha.0. */
export const bedrockAlpha: SdkDescription = {
  id: "aws-bedrock-alpha",
  title: "AWS CDK constructs for Amazon Bedrock",
  versionPackage: "@aws-cdk/aws-bedrock-alpha",
  modules: [{ specifiers: ["@aws-cdk/aws-bedrock-alpha"], exports: bedrockConstructs }],
  types: bedrockConstructTypes,
};
