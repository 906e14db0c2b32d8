import assert from "node:assert/strict";
import { findReason } from "../../client/src/reason.ts";

describe("the reason of a suppression", () => {
  for (const line of [
    "  // genai-lens-disable-next-line hardcoded-api-key -- reason",
    "run(); // genai-lens-disable-line retries-disabled -- reason",
    "  {/* genai-lens-disable-next-line reason-code, other -- reason */}",
    "/* genai-lens-disable hardcoded-api-key -- reason */",
  ]) {
    it(`is found in ${line.trim()}`, () => {
      const span = findReason(line);
      assert.ok(span);
      assert.equal(line.slice(span.start, span.end), "reason");
      assert.equal(line.slice(0, span.start).trimEnd().slice(-2), "--");
    });
  }

  for (const line of [
    "// eslint-disable-next-line no-console -- reason",
    "// genai-lens-disable-next-line hardcoded-api-key -- the key is public",
    "// genai-lens-disable-next-line hardcoded-api-key -- reasonable",
    "const reason = 1;",
  ]) {
    it(`is not in ${line}`, () => assert.equal(findReason(line), undefined));
  }
});
