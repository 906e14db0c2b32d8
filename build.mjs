/**
 * Bundles the product into dist/; with `--tests` also the tests that run in Node into out/unit/. With
 * `--vscode-tests` it bundles only the suites of the real editor, into out/vscode/.
 */
import { build, transform } from "esbuild";
import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeNotices } from "./build-notices.mjs";
import { parserSource } from "./build-parser.mjs";

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

/** Makes every import of the parser load the one copy that stands beside the bundles. */
const sharedParser = {
  name: "shared-parser",
  setup(/** @type {import("esbuild").PluginBuild} */ plugin) {
    plugin.onResolve({ filter: /^typescript$/ }, () => ({ path: "./typescript.cjs", external: true }));
  },
};

/** Keeps the AWS SDK out of the programs: they load it from beside them, once a person asked to talk to AWS. */
const awsApart = {
  name: "aws-apart",
  setup(/** @type {import("esbuild").PluginBuild} */ plugin) {
    plugin.onResolve({ filter: /\/aws-tool\.ts$/ }, () => ({ path: "./wellarchitected.cjs", external: true }));
  },
};

/** @param {Promise<string>} parser */
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
    buildInParts({ server: "server/src/lsp.ts", examiner: "server/src/examiner.ts", cli: "server/src/cli.ts" }),
    buildParser(parser),
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

/**
 * Programs whose dynamic imports are files of their own, which are read when they are needed. What several programs
 * or parts need stands in one file. They are CommonJS, which loads faster, and which the bundler does not split itself.
 * @param {Record<string, string>} entryPoints
 */
async function buildInParts(entryPoints) {
  const { outputFiles, metafile } = await build({
    ...shared,
    format: "esm",
    splitting: true,
    sourcemap: "inline",
    write: false,
    entryPoints,
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    chunkNames: "part-[name]-[hash]",
    plugins: [sharedParser, awsApart],
  });
  await mkdir("dist", { recursive: true });
  await Promise.all(
    outputFiles.map(async ({ path: file, text }) => {
      const { code, map } = await transform(text, {
        format: "cjs",
        platform: "node",
        target: "node20",
        supported: { "dynamic-import": false },
        sourcefile: path.basename(file),
        sourcemap: "external",
      });
      await writeFile(file, path.basename(file) === "cli.cjs" ? `#!/usr/bin/env node\n${code}` : code);
      await writeFile(`${file}.map`, map);
    }),
  );
  // Only now: a program of an earlier build may be running from them.
  const written = new Set(outputFiles.flatMap(({ path: file }) => [path.basename(file), `${path.basename(file)}.map`]));
  const stale = (await readdir("dist")).filter((name) => name.startsWith("part-") && !written.has(name));
  await Promise.all(stale.map((name) => rm(`dist/${name}`)));
  return { metafile };
}

/** @param {Promise<string>} parser */
async function buildParser(parser) {
  const contents = await parser;
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
 * @param {Promise<string>} parser
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
      plugin.onLoad({ filter: /./, namespace: "bundled-parser" }, async () => ({ contents: await parser }));
    },
  };
}

/** Folders of `test/` without unit tests: some hold whole projects, or packages that were installed to be looked at. */
const OTHER_TESTS = new Set(["bench", "fixtures", "page-types", "vscode", "workspaces"]);

/** @param {Promise<string>} parser */
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
    const parser = parserSource();
    await Promise.all([buildProduct(parser), ...(process.argv.includes("--tests") ? [buildUnitTests(parser)] : [])]);
  }
} catch (error) {
  // What is wrong with the code, the bundler has said already.
  if (!(error instanceof Error && "errors" in error)) {
    throw error;
  }
  process.exitCode = 1;
}
