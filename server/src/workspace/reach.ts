import { EVERY_NAME } from "../analysis/carriers.ts";
import { eachImportClause, handsOn, mentionsAny } from "../analysis/import-specifiers.ts";

/** What a file's text does with something that another file exports under some names. */
export interface Reach {
  /** It may use it. */
  readonly isReached: boolean;
  /** It gives all of it to those who import itself in turn. */
  readonly handsAllOn: boolean;
}

/**
 * Looks at the text of an importer, without parsing it: does it take any of `names` from the file that each of
 * `specifiers` stands for? What it takes is told only where it lists names; a whole module counts where one
 * of the names stands anywhere in the text.
 */
export function reachOf(text: string, specifiers: ReadonlySet<string>, names: ReadonlySet<string>): Reach {
  let isTold = false;
  let isReached = false;
  let handsAllOn = false;
  for (const clause of eachImportClause(text)) {
    if (!specifiers.has(clause.specifier)) continue;
    isTold = true;
    handsAllOn ||= clause.isStarExport;
    isReached ||= clause.names === undefined ? mayUse(text, names) : clause.names.some((name) => names.has(name));
  }
  const takesAny = names.has(EVERY_NAME) || (!isTold && mayUse(text, names));
  return { isReached: isReached || takesAny, handsAllOn };
}

function mayUse(text: string, names: ReadonlySet<string>): boolean {
  return mentionsAny(text, names) || handsOn(text);
}
