/** Longest way that is kept, in UTF-16 units; what lies beyond it is no longer known by it. */
const MAXIMUM_LENGTH = 160;

/** The way to a package as a whole; `undefined` for files of the workspace. */
export function packageOrigin(specifier: string): string | undefined {
  return /^[./#~]|^@\//.test(specifier) ? undefined : `${specifier.replace(/^node:/, "")}:`;
}

/** The way to a member of what `origin` leads to. */
export function memberOrigin(origin: string | undefined, name: string): string | undefined {
  if (origin === undefined || origin.length + name.length > MAXIMUM_LENGTH) return undefined;
  if (name === "default" && origin.endsWith(":default")) return origin;
  // A default export has what the module has, as far as names go: `import fs from "node:fs"`.
  if (origin.endsWith(":default")) return `${origin.slice(0, -"default".length)}${name}`;
  return origin.endsWith(":") ? `${origin}${name}` : `${origin}.${name}`;
}

/** The way to what calling or constructing gives. */
export function callOrigin(origin: string | undefined): string | undefined {
  if (origin === undefined || origin.length > MAXIMUM_LENGTH) return undefined;
  return origin.endsWith(":") ? `${origin}default()` : `${origin}()`;
}

/** Entries of a table by the callees that they name. */
export class CalleeTable<Entry extends { readonly callees: readonly string[] }> {
  readonly #entries = new Map<string, Entry[]>();
  /** Last names of all callees, without those that any import may rename. */
  readonly lastNames = new Set<string>();
  /** Packages that the callees come from. */
  readonly packages = new Set<string>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      for (const callee of entry.callees) {
        this.#entries.set(callee, [...(this.#entries.get(callee) ?? []), entry]);
        const last = /(\w|\$)+$/.exec(callee.replaceAll("()", ""))?.[0];
        if (last !== undefined) this.lastNames.add(last);
        if (callee.includes(":")) this.packages.add(callee.slice(0, callee.indexOf(":")));
      }
    }
  }

  /** Entries for any of the keys, in the order of the keys. */
  entries(keys: readonly string[]): readonly Entry[] {
    return keys.flatMap((key) => this.#entries.get(key) ?? []);
  }
}
