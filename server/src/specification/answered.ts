import { parseSpecification } from "./parse-specification.ts";
import { CODE_SECTIONS } from "./specification.ts";

/**
 * Whether people answered a specification: no section of it is empty, and they wrote at least one that does not come
 * from the code. A document without headings is not answered.
 */
export function isAnswered(text: string): boolean {
  const { sections } = parseSpecification(text).specification;
  return (
    sections.every(({ isEmpty }) => !isEmpty) &&
    sections.some(({ title, hasText }) => hasText && !CODE_SECTIONS.has(title))
  );
}
