import assert from "node:assert/strict";
import { homeOf, isInLibrary, packageAround } from "../../lens/rules/packages.ts";
import type { WorkspaceView } from "../../lens/rules/rule.ts";
import { packagesOf } from "../../server/src/workspace/package-facts.ts";

const MANIFESTS: Readonly<Record<string, string>> = {
  "/app/package.json": '{"private":true,"main":"x.js","devDependencies":{"typescript":"^6"}}',
  "/app/packages/sdk/package.json": '{"exports":{},"dependencies":{"openai":"^6"},"peerDependencies":{"zod":"*"}}',
  "/app/packages/sdk/src/inner/package.json": '{"type":"module"}',
  "/app/broken/package.json": '{"dependencies":',
  "/app/odd/package.json": '{"dependencies":["openai"],"main":1}',
};

const packages = packagesOf([...Object.keys(MANIFESTS), "/app/promptfooconfig.yaml"], (file) => MANIFESTS[file]);
const workspace: WorkspaceView = { files: [], signals: [], packages };

describe("what a package.json says", () => {
  it("tells libraries from apps, and what a package needs", () => {
    assert.deepEqual(
      packages.map(({ directory, isLibrary, dependencies }) => [directory, isLibrary, [...dependencies]]),
      [
        ["/app", false, ["typescript"]],
        ["/app/packages/sdk", true, ["openai", "zod"]],
        ["/app/packages/sdk/src/inner", false, []],
        ["/app/broken", false, []],
        ["/app/odd", true, []],
      ],
    );
  });

  it("is asked of the innermost package around a file, and of all for libraries", () => {
    const file = "/app/packages/sdk/src/inner/chat.ts";
    assert.equal(packageAround(workspace, file)?.directory, "/app/packages/sdk/src/inner");
    assert.equal(homeOf(workspace, "/app/packages/sdk/src/chat.ts"), "/app/packages/sdk");
    assert.equal(isInLibrary(workspace, file), true);
    assert.equal(isInLibrary(workspace, "/app/src/chat.ts"), false);
    assert.equal(packageAround(workspace, "/elsewhere/chat.ts"), undefined);
    assert.equal(homeOf(workspace, "/elsewhere/chat.ts"), "");
  });
});
