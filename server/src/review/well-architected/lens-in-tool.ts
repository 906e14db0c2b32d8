import { setTimeout as delay } from "node:timers/promises";
import type { Lens } from "../../../../lens/practices/practices.ts";
import { TOOL_LIMITS } from "./limits.ts";
import { ToolError, type ToolLens, type WellArchitectedTool } from "./tool.ts";

/** ms between two looks whether an import is done, and how many of them. The first looks follow each other faster. */
const IMPORT_INTERVAL = 1000;
const MOST_LOOKS = 60;

/** How a lens of ours comes to be a lens that a workload is reviewed by. */
export type LensStep =
  | { readonly step: "none"; readonly lens: ToolLens }
  /** The tool has the lens, and the workload is not reviewed by it. */
  | { readonly step: "associate"; readonly lens: ToolLens }
  /** The lens is the account's own draft. */
  | { readonly step: "publish"; readonly lens: ToolLens; readonly version: string }
  /** The tool does not have the lens. */
  | { readonly step: "import"; readonly version: string };

/**
 * Finds a lens of ours in the tool: first among the lenses of the workload, then among those that it could be given.
 * `alias` says which one it is, where a person said so. Reads only. Throws `ToolError`.
 */
export async function findLensInTool(
  tool: WellArchitectedTool,
  workload: string | undefined,
  lens: Lens,
  alias: string | undefined,
): Promise<LensStep> {
  const ofWorkload = workload === undefined ? [] : await tool.lensesOfWorkload(workload);
  const associated = pick(ofWorkload, lens, alias);
  if (associated !== undefined) return { step: "none", lens: associated };
  const published = pick(await tool.listLenses("PUBLISHED"), lens, alias);
  if (published !== undefined) return { step: "associate", lens: published };
  if (alias !== undefined) {
    throw new ToolError(`The tool has no published lens "${alias}" in this region: look for its alias or ARN there`);
  }
  const version = versionOf(lens);
  const draft = pick(await tool.listLenses("DRAFT"), lens, alias);
  return draft === undefined ? { step: "import", version } : { step: "publish", lens: draft, version };
}

function pick(lenses: readonly ToolLens[], lens: Lens, alias: string | undefined): ToolLens | undefined {
  if (alias !== undefined) return lenses.find((each) => each.alias === alias || each.arn === alias);
  const catalogName = lens.waToolLensArn?.split("/").at(-1);
  const ofAws = lenses.find(
    (each) => catalogName !== undefined && (each.alias === catalogName || isOfAws(each.arn, catalogName)),
  );
  const title = lens.title.trim().toLowerCase();
  return ofAws ?? lenses.find(({ name }) => name.trim().toLowerCase() === title);
}

/** ARNs of AWS's lenses name no account; some name a region. */
function isOfAws(arn: string, catalogName: string): boolean {
  return /^arn:[\w-]+:wellarchitected:[\w-]*:(?:aws)?:lens\/(.+)$/u.exec(arn)?.[1] === catalogName;
}

/** Versions have letters, digits and dots only. */
function versionOf({ version }: Lens): string {
  const dotted = version
    .replaceAll(/[^A-Za-z0-9]+/gu, ".")
    .replaceAll(/^\.+|\.+$/gu, "")
    .slice(0, TOOL_LIMITS.lensVersion);
  return dotted === "" ? "1.0" : dotted;
}

/** One sentence for the person who has to agree; `undefined` where nothing is to be done. */
export function stepText(step: LensStep, title: string): string | undefined {
  switch (step.step) {
    case "none":
      return undefined;
    case "associate":
      return `The workload is not reviewed by "${step.lens.name}" yet; the lens would be added to it.`;
    case "publish":
      return `The account has "${title}" as a draft only; it would be published as version ${step.version} and added to the workload.`;
    case "import":
      return `The tool has no lens "${title}"; it would be imported as a custom lens of the account, published as version ${step.version}, and added to the workload.`;
  }
}

/**
 * Makes the lens one that a workload can be reviewed by. `text` gives the lens as a custom lens file. Throws
 * `ToolError`.
 */
export async function prepareLens(
  tool: WellArchitectedTool,
  step: LensStep,
  text: () => Promise<string>,
  interval = IMPORT_INTERVAL,
): Promise<string> {
  if (step.step === "none" || step.step === "associate") return step.lens.alias;
  const arn = step.step === "publish" ? step.lens.arn : await importedLens(tool, await text(), interval);
  await tool.publishLens(arn, step.version);
  return arn;
}

async function importedLens(tool: WellArchitectedTool, text: string, interval: number): Promise<string> {
  const arn = await tool.importLens(text);
  for (let look = 0; look < MOST_LOOKS; look++) {
    const drafts = await tool.listLenses("DRAFT");
    if (drafts.some((draft) => draft.arn === arn)) return arn;
    await delay(Math.min(interval, (interval / 10) * 2 ** look));
  }
  throw new ToolError(
    `The import of the lens was not done after ${Math.round((MOST_LOOKS * interval) / 1000)} s: look at "Custom lenses" in the tool, and run this again once it is there`,
  );
}
