/**
 * Bundles the product into dist/; with `--tests` also the tests that run in Node into out/unit/. With
 * `--vscode-tests` it bundles only the suites of the real editor, into out/vscode/.
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

/** @typedef {Awaited<ReturnType<typeof parserSource>>} Parser */

/** @param {Parser} parser */
async function buildProduct(parser) {
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

/** Packages that tests load from where they are installed. */
const LOADED_BY_TESTS = ["@cyclonedx/cyclonedx-library", "typescript"];

/**
 * Has the product's code in tests parse with what is shipped, which also loads in a tenth of the time.
 * @param {Parser} parser
 * @returns {import("esbuild").Plugin}
 */
function bundledParser(parser) {
  return {
    name: "bundled-parser",
    setup(plugin) {
      plugin.onResolve({ filter: /^typescript$/ }, ({ importer }) =>
        path.relative("server/src", importer).startsWith("..")
          ? undefined
          : { path: "typescript", namespace: "bundled-parser" },
      );
      plugin.onLoad({ filter: /./, namespace: "bundled-parser" }, () => ({ contents: parser.text }));
    },
  };
}

/** Folders of `test/` without unit tests: some hold whole projects, or packages that were installed to be looked at. */
const OTHER_TESTS = new Set(["bench", "fixtures", "page-types", "vscode", "workspaces"]);

/** @param {Parser} parser */
async function buildUnitTests(parser) {
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
    sourcemap: "linked",
    entryPoints: files.map((file) => `test/${file}`),
    outbase: "test",
    outdir: "out/unit",
    external: LOADED_BY_TESTS,
    // What packages `require` of Node.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
    },
    plugins: [bundledParser(parser)],
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
  if (process.argv.includes("--vscode-tests")) {
    await buildEditorTests();
  } else {
    const parser = await parserSource();
    await Promise.all([buildProduct(parser), ...(process.argv.includes("--tests") ? [buildUnitTests(parser)] : [])]);
  }
} catch (error) {
  // What is wrong with the code, the bundler has said already.
  if (!(error instanceof Error && "errors" in error)) {
    throw error;
  }
  process.exitCode = 1;
}
