/** Whether a name is one of a list, in which `*` stands for any text. */
export function isAllowed(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => fits(name, pattern));
}

function fits(name: string, pattern: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  if (others.length === 0) return name === pattern;
  const last = others.pop() ?? "";
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  // The leftmost fit of each part leaves the most for those behind it, so no other needs a try.
  const end = name.length - last.length;
  let offset = first.length;
  for (const part of others) {
    const found = name.indexOf(part, offset);
    if (found < 0 || found + part.length > end) return false;
    offset = found + part.length;
  }
  return true;
}
