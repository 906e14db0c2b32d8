/** Which files import which. Edges are worked out when they are first asked for, and again after a change. */
export class ImportGraph {
  readonly #resolve: (specifier: string, fromFile: string) => string | undefined;
  readonly #specifiers = new Map<string, readonly string[]>();
  #importers: Map<string, string[]> | undefined;

  constructor(resolve: (specifier: string, fromFile: string) => string | undefined) {
    this.#resolve = resolve;
  }

  /** What a file imports, as written; `undefined` where the file is not known. */
  specifiers(file: string): readonly string[] | undefined {
    return this.#specifiers.get(file);
  }

  set(file: string, specifiers: readonly string[]): void {
    const known = this.#specifiers.get(file);
    if (known !== undefined && known.length === specifiers.length && known.every((name, index) => name === specifiers[index])) return;
    this.#specifiers.set(file, specifiers);
    this.forgetEdges();
  }

  delete(file: string): void {
    if (this.#specifiers.delete(file)) this.forgetEdges();
  }

  clear(): void {
    this.#specifiers.clear();
    this.forgetEdges();
  }

  /** To be called when specifiers may stand for other files than before. */
  forgetEdges(): void {
    this.#importers = undefined;
  }

  /** Files that import a file directly, in the order in which they were set. */
  importersOf(file: string): readonly string[] {
    this.#importers ??= this.#findImporters();
    return this.#importers.get(file) ?? [];
  }

  #findImporters(): Map<string, string[]> {
    const importers = new Map<string, string[]>();
    for (const [file, specifiers] of this.#specifiers) {
      for (const specifier of specifiers) {
        const target = this.#resolve(specifier, file);
        if (target === undefined) continue;
        const known = importers.get(target);
        if (known === undefined) importers.set(target, [file]);
        else if (known.at(-1) !== file) known.push(file);
      }
    }
    return importers;
  }
}
