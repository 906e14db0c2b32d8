import assert from "node:assert/strict";
import type { AddImport, FixEdit } from "../../../lens/fixes.ts";
import { FILE, fixed } from "../marked-text.ts";

type Wish = Omit<AddImport, "edit" | "file">;

const DURATION: Wish = { module: "aws-cdk-lib", names: ["Duration"] };
const EXEC: Wish = { module: "node:child_process", names: ["execFile"] };
const PURIFY: Wish = { module: "dompurify", default: "DOMPurify" };
const ZOD: Wish = { module: "zod", names: ["z"] };

/** The text with the import; `undefined` where the fix is dropped or has nothing to do. */
function imported(text: string, wish: Wish, file = FILE): string | undefined {
  return fixed(text, () => [{ edit: "add import", file, ...wish }], file);
}

/** The text with the import and `code` in the place of the marked expression. */
function used(marked: string, wish: Wish, code: string, file = FILE): string | undefined {
  const edits = (place: Parameters<Parameters<typeof fixed>[1]>[0]): FixEdit[] => [
    { edit: "add import", file, ...wish },
    { edit: "replace", place: place!, code },
  ];
  return fixed(marked, edits, file);
}

function check(cases: readonly (readonly [name: string, text: string, wish: Wish, expected: string])[]): void {
  for (const [name, text, wish, expected] of cases) it(name, () => assert.equal(imported(text, wish), expected));
}

