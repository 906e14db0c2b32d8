/** `from "x"`, `import "x"`, `import("x")`, `require("x")`; also in comments and text, which costs a needless look only. */
const IMPORT = /\b(?:from|import|require)\s{0,200}\(?\s{0,200}["'`]([^"'`\s]{1,300})["'`]/g;

/** What a text imports, as written, told without parsing it: one after the other, perhaps more than once. */
export function* eachImportSpecifier(text: string): Generator<string> {
  for (const [, specifier = ""] of text.matchAll(IMPORT)) yield specifier;
}

/** The same, each once. */
export function importSpecifiersIn(text: string): readonly string[] {
  return [...new Set(eachImportSpecifier(text))];
}

/** What one place of a text takes of a module. */
export interface ImportClause {
  readonly specifier: string;
  /** Names that it takes, as the module exports them; `undefined` where it may take any. */
  readonly names: readonly string[] | undefined;
  /** `export * from`, which hands on all but the default export. */
  readonly isStarExport: boolean;
}

/** The places of a text that import or hand on, told without parsing it. */
export function* eachImportClause(text: string): Generator<ImportClause> {
  for (const match of text.matchAll(IMPORT)) {
    const [whole, specifier = ""] = match;
    if (whole.startsWith("from")) {
      const isStarExport = STAR_EXPORT.test(text.slice(Math.max(0, match.index - LONGEST_STAR), match.index));
      yield { specifier, names: isStarExport ? [] : namesBefore(text, match.index), isStarExport };
    } else {
      const isForEffect = /^import\s*["']/.test(whole);
      yield { specifier, names: isForEffect ? [] : undefined, isStarExport: false };
    }
  }
}

const STAR_EXPORT = /\bexport\s+(?:type\s+)?\*\s*$|\bexport\*\s*$/;

const LONGEST_STAR = 200;

/** Before the braces of `import { a } from "x"` and `export { a } from "x"`: nothing else is taken beside them. */
const BEFORE_BRACES = /\b(?:import|export)\s*(?:\btype\s*)?$/;

const NAME_TAKEN = /^(?:type\s+)?([\w$]+)(?:\s+as\s+[\w$]+)?$/;

/** UTF-16 units of the longest list of names that is read. */
const LONGEST_LIST = 20_000;

function namesBefore(text: string, from: number): readonly string[] | undefined {
  const before = text.slice(Math.max(0, from - LONGEST_LIST), from);
  const end = before.trimEnd();
  const open = end.endsWith("}") ? end.lastIndexOf("{") : -1;
  if (open < 0 || !BEFORE_BRACES.test(end.slice(Math.max(0, open - 50), open))) return undefined;
  const names: string[] = [];
  for (const part of end
    .slice(open + 1, -1)
    .replace(COMMENT, " ")
    .split(",")) {
    const written = part.trim();
    const name = NAME_TAKEN.exec(written)?.[1];
    if (name !== undefined) names.push(name);
    else if (written !== "") return undefined;
  }
  return names;
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Whether a text hands on what other files export. */
export function handsOn(text: string): boolean {
  return HANDS_ON.test(text);
}

/** An answer that a text alone gives, found once for as long as the text is kept. */
export function perText<Answer>(find: (text: string) => Answer): (source: { readonly text: string }) => Answer {
  const known = new WeakMap<object, { readonly answer: Answer }>();
  return (source) => {
    let found = known.get(source);
    if (!found) known.set(source, (found = { answer: find(source.text) }));
    return found.answer;
  };
}

/** `handsOn` of a text that is asked about again and again. */
export const sourceHandsOn = perText(handsOn);

const HANDS_ON = /\bexport\s*(type\s*)?(\*|\{[^}]*\})\s*(as\s+\w+\s*)?from\b/;

/** The words of a text that are among some names. */
export function mentionsAny(text: string, names: ReadonlySet<string>): boolean {
  for (const name of names) {
    if (name === "default") continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + name.length])) return true;
    }
  }
  return names.has("default");
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character);
}
