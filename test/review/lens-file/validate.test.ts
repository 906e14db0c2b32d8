import assert from "node:assert/strict";
import fc from "fast-check";
import type { LensFileSeverity } from "../../../server/src/review/lens-file/problems.ts";
import { validateLensFile } from "../../../server/src/review/lens-file/validate.ts";
import { type Parts, SMALL_LENS, copyOf, spoiled } from "./small-lens.ts";

/** One fault: what it says, and the text that it points at. */
interface Expected {
  readonly message: RegExp;
  readonly at: string;
  readonly severity?: LensFileSeverity;
}

function assertOnly(text: string, { message, at, severity = "error" }: Expected): void {
  const { lens, problems } = validateLensFile(text);
  assert.deepEqual(
    problems.map((problem) => problem.severity),
    [severity],
    problems.map((problem) => problem.message).join("\n"),
  );
  const [problem] = problems;
  assert.ok(problem !== undefined);
  assert.match(problem.message, message);
  assert.doesNotMatch(problem.message, /\n/);
  assert.ok(text.startsWith(at, problem.offset), text.slice(problem.offset, problem.offset + 60));
  const before = text.slice(0, problem.offset).split("\n");
  assert.deepEqual([problem.line, problem.column], [before.length, (before.at(-1) ?? "").length + 1]);
  assert.equal(lens === undefined, severity === "error");
}

const long = (length: number): string => "x".repeat(length);

function many<Entry>(count: number, entry: (index: number) => Entry): Entry[] {
  return Array.from({ length: count }, (_, index) => entry(index));
}

