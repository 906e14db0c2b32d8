import assert from "node:assert/strict";
import fc from "fast-check";
import { BUILT_IN_LENSES, GENERATIVE_AI_LENS, positionsIn } from "../../../lens/practices/practices.ts";
import type { Lens } from "../../../lens/practices/practices.ts";
import { lensFileOf } from "../../../server/src/review/lens-file/export-lens.ts";
import {
  ADDITIONAL_RESOURCE_TYPES,
  type LensFile,
  type LensFileChoice,
  RISK_LEVELS,
} from "../../../server/src/review/lens-file/format.ts";
import { type ImportedLens, importLens } from "../../../server/src/review/lens-file/import-lens.ts";
import { writeLensFile } from "../../../server/src/review/lens-file/lens-file-text.ts";
import { validateLensFile } from "../../../server/src/review/lens-file/validate.ts";
import { SMALL_LENS, type Parts, copyOf, spoiled } from "./small-lens.ts";
import { shownText } from "../shown-text.ts";

function imported(text: string): ImportedLens {
  const result = importLens(text, "own");
  assert.ok(result.imported !== undefined, JSON.stringify(result.problems));
  return result.imported;
}

function practicesOf(lens: Lens) {
  return positionsIn(lens).map(({ practice }) => practice);
}

const importedWith = (change: (parts: Parts) => void) => imported(spoiled(change));

const shown = shownText({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== "");
const resource = fc.record(
  { displayText: shown, url: fc.webUrl({ validSchemes: ["http", "https"] }) },
  { requiredKeys: ["displayText"], noNullPrototype: true },
);
const choice = (id: string): fc.Arbitrary<LensFileChoice> =>
  fc
    .record({
      title: shown,
      helpfulResource: fc.option(resource, { nil: undefined }),
      improvementPlan: resource,
      additional: fc.subarray([...ADDITIONAL_RESOURCE_TYPES]),
      content: fc.array(resource, { minLength: 1, maxLength: 5 }),
    })
    .map(({ title, helpfulResource, improvementPlan, additional, content }) => ({
      id,
      title,
      ...(helpfulResource === undefined ? {} : { helpfulResource }),
      improvementPlan,
      ...(additional.length === 0 ? {} : { additionalResources: additional.map((type) => ({ type, content })) }),
    }));
const question = (id: string) =>
  fc.integer({ min: 1, max: 4 }).chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => `${id}_BP${index}`);
    return fc
      .record({
        title: shown,
        description: fc.option(shown, { nil: undefined }),
        choices: fc.tuple(...ids.map(choice)),
        hasNone: fc.boolean(),
        levels: fc.shuffledSubarray([...RISK_LEVELS], { minLength: 1 }),
      })
      .map(({ title, description, choices, hasNone, levels }) => ({
        id,
        title,
        ...(description === undefined ? {} : { description }),
        choices: [...choices, ...(hasNone ? [{ id: `${id}_no`, title: "None" }] : [])],
        riskRules: levels.map((risk, index) => ({
          condition: index === levels.length - 1 ? "default" : ids.slice(index).join(" && ") || ids.join(" || "),
          risk,
        })),
      }));
  });
const lensFile: fc.Arbitrary<LensFile> = fc.integer({ min: 1, max: 3 }).chain((count) =>
  fc
    .record({
      name: shown,
      description: shown,
      pillars: fc.tuple(
        ...Array.from({ length: count }, (_, index) =>
          fc
            .record({ name: shown, questions: fc.tuple(question(`P${index}_Q1`), question(`P${index}_Q2`)) })
            .map((pillar) => ({ id: `pillar_${index}`, ...pillar })),
        ),
      ),
    })
    .map((lens) => ({ schemaVersion: "2021-11-01" as const, ...lens })),
);

describe("lens files that we write", () => {
  for (const lens of BUILT_IN_LENSES) {
    it(`obey every limit: ${lens.title}`, () => {
      const text = writeLensFile(lensFileOf(lens));
      assert.deepEqual(validateLensFile(text).problems, []);
      assert.equal(writeLensFile(lensFileOf(lens)), text);
    });

    it(`come back as they were: ${lens.title}`, () => {
      const file = lensFileOf(lens);
      const { lens: again, file: fileAgain, noneChoices } = imported(writeLensFile(file));
      assert.deepEqual(fileAgain, file);
      assert.deepEqual(lensFileOf(again), file);
      assert.deepEqual(
        practicesOf(again).map(({ id, title, url, risk }) => ({ id, title, url, risk })),
        practicesOf(lens).map(({ id, title, url, risk }) => ({ id, title, url, risk })),
      );
      const questions = lens.pillars.flatMap((pillar) => pillar.questions);
      assert.deepEqual(
        again.pillars.flatMap((pillar) => pillar.questions).map(({ id, riskRules }) => ({ id, riskRules })),
        questions.map(({ id, riskRules }) => ({ id, riskRules })),
      );
      assert.deepEqual(
        [...noneChoices],
        questions.map(({ id }) => [id, `${id}_no`]),
      );
    });
  }

  it("keep whatever a valid file holds, byte by byte", () => {
    fc.assert(
      fc.property(lensFile, (file) => {
        const text = writeLensFile(file);
        const { file: again } = imported(text);
        assert.deepEqual(again, file);
        assert.equal(writeLensFile(again), text);
      }),
    );
  });

  it("have the format's fields in its order, and no others", () => {
    const text = spoiled(({ lens, question, second }) => {
      second["improvementPlan"] = { displayText: "Check the output", url: "" };
      const { name, ...others } = question;
      Object.assign(question, { internal: 1 }, others, { name });
      lens["$schema"] = "x";
    });
    const { lens, problems } = validateLensFile(text);
    assert.equal(problems.length, 3);
    assert.ok(lens !== undefined);
    assert.equal(writeLensFile(lens), writeLensFile(SMALL_LENS));
  });
});

