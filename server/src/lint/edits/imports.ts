import type { AddImport } from "../../../../lens/fixes.ts";
import { ts } from "../../analysis/syntax.ts";
import { quotedText } from "./code.ts";
import type { Formatting } from "./formatting.ts";
import { type ModuleBindings, bindingsOf } from "./import-bindings.ts";
import { placeForImport } from "./import-place.ts";
import { appendElements } from "./lists.ts";
import { nameUse } from "./names.ts";
import type { Replacement } from "./search.ts";

export interface AddedImport {
  readonly replacements: readonly Replacement[];
  /** What code has to write instead of some of the names. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Modules that export themselves by name, so that the whole of them under that name serves as well. */
const EXPORTS_ITSELF: ReadonlyMap<string, string> = new Map([["zod", "z"]]);

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What is still to be imported, by how. */
interface Missing {
  readonly names: string[];
  default: string | undefined;
  namespace: string | undefined;
}

/**
 * The edits after which a file has all that is asked for. `undefined` where a name is taken, the file has an export
 * under another name, or it is not known how the file would import.
 */
export function addImport(source: ts.SourceFile, formatting: Formatting, edit: AddImport): AddedImport | undefined {
  const wanted = [...(edit.names ?? []), edit.default, edit.namespace].filter((name) => name !== undefined);
  if (wanted.length === 0 || !wanted.every((name) => IDENTIFIER.test(name)) || source.isDeclarationFile) {
    return undefined;
  }
  const bindings = bindingsOf(source, edit.module);
  const replacements: Replacement[] = [];
  const texts = new Map<string, string>();
  const missing: Missing = { names: [], default: undefined, namespace: undefined };

  for (const name of new Set(edit.names)) {
    const found = bindings.names.find(({ exported }) => exported === name);
    const isWhole =
      EXPORTS_ITSELF.get(edit.module) === name && [...bindings.wholes, ...bindings.defaults].includes(name);
    if (found !== undefined || isWhole) {
      if ((found !== undefined && found.local !== name) || nameUse(source, name).declared !== 1) return undefined;
      if (found?.isType !== true) continue;
      if (found.untyped === undefined) return undefined;
      replacements.push(found.untyped);
      continue;
    }
    const whole = bindings.wholes[0];
    if (whole !== undefined) {
      if (nameUse(source, whole).declared !== 1) return undefined;
      texts.set(name, `${whole}.${name}`);
      continue;
    }
    if (isTaken(source, name)) return undefined;
    missing.names.push(name);
  }
  for (const kind of ["default", "namespace"] as const) {
    const name = edit[kind];
    if (name === undefined) continue;
    const locals = kind === "default" ? bindings.defaults : bindings.wholes;
    if (locals.length > 0) {
      const local = locals.includes(name) ? name : locals[0]!;
      if (nameUse(source, local).declared !== 1) return undefined;
      if (local !== name && isTaken(source, name)) return undefined;
      if (local !== name) texts.set(name, local);
      continue;
    }
    if (isTaken(source, name)) return undefined;
    missing[kind] = name;
  }
  const [first] = missing.names;
  const replaced = bindings.names.find(({ exported, local }) => exported === edit.replaces && local === exported);
  if (first !== undefined && replaced?.range !== undefined && !replaced.isType && isUsedOnce(source, replaced.local)) {
    replacements.push({ ...replaced.range, text: first });
    missing.names.shift();
  }

  const added = write(source, formatting, edit.module, bindings, missing);
  return added && { replacements: [...replacements, ...added], texts };
}

/** Whether a name stands for something in the file, a global included. */
function isTaken(source: ts.SourceFile, name: string): boolean {
  const { declared, read } = nameUse(source, name);
  return declared + read > 0;
}

/** Whether a name is declared by its import alone, and read at one place. */
function isUsedOnce(source: ts.SourceFile, name: string): boolean {
  const { declared, read } = nameUse(source, name);
  return declared === 1 && read === 1;
}

function write(
  source: ts.SourceFile,
  formatting: Formatting,
  module: string,
  bindings: ModuleBindings,
  missing: Missing,
): readonly Replacement[] | undefined {
  const joined = join(source, formatting, bindings, missing);
  const { names, default: defaultName, namespace } = joined.missing;
  if (names.length === 0 && defaultName === undefined && namespace === undefined) return joined.replacements;
  const place = placeForImport(source, formatting, module);
  if (place === undefined) return undefined;
  // What a default export is to `require` depends on how the package was built.
  if (place.style === "require" && defaultName !== undefined) return undefined;

  const from = quotedText(bindings.spelling ?? place.spelling, place.quote);
  const blank = formatting.hasBraceBlanks ? " " : "";
  const list = names.length === 0 ? [] : [`{${blank}${names.join(", ")}${blank}}`];
  const statements: string[] = [];
  if (place.style === "require") {
    if (list.length > 0) statements.push(`const ${list.join("")} = require(${from})`);
    if (namespace !== undefined) statements.push(`const ${namespace} = require(${from})`);
  } else {
    const clause = [...(defaultName === undefined ? [] : [defaultName]), ...list];
    if (clause.length > 0) statements.push(`import ${clause.join(", ")} from ${from}`);
    if (namespace !== undefined) statements.push(`import * as ${namespace} from ${from}`);
  }
  return [...joined.replacements, place.put(statements)];
}

/** Adds what it can to an import of the module that is there; `missing` is what is left. */
function join(
  source: ts.SourceFile,
  formatting: Formatting,
  { joinable }: ModuleBindings,
  { names, default: defaultName, namespace }: Missing,
): { readonly replacements: readonly Replacement[]; readonly missing: Missing } {
  const left: Missing = { names, default: defaultName, namespace };
  if (joinable === undefined) return { replacements: [], missing: left };
  const replacements: Replacement[] = [];
  if (defaultName !== undefined && joinable.defaultAt !== undefined) {
    replacements.push({ start: joinable.defaultAt, end: joinable.defaultAt, text: `${defaultName}, ` });
    left.default = undefined;
  }
  if (names.length === 0) return { replacements, missing: left };
  if (joinable.list !== undefined) {
    replacements.push(...appendElements({ source, isObject: true, ...joinable.list }, formatting, () => names));
    return { replacements, missing: { ...left, names: [] } };
  }
  if (joinable.namesAt !== undefined) {
    const blank = formatting.hasBraceBlanks ? " " : "";
    const text = `, {${blank}${names.join(", ")}${blank}}`;
    replacements.push({ start: joinable.namesAt, end: joinable.namesAt, text });
    return { replacements, missing: { ...left, names: [] } };
  }
  return { replacements, missing: left };
}
