import type { ExportedEntity, SdkDescription } from "./description.ts";

/** A handler made of settings reads like the settings. */
const settings: ExportedEntity = { entity: "wrapper", path: "0" };

/** HTTP handlers that clients of the AWS SDK are given: they hold time limits. */
export const httpHandlers: SdkDescription = {
  id: "http-handlers",
  title: "HTTP handlers of the AWS SDK",
  versionPackage: "@smithy/node-http-handler",
  modules: [
    {
      specifiers: [
        "@smithy/node-http-handler",
        "@aws-sdk/node-http-handler",
        "@smithy/fetch-http-handler",
        "@aws-sdk/fetch-http-handler",
      ],
      exports: { NodeHttpHandler: settings, NodeHttp2Handler: settings, FetchHttpHandler: settings },
    },
  ],
  types: {},
};