describe("an imported lens", () => {
  it("has the choices as practices, and none of these apart", () => {
    const { lens, noneChoices } = imported(writeLensFile(SMALL_LENS));
    assert.deepEqual(
      { ...lens, pillars: lens.pillars.map(({ id, customLensPillarId }) => ({ id, customLensPillarId })) },
      {
        id: "own",
        title: "House rules",
        version: "",
        url: "",
        description: "What our own teams ask of each other.",
        waToolLensArn: null,
        pillars: [{ id: "security", customLensPillarId: "security" }],
      },
    );
    assert.deepEqual([...noneChoices], [["OWNSEC01", "OWNSEC01_no"]]);
    assert.deepEqual(
      practicesOf(lens).map(({ id, title, url, summary, risk }) => ({ id, title, url, summary, risk })),
      [
        {
          id: "OWNSEC01_BP01",
          title: "Mark data as data",
          url: "https://example.com/plan",
          summary: "Put data between marks.",
          risk: "medium",
        },
        {
          id: "OWNSEC01_BP02",
          title: "Check what the model says",
          url: "",
          summary: "Check the output",
          risk: "medium",
        },
      ],
    );
    assert.deepEqual(
      lens.pillars[0]?.questions[0]?.riskRules.map(({ risk }) => risk),
      ["none", "medium", "high"],
    );
  });

  it("names the Framework's pillars as we do, and leaves others as they are", () => {
    const ids = ["operationalExcellence", "performance", "costOptimization", "own_pillar"];
    const { lens } = importedWith(({ lens: file, question: first }) => {
      file["pillars"] = ids.map((id, index) => ({ id, name: id, questions: [copyOf(first, `QUESTION_${index}`)] }));
    });
    assert.deepEqual(
      lens.pillars.map(({ id }) => id),
      ["operational-excellence", "performance-efficiency", "cost-optimization", "own_pillar"],
    );
  });

  const practice = GENERATIVE_AI_LENS.pillars[1]!.questions[0]!.practices[1]!;
  const idsWith = (change: (parts: Parts) => void) => practicesOf(importedWith(change).lens).map(({ id }) => id);

  it("joins a practice by its page on AWS's site", () => {
    const [own] = practicesOf(
      importedWith(({ choice: first }) => {
        first["improvementPlan"] = { displayText: "x", url: `${practice.url}?ref=own#top` };
      }).lens,
    );
    assert.equal(own?.id, practice.id);
    assert.deepEqual(
      [own?.risk, own?.codeObservable, own?.lifecyclePhases, own?.roles],
      [practice.risk, practice.codeObservable, practice.lifecyclePhases, practice.roles],
    );
    assert.equal(own?.customLensChoiceId, "OWNSEC01_BP01");
  });

  it("joins a practice by AWS's id of the choice", () => {
    const ids = idsWith(({ choice: first, rules }) => {
      first["id"] = practice.customLensChoiceId;
      rules[0]!["condition"] = practice.customLensChoiceId;
      rules[1]!["condition"] = "OWNSEC01_BP02";
    });
    assert.deepEqual(ids, [practice.id, "OWNSEC01_BP02"]);
  });

  it("joins no page of another site, and none that two choices lead to", () => {
    const url = (page: string) => ({ displayText: "x", url: page });
    const page = practice.url.split("/").at(-1) ?? "";
    assert.deepEqual(
      idsWith(({ choice: first }) => (first["improvementPlan"] = url(`https://example.com/${page}`))),
      ["OWNSEC01_BP01", "OWNSEC01_BP02"],
    );
    assert.deepEqual(
      idsWith(({ choice: first, second }) => {
        first["improvementPlan"] = url(practice.url);
        second["improvementPlan"] = url(practice.url);
      }),
      ["OWNSEC01_BP01", "OWNSEC01_BP02"],
    );
  });

  it("gives choices of two questions with one id two ids", () => {
    assert.deepEqual(
      idsWith(({ questions, question: first }) => questions.push(copyOf(first, "OWNSEC02"))),
      ["OWNSEC01_BP01", "OWNSEC01_BP02", "OWNSEC02_OWNSEC01_BP01", "OWNSEC02_OWNSEC01_BP02"],
    );
  });

  it("is not there where the file has errors", () => {
    const { imported: lens, problems } = importLens("{}", "own");
    assert.equal(lens, undefined);
    assert.equal(problems.length, 4);
  });
});
