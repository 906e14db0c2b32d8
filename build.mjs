/**
 * Bundles the product into dist/; with `--tests` the unit tests into out/unit/, and with
 * `--vscode-tests` the suites of the real editor into out/vscode/.
 */
import { build } from "esbuild";
import { chmod, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { writeNotices } from "./build-notices.mjs";
import { parserSource } from "./build-parser.mjs";
import { buildInParts } from "./build-parts.mjs";

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  // jsonc-parser's UMD entry cannot be bundled, so its module entry has to win.
  mainFields: ["module", "main"],
  loader: { ".md": "text" },
  logLevel: "warning",
  metafile: true,
};

/** Keeps the AWS SDK out of the programs: they load it from beside them, once a person asked to talk to AWS. */
const awsApart = {
  name: "aws-apart",
  setup(/** @type {import("esbuild").PluginBuild} */ plugin) {
    plugin.onResolve({ filter: /\/aws-tool\.ts$/ }, () => ({ path: "./wellarchitected.cjs", external: true }));
  },
};

async function buildProduct() {
  const parser = await parserSource();
  const results = await Promise.all([
    build({
      ...shared,
      format: "cjs",
      sourcemap: "external",
      entryPoints: { client: "client/src/extension.ts" },
      outdir: "dist",
      outExtension: { ".js": ".cjs" },
      external: ["vscode"],
    }),
    buildInParts(
      {
        ...shared,
        entryPoints: { server: "server/src/lsp.ts", examiner: "server/src/examiner.ts", cli: "server/src/cli.ts" },
        plugins: [awsApart],
      },
      parser.names,
    ),
    buildParser(parser.text),
    build({
      ...shared,
      format: "cjs",
      minify: true,
      entryPoints: { wellarchitected: "server/src/review/well-architected/aws-tool.ts" },
      outdir: "dist",
      outExtension: { ".js": ".cjs" },
    }),
    build({
      ...shared,
      platform: "browser",
      target: "es2022",
      format: "iife",
      minify: true,
      sourcemap: "external",
      entryPoints: ["media/review/review.ts", "media/review/review.css"],
      outdir: "dist/review",
    }),
  ]);
  await chmod("dist/cli.cjs", 0o755);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  await writeNotices([...inputs, "node_modules/typescript/package.json"], "dist/THIRD-PARTY-NOTICES.txt");
}

/** @param {string} contents */
function buildParser(contents) {
  return build({
    ...shared,
    format: "cjs",
    minify: true,
    stdin: { contents, resolveDir: ".", loader: "js" },
    outfile: "dist/typescript.cjs",
  });
}

/** Folders of `test/` without unit tests: some hold whole projects, or packages that were installed to be looked at. */
const OTHER_TESTS = new Set(["bench", "fixtures", "page-types", "vscode", "workspaces"]);

async function buildUnitTests() {
  await rm("out/unit", { recursive: true, force: true });
  const folders = (await readdir("test")).filter((name) => !OTHER_TESTS.has(name));
  const names = await Promise.all(
    folders.map(async (folder) => {
      if (folder.includes(".")) return [folder];
      return (await readdir(`test/${folder}`, { recursive: true })).map((name) => `${folder}/${name}`);
    }),
  );
  const files = names
    .flat()
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => name.endsWith(".test.ts"));
  await build({
    ...shared,
    format: "esm",
    splitting: true,
    packages: "external",
    sourcemap: "inline",
    entryPoints: files.map((file) => `test/${file}`),
    outbase: "test",
    outdir: "out/unit",
  });
}

async function buildEditorTests() {
  await rm("out/vscode", { recursive: true, force: true });
  const entries = (await readdir("test/vscode/suites")).filter((file) => file.endsWith(".suite.ts"));
  await build({
    ...shared,
    format: "cjs",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    entryPoints: entries.map((file) => `test/vscode/suites/${file}`),
    outdir: "out/vscode",
    outExtension: { ".js": ".cjs" },
  });
  // What tests from outside share with the unit tests.
  await build({
    ...shared,
    format: "esm",
    entryPoints: {
      "aws-environment": "test/review/well-architected/aws-environment.ts",
      "small-lens": "test/review/lens-file/small-lens.ts",
      "tool-server": "test/review/well-architected/tool-server.ts",
    },
    outdir: "out/vscode",
    outExtension: { ".js": ".mjs" },
  });
}

try {
  if (process.argv.includes("--tests")) {
    await buildUnitTests();
  } else if (process.argv.includes("--vscode-tests")) {
    await buildEditorTests();
  } else {
    await buildProduct();
  }
} catch (error) {
  // What is wrong with the code, the bundler has said already.
  if (!(error instanceof Error && "errors" in error)) {
    throw error;
  }
  process.exitCode = 1;
}
