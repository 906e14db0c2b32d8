import assert from "node:assert/strict";
import { isPageId, pageIdOf, pagePath } from "../../client/src/page.ts";

describe("pages of rules and practices", () => {
  it("have a path that gives their id back", () => {
    assert.equal(pagePath("hardcoded-api-key"), "/rules/hardcoded-api-key.md");
    assert.equal(pagePath("GENSEC01-BP01"), "/practices/GENSEC01-BP01.md");
    for (const id of ["hardcoded-api-key", "GENSEC01-BP01"]) {
      assert.equal(pageIdOf(pagePath(id)), id);
    }
  });

  it("are at no other path", () => {
    for (const path of [
      "/rules/",
      "/rules/a/b.md",
      "/rules/../secret.md",
      "/other/hardcoded-api-key.md",
      "/rules/a.txt",
    ]) {
      assert.equal(pageIdOf(path), undefined, path);
    }
  });

  it("have ids of letters, digits and hyphens", () => {
    for (const value of ["", "-a", "a b", "a/b", "a.md", "a".repeat(101), 7, null, undefined]) {
      assert.equal(isPageId(value), false, String(value));
    }
  });
});
