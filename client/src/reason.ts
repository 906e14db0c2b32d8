const REASON = /genai-lens-disable\S*\s.*--\s*(?<reason>reason)\b/d;

/** Where the placeholder `reason` of a suppression comment stands in a line, in UTF-16 units; `undefined` where there is none. */
export function findReason(line: string): { readonly start: number; readonly end: number } | undefined {
  const span = REASON.exec(line)?.indices?.groups?.["reason"];
  return span === undefined ? undefined : { start: span[0], end: span[1] };
}
