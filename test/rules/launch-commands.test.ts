import assert from "node:assert/strict";
import { commandPackage } from "../../lens/rules/launch-commands.ts";

/** A word that ends in `…` has more behind it. */
function found(command: string): string {
  const words = command.split(" ").map((text) => {
    const isOpen = text.endsWith("…");
    return { start: isOpen ? text.slice(0, -1) : text, isOpen, place: undefined };
  });
  const result = commandPackage(words);
  return typeof result === "string" ? result : `${result.name} ${result.version ?? "newest"}`;
}

describe("the package that a command downloads", () => {
  it("is told from options and their values", () => {
    assert.equal(found("npx -y @acme/a --port 3"), "@acme/a newest");
    assert.equal(found("npx @acme/a"), "@acme/a newest");
    assert.equal(found("npx --package=@acme/a run"), "@acme/a newest");
    assert.equal(found("npx -y -p @acme/a@1.0.0 run"), "@acme/a exact");
    assert.equal(found("/usr/local/bin/npx -y a"), "a newest");
    assert.equal(found("cmd /c npx -y a"), "a newest");
    assert.equal(found("pnpm dlx a"), "a newest");
    assert.equal(found("yarn dlx a@2.0.1"), "a exact");
    assert.equal(found("npm exec -y -- a"), "a newest");
    assert.equal(found("bun x a"), "a newest");
    assert.equal(found("uvx --python 3.12 mcp-server-git"), "mcp-server-git newest");
    assert.equal(found("uvx --from acme-tools[all]==1.2 serve"), "acme-tools exact");
    assert.equal(found("uv tool run a>=1"), "a >=1");
    assert.equal(found("pipx run a==1.0"), "a exact");
  });

  it("has one version only where all of it is written", () => {
    assert.equal(found("npx -y a@1.2.3-beta.1"), "a exact");
    assert.equal(found("npx -y a@latest"), "a @latest");
    assert.equal(found("npx -y a@1.2"), "a @1.2");
    assert.equal(found("npx -y a@^1.2.3"), "a @^1.2.3");
    assert.equal(found("uvx a~=1.2"), "a ~=1.2");
    assert.equal(found("npx -y a@…"), "a unknown");
    assert.equal(found("npx -y github:acme/a#0a1b2c3"), "github:acme/a#0a1b2c3 exact");
    assert.equal(found("npx -y github:acme/a"), "github:acme/a newest");
  });

  it("may be the one that is installed beside the code", () => {
    const takes = (command: string): string => {
      const result = commandPackage(command.split(" ").map((start) => ({ start, isOpen: false, place: undefined })));
      return typeof result === "string" ? result : result.takesInstalled;
    };
    assert.equal(takes("npx -y a"), "yes");
    assert.equal(takes("npx -y a@^1.2.3"), "yes");
    assert.equal(takes("npx -y a@latest"), "without its tag");
    assert.equal(takes("npm exec -y a@next"), "without its tag");
    assert.equal(takes("bunx a@latest"), "yes");
    assert.equal(takes("pnpm dlx a"), "no");
    assert.equal(takes("yarn dlx a@latest"), "no");
    assert.equal(takes("uvx a"), "no");
  });

  it("is none where what runs is there already", () => {
    assert.equal(found("node server.js"), "none");
    assert.equal(found("npx --no-install a"), "none");
    assert.equal(found("npx -y tsx src/server.ts"), "none");
    assert.equal(found("npx -y ./server"), "none");
    assert.equal(found("pnpm exec a"), "none");
    assert.equal(found("uv run server.py"), "none");
    assert.equal(found("docker run -i acme/a"), "none");
  });

  it("is not told where the command does not say", () => {
    assert.equal(found("npx a"), "unknown");
    assert.equal(found("npx -y …"), "unknown");
    assert.equal(found("npx -y @acme/…"), "unknown");
    assert.equal(found("…"), "unknown");
    assert.equal(found("npx"), "unknown");
  });
});
