import { cutText } from "./limits.ts";
import type { ToolLens, WellArchitectedTool } from "./tool.ts";

/** UTF-16 code units of a lens's name in the name of a milestone. */
const LONGEST_NAME = 50;

/** An upgrade of the lens that a workload is reviewed by. */
export interface LensUpgrade {
  /** As the workload has it. */
  readonly lens: ToolLens;
  /** Version that the tool has; `undefined` where it does not say. */
  readonly newest: string | undefined;
  /** Name of the milestone that the tool keeps of the state before. */
  readonly milestone: string;
}

/** The upgrade that the lens of a workload can be given; `undefined` where it is up to date. Reads only. Throws `ToolError`. */
export async function findUpgrade(
  tool: WellArchitectedTool,
  lens: ToolLens,
  now = new Date(),
): Promise<LensUpgrade | undefined> {
  if (!lens.isOutdated) return undefined;
  const published = await tool.listLenses("PUBLISHED");
  const newest = published.find(({ arn, alias }) => arn === lens.arn || alias === lens.alias)?.version;
  // Names of milestones are unique in a workload, also where an upgrade failed after it had made one.
  const time = now.toISOString().slice(0, 19).replace("T", " ");
  return {
    lens,
    newest: newest === "" || newest === lens.version ? undefined : newest,
    milestone: `Before the upgrade of ${cutText(lens.name, LONGEST_NAME)}, ${time}`,
  };
}

/** What would be done, for the person who has to agree. */
export function upgradeText(upgrade: LensUpgrade): string {
  return `${outdatedText(upgrade)} The workload would be upgraded to it; the tool keeps its state before as the milestone "${upgrade.milestone}". What is compared next are the questions of the newer version.`;
}

/** That there is a newer version. */
export function outdatedText({ lens, newest }: LensUpgrade): string {
  const version = lens.version === "" ? "an older version" : `version ${lens.version}`;
  const newer = newest === undefined ? "a newer one" : `version ${newest}`;
  return `The workload is reviewed by ${version} of "${lens.name}", and the tool has ${newer}.`;
}
