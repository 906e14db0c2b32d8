import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { practiceUrl } from "../../lens/practices/practices.ts";
import { findRule, rules } from "../../lens/rules/index.ts";
import { rulePage } from "../../lens/rules/pages.ts";
import { isInPreset, PRESETS } from "../../lens/rules/presets.ts";
import { absent, call, client, context, flow, outputUse } from "./facts.ts";

const FOLDER = path.resolve("lens/rules");
const ids = rules.map((rule) => rule.meta.id);

function namesEndingIn(extension: string): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(extension) && !name.endsWith(".d.ts"))
    .map((name) => name.slice(0, -extension.length))
    .sort();
}

describe("the rule catalogue", () => {
  it("lists the rules in the order of their ids", () => {
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it("has one pair of files for each rule", () => {
    assert.deepEqual(namesEndingIn(".md"), ids);
    const sources = new Set(namesEndingIn(".ts"));
    assert.deepEqual(
      ids.filter((id) => !sources.has(id)),
      [],
    );
    const defining = [...sources].filter((name) =>
      /^export const \w+ = define(?:Workspace)?Rule\(/mu.test(readFileSync(path.join(FOLDER, `${name}.ts`), "utf8")),
    );
    assert.deepEqual(defining, ids);
  });

  it("finds rules and pages by id, and nothing by another", () => {
    for (const rule of rules) {
      assert.equal(findRule(rule.meta.id), rule);
      assert.equal(rulePage(rule.meta.id), readFileSync(path.join(FOLDER, `${rule.meta.id}.md`), "utf8"));
    }
    assert.equal(findRule("no-such-rule"), undefined);
    assert.equal(rulePage("no-such-rule"), undefined);
  });

  it("names practices that exist, of the pillar's lens first", () => {
    for (const { meta } of rules) {
      assert.ok(meta.practices.length > 0, meta.id);
      assert.match(meta.practices[0] ?? "", /^GEN/u);
      assert.ok(
        (meta.proves ?? []).every((practice) => meta.practices.includes(practice)),
        meta.id,
      );
      for (const practice of meta.related ?? []) {
        assert.ok(meta.practices.includes(practice) && !meta.proves?.includes(practice), `${meta.id}: ${practice}`);
      }
      for (const practice of meta.practices) {
        assert.notEqual(practiceUrl(practice), undefined, `${meta.id}: ${practice}`);
      }
    }
  });

  it("puts every rule into `all`, and what is recommended into `strict`", () => {
    for (const { meta } of rules) {
      assert.ok(isInPreset(meta, "all"));
      assert.ok(!isInPreset(meta, "recommended") || isInPreset(meta, "strict"));
    }
    assert.deepEqual(PRESETS.slice(0, 3), ["recommended", "strict", "all"]);
  });

  it("has a preset for each pillar and each lens, of recommended rules about it", () => {
    for (const preset of PRESETS.slice(3)) {
      const chosen = rules.filter(({ meta }) => isInPreset(meta, preset));
      for (const { meta } of chosen) {
        assert.equal(meta.preset, "recommended");
        const prefix = { "generative-ai-lens": "GEN", "agentic-ai-lens": "AGENT" }[preset as string];
        assert.ok(
          prefix === undefined
            ? meta.pillar === preset
            : meta.practices.some((practice) => practice.startsWith(prefix)),
          `${preset}: ${meta.id}`,
        );
      }
    }
  });

  it("has no rule that applies to what asks a stand-in for a model", () => {
    const mocked = call({ provider: "mock", options: { maxOutputTokens: absent("maxOutputTokens") } });
    for (const fact of [mocked, client({ provider: "mock" }), outputUse({ call: mocked }), flow({ call: mocked })]) {
      for (const rule of rules) assert.equal(rule.judge(fact, context([fact])).outcome, "not applicable", rule.meta.id);
    }
  });
});
