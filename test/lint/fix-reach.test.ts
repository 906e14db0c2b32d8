import assert from "node:assert/strict";
import type { Place } from "../../lens/facts.ts";
import type { Fix, FixEdit } from "../../lens/fixes.ts";
import { applyEdits, editsByFile } from "../../server/src/lint/apply.ts";
import { FixRenderer, type FixReach } from "../../server/src/lint/edits.ts";

const FILE = "/project/src/app.ts";
const CLIENTS = "/project/src/lib/clients.ts";
const APP = 'import { client } from "./lib/clients.ts";\n\nask(client);\n';
const TEXTS: ReadonlyMap<string, string> = new Map([
  [FILE, APP],
  [CLIENTS, "export const client = new OpenAI({\r\n\tapiKey: 'k',\r\n})\r\n"],
]);
const REACH: FixReach = { textOf: (file) => TEXTS.get(file), canCreate: (file) => !TEXTS.has(file) };

function placeOf(part: string, file: string): Place {
  const start = TEXTS.get(file)!.indexOf(part);
  return { file, start, end: start + part.length };
}

/** The texts of all files that a fix changes or makes; `undefined` where it is dropped. */
function changed(
  edits: readonly FixEdit[],
  text = APP,
  reach: FixReach | undefined = REACH,
): { readonly title: string; readonly texts: Readonly<Record<string, string>> } | undefined {
  const fix: Fix = { title: "Fix it", safety: "review", edits };
  const rendered = new FixRenderer(FILE, text, reach).render(fix);
  if (rendered === undefined) return undefined;
  const texts = [...editsByFile([rendered])].map(([file, own]) => [
    file,
    applyEdits(file === FILE ? text : TEXTS.get(file)!, own),
  ]);
  const made = (rendered.newFiles ?? []).map((each) => [each.file, each.text]);
  return { title: rendered.title, texts: Object.fromEntries([...texts, ...made]) };
}

const options = placeOf("{\r\n\tapiKey: 'k',\r\n}", CLIENTS);
const setTimeLimit: FixEdit = {
  edit: "set option",
  insertion: { kind: "property", object: options, path: ["timeout"] },
  code: "30000",
};
const WITH_LIMIT = "export const client = new OpenAI({\r\n\tapiKey: 'k',\r\n\ttimeout: 30000,\r\n})\r\n";

describe("fixes that change other files", () => {
  it("write each file in its own style, and say where they write", () => {
    assert.deepEqual(changed([setTimeLimit]), {
      title: "Fix it, in lib/clients.ts",
      texts: { [CLIENTS]: WITH_LIMIT },
    });
    const ask = placeOf("ask(client)", FILE);
    assert.deepEqual(changed([setTimeLimit, { edit: "wrap", place: ask, before: "await ", after: "" }]), {
      title: "Fix it",
      texts: { [CLIENTS]: WITH_LIMIT, [FILE]: APP.replace("ask", "await ask") },
    });
  });

  it("are dropped as a whole where a part has no place", () => {
    const gone = { ...placeOf("ask", FILE), file: "/project/src/gone.ts" };
    assert.equal(changed([setTimeLimit, { edit: "replace", place: gone, code: "1" }]), undefined);
    assert.equal(changed([setTimeLimit, { edit: "replace", place: { ...gone, file: FILE }, code: "(" }]), undefined);
    assert.equal(changed([setTimeLimit], APP, undefined) === undefined, false);
    assert.equal(new FixRenderer(FILE, APP).render({ title: "", safety: "safe", edits: [setTimeLimit] }), undefined);
  });
});

describe("fixes that make files", () => {
  const MODELS = "/project/src/models.ts";
  const make = (code: string, file = MODELS): FixEdit => ({ edit: "create file", file, code });

  it("lay them out like the file of the finding", () => {
    const code = 'export const MODEL = "gpt-5-mini";\n\nexport function name() {\n  return MODEL;\n}';
    assert.deepEqual(changed([make(code)])?.texts, { [MODELS]: `${code}\n` });
    const other = "import { a } from './a'\r\n\r\nif (a) {\r\n\tb('c')\r\n}\r\n";
    assert.deepEqual(changed([make(code)], other)?.texts, {
      [MODELS]: "export const MODEL = 'gpt-5-mini'\r\n\r\nexport function name() {\r\n\treturn MODEL\r\n}\r\n",
    });
  });

  it("keep the text of templates as it is", () => {
    const code = 'export const PROMPT = `First;\n  - "second";\n    ${name};\n`;';
    const other = "import { a } from './a'\nif (a) {\n\tb('c')\n}\n";
    assert.equal(changed([make(code)], other)?.texts[MODELS], `${code.slice(0, -1)}\n`);
  });

  it("are dropped where a file is there, where two are to be one, and where the code is none", () => {
    assert.equal(changed([make("export {};", CLIENTS)]), undefined);
    assert.equal(changed([make("export {};"), make("export {};")]), undefined);
    assert.equal(changed([make("export const = 1;")]), undefined);
    assert.equal(changed([make("")]), undefined);
    // Nothing shows that a file which imports nothing would be a module.
    assert.equal(changed([make("export {};")], "ask();\n"), undefined);
    assert.equal(new FixRenderer(FILE, APP).render({ title: "", safety: "safe", edits: [make("f();")] }), undefined);
  });
});
