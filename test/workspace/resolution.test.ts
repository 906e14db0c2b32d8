import assert from "node:assert/strict";
import { resolveSpecifier } from "../../server/src/analysis/resolve.ts";
import { Resolution } from "../../server/src/workspace/resolution.ts";
import { MemoryDisk } from "./memory-disk.ts";

function resolve(files: Readonly<Record<string, string>>, specifier: string, fromFile: string): string | undefined {
  const disk = new MemoryDisk(files);
  const resolution = new Resolution(disk, "/repo");
  return resolveSpecifier(specifier, fromFile, {
    isFile: (file) => disk.files.has(file),
    resolveAlias: (name, from) => resolution.aliasBases(name, from),
  });
}

describe("resolving imports", () => {
  it("follows tsconfig paths with comments and trailing commas", () => {
    const files = {
      "/repo/tsconfig.json":
        '{ // paths\n "compilerOptions": { "paths": { "@/*": ["./src/*"], "llm": ["./src/llm/client"], }, }, }',
      "/repo/src/a.ts": "",
      "/repo/src/llm/client.ts": "",
    };
    assert.equal(resolve(files, "@/llm/client", "/repo/src/a.ts"), "/repo/src/llm/client.ts");
    assert.equal(resolve(files, "llm", "/repo/src/a.ts"), "/repo/src/llm/client.ts");
    assert.equal(resolve(files, "openai", "/repo/src/a.ts"), undefined);
  });

  it("takes the longest pattern and tries its targets in turn", () => {
    const files = {
      "/repo/tsconfig.json": '{"compilerOptions":{"paths":{"@/*":["./src/*"],"@/lib/*":["./missing/*","./lib/*"]}}}',
      "/repo/lib/x.ts": "",
      "/repo/src/lib/x.ts": "",
    };
    assert.equal(resolve(files, "@/lib/x", "/repo/src/a.ts"), "/repo/lib/x.ts");
  });

  it("follows extends, whose paths belong to the file they stand in, and survives a circle", () => {
    const files = {
      "/repo/app/tsconfig.json": '{"extends":["../base"]}',
      "/repo/base.json":
        '{"extends":"./app/tsconfig.json","compilerOptions":{"baseUrl":"shared","paths":{"~/*":["*"]}}}',
      "/repo/shared/x.ts": "",
    };
    assert.equal(resolve(files, "~/x", "/repo/app/src/a.ts"), "/repo/shared/x.ts");
    assert.equal(resolve(files, "x", "/repo/app/src/a.ts"), "/repo/shared/x.ts");
  });

  it("takes paths from referenced projects where the nearest file only lists those", () => {
    const files = {
      "/repo/tsconfig.json": '{"files":[],"references":[{"path":"./tsconfig.app.json"}]}',
      "/repo/tsconfig.app.json": '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
      "/repo/src/x.ts": "",
    };
    assert.equal(resolve(files, "@/x", "/repo/src/a.ts"), "/repo/src/x.ts");
  });

  it("reports a broken tsconfig with its place and keeps what can be read", () => {
    const text = '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}},\n "include": [}';
    const disk = new MemoryDisk({ "/repo/tsconfig.json": text });
    const resolution = new Resolution(disk, "/repo");
    const problems = resolution.problems("/repo/src/a.ts");
    assert.equal(problems.length, 1);
    assert.equal(problems[0]!.file, "/repo/tsconfig.json");
    assert.equal(problems[0]!.offset, text.indexOf("}", text.indexOf("include")));
    assert.deepEqual(resolution.aliasBases("@/x", "/repo/src/a.ts"), ["/repo/src/x"]);
  });

  it("follows imports of package.json from output to sources", () => {
    const files = {
      "/repo/package.json": '{"imports":{"#lib/*":{"types":"./dist/lib/*.d.ts","default":"./dist/lib/*.js"}}}',
      "/repo/src/lib/client.ts": "",
    };
    assert.equal(resolve(files, "#lib/client", "/repo/src/a.ts"), "/repo/src/lib/client.ts");
  });

  const monorepo = {
    "/repo/package.json": '{"workspaces":["packages/*"]}',
    "/repo/packages/app/src/a.ts": "",
    "/repo/packages/llm/package.json":
      '{"name":"@acme/llm","main":"./dist/index.js","exports":{".":{"import":"./dist/esm/index.mjs"},"./chat":"./dist/chat.js","./deep/*":"./build/deep/*.js"}}',
    "/repo/packages/llm/src/index.ts": "",
    "/repo/packages/llm/src/chat.ts": "",
    "/repo/packages/llm/src/deep/x.ts": "",
  };
  it("follows packages of the monorepo by name", () => {
    const from = "/repo/packages/app/src/a.ts";
    assert.equal(resolve(monorepo, "@acme/llm", from), "/repo/packages/llm/src/index.ts");
    assert.equal(resolve(monorepo, "@acme/llm/chat", from), "/repo/packages/llm/src/chat.ts");
    assert.equal(resolve(monorepo, "@acme/llm/deep/x", from), "/repo/packages/llm/src/deep/x.ts");
    assert.equal(resolve(monorepo, "@acme/other", from), undefined);
  });

  it("reads the members of a pnpm workspace", () => {
    const { "/repo/package.json": _, ...others } = monorepo;
    const files = {
      ...others,
      "/repo/pnpm-workspace.yaml": "packages:\n  - 'packages/*' # all\n  - \"!packages/old\"\n",
    };
    assert.equal(resolve(files, "@acme/llm", "/repo/packages/app/src/a.ts"), "/repo/packages/llm/src/index.ts");
  });

  it("names the packages of a file, the nearest first", () => {
    const disk = new MemoryDisk({
      "/repo/package.json": '{ "name": "shop" }',
      "/repo/samples/package.json": '{ "name": "shop-samples" }',
      "/repo/broken/package.json": "{",
    });
    const resolution = new Resolution(disk, "/repo");
    assert.deepEqual(resolution.packageNames("/repo/src/a.ts"), ["shop"]);
    assert.deepEqual(resolution.packageNames("/repo/samples/src/a.ts"), ["shop-samples", "shop"]);
    assert.deepEqual(resolution.packageNames("/repo/broken/a.ts"), ["shop"]);
    assert.deepEqual(new Resolution(new MemoryDisk({}), "/repo").packageNames("/repo/a.ts"), []);
  });
});
