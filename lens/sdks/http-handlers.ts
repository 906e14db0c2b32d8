import type { ExportedEntity, SdkDescription, TypeDescription } from "./description.ts";

/** A handler made of settings reads like the settings. */
const handler: TypeDescription = { role: "other" };

function made(type: string): ExportedEntity {
  return { entity: "class", type };
}

/** HTTP handlers that clients of the AWS SDK are given: they hold time limits. */
export const httpHandlers: SdkDescription = {
  id: "http-handlers",
  title: "HTTP handlers of the AWS SDK",
  versionPackage: "@smithy/node-http-handler",
  modules: [
    {
      isGeneral: true,
      specifiers: [
        "@smithy/node-http-handler",
        "@aws-sdk/node-http-handler",
        "@smithy/fetch-http-handler",
        "@aws-sdk/fetch-http-handler",
      ],
      exports: {
        NodeHttpHandler: made("NodeHttpHandler"),
        "NodeHttpHandler.create": { entity: "factory", type: "NodeHttpHandler" },
        NodeHttp2Handler: made("NodeHttp2Handler"),
        "NodeHttp2Handler.create": { entity: "factory", type: "NodeHttp2Handler" },
        FetchHttpHandler: made("FetchHttpHandler"),
        "FetchHttpHandler.create": { entity: "factory", type: "FetchHttpHandler" },
      },
    },
  ],
  types: { NodeHttpHandler: handler, NodeHttp2Handler: handler, FetchHttpHandler: handler },
};
