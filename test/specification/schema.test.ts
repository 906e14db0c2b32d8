import assert from "node:assert/strict";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "yaml";
import schema from "../../lens/specification.schema.json" with { type: "json" };
import { findFrontMatter } from "../../server/src/specification/front-matter.ts";
import { firstSpecification } from "../../server/src/specification/folder-specification.ts";
import { parseSpecification } from "../../server/src/specification/parse-specification.ts";
import { APP, scanned } from "./example-app.ts";

describe("the schema of the front matter", () => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);

  const isValid = (yaml: string): boolean => validate(parse(yaml));
  const isRead = (yaml: string): boolean => parseSpecification(`---\n${yaml}\n---\n`).problems.length === 0;

  it("fits what is written first", async () => {
    const text = firstSpecification(await scanned(APP), "2026-11-22");
    const found = findFrontMatter(text);
    assert.ok(typeof found === "object");
    assert.ok(isValid(text.slice(found.start, found.end)), JSON.stringify(validate.errors));
  });

  for (const yaml of [
    "models: [a, b]",
    "models: a",
    "models:",
    "models: { a: b }",
    "models: [[a]]",
    "maxSteps: 0",
    "maxSteps: 1.5",
    "maxOutputTokens: 4000",
    "maxOutputTokens: many",
    "monthlyBudget: 0",
    "monthlyBudget: -1",
    "reviewed: 2026-11-22",
    "reviewed: 2026-02-30",
    "reviewed: yesterday",
    "code: { models: abc }",
    "code: [a]",
    "budget: 3",
    ...["regions", "tools", "dataClasses", "humanApproval"].map((name) => `${name}: [x]`),
  ]) {
    it(`agrees with the reader on ${yaml}`, () => assert.equal(isValid(yaml), isRead(yaml)));
  }
});
