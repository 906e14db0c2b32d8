import assert from "node:assert/strict";
import { PackageManifests } from "../../server/src/workspace/package-manifest.ts";
import { PackageVersions } from "../../server/src/workspace/package-versions.ts";
import { majorOfRange } from "../../server/src/workspace/version-range.ts";
import { parsePnpmWorkspace } from "../../server/src/workspace/pnpm-workspace.ts";
import { MemoryDisk } from "./memory-disk.ts";

function major(files: Readonly<Record<string, string>>, name = "openai"): number | undefined {
  const disk = new MemoryDisk(files);
  return new PackageVersions(disk, "/repo", new PackageManifests(disk)).major(name, "/repo/app/src/a.ts");
}

describe("major versions of packages", () => {
  const ranges: readonly [string, number | undefined][] = [
    ["^6.1.0", 6],
    ["~4.2", 4],
    ["6.x", 6],
    ["6", 6],
    ["=5.0.1", 5],
    ["v5.0.1-beta.3", 5],
    ["^0.68.0", 0],
    [">=4 <5", 4],
    [">= 4.2.0 < 6.0.0", 5],
    [">=4 <=5.3.0", 5],
    ["4.0.0 - 5.2.0", 5],
    ["^4.0.0 || ^5.0.0", 5],
    [">=4", undefined],
    ["*", undefined],
    ["latest", undefined],
    ["", undefined],
    ["^4 || latest", undefined],
    ["github:openai/openai-node#v4.1.0", undefined],
    ["file:../openai", undefined],
    ["https://example.com/openai-4.0.0.tgz", undefined],
  ];
  for (const [range, expected] of ranges) {
    it(`reads "${range}" as ${expected}`, () => assert.equal(majorOfRange(range), expected));
  }

  const declaring = (range: string): string => JSON.stringify({ dependencies: { openai: range } });

  it("prefers what is installed to what is declared, however far up", () => {
    assert.equal(
      major({
        "/repo/app/package.json": declaring("^4.0.0"),
        "/repo/node_modules/openai/package.json": '{"version":"6.3.0"}',
      }),
      6,
    );
  });

  it("takes the nearest declaration, and the next one up where there is none", () => {
    assert.equal(
      major({ "/repo/app/package.json": declaring("^4.0.0"), "/repo/package.json": declaring("^6.0.0") }),
      4,
    );
    assert.equal(major({ "/repo/app/package.json": "{}", "/repo/package.json": declaring("^6.0.0") }), 6);
  });

  it("does not guess from a declaration that tells nothing", () => {
    for (const range of ["latest", "*", "workspace:*", "npm:@acme/fork@^3.0.0"]) {
      assert.equal(
        major({ "/repo/app/package.json": declaring(range), "/repo/package.json": declaring("^6.0.0") }),
        undefined,
      );
    }
  });

  it("reads aliases and catalogs", () => {
    assert.equal(major({ "/repo/app/package.json": declaring("npm:openai@^5.2.0") }), 5);
    const yaml =
      "packages:\n  - app\ncatalog:\n  openai: ^6.0.0\ncatalogs:\n  old:\n    openai: '^4.1.0'\n  new:\n    openai: ^7.0.0\n";
    const files = (range: string) => ({
      "/repo/app/package.json": declaring(range),
      "/repo/pnpm-workspace.yaml": yaml,
    });
    assert.equal(major(files("catalog:")), 6);
    assert.equal(major(files("catalog:old")), 4);
    assert.equal(major(files("catalog:new")), 7);
    assert.equal(major(files("catalog:none")), undefined);
  });

  it("is silent about broken manifests and names from a prototype", () => {
    assert.equal(major({ "/repo/app/package.json": "{ nonsense", "/repo/package.json": declaring("^6.0.0") }), 6);
    assert.equal(major({ "/repo/app/package.json": '{"dependencies":{}}' }, "constructor"), undefined);
    assert.equal(major({ "/repo/app/package.json": "[]" }), undefined);
  });

  it("reads only what it needs of a pnpm workspace", () => {
    const { packages, catalogs } = parsePnpmWorkspace(
      "# top\npackages: [ 'a/*', b ]\nonlyBuiltDependencies:\n  - esbuild\ncatalog:\n  '@acme/x': 1.0.0\n",
    );
    assert.deepEqual(packages, ["a/*", "b"]);
    assert.deepEqual([...catalogs.get("default")!], [["@acme/x", "1.0.0"]]);
  });
});
