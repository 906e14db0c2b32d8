import type { OwnWrapper } from "../own-names.ts";
import type { CallDescription, ExportedEntity, SdkDescription } from "./description.ts";

/** Descriptions of packages whose functions a team says to be wrappers: one for each package. */
export function ownWrapperSdks(wrappers: readonly OwnWrapper[]): readonly SdkDescription[] {
  const packages = [...new Set(wrappers.map((each) => each.package))];
  return packages.map((specifier) => ({
    id: specifier,
    title: specifier,
    versionPackage: specifier,
    modules: [
      {
        specifiers: [specifier],
        exports: Object.fromEntries(
          wrappers
            .filter((each) => each.package === specifier)
            .map((each): [string, ExportedEntity] => [each.name, { entity: "function", call: callOf(each) }]),
        ),
        defaultExport: "default",
      },
    ],
    types: {},
  }));
}

function callOf({ kind, options, output }: OwnWrapper): CallDescription {
  const { system, messages } = options;
  return {
    kind,
    options,
    systemPrompts: [
      ...(system === undefined ? [] : [{ path: system }]),
      ...(messages === undefined ? [] : [{ path: messages, roles: ["system", "developer"], content: "content" }]),
    ],
    ...(output === undefined ? {} : { response: { text: [output], finishReason: [] } }),
  };
}
