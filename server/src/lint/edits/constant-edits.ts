import type { Place } from "../../../../lens/facts.ts";
import type { AddImport, ExportedConstant, FixEdit } from "../../../../lens/fixes.ts";
import type { ParsedFile } from "../../analysis/syntax.ts";
import type { NewFile } from "../finding.ts";
import { canBeNamed, declareConstant, exportedConstant, writtenText } from "./constants.ts";
import type { Formatting } from "./formatting.ts";
import { importStyleOf } from "./import-place.ts";
import { isModule, dressedStatements } from "./code.ts";
import { type EndingStyle, endingStyleOf, relativeModule } from "./relative-module.ts";
import type { Replacement } from "./search.ts";

/** A file's tree, and how it is laid out. */
export interface LaidOutFile extends ParsedFile {
  readonly formatting: Formatting;
}

/** The files that a fix may look at, and make. */
export interface FixFiles {
  /** The file of the finding. */
  readonly own: string;
  /** `undefined` for a file that no fix may change. */
  parsed(file: string): LaidOutFile | undefined;
  canCreate(file: string): boolean;
}

type FileEdit = Extract<FixEdit, { edit: "use constant" | "extract constant" | "create file" }>;

/** An edit of the text of one file, or the text of a new one. */
export type PlainEdit =
  | Exclude<FixEdit, FileEdit>
  | { readonly edit: "write"; readonly file: string; readonly replacements: readonly Replacement[] }
  | ({ readonly edit: "make file" } & NewFile);

/** Works out those edits of a fix that take more than the text of one file. `undefined` where one has no right place. */
export function plainEdits(edits: readonly FixEdit[], files: FixFiles): readonly PlainEdit[] | undefined {
  const plain: PlainEdit[] = [];
  for (const edit of edits) {
    const worked = isFileEdit(edit) ? workedOut(edit, edits, files) : [edit];
    if (worked === undefined) return undefined;
    plain.push(...worked);
  }
  return withOneImportEach(plain);
}

function isFileEdit(edit: FixEdit): edit is FileEdit {
  return edit.edit === "use constant" || edit.edit === "extract constant" || edit.edit === "create file";
}

function workedOut(edit: FileEdit, edits: readonly FixEdit[], files: FixFiles): readonly PlainEdit[] | undefined {
  switch (edit.edit) {
    case "create file": {
      const own = files.parsed(edit.file) ?? files.parsed(files.own);
      if (own === undefined || !isModule(edit.code)) return undefined;
      return newModule(edit.file, dressedStatements(edit.code, own.formatting, ""), files);
    }
    case "use constant": {
      const constant = "name" in edit.constant ? edit.constant : constantAt(edit.constant, files);
      const source = files.parsed(edit.place.file)?.source;
      if (constant === undefined || source === undefined || !canBeNamed(source, edit.place)) return undefined;
      return useOf(constant, edit.place, edits, files);
    }
    case "extract constant":
      return extracted(edit, edits, files);
  }
}

function constantAt(place: Place, files: FixFiles): ExportedConstant | undefined {
  const source = files.parsed(place.file)?.source;
  const name = source && exportedConstant(source, place);
  return name === undefined ? undefined : { file: place.file, name };
}

function extracted(
  { place, name, file }: Extract<FixEdit, { edit: "extract constant" }>,
  edits: readonly FixEdit[],
  files: FixFiles,
): readonly PlainEdit[] | undefined {
  const found = files.parsed(place.file);
  const text = found && writtenText(found.source, place, name);
  if (found === undefined || text === undefined) return undefined;
  if (file === undefined) {
    const declaration = declareConstant(found.source, found.formatting, place, text);
    return (
      declaration && [
        { edit: "write", file: place.file, replacements: [declaration] },
        { edit: "replace", place, code: text.name },
      ]
    );
  }
  const semicolon = found.formatting.hasSemicolons ? ";" : "";
  const made = newModule(file, `export const ${text.name} = ${text.code}${semicolon}`, files);
  const use = useOf({ file, name: text.name }, place, edits, files);
  return made && use && [...made, ...use];
}

/** A file that exports, made for one that imports: `undefined` for a file of the finding that does neither. */
function newModule(file: string, text: string, files: FixFiles): readonly PlainEdit[] | undefined {
  const own = files.parsed(files.own);
  if (own === undefined || !files.canCreate(file) || importStyleOf(own.source) !== "import") return undefined;
  return [{ edit: "make file", file, text: `${text}${own.formatting.endOfLine}` }];
}

function useOf(
  { file, name }: ExportedConstant,
  place: Place,
  edits: readonly FixEdit[],
  files: FixFiles,
): readonly PlainEdit[] | undefined {
  const source = files.parsed(place.file)?.source;
  const style = source && (endingStyleOf(source) ?? styleOfOthers(edits, files));
  const module = source && relativeModule(source, file, style);
  if (module === undefined) return undefined;
  return [
    { edit: "add import", file: place.file, module, names: [name] },
    { edit: "replace", place, code: name },
  ];
}

/** How other files of the fix name what they import, for a file that imports none of the project. */
function styleOfOthers(edits: readonly FixEdit[], files: FixFiles): EndingStyle | undefined {
  for (const edit of edits) {
    const file = edit.edit === "use constant" ? edit.place.file : undefined;
    const source = file === undefined ? undefined : files.parsed(file)?.source;
    const style = source && endingStyleOf(source);
    if (style !== undefined) return style;
  }
  return undefined;
}

/** Two edits may ask for the same name. */
function withOneImportEach(edits: readonly PlainEdit[]): readonly PlainEdit[] {
  const imports = new Map<string, AddImport>();
  const others: PlainEdit[] = [];
  for (const edit of edits) {
    const isNamed = edit.edit === "add import" && edit.default === undefined && edit.namespace === undefined;
    if (!isNamed) {
      others.push(edit);
      continue;
    }
    const key = `${edit.file}\n${edit.module}`;
    const known = imports.get(key);
    imports.set(key, { ...edit, names: [...new Set([...(known?.names ?? []), ...(edit.names ?? [])])] });
  }
  return [...imports.values(), ...others];
}
