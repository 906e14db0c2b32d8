import { findPractice } from "../../../lens/practices/practices.ts";
import { practicePage } from "../../../lens/practices/practice-page.ts";
import { rulesAgainst } from "../../../lens/rules/index.ts";
import { rulePage } from "../../../lens/rules/pages.ts";

/** Markdown page of a rule or a practice; `null` where there is none of that id. */
export function pageOf(id: string): string | null {
  const page = rulePage(id);
  if (page !== undefined) return page;
  const practice = findPractice(id);
  if (practice === undefined) return null;
  return practicePage(
    practice,
    rulesAgainst(id).map((rule) => rule.meta),
  );
}
