/** Scheme of the documents that hold the page of a rule or a practice. */
export const PAGE_SCHEME = "genai-lens-page";

const ID = /^[A-Za-z][A-Za-z0-9-]{0,99}$/;
const PRACTICE = /^[A-Z]{3,}[0-9]+(-BP[0-9]+)?$/;

/** Whether a text has the shape of a rule's or a practice's id. */
export function isPageId(value: unknown): value is string {
  return typeof value === "string" && ID.test(value);
}

/** Path of a page's document, such as `/rules/hardcoded-api-key.md` or `/practices/GENSEC01-BP01.md`. */
export function pagePath(id: string): string {
  return `/${PRACTICE.test(id) ? "practices" : "rules"}/${id}.md`;
}

/** Id of the page at a path; `undefined` where the path is none of ours. */
export function pageIdOf(path: string): string | undefined {
  const id = /^\/(?:rules|practices)\/([^/]+)\.md$/.exec(path)?.[1];
  return isPageId(id) ? id : undefined;
}
