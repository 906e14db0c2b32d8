import assert from "node:assert/strict";
import type { Place } from "../../../lens/facts.ts";
import type { Fix, FixEdit } from "../../../lens/fixes.ts";
import { applyEdits, editsByFile } from "../../../server/src/lint/apply.ts";
import { FixRenderer } from "../../../server/src/lint/edits.ts";
import { fixed, readMarks } from "../marked-text.ts";

/** The text with a name for what is marked; `undefined` where the fix is dropped. */
function extracted(marked: string, file?: string): string | undefined {
  return fixed(marked, (place) => [{ edit: "extract constant", place: place!, name: "PROMPT" }], file);
}

/** All files after a fix of the first marked place of the first file. `marked` holds texts by path below `/project`. */
function changed(
  marked: Readonly<Record<string, string>>,
  edits: (places: readonly Place[]) => readonly FixEdit[],
): Readonly<Record<string, string>> | undefined {
  const read = Object.entries(marked).map(([name, text]) => ({ file: `/project/${name}`, ...readMarks(text) }));
  const texts = new Map(read.map(({ file, text }) => [file, text]));
  const places = read.flatMap(({ file, places: own }) => own.map((place) => ({ ...place, file })));
  const [first] = read;
  const reach = { textOf: (file: string) => texts.get(file), canCreate: (file: string) => !texts.has(file) };
  const fix: Fix = { title: "Name it", safety: "review", edits: edits(places) };
  const rendered = new FixRenderer(first!.file, first!.text, reach).render(fix);
  if (rendered === undefined) return undefined;
  const after = [...editsByFile([rendered])].map(([file, own]) => [file, applyEdits(texts.get(file)!, own)] as const);
  const made = (rendered.newFiles ?? []).map(({ file, text }) => [file, text] as const);
  return Object.fromEntries([...after, ...made].map(([file, text]) => [file.slice("/project/".length), text]));
}

describe("extract constant", () => {
  it("puts the constant above the statement that holds the text, with its comments, as the text is written", () => {
    assert.equal(
      extracted("import a from 'a'\n\n/** Asks. */\nexport function f() {\n\treturn ask({ p: «`One;\n\t two`» })\n}\n"),
      "import a from 'a'\n\nconst PROMPT = `One;\n\t two`\n\n/** Asks. */\nexport function f() {\n\treturn ask({ p: PROMPT })\n}\n",
    );
    assert.equal(
      extracted("ask(\r\n    «'One' +\r\n        'two'»,\r\n);\r\n"),
      "const PROMPT = 'One' +\r\n    'two';\r\n\r\nask(\r\n    PROMPT,\r\n);\r\n",
    );
    assert.equal(extracted('«["One", "two"].join("\\n")»;'), 'const PROMPT = ["One", "two"].join("\\n");\n\nPROMPT;');
  });

  it("goes above all code where the statement is used before it stands", () => {
    assert.equal(
      extracted('import a from "a";\nawait f();\nfunction f() {\n  return ask(«"One"»);\n}\n'),
      'import a from "a";\nconst PROMPT = "One";\n\nawait f();\nfunction f() {\n  return ask(PROMPT);\n}\n',
    );
  });

  it("takes a name that is free", () => {
    assert.equal(
      extracted('function f(PROMPT) {\n  return ask(«"One"»);\n}\n'),
      'const PROMPT_2 = "One";\n\nfunction f(PROMPT) {\n  return ask(PROMPT_2);\n}\n',
    );
  });

  it("is dropped where data or a call takes part, and where no name can stand", () => {
    for (const marked of [
      "f(«`a ${b}`»);",
      "f(«a + 'b'»);",
      "f(«`a`.trim()»);",
      "f(«'a' as const»);",
      "f(«'a'» as const);",
      "import «'a'»;",
      "f(«tag`a`»);",
      "f(() => {}); g(«'a'»);",
    ]) {
      assert.equal(extracted(marked), undefined, marked);
    }
  });

  it("moves the text to a new file that is imported as the others are", () => {
    const toFile = ([place]: readonly Place[]): FixEdit[] => [
      { edit: "extract constant", place: place!, name: "PROMPT", file: "/project/src/prompts/ask.ts" },
    ];
    const code = "export const f = () => ask(«`One\n  two`»)\n";
    const cases = [
      ["import b from './b.js'\n", "./prompts/ask.js"],
      ["import b from '../b.ts'\n", "./prompts/ask.ts"],
      ["import b from './b'\n", "./prompts/ask"],
      ["import b from '@/lib/b'\n", "./prompts/ask"],
      ["import data from './data.json'\nimport b from './b.ts'\n", "./prompts/ask.ts"],
    ];
    for (const [imports, module] of cases) {
      assert.deepEqual(changed({ "src/a.ts": `${imports}\n${code}` }, toFile), {
        "src/a.ts": `${imports}import { PROMPT } from '${module}'\n\nexport const f = () => ask(PROMPT)\n`,
        "src/prompts/ask.ts": "export const PROMPT = `One\n  two`\n",
      });
    }
    for (const imports of ["import ai from 'ai'\n", "import data from './data.json'\n"]) {
      assert.equal(changed({ "src/a.ts": `${imports}\n${code}` }, toFile), undefined, imports);
    }
    const taken = { "src/a.ts": `import b from './b'\n${code}`, "src/prompts/ask.ts": "export {}\n" };
    assert.equal(changed(taken, toFile), undefined);
    const script = { "src/a.js": "const b = require('./b')\nexports.f = () => ask(«'One'»)\n" };
    assert.equal(changed(script, toFile), undefined);
  });
});

