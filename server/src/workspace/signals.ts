import type { Fact } from "../../../lens/facts.ts";
import { SIGNAL_KINDS } from "../../../lens/signals/index.ts";
import type { Signal } from "../../../lens/signals/signal-kind.ts";
import type { FileReport } from "../lint/finding.ts";
import { isAnswered } from "../specification/answered.ts";
import { compareText, isInside, parentDirectory, relativePath } from "./paths.ts";
import { type MarkOfKind, isManifest, marksOf, mayBeSignal } from "./signal-files.ts";

/** Most signals of one kind that are told; a workspace with more has made its point. */
export const MOST_SIGNALS = 20;

/** Most files that are read for marks of their text, and most manifests. */
const MOST_READ = 600;

/** UTF-16 code units at the start of a file that marks are looked for in. */
const LOOKED_AT = 64 * 1024;

const LONGEST_TEXT = 100;

const TEST_PATH =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|__fixtures__|fixtures|mocks|e2e)\/|[._](?:test|spec)\.[cm]?[jt]sx?$/i;

const SOURCE = /\.[cm]?[jt]sx?$/i;

const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"'\n]+)["']/g;

/** What the signals of a workspace are found in. Paths are absolute. */
export interface SignalSources {
  readonly root: string;
  /** Source files, and those of `isSignalDocument`. */
  readonly sourceFiles: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
  /** What a source file imports, as written. */
  specifiersOf(file: string): readonly string[];
  /** The start of a file's text; `undefined` where it cannot be read. */
  textOf(file: string): string | undefined;
  readonly reports: readonly FileReport[];
}

interface Found extends Signal {
  readonly isGeneral: boolean;
}

const pathMarks = marksOf("path");
const importMarks = marksOf("import");
const dependencyMarks = marksOf("dependency");
const factMarks = marksOf("fact");

/**
 * Finds the signals of a workspace. What files show is remembered until `changed`, so that asking again after an
 * edit costs little. A file that cannot be read shows nothing.
 */
export class SignalFinder {
  /** What files show, of those that show anything. */
  readonly #found = new Map<string, readonly Found[]>();
  readonly #changed = new Set<string>();
  readonly #marksOfSpecifier = new Map<string, readonly MarkOfKind<"import">[]>();
  #hasLooked = false;

  /** To be called when a file was written, made or deleted. */
  changed(file: string): void {
    this.#found.delete(file);
    this.#changed.add(file);
  }

  forgetAll(): void {
    this.#found.clear();
    this.#hasLooked = false;
  }

  /** The signals in the order of the kinds, then of the files; at most one of each kind in a file. */
  find(sources: SignalSources): readonly Signal[] {
    this.#look(sources);
    const found = [...this.#found.values()].flat();
    const users = new Set<string>();
    for (const report of sources.reports) {
      found.push(...inFacts(report, sources.textOf));
      if (report.facts.some(usesModels)) users.add(report.file);
    }
    const packages = new Set([...sources.documents].filter(isManifest).map((file) => parentDirectory(file)));
    const isBesideModels = memoised((home) => [...users].some((user) => isInside(user, home)));
    return inOrder(
      found.filter(({ isGeneral, file }) => !isGeneral || isBesideModels(packageOf(file, packages) ?? sources.root)),
    );
  }

  #look(sources: SignalSources): void {
    const manifestOf = bounded(sources.textOf);
    const textOf = bounded(sources.textOf);
    for (const file of this.#hasLooked ? this.#changed : sources.documents) {
      if (!sources.documents.has(file)) continue;
      const path = relativePath(sources.root, file);
      this.#keep(file, inDocument(file, path, isManifest(path) ? manifestOf : textOf));
    }
    for (const file of this.#hasLooked ? this.#changed : sources.sourceFiles) {
      if (sources.sourceFiles.has(file)) this.#keep(file, this.#inSource(file, sources, textOf));
    }
    this.#hasLooked = true;
    this.#changed.clear();
  }

