import { packageNameOf, sdkPackageNames } from "../../../lens/sdks/index.ts";

const names = new Set(sdkPackageNames().filter((name) => !name.endsWith("/*")));
const scopes = sdkPackageNames()
  .filter((name) => name.endsWith("/*"))
  .map((name) => name.slice(0, -1));

/** Whether an import specifier names the package of an SDK that the product knows. */
export function isSdkSpecifier(specifier: string): boolean {
  return names.has(packageNameOf(specifier)) || scopes.some((scope) => specifier.startsWith(scope));
}
