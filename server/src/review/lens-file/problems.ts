import type { JsonNode } from "../../workspace/json-document.ts";
import { LineIndex } from "../line-index.ts";

/** `error`: AWS refuses the file, or does something else than it says. `warning`: it is taken, and most probably not meant. */
export type LensFileSeverity = "error" | "warning";

/** Something wrong in a lens file. */
export interface LensFileProblem {
  readonly severity: LensFileSeverity;
  /** One line: what, where, and how to mend it. */
  readonly message: string;
  /** UTF-16 code units from the start of the text. */
  readonly offset: number;
  readonly length: number;
  /** Line and column from 1, in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** A stretch of the text, in UTF-16 code units. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** More are counted and not kept: nobody reads them, and a hostile file could have a million. */
const MOST_KEPT = 1000;

/** Gathers the problems of one text. */
export class Problems {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #found: LensFileProblem[] = [];
  #hasErrors = false;
  #left = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineIndex(text);
  }

  error(at: Stretch, message: string): void {
    this.#add("error", at, message);
  }

  warning(at: Stretch, message: string): void {
    this.#add("warning", at, message);
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /** In the order of the text. */
  all(): readonly LensFileProblem[] {
    const inOrder = this.#found.toSorted((first, second) => first.offset - second.offset);
    const last = inOrder.at(-1);
    if (last === undefined || this.#left === 0) return inOrder;
    const severity = this.#hasErrors ? "error" : "warning";
    return [
      ...inOrder,
      { ...last, severity, message: `${this.#left} further problems are not shown: correct these first` },
    ];
  }

  /** Where a part of a string node stands; the whole node where escapes move the places. */
  within(node: JsonNode, part: Stretch): Stretch {
    const written = this.#text.slice(node.offset + 1, node.offset + node.length - 1);
    return written === node.value ? { offset: node.offset + 1 + part.offset, length: part.length } : node;
  }

  #add(severity: LensFileSeverity, { offset, length }: Stretch, message: string): void {
    if (severity === "error") this.#hasErrors = true;
    if (this.#found.length === MOST_KEPT) {
      this.#left++;
      return;
    }
    const { line, character } = this.#lines.positionOf(offset);
    this.#found.push({ severity, message, offset, length, line: line + 1, column: character + 1 });
  }
}
