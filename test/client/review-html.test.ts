import assert from "node:assert/strict";
import { reviewHtml } from "../../client/src/review-html.ts";

describe("the panel's document", () => {
  const html = reviewHtml({
    script: "https://panel/review.js?a=1&b=2",
    styles: 'https://panel/"review.css',
    source: "https://panel",
    nonce: "abc123",
    place: "editor",
  });

  it("allows its own script and styles and nothing else", () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
    assert.equal(policy, "default-src 'none'; style-src https://panel; script-src 'nonce-abc123'");
  });

  it("has one script, with the nonce, and no inline code", () => {
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      '<script type="module" nonce="abc123" src="https://panel/review.js?a=1&amp;b=2">',
    ]);
    assert.match(html, /><\/script>/);
    assert.doesNotMatch(html, /\son\w+=|\sstyle=|<style/);
  });

  it("knows what it is drawn on", () => {
    assert.match(html, /<main id="panel" data-place="editor"><\/main>/);
  });

  it("keeps addresses inside their attributes", () => {
    assert.match(html, /href="https:\/\/panel\/&quot;review\.css"/);
  });
});
