import assert from "node:assert/strict";
import fc from "fast-check";
import { addToList, applySpecificationEdits, markReviewed } from "../../server/src/specification/edit-front-matter.ts";
import { parseSpecification } from "../../server/src/specification/parse-specification.ts";
import { LIST_NAMES, type ListName } from "../../server/src/specification/specification.ts";

function added(text: string, list: ListName, value: string): string {
  const edits = addToList(text, list, value);
  assert.ok(edits !== undefined, text);
  return applySpecificationEdits(text, edits);
}

function itemsOf(text: string, list: ListName): readonly string[] {
  const { specification, problems } = parseSpecification(text);
  assert.deepEqual(problems, [], text);
  return specification.frontMatter.lists[list]?.value?.map(({ value }) => value) ?? [];
}

/** Whether every character of one text is in the other, in its order. */
function keepsAll(before: string, after: string): boolean {
  let offset = 0;
  for (const character of before) {
    const found = after.indexOf(character, offset);
    if (found < 0) return false;
    offset = found + character.length;
  }
  return true;
}

describe("adding to a list of the specification", () => {
  const forms: Readonly<Record<string, readonly [string, string]>> = {
    "a list of lines": [
      "---\nmodels: # those\n    - a # first\n    - b # second\nmaxSteps: 3\n---\nText\n",
      "---\nmodels: # those\n    - a # first\n    - b # second\n    - new\nmaxSteps: 3\n---\nText\n",
    ],
    "a list in brackets": ["---\nmodels: [a, b] # two\n---\n", "---\nmodels: [a, b, new] # two\n---\n"],
    "a list in brackets over lines": [
      "---\nmodels: [\n  a, # one\n  b # two\n]\n---\n",
      "---\nmodels: [\n  a, # one\n  b, new # two\n]\n---\n",
    ],
    "an empty list": ["---\nmodels: [] # none\n---\n", "---\nmodels: [new] # none\n---\n"],
    "a key without value": [
      "---\nmodels: # to do\nmaxSteps: 3\n---\n",
      "---\nmodels: [new] # to do\nmaxSteps: 3\n---\n",
    ],
    "an explicit null": ["---\nmodels: ~\n---\n", "---\nmodels: [new]\n---\n"],
    "one text": ["---\nmodels: a # one\n---\n", "---\nmodels: [a, new] # one\n---\n"],
    "no such key": ["---\nmaxSteps: 3\n---\n# T\n", "---\nmaxSteps: 3\nmodels:\n  - new\n---\n# T\n"],
    "an empty front matter": ["---\n---\n", "---\nmodels:\n  - new\n---\n"],
    "no front matter": ["\uFEFF# T\n", "\uFEFF---\nmodels:\n  - new\n---\n\n# T\n"],
    "Windows' line breaks": ["---\r\nmodels:\r\n- a\r\n---\r\n", "---\r\nmodels:\r\n- a\r\n- new\r\n---\r\n"],
  };
  for (const [name, [before, after]] of Object.entries(forms)) {
    it(`works for ${name}`, () => assert.equal(added(before, "models", "new"), after));
  }

  it("leaves alone what cannot be read", () => {
    assert.equal(addToList("---\nmodels: [a\nb: c\n---\n", "models", "new"), undefined);
    assert.equal(addToList("---\nmodels: { a: b }\n---\n", "models", "new"), undefined);
    assert.equal(addToList("---\nmodels: [a]\n", "models", "new"), undefined);
  });

  it("keeps every character, and adds the value whatever it is", () => {
    const comment = fc.constantFrom("", " # why", " # a: [b]");
    const item = fc.constantFrom("gpt-5.4", "anthropic.claude-3:0", "'single'", '"double"', "claude-*", "with space");
    const list = fc.tuple(
      fc.constantFrom("block", "flow", "none"),
      fc.array(fc.tuple(item, comment), { minLength: 1, maxLength: 4 }),
    );
    const break_ = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(
        list,
        break_,
        fc.string({ minLength: 1, maxLength: 20 }),
        fc.constantFrom(...LIST_NAMES),
        (present, lineBreak, value, name) => {
          fc.pre(!/[\p{Cc}\p{Cs}\uFEFF]/u.test(value) && name !== "dataClasses");
          const [form, items] = present;
          const lines =
            form === "none"
              ? []
              : form === "flow"
                ? [`${name}: [${items.map(([text]) => text).join(", ")}]${items[0]?.[1] ?? ""}`]
                : [`${name}:`, ...items.map(([text, note]) => `  - ${text}${note}`)];
          const text = ["---", "maxSteps: 3 # steps", ...lines, "---", "# Title", "<!-- kept -->", ""].join(lineBreak);
          const before = itemsOf(text, name);
          const after = added(text, name, value);
          assert.deepEqual(itemsOf(after, name), [...before, value]);
          assert.ok(keepsAll(text, after));
          assert.equal(after.slice(after.indexOf("# Title")), text.slice(text.indexOf("# Title")));
          assert.equal(parseSpecification(after).specification.frontMatter.numbers.maxSteps?.value?.value, 3);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("marking a specification as reviewed", () => {
  const record = new Map([
    ["models", "1e234567"],
    ["tools", "00000000"],
  ]);
  const lines = '  models: "1e234567"\n  tools: "00000000"\n';
  for (const [name, before, after] of [
    ["adds what is missing", "---\nmaxSteps: 3\n---\n", `---\nmaxSteps: 3\nreviewed: 2026-11-22\ncode:\n${lines}---\n`],
    [
      "fills what is empty",
      "---\nreviewed: # day\ncode:\n---\n",
      `---\nreviewed: 2026-11-22 # day\ncode:\n${lines}---\n`,
    ],
    [
      "replaces what is old",
      '---\nreviewed: 2025-01-01\ncode:\n  models: "11111111"\nmaxSteps: 3\n---\nText\n',
      `---\nreviewed: 2026-11-22\ncode:\n${lines}maxSteps: 3\n---\nText\n`,
    ],
  ] as const) {
    it(name, () => {
      const edits = markReviewed(before, "2026-11-22", record);
      assert.ok(edits !== undefined);
      const text = applySpecificationEdits(before, edits);
      assert.equal(text, after);
      const { frontMatter } = parseSpecification(text).specification;
      assert.deepEqual(frontMatter.code?.value, record);
      // Once more changes nothing.
      assert.equal(applySpecificationEdits(text, markReviewed(text, "2026-11-22", record) ?? []), text);
    });
  }
});
