/** Bundles and runs `measure.ts`, which says what it does. */
import { build } from "esbuild";
import { spawnSync } from "node:child_process";

await build({
  entryPoints: ["test/quality/measure.ts"],
  outfile: "out/quality/measure.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  loader: { ".md": "text" },
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  ["--max-old-space-size=6000", "out/quality/measure.mjs", ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exit(status ?? 2);
