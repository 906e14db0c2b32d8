import assert from "node:assert/strict";
import { reachOf } from "../../server/src/workspace/reach.ts";

function reach(
  text: string,
  ...names: readonly string[]
): { readonly isReached: boolean; readonly handsAllOn: boolean } {
  return reachOf(text, new Set(["./client"]), new Set(names));
}

describe("what an importer takes", () => {
  const reaches = (title: string, text: string, names: readonly string[] = ["client"]): void => {
    it(title, () => assert.equal(reach(text, ...names).isReached, true, text));
  };
  const passes = (title: string, text: string, names: readonly string[] = ["client"]): void => {
    it(title, () => assert.equal(reach(text, ...names).isReached, false, text));
  };
  reaches("is a name between braces", `import { client } from "./client";`);
  reaches("is a name under another one", `import { client as ai, type Other } from './client';`);
  reaches("is a type", `import type { client } from "./client";`);
  reaches("is a name after a comment", `import {\n  // the /* client\n  other,\n  client,\n} from "./client";`);
  reaches("is a name that it hands on", `export { client as ai } from "./client";`);
  reaches("is a name of a whole module", `import * as all from "./client";\nall.client.chat();`);
  reaches("is a name of what is required", `const { client } = require("./client");`);
  reaches("is a name of what is loaded later", `const { client } = await import("./client");`);
  reaches("is the default export", `import anything from "./client";`, ["default"]);
  reaches("is the default export beside names", `import anything, { other } from "./client";`, ["default"]);
  reaches("is the default export by its name", `import { default as anything } from "./client";`, ["default"]);
  reaches("may be anything of a module that exports everything", `import { other } from "./client";`, ["*"]);
  reaches(
    "may be anything where it hands on a whole module",
    `import * as all from "./client"; export { a } from "./b";`,
  );
  reaches(
    "is told by its text where the import is written in a way of its own",
    `client(import(/* now */ "./client"))`,
  );
  passes("is no name that stands elsewhere in the text", `import { other } from "./client";\nconst client = 1;`);
  passes("is no name of another file", `import { client } from "./elsewhere";\nimport { other } from "./client";`);
  passes("is not the default export where only names are taken", `import { other } from "./client";`, ["default"]);
  passes("is nothing where a file is imported for its effect", `import "./client";\nconst client = 1;`);
  passes("is nothing where all is handed on: that reaches who imports the importer", `export * from "./client";`);

  it("is handed on by `export *` only", () => {
    assert.equal(reach(`export * from "./client";`, "client").handsAllOn, true);
    assert.equal(reach(`export type * from "./client";`, "client").handsAllOn, true);
    assert.equal(reach(`export * as all from "./client";`, "client").handsAllOn, false);
    assert.equal(reach(`export { client } from "./client";`, "client").handsAllOn, false);
    assert.equal(reach(`export * from "./elsewhere"; import { client } from "./client";`, "client").handsAllOn, false);
  });
});
