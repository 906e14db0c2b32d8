import type { LensFile } from "../../../server/src/review/lens-file/format.ts";

/** Objects of a lens file that tests may spoil. */
export interface Loose {
  [name: string]: unknown;
}

/** A lens with one pillar and one question, without a fault. */
export const SMALL_LENS: LensFile = {
  schemaVersion: "2021-11-01",
  name: "House rules",
  description: "What our own teams ask of each other.",
  pillars: [
    {
      id: "security",
      name: "Security",
      questions: [
        {
          id: "OWNSEC01",
          title: "How do you keep prompts apart from data?",
          description: "Prompts and data reach the model by one channel.",
          choices: [
            {
              id: "OWNSEC01_BP01",
              title: "Mark data as data",
              helpfulResource: { displayText: "Put data between marks.", url: "https://example.com/marks" },
              improvementPlan: { displayText: "Mark data", url: "https://example.com/plan" },
            },
            {
              id: "OWNSEC01_BP02",
              title: "Check what the model says",
              improvementPlan: { displayText: "Check the output" },
              additionalResources: [
                { type: "HELPFUL_RESOURCE", content: [{ displayText: "More", url: "http://example.com/more" }] },
                { type: "IMPROVEMENT_PLAN", content: [{ displayText: "A second plan" }] },
              ],
            },
            { id: "OWNSEC01_no", title: "None of these" },
          ],
          riskRules: [
            { condition: "OWNSEC01_BP01 && OWNSEC01_BP02", risk: "NO_RISK" },
            { condition: "OWNSEC01_BP01 || OWNSEC01_BP02", risk: "MEDIUM_RISK" },
            { condition: "default", risk: "HIGH_RISK" },
          ],
        },
      ],
    },
  ],
};

/** The parts of a copy of the small lens. */
export interface Parts {
  readonly lens: Loose;
  readonly pillars: Loose[];
  readonly pillar: Loose;
  readonly questions: Loose[];
  readonly question: Loose;
  readonly choices: Loose[];
  readonly choice: Loose;
  readonly second: Loose;
  readonly none: Loose;
  readonly rules: Loose[];
}

/** The text of the small lens with something changed in it. */
export function spoiled(change: (parts: Parts) => void): string {
  const lens = JSON.parse(JSON.stringify(SMALL_LENS)) as Loose;
  const pillars = lens["pillars"] as Loose[];
  const pillar = pillars[0]!;
  const questions = pillar["questions"] as Loose[];
  const question = questions[0]!;
  const choices = question["choices"] as Loose[];
  const rules = question["riskRules"] as Loose[];
  const [choice, second, none] = choices as [Loose, Loose, Loose];
  change({ lens, pillars, pillar, questions, question, choices, choice, second, none, rules });
  return JSON.stringify(lens, undefined, 2);
}

/** A deep copy with other ids, as a further entry of a list. */
export function copyOf(part: Loose, id: string): Loose {
  return { ...(JSON.parse(JSON.stringify(part)) as Loose), id };
}
