import type { FileReport } from "../../server/src/lint/finding.ts";
import type { FixedText, TrialTexts } from "../../server/src/workspace/fix-texts.ts";

/** Texts in memory, and what is judged of them. */
export class MemoryTexts implements TrialTexts {
  readonly #texts: Map<string, string>;
  readonly #real: ReadonlyMap<string, string>;
  readonly #judge: (text: string, file: string) => FileReport | undefined;
  readonly #mayCreate: boolean;

  constructor(
    texts: Readonly<Record<string, string>>,
    judge: (text: string, file: string) => FileReport | undefined = () => undefined,
    mayCreate = true,
  ) {
    this.#real = new Map(Object.entries(texts));
    this.#texts = new Map(this.#real);
    this.#judge = judge;
    this.#mayCreate = mayCreate;
  }

  text(file: string): string | undefined {
    return this.#texts.get(file);
  }

  canCreate(file: string): boolean {
    return this.#mayCreate && !this.#texts.has(file);
  }

  change(file: string, text: string): void {
    this.#texts.set(file, text);
  }

  report(file: string): FileReport | undefined {
    return this.#judge(this.#texts.get(file) ?? "", file);
  }

  fixed(): readonly FixedText[] {
    return [...this.#texts]
      .map(([file, after]) => ({ file, before: this.#real.get(file), after }))
      .filter(({ before, after }) => before !== after);
  }

  restore(): void {
    this.#texts.clear();
    for (const [file, text] of this.#real) this.#texts.set(file, text);
  }
}
