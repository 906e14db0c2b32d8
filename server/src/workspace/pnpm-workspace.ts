import type { Disk } from "./disk.ts";

/** What is used of a `pnpm-workspace.yaml`. */
export interface PnpmWorkspace {
  readonly packages: readonly string[];
  /** Version ranges by catalog and package; the unnamed catalog is `default`. */
  readonly catalogs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Reads a folder's `pnpm-workspace.yaml`; empty where there is none. */
export function readPnpmWorkspace(directory: string, disk: Disk): PnpmWorkspace {
  const file = `${directory}/pnpm-workspace.yaml`;
  try {
    if (disk.stat(file)?.kind === "file") return parsePnpmWorkspace(disk.read(file).toString("utf8"));
  } catch {
    // Unreadable: package names and versions stay unknown, which costs nothing else.
  }
  return { packages: [], catalogs: new Map() };
}

/**
 * Reads the three parts that matter of the file that pnpm writes itself: block lists and block maps, plain or
 * quoted scalars. Anything else in it is passed over.
 */
export function parsePnpmWorkspace(text: string): PnpmWorkspace {
  const packages: string[] = [];
  const catalogs = new Map<string, Map<string, string>>();
  let section = "";
  let catalog = "";
  let catalogIndent = 0;
  for (const line of text.split(/\r?\n/)) {
    const content = line.replace(/(^|\s)#.*$/, "").trimEnd();
    if (content === "") continue;
    const indent = content.length - content.trimStart().length;
    const item = /^\s*-\s+(.+)$/.exec(content);
    if (item !== null) {
      if (section === "packages") packages.push(unquoted(item[1]!));
      continue;
    }
    const pair = /^\s*("[^"]*"|'[^']*'|[^\s:][^:]*)\s*:\s*(.*)$/.exec(content);
    if (pair === null) continue;
    const key = unquoted(pair[1]!);
    const value = unquoted(pair[2]!);
    if (indent === 0) {
      section = key;
      catalog = key === "catalog" ? "default" : "";
      catalogIndent = 0;
      const inline = /^\[(.*)\]$/.exec(pair[2]!.trim());
      if (key === "packages" && inline !== null) packages.push(...inline[1]!.split(",").map(unquoted).filter(Boolean));
    } else if (section === "catalogs" && value === "" && (catalog === "" || indent <= catalogIndent)) {
      catalog = key;
      catalogIndent = indent;
    } else if (catalog !== "" && value !== "") {
      const entries = catalogs.get(catalog) ?? new Map<string, string>();
      entries.set(key, value);
      catalogs.set(catalog, entries);
    }
  }
  return { packages, catalogs };
}

function unquoted(scalar: string): string {
  const trimmed = scalar.trim();
  return /^"[^"]*"$|^'[^']*'$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}
