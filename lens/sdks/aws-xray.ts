import type { SdkDescription } from "./description.ts";
import { clientWrapper } from "./tracing-entities.ts";

/** AWS X-Ray: traces the clients of the AWS SDK that it is given. */
export const awsXray: SdkDescription = {
  id: "aws-xray",
  title: "AWS X-Ray",
  versionPackage: "aws-xray-sdk-core",
  modules: [
    { specifiers: ["aws-xray-sdk", "aws-xray-sdk-core"], exports: { captureAWSv3Client: clientWrapper("x-ray") } },
  ],
  types: {},
};
