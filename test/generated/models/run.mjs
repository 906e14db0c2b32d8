/** Bundles and runs `update-models.ts`, which says what it does. */
import { build } from "esbuild";
import { spawnSync } from "node:child_process";

await build({
  entryPoints: ["test/generated/models/update-models.ts"],
  outfile: "out/generated/update-models.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, ["out/generated/update-models.mjs", ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(status ?? 2);
