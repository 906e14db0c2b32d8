import { findPractice } from "../../../lens/practices/practices.ts";
import { practicePage } from "../../../lens/practices/practice-page.ts";
import { rulesAgainst } from "../../../lens/rules/index.ts";

/** Markdown page of a rule or a practice; `null` where there is none of that id. */
export async function pageOf(id: string): Promise<string | null> {
  const { rulePage } = await import("../../../lens/rules/pages.ts");
  const page = rulePage(id);
  if (page !== undefined) return page;
  const practice = findPractice(id);
  if (practice === undefined) return null;
  return practicePage(
    practice,
    rulesAgainst(id).map((rule) => rule.meta),
  );
}
