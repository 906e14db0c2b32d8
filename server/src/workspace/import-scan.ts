import { namesModelHost } from "../../../lens/sdks/endpoints.ts";
import { mayHoldVectorSearch } from "../../../lens/sdks/vector-marks.ts";
import { type Disk, reasonOf } from "./disk.ts";

/** What a look at a file's bytes tells. */
export type ImportScan =
  | {
      readonly outcome: "read";
      /** Specifiers that the file imports, as written, without those that stand there twice. */
      readonly specifiers: readonly string[];
      /** It names a URL of a provider of models, so it may call one without any SDK. */
      readonly namesModelHost: boolean;
      /** It may search a database by vectors without any SDK that is known by its name. */
      readonly mayHoldVectorSearch: boolean;
      /** The file is longer than the limit; only its start was looked at. */
      readonly isTooLarge: boolean;
      /** It holds NUL bytes, so it is no text. */
      readonly isBinary: boolean;
    }
  | { readonly outcome: "unreadable"; readonly reason: string };

/** `from "x"`, `import "x"`, `import("x")`, `require("x")`; also in comments and text, which costs a needless look only. */
const IMPORT = /\b(?:from|import|require)\s{0,200}\(?\s{0,200}(?:\/\*[^*]{0,200}\*\/\s*)?["'`]([^"'`\s]{1,300})["'`]/g;

/**
 * Finds what files import without parsing them. One buffer serves all files, and the bytes are taken as
 * Latin-1, which needs no decoding: tens of thousands of files take a second.
 */
export class ImportScanner {
  readonly #disk: Disk;
  readonly #limit: number;
  readonly #buffer: Buffer;
  readonly #names = new Map<string, string>();

  /** `limit` in bytes: longer files are marked as too large. */
  constructor(disk: Disk, limit: number) {
    this.#disk = disk;
    this.#limit = limit;
    this.#buffer = Buffer.allocUnsafe(limit + 1);
  }

  scanFile(file: string): ImportScan {
    let length: number;
    try {
      length = this.#disk.readInto(file, this.#buffer);
    } catch (error) {
      return { outcome: "unreadable", reason: reasonOf(error) };
    }
    const bytes = this.#buffer.subarray(0, length);
    const text = bytes.toString("latin1");
    return {
      outcome: "read",
      specifiers: specifiersIn(text, (name) => this.#intern(name)),
      namesModelHost: namesModelHost(text),
      mayHoldVectorSearch: mayHoldVectorSearch(text),
      isTooLarge: length > this.#limit,
      isBinary: bytes.includes(0),
    };
  }

  /** The same for text that is not on disk. */
  scanText(text: string): ImportScan {
    return {
      outcome: "read",
      specifiers: specifiersIn(text, (name) => name),
      namesModelHost: namesModelHost(text),
      mayHoldVectorSearch: mayHoldVectorSearch(text),
      isTooLarge: text.length > this.#limit,
      isBinary: text.includes("\0"),
    };
  }

  /** One copy per name; a piece cut out of a file's text would keep all of that text in memory. */
  #intern(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const bytes = Buffer.from(name, "latin1");
    const decoded = bytes.toString("utf8");
    this.#names.set(bytes.toString("latin1"), decoded);
    return decoded;
  }
}

function specifiersIn(text: string, keep: (name: string) => string): readonly string[] {
  const found = new Set<string>();
  IMPORT.lastIndex = 0;
  for (let match = IMPORT.exec(text); match !== null; match = IMPORT.exec(text)) found.add(keep(match[1]!));
  return [...found];
}
