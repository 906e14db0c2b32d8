import { createHash } from "node:crypto";
import type { Problem, SourceText } from "../analysis/analysis.ts";
import { type Disk, reasonOf } from "./disk.ts";

/** UTF-16 code units of text that are kept for reading again. */
const KEPT_LENGTH = 32_000_000;

type ReadResult = { readonly source: SourceText } | { readonly problem: Problem | undefined };

/** Texts of files: an editor's before the disk's. A byte order mark is not part of a text, as in editors. */
export class SourceTexts {
  readonly #disk: Disk;
  readonly #limit: number;
  readonly #overlays = new Map<string, SourceText>();
  readonly #kept = new Map<string, ReadResult>();
  #keptLength = 0;

  /** `limit` in bytes: longer files are not read. */
  constructor(disk: Disk, limit: number) {
    this.#disk = disk;
    this.#limit = limit;
  }

  setOverlay(file: string, text: string, version: string): void {
    this.#overlays.set(file, { text, version });
  }

  /** Whether there was one. */
  clearOverlay(file: string): boolean {
    return this.#overlays.delete(file);
  }

  overlay(file: string): SourceText | undefined {
    return this.#overlays.get(file);
  }

  get hasOverlays(): boolean {
    return this.#overlays.size > 0;
  }

  /** `undefined` where there is no such file, or it has a problem. */
  read(file: string): SourceText | undefined {
    const result = this.#result(file);
    return "source" in result ? result.source : undefined;
  }

  /** Why a file that is there cannot be taken as source code. */
  problem(file: string): Problem | undefined {
    const result = this.#result(file);
    return "problem" in result ? result.problem : undefined;
  }

  /** The next question looks at the disk again. */
  forget(file: string): void {
    const kept = this.#kept.get(file);
    if (kept === undefined) return;
    this.#kept.delete(file);
    this.#keptLength -= lengthOf(kept);
  }

  forgetAll(): void {
    this.#kept.clear();
    this.#keptLength = 0;
  }

  #result(file: string): ReadResult {
    const overlay = this.#overlays.get(file);
    if (overlay !== undefined) {
      return overlay.text.length > this.#limit ? { problem: tooLarge(file, this.#limit) } : { source: overlay };
    }
    const kept = this.#kept.get(file);
    if (kept !== undefined) return kept;
    const result = this.#readFromDisk(file);
    this.#kept.set(file, result);
    this.#keptLength += lengthOf(result);
    for (const oldest of this.#kept.keys()) {
      if (this.#keptLength <= KEPT_LENGTH || oldest === file) break;
      this.forget(oldest);
    }
    return result;
  }

  #readFromDisk(file: string): ReadResult {
    try {
      const entry = this.#disk.stat(file);
      if (entry?.kind !== "file") return { problem: undefined };
      if (entry.size > this.#limit) return { problem: tooLarge(file, this.#limit) };
      const bytes = this.#disk.read(file);
      if (bytes.includes(0)) return { problem: binary(file) };
      const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
      // The hash makes a version that stays the same for the same text, so reading again costs no new analysis.
      return { source: { text, version: createHash("sha1").update(bytes).digest("hex").slice(0, 16) } };
    } catch (error) {
      return { problem: unreadable(file, reasonOf(error)) };
    }
  }
}

function lengthOf(result: ReadResult): number {
  return "source" in result ? result.source.text.length : 0;
}

export function tooLarge(file: string, limit: number): Problem {
  return {
    file,
    offset: undefined,
    message: `Larger than ${Math.round(limit / 1024)} KB, so it is not checked. Split it, or list it under "ignore" in genai-lens.json`,
  };
}

export function binary(file: string): Problem {
  return {
    file,
    offset: undefined,
    message:
      'Holds bytes that no source text has, so it is not checked. Save it as UTF-8, or list it under "ignore" in genai-lens.json',
  };
}

export function unreadable(file: string, reason: string): Problem {
  return {
    file,
    offset: undefined,
    message: `Cannot be read (${reason}), so it is not checked. Allow reading it, or list it under "ignore" in genai-lens.json`,
  };
}
