import assert from "node:assert/strict";
import { Breadcrumb } from "../../client/src/breadcrumb.ts";

describe("the breadcrumb", () => {
  it("knows the file that is being analysed until the server rests", () => {
    const breadcrumb = new Breadcrumb();
    assert.equal(breadcrumb.file, undefined);
    assert.ok(breadcrumb.accept("genai-lens:analysing /home/me/a file.ts\r"));
    assert.equal(breadcrumb.file, "/home/me/a file.ts");
    assert.ok(breadcrumb.accept("genai-lens:analysing /home/me/b.ts"));
    assert.equal(breadcrumb.file, "/home/me/b.ts");
    assert.ok(breadcrumb.accept("genai-lens:idle"));
    assert.equal(breadcrumb.file, undefined);
  });

  it("leaves other output to the log, and keeps the file through it", () => {
    const breadcrumb = new Breadcrumb();
    breadcrumb.accept("genai-lens:analysing /a.ts");
    assert.equal(breadcrumb.accept("FATAL ERROR: Reached heap limit"), false);
    assert.equal(breadcrumb.file, "/a.ts");
  });
});
