import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSpecification } from "../../server/src/specification/parse-specification.ts";
import { LIST_NAMES } from "../../server/src/specification/specification.ts";

const WHOLE = `---
models: # allowed
  - gpt-5.4
  - "claude-*"
regions: [eu-central-1, eu-west-1]
maxOutputTokens: 4000
monthlyBudget: 12.5
reviewed: 2026-11-20
code:
  models: "1e234567"
---
# Title

Text.

## Filled

Words.

## Empty

<!-- a comment -->

> To answer: Why?

## Answered

> To answer: Why?

Because.

## Parent

### Child

- item
`;

function messages(text: string): readonly string[] {
  return parseSpecification(text).problems.map(({ message }) => message);
}

describe("reading a specification", () => {
  it("gives every setting with its place", () => {
    const { specification, problems } = parseSpecification(WHOLE);
    assert.deepEqual(problems, []);
    const { lists, numbers, reviewed, code } = specification.frontMatter;
    assert.deepEqual(
      lists.models?.value?.map(({ value, start, end }) => [value, WHOLE.slice(start, end)]),
      [
        ["gpt-5.4", "gpt-5.4"],
        ["claude-*", '"claude-*"'],
      ],
    );
    assert.deepEqual(
      lists.regions?.value?.map(({ value }) => value),
      ["eu-central-1", "eu-west-1"],
    );
    assert.equal(numbers.maxOutputTokens?.value?.value, 4000);
    assert.equal(numbers.monthlyBudget?.value?.value, 12.5);
    assert.equal(reviewed?.value?.value, "2026-11-20");
    assert.equal(code?.value?.get("models"), "1e234567");
    assert.equal(lists.tools, undefined);
  });

  it("tells which sections say nothing", () => {
    const { sections } = parseSpecification(WHOLE).specification;
    assert.deepEqual(
      sections.map(({ title, level, isEmpty }) => [title, level, isEmpty]),
      [
        ["Title", 1, false],
        ["Filled", 2, false],
        ["Empty", 2, true],
        ["Answered", 2, false],
        ["Parent", 2, false],
        ["Child", 3, false],
      ],
    );
  });

  for (const [name, change] of Object.entries({
    "Windows' line breaks": (text: string) => text.replaceAll("\n", "\r\n"),
    "a byte order mark": (text: string) => `\uFEFF${text}`,
  })) {
    it(`reads the same with ${name}, at the right places`, () => {
      const text = change(WHOLE);
      const { specification, problems } = parseSpecification(text);
      assert.deepEqual(problems, []);
      const [first] = specification.frontMatter.lists.models?.value ?? [];
      assert.ok(first !== undefined);
      assert.equal(text.slice(first.start, first.end), "gpt-5.4");
      const shown = specification.sections.map(({ heading, isEmpty }) => [
        text.slice(heading.start, heading.end),
        isEmpty,
      ]);
      assert.deepEqual(shown[2], ["## Empty", true]);
      assert.deepEqual(shown[5], ["### Child", false]);
    });
  }

  it("takes headings in code for code", () => {
    const { sections } = parseSpecification("---\nmodels: []\n---\n# A\n\n```md\n## B\n```\n\nC\n---\n").specification;
    assert.deepEqual(
      sections.map(({ title, isEmpty }) => [title, isEmpty]),
      [
        ["A", false],
        ["C", true],
      ],
    );
  });

  it("says of each mistake what, where and how to mend it", () => {
    const text = `---
modles: [gpt-5]
maxSteps: many
regions: { a: b }
tools: [one, [two]]
reviewed: 2026-02-30
dataClasses: [user-inputs, our-own-kind]
maxOutputTokens: 0
monthlyBudget: -3
---
`;
    const { problems } = parseSpecification(text);
    assert.deepEqual(
      problems.map(({ start, end, message, rename }) => [text.slice(start, end), rename?.name, message.slice(0, 34)]),
      [
        ["modles", "models", "There is no setting `modles`: did y"],
        ["many", undefined, "`maxSteps` must be a whole number a"],
        ["{ a: b }", undefined, "`regions` must be a list of texts: "],
        ["[two]", undefined, "An item of `tools` is no text: writ"],
        ["2026-02-30", undefined, "`reviewed` must be a day: write it "],
        ["user-inputs", "user-input", "`user-inputs` is no data class that"],
        ["0", undefined, "`maxOutputTokens` must be a whole n"],
        ["-3", undefined, "`monthlyBudget` must be a number of"],
      ].map(([written, name, message]) => [written, name, message?.slice(0, 34)]),
    );
    // What is right still holds.
    assert.deepEqual(
      parseSpecification(text).specification.frontMatter.lists.tools?.value?.map(({ value }) => value),
      ["one"],
    );
  });

  it("keeps the first of two keys, and reports the second", () => {
    const { specification, problems } = parseSpecification("---\nmodels: [a]\nmodels: [b]\n---\n");
    assert.deepEqual(
      specification.frontMatter.lists.models?.value?.map(({ value }) => value),
      ["a"],
    );
    assert.deepEqual(
      problems.map(({ message }) => message),
      ["This key stands there twice: take one of them out"],
    );
  });

  it("tells a value that is missing from one that is wrong", () => {
    const { frontMatter } = parseSpecification("---\nmodels:\nmaxSteps: x\n---\n").specification;
    assert.deepEqual([frontMatter.lists.models?.isEmpty, frontMatter.lists.models?.value], [true, undefined]);
    assert.deepEqual([frontMatter.numbers.maxSteps?.isEmpty, frontMatter.numbers.maxSteps?.value], [false, undefined]);
  });

  it("says what is wrong with a document as a whole", () => {
    assert.match(messages("# Only text\n")[0] ?? "", /^No front matter, .*: start the file with a line `---`/);
    assert.match(messages("")[0] ?? "", /^No front matter/);
    assert.match(messages("---\nmodels: [a]\n")[0] ?? "", /^The front matter does not end: write a line `---`/);
    assert.match(messages("---\nmodels: [a\nb: c\n---\n")[0] ?? "", /^Not valid YAML: .* Mend it/);
    assert.match(messages("---\n- a\n---\n")[0] ?? "", /^The front matter must be settings/);
    assert.match(messages(`---\nmodels: [a]\n---\n${"text ".repeat(150_000)}`)[0] ?? "", /^Longer than 512 KB/);
    assert.match(
      messages(`---\nmodels: ${"[".repeat(50_000)}\n---\n`)[0] ?? "",
      /^The front matter has a line of more than 1000/,
    );
    assert.match(
      messages(`---\nmodels: ${"[\n".repeat(500)}\n---\n`)[0] ?? "",
      /^The front matter is nested too deeply/,
    );
    assert.match(messages("---\n- - - - a\n---\n")[0] ?? "", /^The front matter is nested too deeply/);
    assert.match(messages(`---\n${"a: 1\n".repeat(20_000)}---\n`)[0] ?? "", /^The front matter is longer than 64 KB/);
    assert.deepEqual(messages("---\n---\n"), []);
  });

  it("never throws, and keeps every place inside the text", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "---\n",
        "\r\n",
        "\n",
        "models:",
        " [",
        "]",
        "- a",
        "## H",
        "> To answer: ",
        "<!--",
        "```",
        "&a *a",
        "\uFEFF",
        "{",
        "? ",
        "!!set",
      ),
      fc.constantFrom(...LIST_NAMES),
    );
    fc.assert(
      fc.property(fc.boolean(), fc.array(piece, { maxLength: 40 }), (isFront, pieces) => {
        const text = `${isFront ? "---\n" : ""}${pieces.join("")}`;
        const { specification, problems } = parseSpecification(text);
        for (const { start, end, message } of problems) {
          assert.ok(start >= 0 && start <= text.length && end > start && end <= text.length + 1);
          assert.ok(message.length > 0 && !message.includes("\n"));
        }
        for (const { heading } of specification.sections) assert.match(text.slice(heading.start, heading.end), /\S/u);
      }),
      { numRuns: 300 },
    );
  });
});
