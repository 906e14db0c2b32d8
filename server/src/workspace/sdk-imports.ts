import { sdkSpecifiers } from "../../../lens/sdks/index.ts";

const specifiers = new Set(sdkSpecifiers());
const prefixes = sdkSpecifiers()
  .filter((specifier) => specifier.endsWith("/*"))
  .map((specifier) => specifier.slice(0, -1));

/** Whether an import specifier names a module of an SDK that the product knows. */
export function isSdkSpecifier(specifier: string): boolean {
  return specifiers.has(specifier) || prefixes.some((prefix) => specifier.startsWith(prefix));
}