  #keep(file: string, found: readonly Found[]): void {
    if (found.length > 0) this.#found.set(file, found);
  }

  #inSource(file: string, sources: SignalSources, textOf: (file: string) => string | undefined): readonly Found[] {
    const path = relativePath(sources.root, file);
    const marks = [
      ...sources.specifiersOf(file).flatMap((specifier) => this.#marksOf(specifier)),
      ...(mayBeSignal(path) ? pathMarks.filter(({ mark }) => mark.path.test(path)) : []),
    ];
    return shown(file, path, marks, textOf);
  }

  #marksOf(specifier: string): readonly MarkOfKind<"import">[] {
    if (specifier.startsWith(".")) return [];
    let marks = this.#marksOfSpecifier.get(specifier);
    if (marks === undefined) {
      marks = importMarks.filter(({ mark }) => mark.specifier.test(specifier));
      this.#marksOfSpecifier.set(specifier, marks);
    }
    return marks;
  }
}

function inDocument(file: string, path: string, textOf: (file: string) => string | undefined): readonly Found[] {
  if (isManifest(path)) return inManifest(file, textOf(file) ?? "");
  return shown(
    file,
    path,
    pathMarks.filter(({ mark }) => mark.path.test(path)),
    textOf,
  );
}

/** What of the marks that fit a file's path or imports its text bears out. */
function shown(
  file: string,
  path: string,
  marks: readonly (MarkOfKind<"path"> | MarkOfKind<"import">)[],
  textOf: (file: string) => string | undefined,
): readonly Found[] {
  const found: Found[] = [];
  const isTest = TEST_PATH.test(path);
  let text: string | undefined;
  for (const { kind, mark } of marks) {
    if (isTest && mark.includesTests !== true) continue;
    const isGeneral = mark.isGeneral === true;
    if (mark.mark === "path" && mark.isAnswered === true && !isWholeAndAnswered(textOf(file))) continue;
    if (mark.mark === "path" && mark.text === undefined) {
      found.push({ kind, file, line: undefined, text: path.slice(path.lastIndexOf("/") + 1), isGeneral });
      continue;
    }
    text ??= textOf(file) ?? "";
    const isCode = SOURCE.test(path);
    const imported = mark.mark === "import" ? importOf(text, mark.specifier) : undefined;
    if (mark.mark === "import" && imported === undefined) continue;
    const match = mark.text === undefined ? imported : lineOf(text, mark.text, isCode);
    if (match !== undefined) found.push({ kind, file, ...match, isGeneral });
  }
  return found;
}

/** Of a text that may go on behind what was read of it, nobody can say that it leaves no question open. */
function isWholeAndAnswered(text: string | undefined): boolean {
  return text !== undefined && Buffer.byteLength(text) < LOOKED_AT && isAnswered(text);
}

interface Match {
  readonly line: number;
  readonly text: string;
}

/** The first import of such a module that is no comment and brings more than types. */
function importOf(text: string, specifier: RegExp): Match | undefined {
  for (const match of text.matchAll(IMPORT)) {
    if (!specifier.test(match[1] ?? "") || isInComment(text, match.index) || isTypeImport(text, match.index)) continue;
    return { line: lineAt(text, match.index), text: shortened(match[1] ?? "") };
  }
  return undefined;
}

/** Whether the statement that ends in this `from` is `import type`. */
function isTypeImport(text: string, from: number): boolean {
  const start = text.lastIndexOf("import", from);
  return start >= 0 && /^import\s+type\s[^;]*$/.test(text.slice(start, from));
}

function lineOf(text: string, pattern: RegExp, isCode: boolean): Match | undefined {
  const everywhere = new RegExp(pattern.source, `${pattern.flags}g`);
  for (const match of text.matchAll(everywhere)) {
    if (isCode && isInComment(text, match.index)) continue;
    return { line: lineAt(text, match.index), text: shortened(match[0]) };
  }
  return undefined;
}

/** Whether the line of an offset is, as far as it comes before it, that of a comment. */
function isInComment(text: string, offset: number): boolean {
  return /^\s*(?:\*|\/\/|\/\*)/.test(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset + 2));
}

