import assert from "node:assert/strict";
import { isAnswered } from "../../server/src/specification/answered.ts";
import { firstSpecification } from "../../server/src/specification/folder-specification.ts";
import { APP, scanned } from "./example-app.ts";

/** With these lines behind or in place of every question. */
function answering(text: string, replace: (question: string) => string): string {
  return text.replace(/^> To answer: .*$/gmu, replace);
}

describe("whether people answered a specification", () => {
  let first = "";
  before(async () => {
    first = firstSpecification(await scanned(APP), "2026-11-22");
  });

  it("is no for one that was just written, whatever the code shows", async () => {
    assert.equal(isAnswered(first), false);
    const empty = firstSpecification(await scanned({ "src/a.ts": "export const a = 1;\n" }), "2026-11-22");
    assert.equal(isAnswered(empty), false);
  });

  it("is no while a question is open", () => {
    let questions = 0;
    const allButOne = answering(first, (question) => (++questions === 4 ? question : `${question}\n\nYes.`));
    assert.ok(questions > 4);
    assert.equal(isAnswered(allButOne), false);
  });

  it("is yes with every question answered: below it, in its quote, or in its place", () => {
    for (const answer of [
      (question: string) => `${question}\n\nFor our customers.`,
      (question: string) => `${question}\nFor our customers.`,
      (question: string) => `${question}\n> For our customers.`,
      (question: string) => `${question} For our customers.`,
      () => "For our customers.",
    ])
      assert.equal(isAnswered(answering(first, answer)), true, answer("> To answer: For whom?"));
    assert.equal(
      isAnswered(answering(first, (question) => `${question}\nYes.`).replaceAll("\n", "\r\n")),
      true,
      "CRLF",
    );
  });

  it("is no where only what comes from the code is left", () => {
    const heading = /^#+ .*\n\n> To answer: .*\n\n/gmu;
    assert.match(first, heading);
    assert.equal(isAnswered(first.replace(heading, "")), false);
    assert.equal(isAnswered(answering(first, () => "<!-- later -->")), false);
  });

  it("is told of a document by hand, too", () => {
    assert.equal(isAnswered("# Help desk\n\nAnswers what customers ask.\n"), true);
    assert.equal(isAnswered("# Help desk\n\n## Purpose\n"), false);
    assert.equal(isAnswered("Notes.\n"), false);
    assert.equal(isAnswered(""), false);
  });
});
