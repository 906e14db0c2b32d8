import assert from "node:assert/strict";
import { isSameSettings, readSettings } from "../../server/src/features/settings.ts";

describe("the editor's settings", () => {
  it("come to what a workspace takes", () => {
    const settings = { preset: "strict", rules: { "rule-a": "off", "rule-b": "error" }, maxFileSize: 2 };
    const options = readSettings(settings, {
      "**/generated": true,
      "**/kept": false,
      "**/*.js": { when: "$(basename).ts" },
    });
    assert.equal(options.defaults?.preset, "strict");
    assert.deepEqual(
      [...(options.defaults?.rules ?? [])],
      [
        ["rule-a", "off"],
        ["rule-b", "error"],
      ],
    );
    assert.equal(options.maxFileSize, 2048);
    assert.deepEqual(options.exclude, ["**/generated"]);
  });

  it("count as not set where they are not understood", () => {
    for (const odd of [
      null,
      undefined,
      1,
      "strict",
      [],
      { preset: "loud", rules: ["off"], maxFileSize: -1 },
      { rules: { a: 3 } },
    ]) {
      assert.ok(isSameSettings(readSettings(odd, odd), readSettings({}, {})), JSON.stringify(odd));
    }
  });

  it("differ when one of them does", () => {
    assert.ok(!isSameSettings(readSettings({ rules: { a: "off" } }, {}), readSettings({ rules: { a: "info" } }, {})));
    assert.ok(!isSameSettings(readSettings({}, { a: true }), readSettings({}, {})));
  });
});
