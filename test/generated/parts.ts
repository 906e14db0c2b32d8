import { rules } from "../../lens/rules/index.ts";
import { bodyOfPage, framePage } from "../../lens/rules/page-frame.ts";
import { CONFIGURATION_SCHEMA_PATH, configurationSchema } from "../../server/src/workspace/configuration-schema.ts";
import { commandTable, optionTable, ruleSettingTable, ruleTable, sdkList, settingTable } from "./tables.ts";

/** Something in the repository that is made from something else in it. */
export interface GeneratedPart {
  /** What it is, for messages. */
  readonly name: string;
  /** From the repository's root. */
  readonly file: string;
  /** The file's text with this part made anew. Throws where the file has no place for it. */
  fresh(present: string): string;
}

const metas = rules.map((rule) => rule.meta);

/** All that is generated and committed. */
export const generatedParts: readonly GeneratedPart[] = [
  {
    name: "the schema of the configuration",
    file: CONFIGURATION_SCHEMA_PATH,
    fresh: () => configurationSchema(metas),
  },
  ...metas.map((meta) => ({
    name: `the frame of the page of ${meta.id}`,
    file: `lens/rules/${meta.id}.md`,
    fresh: (present: string) => framePage(meta, bodyOfPage(present)),
  })),
  inReadme("rules", ruleTable),
  inReadme("SDKs", sdkList),
  inReadme("commands", commandTable),
  inReadme("options of check", optionTable),
  inReadme("rule settings", ruleSettingTable),
  inReadme("settings", settingTable),
];

function inReadme(name: string, table: () => string): GeneratedPart {
  const file = "README.md";
  return { name: `the part on ${name}`, file, fresh: (present) => replaceBetweenMarks(present, name, table()) };
}

/** Replaces what stands between the comments `generated: NAME` and `end: NAME`. Throws where they are not there. */
export function replaceBetweenMarks(text: string, name: string, content: string): string {
  const [opening, closing] = [`<!-- generated: ${name} -->\n`, `<!-- end: ${name} -->`];
  const start = text.indexOf(opening);
  const end = text.indexOf(closing);
  if (start < 0 || end < start) {
    throw new Error(`There is no place for "${name}": write ${opening.trim()} and ${closing} around it`);
  }
  return `${text.slice(0, start + opening.length)}\n${content}\n${text.slice(end)}`;
}
