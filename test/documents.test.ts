import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import manifest from "../package.json" with { type: "json" };

const DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"];

/** Folders whose files the documents name between backticks. */
const NAMED_PATH = /`((?:lens|server|client|media|test)\/[^\s`<]*)`/gu;

const LINK = /\]\((?!https?:)([^)#]+)/gu;

for (const document of DOCUMENTS) {
  describe(document, () => {
    const text = readFileSync(document, "utf8");

    it("names files that are there", () => {
      const named = [...text.matchAll(NAMED_PATH), ...text.matchAll(LINK)].map((match) => match[1] ?? "");
      assert.deepEqual(
        [...new Set(named)].filter((file) => !existsSync(file)),
        [],
      );
    });

    it("names scripts that are there", () => {
      const scripts = [...text.matchAll(/`npm run ([\w:-]+)|^npm run ([\w:-]+)/gmu)].map(
        (match) => match[1] ?? match[2],
      );
      assert.deepEqual(
        [...new Set(scripts)].filter((script) => script === undefined || !Object.hasOwn(manifest.scripts, script)),
        [],
      );
    });
  });
}

describe("the README", () => {
  const text = readFileSync("README.md", "utf8");

  it("has the two commands, each alone", () => {
    for (const command of ["npm install && npm start", "npm install && npm test"]) {
      assert.ok(text.includes(`\n\`\`\`sh\n${command}\n\`\`\`\n`), command);
    }
  });

  it("names every command of the palette", () => {
    const titles = manifest.contributes.commands.map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => !text.includes(title)),
      [],
    );
  });
});
