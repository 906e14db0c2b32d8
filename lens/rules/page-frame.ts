import { pillarTitle, practiceTitle, practiceUrl } from "../practices/practices.ts";
import type { RuleMeta } from "./rule.ts";

const PRACTICES_HEADING = "\n## Practices\n";

const PRESET_TEXTS: Readonly<Record<RuleMeta["preset"], string>> = {
  recommended: "on by default",
  strict: "in the preset `strict`",
  "opt-in": "off until switched on",
};

const FIX_TEXTS: Readonly<Record<RuleMeta["fix"], string>> = {
  safe: "yes, joins fix-all",
  review: "yes, to be reviewed",
  none: "none",
};

/** The page of a rule: what its metadata says stands first and last, the text for people between them. */
export function framePage(meta: RuleMeta, body: string): string {
  const header = [
    `# ${meta.title}`,
    "",
    `- **Rule:** \`${meta.id}\`, ${PRESET_TEXTS[meta.preset]}, since ${meta.since}`,
    `- **Severity:** ${meta.severity}`,
    `- **Pillar:** ${pillarTitle(meta.pillar)}`,
    `- **Fix:** ${FIX_TEXTS[meta.fix]}`,
    `- **Confidence:** ${meta.confidence}`,
    `- **Test files:** ${meta.includesTests ? "included" : "left out"}`,
    ...optionLines(meta),
  ];
  const footer = [
    ...meta.practices.map(practiceLine),
    "",
    "The practices are those of the AWS Well-Architected Generative AI Lens and Agentic AI Lens, on AWS's site. This product is independent of AWS; the text of this page is our own.",
  ];
  return `${header.join("\n")}\n\n${body.trim()}\n${PRACTICES_HEADING}\n${footer.join("\n")}\n`;
}

/** The part of a page that people write: all between the header and the list of practices. */
export function bodyOfPage(page: string): string {
  const lines = page.split("\n");
  const start = lines.findIndex(
    (line, index) => index > 2 && line === "" && lines[index - 1]?.startsWith("- **") === true,
  );
  const rest = lines.slice(start + 1).join("\n");
  const end = rest.lastIndexOf(PRACTICES_HEADING);
  return (end < 0 ? rest : rest.slice(0, end)).trim();
}

function optionLines({ options = {} }: RuleMeta): readonly string[] {
  return Object.entries(options).map(
    ([name, option]) =>
      `- **Option \`${name}\`:** ${option.description} Default: \`${JSON.stringify(option.default)}\`.`,
  );
}

function practiceLine(id: string): string {
  const title = practiceTitle(id);
  const url = practiceUrl(id);
  if (title === undefined || url === undefined) {
    throw new Error(`No lens has a practice "${id}"`);
  }
  return `- [${id}: ${title}](${url})`;
}
