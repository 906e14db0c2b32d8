import type { Examination } from "./crew.ts";
import { type DiskRecord, hashOf } from "./recording-disk.ts";

/** Where a cache is kept between two runs. */
export interface CacheStore {
  /** `undefined` where there is none, or it cannot be read. */
  read(): string | undefined;
  /** May fail in silence: then the next run starts anew. */
  write(text: string): void;
}

/** One file as it was examined, and the versions of all texts that this rests on. */
export interface CachedExamination extends Omit<Examination, "isAnalysed"> {
  /** Whether another file imported it: only then it was looked through for all that others may call. */
  readonly isImported: boolean;
  /** The file itself and every other that was read or looked for; `null` for those that were not there. */
  readonly versions: Readonly<Record<string, string | null>>;
}

interface Content {
  readonly environment: DiskRecord;
  readonly files: Readonly<Record<string, CachedExamination>>;
}

/**
 * Results of earlier runs by the content of files. What is damaged, was made by another version or under another
 * configuration is passed over and written anew.
 */
export class ReportCache {
  readonly #store: CacheStore;
  readonly #key: string;
  readonly #known: Map<string, CachedExamination>;
  readonly #used = new Map<string, CachedExamination>();
  readonly #environment: DiskRecord;
  #isChanged = false;

  /**
   * `key` says everything that results depend on beside files. `stillHolds` tells whether the project's
   * configuration, as it was noted, is the present one.
   */
  constructor(store: CacheStore, key: string, stillHolds: (environment: DiskRecord) => boolean) {
    this.#store = store;
    this.#key = key;
    const content = contentOf(store.read(), key);
    const isCurrent = content !== undefined && stillHolds(content.environment);
    this.#known = new Map(isCurrent ? Object.entries(content.files) : []);
    this.#environment = isCurrent ? content.environment : {};
    this.#isChanged = !isCurrent;
  }

  /** What is known of a file, where all that it rests on is as it was. */
  get(file: string, versionOf: (file: string) => string | undefined): CachedExamination | undefined {
    const known = this.#known.get(file);
    if (known === undefined) return undefined;
    for (const [dependency, version] of Object.entries(known.versions)) {
      if ((versionOf(dependency) ?? null) !== version) return undefined;
    }
    this.#used.set(file, known);
    return known;
  }

  set(file: string, examination: CachedExamination): void {
    this.#used.set(file, examination);
    this.#isChanged = true;
  }

  /** Keeps what this run used. Nothing is written where nothing changed. */
  save(environment: DiskRecord): void {
    if (!this.#isChanged && this.#used.size === this.#known.size) return;
    const content: Content = {
      environment: { ...this.#environment, ...environment },
      files: Object.fromEntries(this.#used),
    };
    const body = JSON.stringify(content, withMaps);
    this.#store.write(`${hashOf(this.#key)} ${hashOf(body)}\n${body}`);
  }
}

function contentOf(text: string | undefined, key: string): Content | undefined {
  if (text === undefined) return undefined;
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== `${hashOf(key)} ${hashOf(body)}`) return undefined;
  try {
    return JSON.parse(body, asMaps) as Content;
  } catch {
    return undefined;
  }
}

/** Name of the one property that stands for a map. */
const MAP = "$map";

function withMaps(_name: string, value: unknown): unknown {
  return value instanceof Map ? { [MAP]: [...value] } : value;
}

function asMaps(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, MAP)) return value;
  return new Map((value as { readonly [MAP]: readonly (readonly [unknown, unknown])[] })[MAP]);
}