describe("use constant", () => {
  const ofOther = ([place, constant]: readonly Place[]): FixEdit[] => [
    { edit: "use constant", place: place!, constant: constant! },
  ];

  it("takes the name under which another file exports it", () => {
    const models = "export const SMALL: string = «'gpt-5-mini'» as const;\n";
    const text = 'import { b } from "./b.js";\n\nb({ model: «"gpt-5-mini"» });\n';
    assert.deepEqual(changed({ "src/a.ts": text, "src/models.ts": models }, ofOther), {
      "src/a.ts": 'import { b } from "./b.js";\nimport { SMALL } from "./models.js";\n\nb({ model: SMALL });\n',
    });
    const imported = 'import * as models from "./models";\n\nb({ model: «"gpt-5-mini"» });\n';
    assert.deepEqual(changed({ "src/a.ts": imported, "src/models.ts": models }, ofOther), {
      "src/a.ts": 'import * as models from "./models";\n\nb({ model: models.SMALL });\n',
    });
  });

  it("is dropped where nothing is exported, or a name cannot stand", () => {
    const text = 'import { b } from "./b.js";\nb(«"m"»);\n';
    for (const models of [
      "const SMALL = «'m'»;\nexport { SMALL as OTHER };\n",
      "export let small = «'m'»;\n",
      "export const MODELS = { small: «'m'» };\n",
      "export function f() { const SMALL = «'m'»; }\n",
    ]) {
      assert.equal(changed({ "src/a.ts": text, "src/models.ts": models }, ofOther), undefined, models);
    }
    const models = "export const SMALL = «'m'»;\n";
    for (const other of ['enum E { A = «"m"» }', 'f(«"m"» as const);', 'const SMALL = 1; f(«"m"»);']) {
      const own = `import { b } from "./b.js";\n${other}\n`;
      assert.equal(changed({ "src/a.ts": own, "src/models.ts": models }, ofOther), undefined, other);
    }
  });

  it("imports a name once for several uses, in each file as that does or else as others do", () => {
    const constant = { file: "/project/src/models.ts", name: "CHAT_MODEL" };
    const edits = (places: readonly Place[]): FixEdit[] => [
      { edit: "create file", file: constant.file, code: 'export const CHAT_MODEL = "m";' },
      ...places.map((place): FixEdit => ({ edit: "use constant", place, constant })),
    ];
    const files = {
      "src/a.ts": 'import ai from "ai";\nf(«"m"», «"m"»);\n',
      "src/deep/b.ts": "import c from './c.js'\nf(«'m'»)\n",
    };
    assert.deepEqual(changed(files, edits), {
      "src/a.ts": 'import ai from "ai";\nimport { CHAT_MODEL } from "./models.js";\nf(CHAT_MODEL, CHAT_MODEL);\n',
      "src/deep/b.ts": "import c from './c.js'\nimport { CHAT_MODEL } from '../models.js'\nf(CHAT_MODEL)\n",
      "src/models.ts": 'export const CHAT_MODEL = "m";\n',
    });
  });
});
