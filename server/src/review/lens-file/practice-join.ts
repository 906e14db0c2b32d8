import { BUILT_IN_LENSES, type Practice, positionsIn } from "../../../../lens/practices/practices.ts";
import type { LensFile, LensFileChoice } from "./format.ts";

const practices: readonly Practice[] = BUILT_IN_LENSES.flatMap((lens) => positionsIn(lens)).map(
  ({ practice }) => practice,
);
const byPage = new Map(practices.map((practice) => [pageOf(practice.url), practice]));
const byChoiceId = new Map(practices.map((practice) => [practice.customLensChoiceId, practice]));

/**
 * The choices of a lens file that are practices of the built-in lenses, so that what the code shows counts for them:
 * those that lead to the practice's page on AWS's site, else those with the id of AWS's own file. A practice that
 * several choices lead to is joined to the one with its id, or to none.
 */
export function builtInPractices(lens: LensFile): ReadonlyMap<LensFileChoice, Practice> {
  const claims = new Map<Practice, LensFileChoice[]>();
  for (const choice of lens.pillars.flatMap(({ questions }) => questions).flatMap(({ choices }) => choices)) {
    const practice = practiceOf(choice);
    if (practice === undefined) continue;
    const others = claims.get(practice);
    if (others === undefined) claims.set(practice, [choice]);
    else others.push(choice);
  }
  const joined = new Map<LensFileChoice, Practice>();
  for (const [practice, choices] of claims) {
    const named = choices.filter(({ id }) => id === practice.customLensChoiceId);
    const [only, ...others] = named.length > 0 ? named : choices;
    if (only !== undefined && others.length === 0) joined.set(only, practice);
  }
  return joined;
}

function practiceOf({ id, improvementPlan, helpfulResource }: LensFileChoice): Practice | undefined {
  for (const url of [improvementPlan?.url, helpfulResource?.url]) {
    const practice = url === undefined ? undefined : byPage.get(pageOf(url));
    if (practice !== undefined) return practice;
  }
  return byChoiceId.get(id);
}

/** The last part of an address on AWS's documentation site, such as `gensec01-bp02.html`; the address itself for others. */
export function pageOf(url: string): string {
  return /^https?:\/\/docs\.aws\.amazon\.com\/[^?#]*?([^/?#]+\.html)(?:[?#].*)?$/i.exec(url)?.[1]?.toLowerCase() ?? url;
}
