/** Which files import which. Edges are worked out when they are first asked for, and again after a change. */
export class ImportGraph {
  readonly #resolve: (specifier: string, fromFile: string) => string | undefined;
  readonly #specifiers = new Map<string, readonly string[]>();
  #importers: Map<string, string[]> | undefined;
  /** Files with a relative specifier, by the name that it ends in: only those can mean a file of that name. */
  #namers: Map<string, Set<string>> | undefined;
  /** Answers since the last change. */
  readonly #found = new Map<string, readonly string[]>();

  constructor(resolve: (specifier: string, fromFile: string) => string | undefined) {
    this.#resolve = resolve;
  }

  /** What a file imports, as written; `undefined` where the file is not known. */
  specifiers(file: string): readonly string[] | undefined {
    return this.#specifiers.get(file);
  }

  set(file: string, specifiers: readonly string[]): void {
    this.#found.clear();
    const known = this.#specifiers.get(file);
    this.#specifiers.set(file, specifiers);
    if (known === undefined) {
      // Others may have meant this file in vain before.
      this.forgetEdges();
    } else if (this.#importers !== undefined && this.#namers !== undefined && !isSame(known, specifiers)) {
      for (const target of this.#targetsOf(file, known)) {
        const importers = this.#importers.get(target) ?? [];
        this.#importers.set(
          target,
          importers.filter((importer) => importer !== file),
        );
      }
      for (const name of namesMeant(known)) this.#namers.get(name)?.delete(file);
      this.#addEdges(file, specifiers, this.#importers, this.#namers);
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
    this.#found.clear();
    this.#importers = undefined;
    this.#namers = undefined;
  }

  /** Files that import a file directly, once each. */
  importersOf(file: string): readonly string[] {
    let importers = this.#found.get(file);
    if (importers === undefined) this.#found.set(file, (importers = this.#findImporters(file)));
    return importers;
  }

  #findImporters(file: string): readonly string[] {
    const importers = this.#importers ?? new Map<string, string[]>();
    const namers = this.#namers ?? new Map<string, Set<string>>();
    if (this.#importers === undefined || this.#namers === undefined) {
      for (const [each, specifiers] of this.#specifiers) this.#addEdges(each, specifiers, importers, namers);
      this.#importers = importers;
      this.#namers = namers;
    }
    const found = new Set(importers.get(file));
    const names = namesOf(file);
    for (const name of names) {
      for (const namer of namers.get(name) ?? []) {
        const specifiers = this.#specifiers.get(namer) ?? [];
        const isMeant = (specifier: string): boolean =>
          isRelative(specifier) && names.has(nameMeant(specifier)) && this.#resolve(specifier, namer) === file;
        if (!found.has(namer) && specifiers.some(isMeant)) found.add(namer);
      }
    }
    return [...found];
  }

  /** Of what a file imports, as written, that which stands for another file. */
  specifiersMeaning(file: string, importer: string): ReadonlySet<string> {
    const names = namesOf(file);
    const isMeant = (specifier: string): boolean =>
      (!isRelative(specifier) || names.has(nameMeant(specifier))) && this.#resolve(specifier, importer) === file;
    return new Set(this.#specifiers.get(importer)?.filter(isMeant));
  }

  /** Some files in an order in which those that import stand before what they import, but for circles. */
  importersFirst(files: readonly string[]): readonly string[] {
    const wanted = new Set(files);
    const seen = new Set<string>();
    const importedFirst: string[] = [];
    for (const start of files) {
      const path = seen.has(start) ? [] : [{ file: start, next: this.#importsAmong(start, wanted) }];
      seen.add(start);
      for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
        const { done, value } = top.next.next();
        if (done === true) {
          importedFirst.push(top.file);
          path.pop();
        } else if (!seen.has(value)) {
          seen.add(value);
          path.push({ file: value, next: this.#importsAmong(value, wanted) });
        }
      }
    }
    return importedFirst.reverse();
  }

  *#importsAmong(file: string, wanted: ReadonlySet<string>): Generator<string, undefined> {
    for (const specifier of this.#specifiers.get(file) ?? []) {
      const target = this.#resolve(specifier, file);
      if (target !== undefined && wanted.has(target)) yield target;
    }
    return undefined;
  }

  #addEdges(
    file: string,
    specifiers: readonly string[],
    importers: Map<string, string[]>,
    namers: Map<string, Set<string>>,
  ): void {
    for (const target of this.#targetsOf(file, specifiers)) {
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [file]);
      else known.push(file);
    }
    for (const name of namesMeant(specifiers)) {
      const known = namers.get(name);
      if (known === undefined) namers.set(name, new Set([file]));
      else known.add(file);
    }
  }

  /** Of the specifiers that are not relative: what those mean shows in no name. */
  #targetsOf(file: string, specifiers: readonly string[]): ReadonlySet<string> {
    const targets = new Set<string>();
    for (const specifier of specifiers) {
      const target = isRelative(specifier) ? undefined : this.#resolve(specifier, file);
      if (target !== undefined) targets.add(target);
    }
    return targets;
  }
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith(".");
}

const EXTENSIONS = /(?:\.[cm]?[jt]sx?)+$/;

/** The name that a file has without its extension, those of its folder where it is the folder's index, and none for `.`. */
function namesOf(file: string): ReadonlySet<string> {
  const [folder = "", name = ""] = file.split("/").slice(-2);
  const stem = name.replace(EXTENSIONS, "");
  return stem === "index" ? new Set([stem, folder.replace(EXTENSIONS, ""), ""]) : new Set([stem]);
}

function namesMeant(specifiers: readonly string[]): ReadonlySet<string> {
  return new Set(specifiers.filter(isRelative).map(nameMeant));
}

function nameMeant(specifier: string): string {
  const name = specifier.slice(specifier.lastIndexOf("/") + 1).replace(EXTENSIONS, "");
  return name === "." || name === ".." ? "" : name;
}

function isSame(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((name, index) => name === second[index]);
}