function inManifest(file: string, text: string): readonly Found[] {
  if (text === "") return [];
  const found: Found[] = [];
  for (const name of declaredPackages(text)) {
    for (const { kind, mark } of dependencyMarks) {
      if (!mark.name.test(name)) continue;
      const line = lineAt(text, Math.max(0, text.indexOf(`"${name}"`)));
      found.push({ kind, file, line, text: name, isGeneral: mark.isGeneral === true });
    }
  }
  return found;
}

function declaredPackages(text: string): readonly string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof manifest !== "object" || manifest === null) return [];
  return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((name) => {
    const declared = (manifest as Readonly<Record<string, unknown>>)[name];
    return typeof declared === "object" && declared !== null ? Object.keys(declared) : [];
  });
}

function inFacts(report: FileReport, textOf: (file: string) => string | undefined): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<string>();
  for (const fact of report.facts) {
    if (isInTest(fact)) continue;
    for (const { kind, mark } of factMarks) {
      if (seen.has(kind)) continue;
      const evidence = mark.shows(fact);
      if (evidence === undefined) continue;
      seen.add(kind);
      const { file, start } = evidence.place;
      const line = lineAt(textOf(file) ?? "", start);
      found.push({ kind, file, line, text: shortened(evidence.text), isGeneral: mark.isGeneral === true });
    }
  }
  return found;
}

function isInTest(fact: Fact): boolean {
  return fact.fact === "output use" ? fact.call.context.isTest : fact.context.isTest;
}

/** Whether a fact shows that a program uses generative AI. */
function usesModels(fact: Fact): boolean {
  if (isInTest(fact)) return false;
  switch (fact.fact) {
    case "model call":
      return fact.provider !== "mock";
    case "retrieval":
    case "tool":
    case "tool call use":
    case "served transport":
    case "server connection":
    case "launched server":
    case "agent memory":
    case "permission":
      return true;
    case "resource":
      return fact.callsModel === true || MODEL_RESOURCES.has(fact.kind);
    case "client":
    case "output use":
    case "flow":
    case "credential":
    case "text splitter":
    case "observability":
      return false;
  }
}

const MODEL_RESOURCES: ReadonlySet<string> = new Set([
  "guardrail",
  "agent",
  "knowledge base",
  "flow",
  "prompt",
  "inference profile",
  "agent runtime",
  "gateway",
  "endpoint",
]);

/** The innermost folder around a file that has a `package.json`. */
function packageOf(file: string, packages: ReadonlySet<string | undefined>): string | undefined {
  for (let directory = parentDirectory(file); directory !== undefined; directory = parentDirectory(directory)) {
    if (packages.has(directory)) return directory;
  }
  return undefined;
}

function inOrder(found: readonly Found[]): readonly Signal[] {
  const signals: Signal[] = [];
  for (const { id } of SIGNAL_KINDS) {
    const ofFile = new Map<string, Signal>();
    for (const { kind, file, line, text } of found) {
      const known = ofFile.get(file);
      if (kind === id && (known === undefined || (line ?? 0) < (known.line ?? 0)))
        ofFile.set(file, { kind, file, line, text });
    }
    const sorted = [...ofFile.values()].sort((first, second) => compareText(first.file, second.file));
    signals.push(...sorted.slice(0, MOST_SIGNALS));
  }
  return signals;
}

function bounded(textOf: (file: string) => string | undefined): (file: string) => string | undefined {
  let read = 0;
  return (file) => (read++ < MOST_READ ? textOf(file)?.slice(0, LOOKED_AT) : undefined);
}

function memoised(ask: (directory: string) => boolean): (directory: string) => boolean {
  const answers = new Map<string, boolean>();
  return (directory) => {
    const known = answers.get(directory);
    if (known !== undefined) return known;
    const answer = ask(directory);
    answers.set(directory, answer);
    return answer;
  };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length <= LONGEST_TEXT ? line : `${characters.slice(0, LONGEST_TEXT - 1).join("")}…`;
}
