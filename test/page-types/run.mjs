/**
 * Type-checks the code on the rules' pages against the SDKs' own types.
 * Usage: npm run test:page-types [-- RULE …]
 * The SDKs are installed on the first run, about 1.3 GB, into an ignored folder beside this file.
 */
import { build } from "esbuild";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";

const source = path.resolve("test/page-types/packages/package.json");
const folder = path.resolve("test/page-types/.packages");

await mkdir(folder, { recursive: true });
const marker = path.join(folder, "installed.json");
if (!existsSync(marker) || (await readFile(marker, "utf8")) !== (await readFile(source, "utf8"))) {
  console.log("Installing the SDKs; this takes a minute or two.");
  await copyFile(source, path.join(folder, "package.json"));
  // Only their types are wanted: none of their scripts has to run, and their peers need not agree.
  const options = ["--ignore-scripts", "--legacy-peer-deps", "--no-package-lock", "--no-audit", "--no-fund"];
  try {
    execFileSync("npm", ["install", ...options], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  } catch {
    console.error("The SDKs cannot be installed. Check the connection to the npm registry, and run this again.");
    process.exit(2);
  }
  await copyFile(source, marker);
}
await build({
  entryPoints: ["test/page-types/check.ts"],
  outfile: "out/page-types/check.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  loader: { ".md": "text" },
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  ["--max-old-space-size=6000", "out/page-types/check.mjs", folder, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exit(status ?? 2);
