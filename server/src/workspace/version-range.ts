/**
 * The major version that a dependency's range allows; `undefined` where it allows several without an upper
 * end, or is no range at all (`latest`, `workspace:*`, a git address). Of several alternatives the newest counts,
 * as that is what a package manager installs.
 */
export function majorOfRange(range: string): number | undefined {
  const alternatives = range.split("||").map((alternative) => majorOfAlternative(alternative.trim()));
  let newest: number | undefined;
  for (const major of alternatives) {
    if (major === undefined) return undefined;
    newest = newest === undefined ? major : Math.max(newest, major);
  }
  return newest;
}

/** Major of an exact version such as `6.1.0-beta.2`; `undefined` where it is none. */
export function majorOfVersion(version: string): number | undefined {
  const match = /^v?(\d{1,6})\.\d+/.exec(version.trim());
  return match === null ? undefined : Number(match[1]);
}

function majorOfAlternative(alternative: string): number | undefined {
  const hyphen = /^v?\d[\w.+-]*\s+-\s+v?(\d{1,6})/.exec(alternative);
  if (hyphen !== null) return Number(hyphen[1]);

  let upper: number | undefined;
  let pinned: number | undefined;
  let isBounded = false;
  for (const part of alternative.replace(/([<>=^~]+)\s+/g, "$1").split(/\s+/)) {
    const match = /^(\^|~>?|>=|<=|>|<|=)?v?(\d{1,6})(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+][\w.+-]+)?$/.exec(part);
    if (match === null) return undefined;
    const [, operator = "", majorText, minor, patch] = match;
    const major = Number(majorText);
    if (operator === "<") {
      const isWhole = isZeroOrAny(minor) && isZeroOrAny(patch);
      upper = isWhole ? major - 1 : major;
      isBounded = true;
    } else if (operator === "<=") {
      upper = major;
      isBounded = true;
    } else if (operator !== ">" && operator !== ">=") {
      pinned = major;
      isBounded = true;
    }
  }
  if (!isBounded) return undefined;
  const major = pinned ?? upper;
  return major === undefined || major < 0 ? undefined : major;
}

function isZeroOrAny(part: string | undefined): boolean {
  return part === undefined || part === "0" || /^[xX*]$/.test(part);
}
