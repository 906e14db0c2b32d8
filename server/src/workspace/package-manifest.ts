import { type Disk, isRegularFile } from "./disk.ts";
import { Memory } from "./memory.ts";

/** What is used of a `package.json`. Nothing in it is trusted to have the right shape. */
export interface PackageManifest {
  readonly directory: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** The parsed file; look with `field`. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** Reads `package.json` files, each once until it is told to forget. */
export class PackageManifests {
  readonly #manifests: Memory<PackageManifest | undefined>;

  constructor(disk: Disk) {
    this.#manifests = new Memory((directory) => readManifest(directory, disk), undefined);
  }

  /** The manifest in a folder; `undefined` where there is none that can be read. */
  in(directory: string): PackageManifest | undefined {
    return this.#manifests.get(directory);
  }

  forgetAll(): void {
    this.#manifests.forgetAll();
  }
}

function readManifest(directory: string, disk: Disk): PackageManifest | undefined {
  const file = `${directory}/package.json`;
  try {
    if (!isRegularFile(file, disk)) return undefined;
    const content: unknown = JSON.parse(
      disk
        .read(file)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
    );
    if (!isRecord(content)) return undefined;
    const name = field(content, "name");
    const version = field(content, "version");
    return {
      directory,
      name: typeof name === "string" ? name : undefined,
      version: typeof version === "string" ? version : undefined,
      content,
    };
  } catch {
    // Package managers report a broken package.json; to us it only means that versions stay unknown.
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own property; `undefined` where the value is no object or has none of that name. */
export function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
