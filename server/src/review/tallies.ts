import { count } from "./words.ts";

/** How a rule came out at the places that it looked at. */
export interface RuleTally {
  fails: number;
  passes: number;
  unknowns: number;
}

/** What a rule saw, as a sentence: `Model call without a limit on its output: 3 of 44 places, not known for 2 more.` */
export function tallySentence(title: string, { fails, passes, unknowns }: RuleTally): string {
  const places = fails + passes;
  if (places === 0) return `${title}: not known for ${count(unknowns, "place")}.`;
  const shown = `${title}: ${fails === 0 ? "none" : fails} of ${count(places, "place")}`;
  return unknowns === 0 ? `${shown}.` : `${shown}, not known for ${unknowns} more.`;
}

/** Adds a tally to another one. */
export function addTally(sum: RuleTally, { fails, passes, unknowns }: Readonly<RuleTally>): void {
  sum.fails += fails;
  sum.passes += passes;
  sum.unknowns += unknowns;
}

/** Several tallies as one. */
export function sumOf(tallies: readonly RuleTally[]): RuleTally {
  const sum: RuleTally = { fails: 0, passes: 0, unknowns: 0 };
  for (const tally of tallies) addTally(sum, tally);
  return sum;
}
