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

/** Whether a text hands on what other files export. */
export function handsOn(text: string): boolean {
  return HANDS_ON.test(text);
}

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
