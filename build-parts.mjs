/**
 * Programs whose dynamic imports are files of their own, which are read when they are needed. What several programs
 * or parts need stands in one file. They are CommonJS, which loads faster, and which the bundler does not split itself.
 */
import { build, transform } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";

/** Where the parser is named: the names are bound one by one, which is faster than a look in an object each time. */
const NAMES_PARSER = /^import \{([^}]*\bts\b[^}]*)\} from "([^"]*\/syntax\.ts)";$/mu;

/** Constants of the parser are written as the numbers that they are, so that a `switch` over them is a jump. */
const CONSTANT = /\bts\.(SyntaxKind|NodeFlags|ScriptKind|ScriptTarget|JSDocParsingMode)\.(\w+)/gu;

/**
 * Makes every import of the parser load the one copy that stands beside the programs.
 * @param {readonly string[]} names what that copy offers
 * @returns {import("esbuild").Plugin}
 */
function sharedParser(names) {
  return {
    name: "shared-parser",
    setup(plugin) {
      plugin.onResolve({ filter: /^typescript$/ }, () => ({ path: "names", namespace: "parser" }));
      plugin.onResolve({ filter: /^\.\/typescript\.cjs$/ }, ({ path: file }) => ({ path: file, external: true }));
      plugin.onLoad({ filter: /^names$/, namespace: "parser" }, () => ({
        contents: `import parser from "./typescript.cjs";\nexport default parser;\nexport const { ${names.join(", ")} } = parser;`,
      }));
      plugin.onLoad({ filter: /[\\/]server[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => ({
        contents: withParserNames(await readFile(file, "utf8")),
        loader: "ts",
      }));
    },
  };
}

/** @param {string} source */
function withParserNames(source) {
  return source
    .replace(NAMES_PARSER, (_, names, module) => {
      const others = names.split(",").filter((/** @type {string} */ name) => name.trim() !== "ts");
      return `import * as ts from "typescript"; import {${others.join(",")}} from "${module}";`;
    })
    .replace(CONSTANT, (whole, group, name) => {
      const value = /** @type {any} */ (ts)[group][name];
      return typeof value === "number" ? String(value) : whole;
    });
}

/**
 * Writes the programs and their parts into `dist`, and removes the parts of an earlier build.
 * @param {import("esbuild").BuildOptions} options
 * @param {readonly string[]} parserNames what `dist/typescript.cjs` offers
 */
export async function buildInParts(options, parserNames) {
  const { outputFiles, metafile } = await build({
    ...options,
    format: "esm",
    splitting: true,
    sourcemap: "inline",
    write: false,
    metafile: true,
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    chunkNames: "part-[name]-[hash]",
    plugins: [...(options.plugins ?? []), sharedParser(parserNames)],
  });
  refuseCycles(metafile);
  await mkdir("dist", { recursive: true });
  await Promise.all(
    outputFiles.map(async ({ path: file, text }) => {
      const { code, map } = await transform(asCommonJs(text), {
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

/**
 * The same module as CommonJS. What it imports becomes constants of its own: the bundler would read them from
 * objects with a getter for each name, which took a twentieth of a check. Throws for an export that changes later.
 * Every replacement keeps its lines, for the source map.
 * @param {string} text a module as the bundler writes it
 */
function asCommonJs(text) {
  const file = ts.createSourceFile("part.js", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  /** @type {{ start: number, end: number, text: string }[]} */
  const edits = [];
  /** @type {Set<string>} */
  const exported = new Set();
  for (const statement of file.statements) {
    const replacement = ts.isImportDeclaration(statement)
      ? requirement(statement)
      : ts.isExportDeclaration(statement)
        ? exportation(statement, exported)
        : undefined;
    if (replacement === undefined) continue;
    const start = statement.getStart(file);
    const lines = text.slice(start, statement.end).split("\n").length - 1;
    edits.push({ start, end: statement.end, text: replacement + "\n".repeat(lines) });
  }
  refuseChanges(file, exported);
  let result = text;
  for (const { start, end, text: replacement } of edits.reverse()) {
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return `"use strict";${result}`;
}

/** @param {import("typescript").ImportDeclaration} statement */
function requirement(statement) {
  const module = `require(${statement.moduleSpecifier.getText()})`;
  const { importClause } = statement;
  if (importClause === undefined) return `${module};`;
  const { name, namedBindings } = importClause;
  const whole =
    name?.text ?? (namedBindings && ts.isNamespaceImport(namedBindings) ? namedBindings.name.text : undefined);
  const parts = [];
  if (whole !== undefined) parts.push(`const ${whole} = ${module};`);
  if (namedBindings !== undefined && ts.isNamedImports(namedBindings)) {
    const names = namedBindings.elements.map((element) =>
      element.propertyName === undefined ? element.name.text : `${element.propertyName.text}: ${element.name.text}`,
    );
    parts.push(`const { ${names.join(", ")} } = ${whole ?? module};`);
  }
  return parts.join(" ");
}

/**
 * @param {import("typescript").ExportDeclaration} statement
 * @param {Set<string>} exported filled with the names inside
 */
function exportation(statement, exported) {
  const { exportClause, moduleSpecifier } = statement;
  if (moduleSpecifier !== undefined || exportClause === undefined || !ts.isNamedExports(exportClause)) {
    throw new Error(`A part exports otherwise than expected: ${statement.getText()}`);
  }
  const names = exportClause.elements.map(({ propertyName, name }) => {
    exported.add((propertyName ?? name).text);
    return propertyName === undefined ? name.text : `${name.text}: ${propertyName.text}`;
  });
  return `module.exports = { ${names.join(", ")} };`;
}

/**
 * @param {import("typescript").SourceFile} file
 * @param {ReadonlySet<string>} exported
 */
function refuseChanges(file, exported) {
  const visit = (/** @type {import("typescript").Node} */ node) => {
    const target =
      ts.isBinaryExpression(node) && ts.isAssignmentOperator(node.operatorToken.kind) ? node.left : undefined;
    const counted = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) ? node.operand : undefined;
    for (const changed of [target, counted]) {
      if (changed === undefined || !ts.isIdentifier(changed) || !exported.has(changed.text)) continue;
      throw new Error(`A part exports ${changed.text}, which changes: export a function that tells it`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

/**
 * Parts that need each other at once would find each other's constants empty.
 * @param {import("esbuild").Metafile} metafile
 */
function refuseCycles({ outputs }) {
  /** @type {Map<string, boolean>} whether all is seen that it needs */
  const seen = new Map();
  const visit = (/** @type {string} */ name) => {
    if (seen.get(name) === true) return;
    if (seen.has(name)) throw new Error(`Parts need each other: ${name}`);
    seen.set(name, false);
    for (const { path: imported, kind } of outputs[name]?.imports ?? []) {
      if (kind === "import-statement" && outputs[imported] !== undefined) visit(imported);
    }
    seen.set(name, true);
  };
  for (const name of Object.keys(outputs)) visit(name);
}
