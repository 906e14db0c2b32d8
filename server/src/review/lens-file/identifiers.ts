import type { JsonNode } from "../../workspace/json-document.ts";
import { LENS_FILE_LIMITS } from "./format.ts";
import type { Problems } from "./problems.ts";
import { quoted } from "./shape.ts";

/** Checks ids of one kind in the scope in which they must differ. */
export class Identifiers {
  readonly #kind: "Pillar" | "Question" | "Choice";
  readonly #problems: Problems;
  readonly #seen = new Set<string>();

  constructor(kind: "Pillar" | "Question" | "Choice", problems: Problems) {
    this.#kind = kind;
    this.#problems = problems;
  }

  /** Notes what is wrong with an id, and answers with it; `undefined` where there is none. */
  take(node: JsonNode | undefined): string | undefined {
    if (node === undefined) return undefined;
    const id = String(node.value);
    const { idShortest, idLongest, idLongestInApi } = LENS_FILE_LIMITS;
    const what = `${this.#kind} id ${quoted(id)}`;
    if (!/^\w*$/.test(id)) {
      const hint = suggestedId(id);
      this.#problems.error(
        node,
        `${what} has other characters than A-Z, a-z, 0-9 and _${hint === undefined ? ": leave them out" : `: write ${quoted(hint)}`}`,
      );
    } else if (id.length < idShortest || id.length > idLongest) {
      this.#problems.error(
        node,
        `${what} has ${id.length} characters: it needs ${idShortest} to ${idLongest}, so write ${id.length < idShortest ? "a longer" : "a shorter"} one`,
      );
    } else if (id.length > idLongestInApi && this.#kind !== "Question") {
      this.#problems.warning(
        node,
        `${what} has ${id.length} characters, and AWS's API takes answers for ${idLongestInApi} at most: write a shorter one`,
      );
    } else if (id === "default" && this.#kind === "Choice") {
      this.#problems.error(node, `${what} means something else in a risk rule: write another id`);
    }
    if (this.#seen.has(id)) {
      this.#problems.error(node, `${what} stands ${this.#scope} twice: give one of them another id`);
    }
    this.#seen.add(id);
    return id;
  }

  get #scope(): string {
    return this.#kind === "Choice" ? "in this question" : "in this lens";
  }
}

function suggestedId(id: string): string | undefined {
  const mended = id.trim().replace(/[\s.:/-]+/g, "_");
  return /^\w+$/.test(mended) && mended.length >= LENS_FILE_LIMITS.idShortest ? mended : undefined;
}
