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
    this.#specifiers.set(file, specifiers);
    if (known === undefined) {
      // Others may have meant this file in vain before.
      this.forgetEdges();
    } else if (this.#importers !== undefined && !isSame(known, specifiers)) {
      for (const target of this.#targetsOf(file, known)) {
        const importers = this.#importers.get(target) ?? [];
        this.#importers.set(
          target,
          importers.filter((importer) => importer !== file),
        );
      }
      this.#addEdges(file, specifiers, this.#importers);
    }
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

  /** Files that import a file directly, once each. */
  importersOf(file: string): readonly string[] {
    this.#importers ??= this.#findImporters();
    return this.#importers.get(file) ?? [];
  }

  #findImporters(): Map<string, string[]> {
    const importers = new Map<string, string[]>();
    for (const [file, specifiers] of this.#specifiers) this.#addEdges(file, specifiers, importers);
    return importers;
  }

  #addEdges(file: string, specifiers: readonly string[], importers: Map<string, string[]>): void {
    for (const target of this.#targetsOf(file, specifiers)) {
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [file]);
      else known.push(file);
    }
  }

  #targetsOf(file: string, specifiers: readonly string[]): ReadonlySet<string> {
    return new Set(specifiers.flatMap((specifier) => this.#resolve(specifier, file) ?? []));
  }
}

function isSame(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((name, index) => name === second[index]);
}