describe("add import", () => {
  describe("joins an import of the module", () => {
    check([
      [
        "behind its names",
        'import { Stack } from "aws-cdk-lib";\n',
        DURATION,
        'import { Stack, Duration } from "aws-cdk-lib";\n',
      ],
      [
        "in its layout",
        'import {\r\n\tStack, // one\r\n\tApp,\r\n} from "aws-cdk-lib";\r\n',
        DURATION,
        'import {\r\n\tStack, // one\r\n\tApp,\r\n\tDuration,\r\n} from "aws-cdk-lib";\r\n',
      ],
      [
        "behind its default",
        'import cdk from "aws-cdk-lib"\n',
        DURATION,
        'import cdk, { Duration } from "aws-cdk-lib"\n',
      ],
      ["in an empty list", "import {} from 'aws-cdk-lib';\n", DURATION, "import { Duration } from 'aws-cdk-lib';\n"],
      [
        "of the same module by its other name",
        'import { exec } from "child_process";\n',
        EXEC,
        'import { exec, execFile } from "child_process";\n',
      ],
      ["before its names", 'import { a } from "dompurify";\n', PURIFY, 'import DOMPurify, { a } from "dompurify";\n'],
      [
        "with a default and names",
        'import { a } from "m";\n',
        { module: "m", default: "D", names: ["b", "c"] },
        'import D, { a, b, c } from "m";\n',
      ],
      [
        "that is taken apart",
        "const { Stack } = require('aws-cdk-lib');\n",
        DURATION,
        "const { Stack, Duration } = require('aws-cdk-lib');\n",
      ],
      [
        "whose name was a type only",
        'import { Stack, type Duration } from "aws-cdk-lib";\n',
        DURATION,
        'import { Stack, Duration } from "aws-cdk-lib";\n',
      ],
      [
        "that had the type only",
        'import type { Duration } from "aws-cdk-lib";\n',
        DURATION,
        'import { Duration } from "aws-cdk-lib";\n',
      ],
    ]);
  });

  describe("writes an import of its own", () => {
    check([
      [
        "behind the last of a package",
        "import a from 'a' // one\nimport b from './b'\n\na(b)\n",
        DURATION,
        "import a from 'a' // one\nimport { Duration } from 'aws-cdk-lib'\nimport b from './b'\n\na(b)\n",
      ],
      [
        "behind the last",
        'import b from "./b";\nb();\n',
        DURATION,
        'import b from "./b";\nimport { Duration } from "aws-cdk-lib";\nb();\n',
      ],
      [
        "on the line of others",
        'import a from "a"; a();\n',
        PURIFY,
        'import a from "a"; import DOMPurify from "dompurify"; a();\n',
      ],
      ["at the end of the text", 'import a from "a"', PURIFY, 'import a from "a"\nimport DOMPurify from "dompurify"'],
      [
        "beside types",
        'import type { Stack } from "aws-cdk-lib";\n',
        DURATION,
        'import type { Stack } from "aws-cdk-lib";\nimport { Duration } from "aws-cdk-lib";\n',
      ],
      [
        "beside an import for its effect",
        'import "m";\n',
        { module: "m", names: ["a"] },
        'import "m";\nimport { a } from "m";\n',
      ],
      [
        "of all",
        'import a from "a";\n',
        { module: "m", namespace: "m" },
        'import a from "a";\nimport * as m from "m";\n',
      ],
      [
        "of a module of Node as the file names them",
        'import fs from "fs";\n',
        EXEC,
        'import fs from "fs";\nimport { execFile } from "child_process";\n',
      ],
      [
        "with Windows line ends",
        'import a from "a";\r\na();\r\n',
        PURIFY,
        'import a from "a";\r\nimport DOMPurify from "dompurify";\r\na();\r\n',
      ],
    ]);
  });

  describe("goes to the top where there is no import", () => {
    check([
      [
        "below the first line, directives and the licence",
        '#!/usr/bin/env node\n/* Copyright: us */\n"use client";\n\n/** Answers. */\nexport const a = 1;\n',
        PURIFY,
        '#!/usr/bin/env node\n/* Copyright: us */\n"use client";\n\nimport DOMPurify from "dompurify";\n\n/** Answers. */\nexport const a = 1;\n',
      ],
      [
        "below a licence",
        "// Copyright: us\nexport const a = 'b';\n",
        PURIFY,
        "// Copyright: us\n\nimport DOMPurify from 'dompurify';\n\nexport const a = 'b';\n",
      ],
      [
        "below what is told to a checker",
        "// @ts-check\n\nexport const a = 1;\n",
        PURIFY,
        '// @ts-check\n\nimport DOMPurify from "dompurify";\n\nexport const a = 1;\n',
      ],
      [
        "above what is told of the next line",
        "// @ts-expect-error\nexport const a: string = 1;\n",
        PURIFY,
        'import DOMPurify from "dompurify";\n\n// @ts-expect-error\nexport const a: string = 1;\n',
      ],
      [
        "behind a byte order mark",
        "\uFEFFexport const a = 1;\n",
        PURIFY,
        '\uFEFFimport DOMPurify from "dompurify";\n\nexport const a = 1;\n',
      ],
      [
        "behind a directive on the line",
        '"use client"; export const a = 1;',
        PURIFY,
        '"use client"; import DOMPurify from "dompurify"; export const a = 1;',
      ],
    ]);
  });

  describe("writes require where the file does", () => {
    check([
      [
        "behind those that the file begins with",
        "'use strict';\nconst a = require('a');\nrequire('b').c();\na();\nconst d = require('d');\n",
        EXEC,
        "'use strict';\nconst a = require('a');\nrequire('b').c();\nconst { execFile } = require('node:child_process');\na();\nconst d = require('d');\n",
      ],
      [
        "at the top",
        "a()\nmodule.exports = { a }\n",
        EXEC,
        'const { execFile } = require("node:child_process")\n\na()\nmodule.exports = { a }\n',
      ],
      [
        "with a semicolon before a bracket",
        "(async () => { await a() })()\nexports.b = 1\n",
        EXEC,
        'const { execFile } = require("node:child_process");\n\n(async () => { await a() })()\nexports.b = 1\n',
      ],
      [
        "of all",
        "const a = require('a');\n",
        { module: "m", namespace: "m" },
        "const a = require('a');\nconst m = require('m');\n",
      ],
    ]);

    it("in a file whose name says so", () =>
      assert.equal(
        imported("a();\n", EXEC, "/project/a.cjs"),
        'const { execFile } = require("node:child_process");\n\na();\n',
      ));
  });

  describe("uses what is there", () => {
    const there: readonly (readonly [name: string, first: string, wish: Wish, code: string, written?: string])[] = [
      ["the name", 'import { Duration } from "aws-cdk-lib";', DURATION, "Duration.seconds(60)"],
      ["the default", 'import DOMPurify from "dompurify";', PURIFY, "DOMPurify.sanitize(a)"],
      ["the default by its name", 'import { default as DOMPurify } from "dompurify";', PURIFY, "DOMPurify.sanitize(a)"],
      [
        "the default by the file's name",
        'import purify from "dompurify";',
        PURIFY,
        "DOMPurify.sanitize(a)",
        "purify.sanitize(a)",
      ],
      ["the whole by the file's name", 'import * as n from "m";', { module: "m", namespace: "m" }, "m.a", "n.a"],
      ["all of zod", 'import * as z from "zod";', ZOD, "z.object({})"],
      ["the default of zod", 'import z from "zod";', ZOD, "z.object({})"],
      ["a version of zod", 'import { z } from "zod/v4";', ZOD, "z.object({})"],
      ["a required name", 'const { Duration } = require("aws-cdk-lib");', DURATION, "Duration.seconds(60)"],
      [
        "a member of what is required",
        'const Duration = require("aws-cdk-lib").Duration;',
        DURATION,
        "Duration.seconds(60)",
      ],
      [
        "the whole module",
        'import * as cdk from "aws-cdk-lib";',
        DURATION,
        "Duration.seconds(60)",
        "cdk.Duration.seconds(60)",
      ],
      [
        "the whole module, required",
        'const cdk = require("aws-cdk-lib");',
        DURATION,
        "Duration.seconds(60)",
        "cdk.Duration.seconds(60)",
      ],
      [
        "the whole module, imported as required",
        'import cdk = require("aws-cdk-lib");',
        DURATION,
        "Duration.seconds(60)",
        "cdk.Duration.seconds(60)",
      ],
      [
        "the whole module at each place but members and keys",
        'import * as cdk from "aws-cdk-lib";',
        DURATION,
        "{ Duration, a: [Duration], Duration: b.Duration }",
        "{ Duration: cdk.Duration, a: [cdk.Duration], Duration: b.Duration }",
      ],
    ];
    for (const [name, first, wish, code, written = code] of there) {
      it(name, () => assert.equal(used(`${first}\nf(«a»);\n`, wish, code), `${first}\nf(${written});\n`));
    }

    it("in code on both sides of an expression", () => {
      const text = 'import * as purify from "purify";\nf(«a»);\n';
      const result = fixed(text, (place) => [
        { edit: "wrap", place: place!, before: "sanitize(", after: ", { allow: [] })" },
        { edit: "add import", file: FILE, module: "purify", names: ["sanitize"] },
      ]);
      assert.equal(result, 'import * as purify from "purify";\nf(purify.sanitize(a, { allow: [] }));\n');
    });

    it("and has nothing to do by itself", () =>
      assert.equal(imported('import { Duration } from "aws-cdk-lib";\n', DURATION), undefined));
  });

  it("adds the import with the code that needs it", () =>
    assert.equal(
      used('import { Stack } from "aws-cdk-lib";\nf(«a»);\n', DURATION, "Duration.seconds(60)"),
      'import { Stack, Duration } from "aws-cdk-lib";\nf(Duration.seconds(60));\n',
    ));

  describe("takes the place of an export that the fix makes unused", () => {
    const EXEC_FOR: Wish = { ...EXEC, replaces: "exec" };

    it("in its list", () =>
      assert.equal(
        used('import { exec, spawn } from "child_process";\n«exec»("a");\nspawn("b");\n', EXEC_FOR, "execFile"),
        'import { execFile, spawn } from "child_process";\nexecFile("a");\nspawn("b");\n',
      ));

    it("unless it is used elsewhere, or has another name", () => {
      assert.equal(
        used('import { exec } from "child_process";\n«exec»("a");\nexec("b");\n', EXEC_FOR, "execFile"),
        'import { exec, execFile } from "child_process";\nexecFile("a");\nexec("b");\n',
      );
      assert.equal(
        used('const { exec: run } = require("child_process");\n«run»("a");\n', EXEC_FOR, "execFile"),
        'const { exec: run, execFile } = require("child_process");\nexecFile("a");\n',
      );
    });
  });

  describe("drops the fix", () => {
    const refused: readonly (readonly [name: string, text: string, wish: Wish])[] = [
      ["where the name is declared", 'import "a";\nconst Duration = 1;\n', DURATION],
      ["where a parameter has the name", 'import "a";\nfunction f(Duration) {}\n', DURATION],
      ["where a type has the name", 'import "a";\ninterface Duration {}\n', DURATION],
      ["where another module's export has the name", 'import { Duration } from "luxon";\n', DURATION],
      ["where the name is a global", 'import "a";\nDuration.from(1);\n', DURATION],
      [
        "where the name is hidden further in",
        'import { Duration } from "aws-cdk-lib";\n{ const Duration = 1; }\n',
        DURATION,
      ],
      [
        "where the whole module's name is hidden further in",
        'import * as cdk from "aws-cdk-lib";\n(cdk) => cdk;\n',
        DURATION,
      ],
      [
        "where the default is used to make another",
        'import make from "dompurify";\nconst DOMPurify = make(a);\n',
        PURIFY,
      ],
      ["where the file has it under another name", 'import { Duration as D } from "aws-cdk-lib";\n', DURATION],
      ["where it is required under another name", 'const { Duration: D } = require("aws-cdk-lib");\n', DURATION],
      ["where a type is imported with others", 'import type { Duration, Stack } from "aws-cdk-lib";\n', DURATION],
      ["where the file is no module", "a();\n", DURATION],
      ["where a default would be required", 'const a = require("a");\n', PURIFY],
      ["where the file imports only as it requires", 'import a = require("a");\n', PURIFY],
      ["where the name is none", 'import "a";\n', { module: "m", names: ["a-b"] }],
      ["where nothing is asked for", 'import "a";\n', { module: "m" }],
    ];
    for (const [name, text, wish] of refused) it(name, () => assert.equal(imported(text, wish), undefined));

    it("where types are declared only", () =>
      assert.equal(imported('import "a";\n', DURATION, "/project/a.d.ts"), undefined));
  });
});
