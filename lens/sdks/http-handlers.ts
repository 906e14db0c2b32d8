import type { ExportedEntity, SdkDescription, TypeDescription } from "./description.ts";

/** A handler made of settings reads like the settings. */
const handler: TypeDescription = { role: "other" };

function handlers(name: string, type = name): Readonly<Record<string, ExportedEntity>> {
  return { [name]: { entity: "class", type }, [`${name}.create`]: { entity: "factory", type } };
}

/** HTTP handlers that clients of the AWS SDK are given: they hold time limits. */
export const httpHandlers: SdkDescription = {
  id: "http-handlers",
  title: "HTTP handlers of the AWS SDK",
  versionPackage: "@smithy/node-http-handler",
  modules: [
    {
      isGeneral: true,
      specifiers: ["@smithy/node-http-handler"],
      exports: {
        ...handlers("NodeHttpHandler"),
        ...handlers("NodeHttp2Handler"),
      },
    },
    {
      isGeneral: true,
      specifiers: ["@smithy/fetch-http-handler", "@aws-sdk/fetch-http-handler"],
      exports: handlers("FetchHttpHandler"),
    },
    {
      // The older package, whose time limit for a request is one for silence.
      isGeneral: true,
      specifiers: ["@aws-sdk/node-http-handler"],
      exports: {
        ...handlers("NodeHttpHandler", "OlderNodeHttpHandler"),
        ...handlers("NodeHttp2Handler"),
      },
    },
  ],
  types: {
    NodeHttpHandler: handler,
    OlderNodeHttpHandler: handler,
    NodeHttp2Handler: handler,
    FetchHttpHandler: handler,
  },
};