const FAULTS: Readonly<Record<string, readonly [change: (parts: Parts) => void, expected: Expected]>> = {
  "another schema version": [
    ({ lens }) => (lens["schemaVersion"] = "2024-01-01"),
    { message: /schemaVersion "2024-01-01": write "2021-11-01"/, at: '"2024' },
  ],
  "a field that is missing": [
    ({ lens }) => delete lens["name"],
    { message: /^The lens has no "name": add it/, at: "{" },
  ],
  "a field in other letters": [
    ({ question }) => (question["descriptions"] = "x"),
    { message: /"descriptions".*Did you mean "description"\?/, at: '"descriptions"', severity: "warning" },
  ],
  "a field that nobody knows": [
    ({ lens }) => (lens["$comment"] = "x"),
    {
      message: /"\$comment" that the format does not know. Its fields are schemaVersion/,
      at: '"$com',
      severity: "warning",
    },
  ],
  "a name that is no text": [
    ({ lens }) => (lens["name"] = 7),
    { message: /The lens has a "name" that is a number: write text in double quotes/, at: "7" },
  ],
  "pillars that are no list": [
    ({ lens }) => (lens["pillars"] = {}),
    { message: /"pillars" that is an object: write a list/, at: "{}" },
  ],
  "a pillar that is null": [
    ({ pillars }) => pillars.push(null as never),
    { message: /^A pillar is null: write an object in \{ \} with id, name, questions/, at: "null" },
  ],
  "an empty name": [({ lens }) => (lens["name"] = "  "), { message: /"name" that is empty/, at: '"  "' }],
  "a long name": [
    ({ lens }) => (lens["name"] = long(129)),
    { message: /"name" of 129 characters: AWS takes 128 at most/, at: '"xxx' },
  ],
  "a long description": [
    ({ lens }) => (lens["description"] = long(2049)),
    { message: /"description" of 2049 characters: AWS takes 2048/, at: '"xxx' },
  ],
  "no pillars": [({ lens }) => (lens["pillars"] = []), { message: /"pillars" without entries/, at: "[]" }],
  "eleven pillars": [
    ({ lens, question }) =>
      (lens["pillars"] = many(11, (index) => ({
        id: `pillar_${index}`,
        name: "Pillar",
        questions: [copyOf(question, `QUESTION_${index}`)],
      }))),
    { message: /"pillars" of 11 entries: AWS takes 10 at most, so leave out 1/, at: "[" },
  ],
  "a long pillar name": [
    ({ pillar }) => (pillar["name"] = long(129)),
    { message: /^Pillar "security" has a "name" of 129/, at: '"xxx' },
  ],
  "a pillar without questions": [
    ({ pillar }) => (pillar["questions"] = []),
    { message: /^Pillar "security" has a "questions" without entries/, at: "[]" },
  ],
  "a pillar id that is nearly one of the Framework": [
    ({ pillar }) => (pillar["id"] = "Operational_Excellence"),
    { message: /write "operationalExcellence"/, at: '"Operational', severity: "warning" },
  ],
  "a pillar id twice": [
    ({ pillars, pillar, question }) => pillars.push({ ...pillar, questions: [copyOf(question, "OWNSEC02")] }),
    { message: /^Pillar id "security" stands in this lens twice/, at: '"security"' },
  ],
  "a pillar id that is long for the API": [
    ({ pillar }) => (pillar["id"] = long(65)),
    { message: /65 characters, and AWS's API takes answers for 64 at most/, at: '"xxx', severity: "warning" },
  ],
  "a short id": [
    ({ pillar }) => (pillar["id"] = "se"),
    { message: /needs 3 to 128, so write a longer one/, at: '"se"' },
  ],
  "a long id": [
    ({ question }) => (question["id"] = long(129)),
    { message: /needs 3 to 128, so write a shorter one/, at: '"xxx' },
  ],
  "an id with other characters": [
    ({ question }) => (question["id"] = "OWN-SEC 01"),
    { message: /^Question id "OWN-SEC 01" has other characters.*write "OWN_SEC_01"/, at: '"OWN-SEC' },
  ],
  "an id in other letters": [
    ({ question }) => (question["id"] = "質問一"),
    { message: /has other characters than A-Z, a-z, 0-9 and _: leave them out/, at: '"質問一"' },
  ],
  "an empty id": [({ pillar }) => (pillar["id"] = ""), { message: /needs 3 to 128/, at: '""' }],
  "21 questions": [
    ({ pillar, question }) => (pillar["questions"] = many(21, (index) => copyOf(question, `QUESTION_${index}`))),
    { message: /"questions" of 21 entries: AWS takes 20/, at: "[" },
  ],
  "a question id twice": [
    ({ questions, question }) => questions.push(copyOf(question, "OWNSEC01")),
    { message: /^Question id "OWNSEC01" stands in this lens twice/, at: '"OWNSEC01"' },
  ],
  "a long question": [
    ({ question }) => (question["title"] = long(129)),
    { message: /^Question "OWNSEC01" has a "title" of 129/, at: '"xxx' },
  ],
  "16 choices": [
    ({ question, choice, none, rules }) => {
      question["choices"] = [...many(15, (index) => copyOf(choice, `CHOICE_${index}`)), none];
      rules.splice(0, 2, { condition: "CHOICE_0", risk: "NO_RISK" });
    },
    { message: /"choices" of 16 entries: AWS takes 15/, at: "[" },
  ],
  "a choice id twice": [
    ({ choices, choice }) => choices.push(copyOf(choice, "OWNSEC01_BP01")),
    { message: /^Choice id "OWNSEC01_BP01" stands in this question twice/, at: '"OWNSEC01_BP01"' },
  ],
  "a choice called default": [
    ({ choices, choice }) => choices.push(copyOf(choice, "default")),
    { message: /means something else in a risk rule/, at: '"default"' },
  ],
  "two choices for none of these": [
    ({ choices }) => choices.push({ id: "OTHER_no", title: "Nothing" }),
    { message: /second "None of these" choice, "OTHER_no"/, at: "{", severity: "warning" },
  ],
  "no choice but none of these": [
    ({ question, none }) => {
      question["choices"] = [none];
      question["riskRules"] = [{ condition: "default", risk: "HIGH_RISK" }];
    },
    { message: /no choice but "None of these"/, at: "{", severity: "warning" },
  ],
  "a choice without a plan": [
    ({ second }) => delete second["improvementPlan"],
    { message: /^Choice "OWNSEC01_BP02" has no "improvementPlan": add one/, at: "{" },
  ],
  "a plan without a text": [
    ({ second }) => (second["improvementPlan"] = { url: "https://example.com" }),
    { message: /^"improvementPlan" of choice "OWNSEC01_BP02" has no "displayText"/, at: "{" },
  ],
  "a plan that is a text": [
    ({ second }) => (second["improvementPlan"] = "x"),
    { message: /"improvementPlan" that is a text: write an object/, at: '"x"' },
  ],
  "a long text to show": [
    ({ choice }) => (choice["helpfulResource"] = { displayText: long(2049) }),
    { message: /^"helpfulResource" of choice "OWNSEC01_BP01" has a "displayText" of 2049/, at: '"xxx' },
  ],
  "a url without a text": [
    ({ question }) => (question["helpfulResource"] = { displayText: "", url: "https://example.com" }),
    { message: /^"helpfulResource" of question "OWNSEC01" has a "displayText" that is empty/, at: '""' },
  ],
  "a url of another kind": [
    ({ choice }) => (choice["helpfulResource"] = { displayText: "x", url: "ftp://example.com" }),
    { message: /"ftp:\/\/example.com": it must start with http:\/\/ or https:\/\//, at: '"ftp' },
  ],
  "a url with a space": [
    ({ choice }) => (choice["helpfulResource"] = { displayText: "x", url: "https://exa mple.com" }),
    { message: /with white space in it: take it out/, at: '"https://exa', severity: "warning" },
  ],
  "a url that cannot be": [
    ({ choice }) => (choice["helpfulResource"] = { displayText: "x", url: "https://[example" }),
    { message: /leads nowhere/, at: '"https://[exa', severity: "warning" },
  ],
  "an empty url": [
    ({ choice }) => (choice["helpfulResource"] = { displayText: "x", url: "" }),
    { message: /has an empty url: leave the field out/, at: '""', severity: "warning" },
  ],
  "a further resource of another type": [
    ({ choice }) => (choice["additionalResources"] = [{ type: "HELPFUL", content: [{ displayText: "x" }] }]),
    { message: /the type "HELPFUL": write one of HELPFUL_RESOURCE, IMPROVEMENT_PLAN/, at: '"HELPFUL"' },
  ],
  "six further resources": [
    ({ choice }) =>
      (choice["additionalResources"] = [{ type: "HELPFUL_RESOURCE", content: many(6, () => ({ displayText: "x" })) }]),
    { message: /has 6 resources: AWS takes 5 of each type at most, so leave out 1/, at: "[" },
  ],
  "one type of further resources twice": [
    ({ choice }) =>
      (choice["additionalResources"] = many(2, () => ({
        type: "IMPROVEMENT_PLAN",
        content: [{ displayText: "x" }],
      }))),
    { message: /the type IMPROVEMENT_PLAN a second time/, at: '"IMPROVEMENT_PLAN"' },
  ],
  "a further resource without a text": [
    ({ choice }) => (choice["additionalResources"] = [{ type: "IMPROVEMENT_PLAN", content: [{}] }]),
    { message: /"additionalResources" of choice "OWNSEC01_BP01" has no "displayText"/, at: "{}" },
  ],
  "no risk rules": [
    ({ question }) => (question["riskRules"] = []),
    { message: /"riskRules" without entries/, at: "[]" },
  ],
  "no default": [
    ({ rules }) => rules.pop(),
    { message: /^Question "OWNSEC01" has no risk rule "default": add \{/, at: "[" },
  ],
  "a level that is not known": [
    ({ rules }) => (rules[2]!["risk"] = "HIGH"),
    { message: /risk "HIGH": write one of NO_RISK, MEDIUM_RISK, HIGH_RISK/, at: '"HIGH"' },
  ],
  "a level twice": [
    ({ rules }) => (rules[1]!["risk"] = "NO_RISK"),
    { message: /gives NO_RISK a second time/, at: '"NO_RISK"' },
  ],
  "a condition that cannot be read": [
    ({ rules }) => (rules[0]!["condition"] = "OWNSEC01_BP01 & OWNSEC01_BP02"),
    { message: /a condition that "&" stands alone: write &&/, at: "& " },
  ],
  "a condition with an escape that cannot be read": [
    ({ rules }) => (rules[0]!["condition"] = "\tOWNSEC01_BP01 &"),
    { message: /write &&/, at: '"\\tOWN' },
  ],
  "a condition on another question": [
    ({ rules }) => (rules[0]!["condition"] = "OWNSEC01_BP01 && GENSEC01_BP02"),
    { message: /names "GENSEC01_BP02", which is no choice of this question/, at: "GENSEC01_BP02" },
  ],
  "a condition on its own question": [
    ({ rules }) => (rules[0]!["condition"] = "OWNSEC01 || OWNSEC01_BP01"),
    { message: /names "OWNSEC01", which is no choice of this question/, at: "OWNSEC01 ||" },
  ],
  "a condition on its own risk": [
    ({ rules }) => (rules[0]!["condition"] = "NO_RISK || OWNSEC01_BP01"),
    { message: /names "NO_RISK", which is no choice/, at: "NO_RISK ||" },
  ],
  "a mistyped choice": [
    ({ rules }) => (rules[0]!["condition"] = "OWNSEC01_BP1"),
    { message: /Did you mean "OWNSEC01_BP01"\?/, at: "OWNSEC01_BP1" },
  ],
  "a default that is not the last": [
    ({ rules }) => rules.unshift(rules.pop()!) && rules.pop(),
    { message: /never decides, as the rules before it/, at: '"OWNSEC01_BP01', severity: "warning" },
  ],
  "a rule that can never be true": [
    ({ rules }) => (rules[0]!["condition"] = "OWNSEC01_BP01 && !OWNSEC01_BP01"),
    { message: /can never be true/, at: '"OWNSEC01_BP01', severity: "warning" },
  ],
  "a condition that AWS may read in another way": [
    ({ rules }) => (rules[0]!["condition"] = "OWNSEC01_BP01 && OWNSEC01_BP02 || OWNSEC01_no && OWNSEC01_BP01"),
    { message: /mixes && and \|\|/, at: "||", severity: "warning" },
  ],
};

const SMALL_TEXT = JSON.stringify(SMALL_LENS, undefined, 2);

describe("a lens file", () => {
  it("without a fault is read as it is", () => {
    assert.deepEqual(validateLensFile(SMALL_TEXT), { lens: SMALL_LENS, problems: [] });
  });

  for (const [name, [change, expected]] of Object.entries(FAULTS)) {
    it(`is told ${name}`, () => assertOnly(spoiled(change), expected));
  }

  it("is told two defaults, and four rules", () => {
    const { problems } = validateLensFile(
      spoiled(({ rules }) => rules.push({ condition: "default", risk: "HIGH_RISK" })),
    );
    const messages = problems.map(({ message }) => message).join("\n");
    assert.match(messages, /"riskRules" of 4 entries: AWS takes 3 at most/);
    assert.match(messages, /is the second "default"/);
    assert.match(messages, /gives HIGH_RISK a second time/);
  });

  it("is told all faults, first to last", () => {
    const { problems } = validateLensFile(
      spoiled(({ rules, lens, choice }) => {
        rules[0]!["risk"] = "none";
        delete choice["title"];
        lens["name"] = "";
      }),
    );
    assert.deepEqual(
      problems.map(({ message }) => message.replace(/".*/, "")),
      ["The lens has a ", "Choice ", "A risk rule of question "],
    );
  });

  it("is told a thousand faults, and how many more there are", () => {
    const { problems } = validateLensFile(spoiled(({ lens }) => (lens["pillars"] = many(1500, () => 1))));
    assert.equal(problems.length, 1001);
    assert.equal(problems.at(-1)?.message, "501 further problems are not shown: correct these first");
  });

  it("takes everything up to the limits", () => {
    const text = spoiled(({ lens, pillar, question, choice, none, choices }) => {
      lens["name"] = long(128);
      lens["description"] = long(2048);
      pillar["id"] = "abc";
      question["id"] = long(128);
      question["title"] = long(128);
      delete question["description"];
      choice["helpfulResource"] = { displayText: long(2048) };
      none["id"] = `${long(61)}_no`;
      choices.push(...many(12, (index) => copyOf(choice, `CHOICE_${index}`)));
    });
    assert.deepEqual(validateLensFile(text).problems, []);
  });
});

describe("the text of a lens file", () => {
  const SYNTAX: Readonly<Record<string, readonly [text: string, expected: Expected]>> = {
    nothing: ["", { message: /The file is empty/, at: "" }],
    "white space": [" \r\n", { message: /The file is empty/, at: " " }],
    "a text cut off": [SMALL_TEXT.slice(0, 400), { message: /ends too early/, at: "" }],
    "another text": ["# A lens\n", { message: /no valid JSON/, at: "#" }],
    "a list": ["[]", { message: /^The lens is a list: write an object/, at: "[]" }],
    "a missing comma": [
      SMALL_TEXT.replace('"House rules",', '"House rules"'),
      { message: /no valid JSON: a comma is missing/, at: '"description"' },
    ],
    "a merge conflict": [
      SMALL_TEXT.replace('  "name"', '<<<<<<< ours\n  "name"'),
      { message: /merge conflict/, at: "<<<<<<< ours" },
    ],
    "a comment": [`// ours\n${SMALL_TEXT}`, { message: /^A comment/, at: "// ours" }],
    "a comma at the end": [SMALL_TEXT.replace(/\}\s*$/, ", }"), { message: /^A comma behind the last entry/, at: "," }],
    "a field twice": [
      SMALL_TEXT.replace('"name"', '"name": "x",\n  "name"'),
      { message: /^The lens has "name" twice, and only the last one counts/, at: '"name": "House' },
    ],
    "a byte order mark": [`\uFEFF${SMALL_TEXT}`, { message: /byte order mark/, at: "\uFEFF", severity: "warning" }],
    "something nested deep": [
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      { message: /nested too deeply/, at: "[" },
    ],
    "600 KB": [SMALL_TEXT + " ".repeat(600_000), { message: /The file has \d+ bytes, and AWS takes 500000/, at: "{" }],
    "3 MB": [" ".repeat(3_000_000), { message: /The file has 3000000 bytes/, at: " " }],
  };
  for (const [name, [text, expected]] of Object.entries(SYNTAX)) {
    it(`is told ${name}`, () => assertOnly(text, expected));
  }

  it("may be in any language, with any line ends", () => {
    const foreign = spoiled(({ lens, question, choice }) => {
      lens["name"] = "الذكاء الاصطناعي 🤖";
      lens["description"] = "生成系AIのレンズ";
      question["title"] = "Wie hält man Eingaben und Daten auseinander?";
      choice["title"] = "Отделять данные";
    });
    const { lens, problems } = validateLensFile(foreign.replaceAll("\n", "\r\n"));
    assert.deepEqual(problems, []);
    assert.deepEqual(lens, JSON.parse(foreign));
  });

  it("counts bytes, not characters", () => {
    const bytes = (count: number) => {
      const text = spoiled(({ lens }) => (lens["description"] = ""));
      const room = count - text.length;
      return text.replace('"description": ""', `"description": ""${" ".repeat(room)}`);
    };
    assert.deepEqual(validateLensFile(bytes(500_000)).problems, []);
    assert.equal(validateLensFile(bytes(500_001)).problems.length, 1);
    assert.equal(validateLensFile(bytes(500_000).replace("House rules", "Häuserregel")).problems.length, 1);
  });

  it("never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        const { lens, problems } = validateLensFile(text);
        assert.ok(lens === undefined && problems.some(({ severity }) => severity === "error"));
      }),
    );
  });

  it("never throws on a lens with anything in the place of any part", () => {
    const paths: (readonly (string | number)[])[] = [];
    const collect = (value: unknown, path: readonly (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (typeof value !== "object" || value === null) return;
      for (const [name, inner] of Object.entries(value))
        collect(inner, [...path, Array.isArray(value) ? Number(name) : name]);
    };
    collect(SMALL_LENS, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const text = spoiled(({ lens }) => {
          const owner = path.slice(0, -1).reduce<unknown>((part, name) => (part as never)[name], lens);
          (owner as Record<string | number, unknown>)[path.at(-1)!] = value;
        });
        const { problems } = validateLensFile(text);
        for (const { offset, length, line } of problems) {
          assert.ok(offset >= 0 && offset + length <= text.length && line >= 1);
        }
      }),
    );
  });
});
