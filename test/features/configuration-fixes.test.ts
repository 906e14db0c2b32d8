import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { rules } from "../../lens/rules/index.ts";
import { readClientFeatures } from "../../server/src/features/client-features.ts";
import { configurationFixes, isConfiguration } from "../../server/src/features/configuration-fixes.ts";
import { problemDiagnostic } from "../../server/src/features/diagnostics.ts";
import { readConfiguration } from "../../server/src/workspace/configuration-file.ts";
import { applied, FULL } from "../protocol/client.ts";

const FILE = "/project/genai-lens.json";
const URI = `file://${FILE}`;
const CLIENT = readClientFeatures({ processId: null, rootUri: null, capabilities: FULL as never });
const metas = rules.map((rule) => rule.meta);

function actionsFor(text: string, at: string, only?: string[]): { actions: CodeAction[]; document: TextDocument } {
  const document = TextDocument.create(URI, "jsonc", 3, text);
  const problems = readConfiguration(text, metas).mistakes.map((mistake) => ({ file: FILE, ...mistake }));
  const position = document.positionAt(text.indexOf(at));
  const params = {
    textDocument: { uri: URI },
    range: { start: position, end: position },
    context: {
      diagnostics: problems.map((problem) => problemDiagnostic(problem, document)),
      ...(only === undefined ? {} : { only }),
    },
  };
  return { actions: configurationFixes(params, document, problems, CLIENT), document };
}

describe("mistakes in a configuration", () => {
  const texts: readonly (readonly [wrong: string, right: string, text: string])[] = [
    ["retries-disable", "retries-disabled", '{ "rules": { "retries-disable": "off" } }'],
    ["requireReasons", "requireReason", '{ "settings": { "requireReasons": true } }'],
    ["presets", "preset", '{ "presets": "strict" }'],
    ["sanitizers", "sanitisers", '{ "settings": { "sanitizers": [] } }'],
    ["maximumResult", "maximumResults", '{ "rules": { "retrieval-top-k-too-large": ["on", { "maximumResult": 5 }] } }'],
  ];

  for (const [wrong, right, text] of texts) {
    it(`offers "${right}" for "${wrong}", at the name alone`, () => {
      const { actions, document } = actionsFor(text, wrong);
      const [action, ...others] = actions;
      assert.equal(others.length, 0);
      assert.equal(action?.title, `Write "${right}"`);
      assert.equal(action.diagnostics?.length, 1);
      assert.equal(document.getText(action.diagnostics[0]!.range), `"${wrong}"`);
      const mended = applied(text, action);
      assert.equal(mended, text.replace(`"${wrong}"`, `"${right}"`));
      assert.deepEqual(readConfiguration(mended, metas).mistakes, []);
    });
  }

  it("are mended where they are, and only when quick fixes are asked for", () => {
    const text = '{ "presets": "strict", "ignore": [] }';
    assert.equal(actionsFor(text, "ignore").actions.length, 0);
    assert.equal(actionsFor(text, "presets", ["source.fixAll"]).actions.length, 0);
    assert.equal(actionsFor(text, "presets", ["quickfix"]).actions.length, 1);
  });

  it("have no fix where no name is near", () => {
    assert.equal(actionsFor('{ "zzzzzzzzzzzz": 1 }', "zzz").actions.length, 0);
  });

  it("are those of files of that name", () => {
    assert.ok(isConfiguration("/project/a/genai-lens.json"));
    assert.ok(!isConfiguration("/project/my-genai-lens.json"));
  });
});
