import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { parse, ts } from "../server/src/analysis/syntax.ts";

/** Modules that reach the network. */
const NETWORK_MODULES = new Set(["dgram", "dns", "http", "http2", "https", "inspector", "net", "tls", "undici"]);

/** Globals that reach the network. */
const NETWORK_GLOBALS = new Set(["fetch", "EventSource", "WebSocket", "XMLHttpRequest", "sendBeacon"]);

/** The AWS SDK, which talks to AWS: in one module, which is loaded in one place. */
const AWS_MODULE = "server/src/review/well-architected/aws-tool.ts";
const AWS_LOADER = "server/src/review/well-architected/load-tool.ts";

/** Modules that start programs or run text as code. */
const RUNNING_MODULES = new Set(["child_process", "cluster", "module", "repl", "vm", "worker_threads"]);

/** Names of functions that change a file system. */
const WRITING =
  /^(?:append|chmod|chown|copyFile|cp|createWriteStream|link|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes|write(?!Sync$|v))/u;

/** What one source file reaches out to, each with its file. */
interface Reach {
  readonly network: readonly string[];
  readonly running: readonly string[];
  readonly writing: readonly string[];
}

const product = ["lens", "server/src", "client/src", "media/review"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
);

/** Reads one source file. */
function reachOf(file: string, text: string): Reach {
  const reach = { network: [] as string[], running: [] as string[], writing: [] as string[] };
  const fileSystems = new Set<string>();
  const parsed = parse(file, text);
  assert.ok("source" in parsed, file);
  const { source } = parsed;
  const noteModule = (specifier: string): void => {
    const name = specifier.replace(/^node:/u, "").split("/")[0] ?? "";
    if (NETWORK_MODULES.has(name) || /^@(?:aws-sdk|smithy)\//u.test(specifier))
      reach.network.push(`${file}: ${specifier}`);
    if (RUNNING_MODULES.has(name)) reach.running.push(`${file}: ${specifier}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const specifier = node.moduleSpecifier.text;
      noteModule(specifier);
      if (/^(?:node:)?fs(?:\/promises)?$/u.test(specifier)) {
        if (node.importClause?.name !== undefined) fileSystems.add(node.importClause.name.text);
        const bindings = node.importClause?.namedBindings;
        if (bindings !== undefined && ts.isNamespaceImport(bindings)) fileSystems.add(bindings.name.text);
        if (bindings !== undefined && ts.isNamedImports(bindings)) {
          for (const { name } of bindings.elements) if (WRITING.test(name.text)) reach.writing.push(file);
        }
      }
    }
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      if (fileSystems.has(node.expression.text) && WRITING.test(node.name.text)) reach.writing.push(file);
    }
    if (ts.isPropertyAccessExpression(node) && /^(?:workspace\.fs|workspace\.applyEdit)$/u.test(node.getText(source))) {
      reach.writing.push(file);
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = node.expression;
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText(source);
      if (NETWORK_GLOBALS.has(name)) reach.network.push(`${file}: ${name}`);
      const isCode = name === "eval" || name === "Function";
      const [loaded] = node.arguments ?? [];
      // Other modules of the product are read themselves.
      const isOwn = loaded !== undefined && ts.isStringLiteral(loaded) && /^\.{1,2}\//u.test(loaded.text);
      if (isCode || name === "require" || (callee.kind === ts.SyntaxKind.ImportKeyword && !isOwn)) {
        reach.running.push(`${file}: ${node.getText(source)}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return reach;
}

describe("what the README promises of the product's own code", () => {
  const reaches = product.map((file) => reachOf(file, readFileSync(file, "utf8")));
  const all = (kind: keyof Reach): readonly string[] => [...new Set(reaches.flatMap((reach) => reach[kind]))].sort();

  it("uses no network, but where a person syncs with AWS", () => {
    assert.deepEqual(all("network"), [`${AWS_MODULE}: @aws-sdk/client-wellarchitected`]);
  });

  it("reaches AWS only by commands that a person gives", () => {
    const importersOf = (name: string): readonly string[] =>
      product.filter((file) => readFileSync(file, "utf8").includes(`/${name}"`)).sort();
    assert.deepEqual(importersOf("aws-tool.ts"), [AWS_LOADER]);
    assert.deepEqual(importersOf("review-sync.ts"), ["server/src/lsp.ts"]);
    assert.deepEqual(importersOf("load-tool.ts"), [
      "server/src/cli/tool-access.ts",
      "server/src/features/review-sync.ts",
    ]);
    assert.deepEqual(
      importersOf("tool-access.ts"),
      ["pull", "push", "workloads"].map((part) => `server/src/cli/review-${part}.ts`),
    );
  });

  it("runs nothing but git, and that in one place, and threads of its own", () => {
    assert.deepEqual(all("running"), [
      'server/src/cli.ts: require(path.join(__dirname, "server.cjs"))',
      "server/src/cli/changed-files.ts: node:child_process",
      "server/src/examiner.ts: node:worker_threads",
      "server/src/workspace/crew.ts: node:worker_threads",
    ]);
  });

  it("writes files only where a person asked for it", () => {
    assert.deepEqual(all("writing"), [
      "client/src/fix-edit.ts",
      "client/src/review-export.ts",
      "client/src/specification-commands.ts",
      "server/src/cli/cache-file.ts",
      "server/src/cli/fixing.ts",
      "server/src/cli/init.ts",
      "server/src/cli/output.ts",
      "server/src/cli/spec-init.ts",
      "server/src/review/kept-files.ts",
      "server/src/review/lens-file/lens-folder.ts",
      "server/src/review/milestone-store.ts",
      "server/src/review/store.ts",
    ]);
  });

  const bundles = readdirSync("dist").filter((name) => name.endsWith(".cjs") && name !== "wellarchitected.cjs");
  const linesOf = (bundle: string): readonly string[] => readFileSync(`dist/${bundle}`, "utf8").split("\n");

  it("brings no package along that speaks HTTP", () => {
    for (const bundle of bundles) {
      const text = readFileSync(`dist/${bundle}`, "utf8");
      const modules = [...text.matchAll(/\brequire\("(?:node:)?([\w/]+)"\)/gu)].map(([, name]) => name ?? "");
      // The language server protocol may go over a local pipe: `net`.
      const reaching = modules.filter((name) => NETWORK_MODULES.has(name) && name !== "net" && name !== "inspector");
      assert.deepEqual(reaching, [], bundle);
      assert.equal(/node_modules\/@(?:aws-sdk|smithy)\//u.test(text), false, bundle);
    }
  });

  it("keeps the AWS SDK in a file of its own, which is loaded when it is asked for", () => {
    const uses = bundles.flatMap((bundle) =>
      linesOf(bundle).filter((line) => line.includes('"./wellarchitected.cjs"')),
    );
    assert.equal(uses.length, 1);
    assert.match(uses[0] ?? "", /Promise\.resolve\(\)\.then\(\(\) => \w+\(require\("\.\/wellarchitected\.cjs"\)\)\)/u);
  });

  it("reads no rule, page or parser for a check that is repeated", () => {
    const seen = new Set<string>();
    const follow = (bundle: string): void => {
      if (seen.has(bundle) || !bundles.includes(bundle)) return;
      seen.add(bundle);
      for (const [line, next] of readFileSync(`dist/${bundle}`, "utf8").matchAll(
        /^.*\brequire\("\.\/([^"]+)"\).*$/gmu,
      )) {
        if (!line.includes("Promise.resolve()")) follow(next ?? "");
      }
    };
    follow("cli.cjs");
    const size = [...seen].reduce((sum, bundle) => sum + readFileSync(`dist/${bundle}`).length, 0);
    assert.ok(seen.size > 1 && size < 150_000, `${size} bytes in ${[...seen].join(", ")}`);
  });

  it("bundles a parser that asks Node for nothing but the time", () => {
    const text = readFileSync("dist/typescript.cjs", "utf8");
    const modules = [...text.matchAll(/\brequire\(\s*["'`]?([^"'`)]*)/gu)].map(([, name]) => name);
    assert.deepEqual([...new Set(modules)], ["perf_hooks"]);
  });

  it("is noticed when it breaks", () => {
    const reach = reachOf(
      "a.ts",
      `import fs, { unlinkSync } from "node:fs";
       import { request } from "node:https";
       import { spawn } from "child_process";
       fetch("x"); new WebSocket("x"); navigator.sendBeacon("x");
       eval("1"); new Function("1"); require(name); import(name);
       fs.writeFileSync("a", "b");`,
    );
    assert.equal(reach.network.length, 4);
    assert.equal(reach.running.length, 5);
    assert.equal(reach.writing.length, 2);
  });
});
